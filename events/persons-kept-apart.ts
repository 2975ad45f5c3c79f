import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Two persons with like names are different, or that was taken back. */
export const personsKeptApart = defineEvent(
  'PersonsKeptApart',
  1,
  z.strictObject({ personId: z.string(), otherPersonId: z.string(), isDistinct: z.boolean() }),
);

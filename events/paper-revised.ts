import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A new version of a paper was made; the one before stays. */
export const paperRevised = defineEvent(
  'PaperRevised',
  1,
  z.strictObject({ kind: z.string(), number: z.string().nullable(), revision: z.int(), supersedesPaperId: z.string() }),
);

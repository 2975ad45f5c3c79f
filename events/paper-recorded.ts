import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A paper of a council was taken down; without a number, when that follows. */
export const paperRecorded = defineEvent(
  'PaperRecorded',
  1,
  z.strictObject({ kind: z.string(), number: z.string().nullable(), revision: z.int() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A draft changed; what was certified must be certified again. */
export const expenseEdited = defineEvent(
  'ExpenseEdited',
  1,
  z.strictObject({ amountCents: z.int(), possibleDuplicateOf: z.array(z.string()) }),
);

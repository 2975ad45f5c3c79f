import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An expense was entered; it does not count yet. */
export const expenseEntered = defineEvent(
  'ExpenseEntered',
  1,
  z.strictObject({
    amountCents: z.int(),
    eventId: z.string().nullable(),
    occasion: z.string().nullable(),
    possibleDuplicateOf: z.array(z.string()),
  }),
);

import * as z from 'zod';
import { expenseKinds } from '../shared/domain/expense.ts';
import { defineEvent } from './define-event.ts';

/** The book of record booked an expense or a correction; from here on it counts. */
export const expenseBooked = defineEvent(
  'ExpenseBooked',
  1,
  z.strictObject({
    kind: z.enum(expenseKinds),
    corrects: z.string().nullable(),
    bookedOn: z.string(),
    hvsReference: z.string(),
    postings: z.array(
      z.object({
        amountCents: z.int(),
        eventId: z.string().nullable(),
        occasion: z.string().nullable(),
        fiscalYear: z.int().nullable(),
        budgetLine: z.string().nullable(),
      }),
    ),
  }),
);

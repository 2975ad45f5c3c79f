import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A line of an older document was taken over; it was booked before the register began. */
export const expenseTakenOver = defineEvent(
  'ExpenseTakenOver',
  1,
  z.strictObject({
    takenOverFrom: z.string(),
    notLaterThan: z.string(),
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

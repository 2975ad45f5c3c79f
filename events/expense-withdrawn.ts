import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An expense that was not booked left the process; it stays readable. */
export const expenseWithdrawn = defineEvent('ExpenseWithdrawn', 1, z.strictObject({ reason: z.string() }));

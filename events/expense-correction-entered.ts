import * as z from 'zod';
import { expenseKinds } from '../shared/domain/expense.ts';
import { defineEvent } from './define-event.ts';

/** A reversal, rebooking or change was entered; it does not count yet. */
export const expenseCorrectionEntered = defineEvent(
  'ExpenseCorrectionEntered',
  1,
  z.strictObject({ kind: z.enum(expenseKinds), corrects: z.string(), reason: z.string() }),
);

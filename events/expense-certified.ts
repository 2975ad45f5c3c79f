import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Someone certified an expense as factually and/or arithmetically correct. */
export const expenseCertified = defineEvent(
  'ExpenseCertified',
  1,
  z.strictObject({ checks: z.array(z.enum(['FACTUAL', 'ARITHMETIC'])), complete: z.boolean() }),
);

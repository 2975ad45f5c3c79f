import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The book of record stated the total of a fiscal year. */
export const totalStated = defineEvent(
  'TotalStated',
  1,
  z.strictObject({ fiscalYear: z.int(), amountCents: z.int(), asOf: z.string().nullable() }),
);

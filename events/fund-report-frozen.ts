import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The yearly report on a fund was frozen, for the first time or once more before it was issued. */
export const fundReportFrozen = defineEvent(
  'FundReportFrozen',
  1,
  z.strictObject({ fundId: z.string(), fiscalYear: z.int(), asOf: z.string(), packHash: z.string() }),
);

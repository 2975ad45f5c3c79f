import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The yearly report on a fund was issued, by somebody else than who froze it. */
export const fundReportIssued = defineEvent(
  'FundReportIssued',
  1,
  z.strictObject({ fundId: z.string(), fiscalYear: z.int(), issuedOn: z.string(), packHash: z.string() }),
);

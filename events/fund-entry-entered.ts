import * as z from 'zod';
import { fundAccounts } from '../shared/domain/fund.ts';
import { defineEvent } from './define-event.ts';

/** A movement of a fund, or the reversal of one, waits for another person; it counts nothing yet. */
export const fundEntryEntered = defineEvent(
  'FundEntryEntered',
  1,
  z.strictObject({
    fundId: z.string(),
    fiscalYear: z.int(),
    account: z.enum(fundAccounts),
    amountCents: z.int(),
    grantId: z.string().nullable(),
    reverses: z.string().nullable(),
  }),
);

import * as z from 'zod';
import { fundAccounts } from '../shared/domain/fund.ts';
import { defineEvent } from './define-event.ts';

/** A movement of a fund counts from here on: by its confirmation, or with the decision on its grant. */
export const fundEntryConfirmed = defineEvent(
  'FundEntryConfirmed',
  1,
  z.strictObject({
    fundId: z.string(),
    fiscalYear: z.int(),
    account: z.enum(fundAccounts),
    amountCents: z.int(),
    grantId: z.string().nullable(),
    valueDay: z.string(),
    reverses: z.string().nullable(),
  }),
);

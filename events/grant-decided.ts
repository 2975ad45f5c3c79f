import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A grant was made: by the office, or by a paper that a body agreed to. The fund's ledger holds it. */
export const grantDecided = defineEvent(
  'GrantDecided',
  1,
  z.strictObject({
    fundId: z.string(),
    fiscalYear: z.int(),
    organisationId: z.string(),
    amountCents: z.int(),
    decidedOn: z.string(),
    tierId: z.string().nullable(),
    paperId: z.string().nullable(),
    isReserved: z.boolean(),
  }),
);

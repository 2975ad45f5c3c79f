import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A grant of an older document was taken over; who decided on it, and on which day, the document may not say. */
export const grantTakenOver = defineEvent(
  'GrantTakenOver',
  1,
  z.strictObject({
    fundId: z.string(),
    fiscalYear: z.int(),
    organisationId: z.string(),
    amountCents: z.int(),
    tierId: z.string().nullable(),
    takenOverFrom: z.string().nullable(),
  }),
);

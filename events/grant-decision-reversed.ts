import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The grant stands as applied for again, because the movement that granted it was reversed. */
export const grantDecisionReversed = defineEvent(
  'GrantDecisionReversed',
  1,
  z.strictObject({ entryId: z.string(), amountCents: z.int(), reason: z.string().nullable() }),
);

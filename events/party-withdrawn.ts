import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A party will not come. */
export const partyWithdrawn = defineEvent(
  'PartyWithdrawn',
  1,
  z.strictObject({ eventId: z.string(), heads: z.int(), withdrawnBy: z.enum(['PERSON', 'OFFICE']) }),
);

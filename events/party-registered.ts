import * as z from 'zod';
import { origins } from '../shared/domain/registration.ts';
import { defineEvent } from './define-event.ts';

/** A party was registered or put on the waiting list; how many, never who. */
export const partyRegistered = defineEvent(
  'PartyRegistered',
  1,
  z.strictObject({ eventId: z.string(), heads: z.int(), status: z.enum(['REGISTERED', 'WAITLISTED']), origin: z.enum(origins) }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A party moved up from the waiting list. */
export const partyMovedUp = defineEvent('PartyMovedUp', 1, z.strictObject({ eventId: z.string(), heads: z.int() }));

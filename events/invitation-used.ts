import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Kept places were taken. */
export const invitationUsed = defineEvent('InvitationUsed', 1, z.strictObject({ eventId: z.string(), places: z.int(), used: z.int() }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Kept places are free again. */
export const invitationWithdrawn = defineEvent('InvitationWithdrawn', 1, z.strictObject({ eventId: z.string(), freed: z.int() }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Places are kept free for an organisation. */
export const invitationIssued = defineEvent('InvitationIssued', 1, z.strictObject({ eventId: z.string(), places: z.int() }));

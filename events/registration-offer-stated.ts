import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** How an event takes registrations, and how many places it has. */
export const registrationOfferStated = defineEvent(
  'RegistrationOfferStated',
  1,
  z.strictObject({ eventId: z.string(), isOpen: z.boolean(), isPublic: z.boolean(), capacity: z.int().nullable(), noticeVersion: z.int() }),
);

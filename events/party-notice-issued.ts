import * as z from 'zod';
import { defineEvent } from './define-event.ts';

export const noticeSubjects = ['ALREADY_REGISTERED', 'EVENT_MOVED', 'EVENT_CANCELLED', 'CONFIRMED_AGAIN'] as const;

/** A party is to be written to although its registration stays as it is; the mail follows from this entry. */
export const partyNoticeIssued = defineEvent(
  'PartyNoticeIssued',
  1,
  z.strictObject({ eventId: z.string(), subject: z.enum(noticeSubjects) }),
);

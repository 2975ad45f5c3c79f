import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Members were invited, with the agenda as it stood. */
export const meetingInvited = defineEvent(
  'MeetingInvited',
  1,
  z.strictObject({ bodyId: z.string(), plannedOn: z.string(), invitedOn: z.string(), items: z.int() }),
);

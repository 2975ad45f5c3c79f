import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A meeting will not take place. */
export const meetingCancelled = defineEvent(
  'MeetingCancelled',
  1,
  z.strictObject({ bodyId: z.string(), plannedOn: z.string(), reason: z.string() }),
);

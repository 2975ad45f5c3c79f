import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A body plans a meeting. */
export const meetingPlanned = defineEvent('MeetingPlanned', 1, z.strictObject({ bodyId: z.string(), plannedOn: z.string() }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The plan or the agenda of a meeting changed, before or after the invitation. */
export const meetingEdited = defineEvent('MeetingEdited', 1, z.strictObject({ bodyId: z.string(), changed: z.array(z.string()) }));

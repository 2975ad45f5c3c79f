import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Somebody said in a meeting that something would be done. */
export const commitmentRecorded = defineEvent(
  'CommitmentRecorded',
  1,
  z.strictObject({ bodyId: z.string(), meetingId: z.string().nullable(), saidOn: z.string(), dueTo: z.string().nullable() }),
);

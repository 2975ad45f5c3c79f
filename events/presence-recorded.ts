import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A meeting took place, or its list of those present was corrected. Who they are stands in the journal by id. */
export const presenceRecorded = defineEvent(
  'PresenceRecorded',
  1,
  z.strictObject({ bodyId: z.string(), plannedOn: z.string(), present: z.int(), voting: z.int() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Motions and results of a meeting were recorded or corrected. */
export const decisionsRecorded = defineEvent(
  'DecisionsRecorded',
  1,
  z.strictObject({ bodyId: z.string(), plannedOn: z.string(), decisions: z.int() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** What one body of a paper's route made of it; `place` counts from 0. */
export const paperRouteOutcomeRecorded = defineEvent(
  'PaperRouteOutcomeRecorded',
  1,
  z.strictObject({ place: z.int(), on: z.string(), outcome: z.string() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An indicator was taken down. */
export const indicatorRecorded = defineEvent(
  'IndicatorRecorded',
  1,
  z.strictObject({ bodyId: z.string().nullable(), measureId: z.string().nullable(), proposalId: z.string().nullable() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A measure was taken down with its first status. */
export const measureRecorded = defineEvent(
  'MeasureRecorded',
  1,
  z.strictObject({ eventId: z.string().nullable(), bodyId: z.string().nullable(), status: z.string(), asOf: z.string() }),
);

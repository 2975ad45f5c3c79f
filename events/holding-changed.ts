import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Somebody else, or nobody, holds a seat or stands in; `from` null: the day is not known. */
export const holdingChanged = defineEvent(
  'HoldingChanged',
  1,
  z.strictObject({
    bodyId: z.string(),
    as: z.enum(['HOLDER', 'DEPUTY']),
    personId: z.string().nullable(),
    from: z.string().nullable(),
    dated: z.boolean(),
  }),
);

import * as z from 'zod';
import { RetentionCase } from '../shared/domain/retention.ts';
import { defineEvent } from './define-event.ts';

/** Data due for erasure were offered to the archive, or need no offer. */
export const retentionDecided = defineEvent(
  'RetentionDecided',
  1,
  z.strictObject({
    eventId: z.string(),
    dataClass: RetentionCase.shape.dataClass,
    status: RetentionCase.shape.status,
    waiver: RetentionCase.shape.waiver,
  }),
);

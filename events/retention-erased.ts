import * as z from 'zod';
import { RetentionCase } from '../shared/domain/retention.ts';
import { defineEvent } from './define-event.ts';

/** A class of data of one event is erased; the protocol of it, without personal data. */
export const retentionErased = defineEvent(
  'RetentionErased',
  1,
  z.strictObject({ eventId: z.string(), dataClass: RetentionCase.shape.dataClass, heads: z.int() }),
);

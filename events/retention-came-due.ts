import * as z from 'zod';
import { RetentionCase } from '../shared/domain/retention.ts';
import { defineEvent } from './define-event.ts';

/** The time of a class of data of one event is over. */
export const retentionCameDue = defineEvent(
  'RetentionCameDue',
  1,
  z.strictObject({ eventId: z.string(), dataClass: RetentionCase.shape.dataClass, endsOn: z.string(), heads: z.int() }),
);

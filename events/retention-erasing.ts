import * as z from 'zod';
import { RetentionCase } from '../shared/domain/retention.ts';
import { defineEvent } from './define-event.ts';

/** Erasing of a class of data of one event begins; how many heads it is about. */
export const retentionErasing = defineEvent(
  'RetentionErasing',
  1,
  z.strictObject({ eventId: z.string(), dataClass: RetentionCase.shape.dataClass, heads: z.int() }),
);

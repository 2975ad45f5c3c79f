import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The minutes of a meeting have a draft or the next one; with a reason when an approved version was reopened. */
export const minutesDrafted = defineEvent(
  'MinutesDrafted',
  1,
  z.strictObject({ bodyId: z.string(), datedOn: z.string(), reopenedBecause: z.string().nullable() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The minutes of a meeting were approved by somebody who did not write them. */
export const minutesApproved = defineEvent(
  'MinutesApproved',
  1,
  z.strictObject({ bodyId: z.string(), datedOn: z.string().nullable(), approvedOn: z.string() }),
);

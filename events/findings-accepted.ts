import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Someone took responsibility for findings of the release gate. */
export const findingsAccepted = defineEvent(
  'FindingsAccepted',
  1,
  z.strictObject({ findings: z.array(z.strictObject({ rule: z.string(), place: z.string(), amountCents: z.int().nullable() })) }),
);

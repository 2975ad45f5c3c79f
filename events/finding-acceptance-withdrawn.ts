import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A finding that was accepted is open again. */
export const findingAcceptanceWithdrawn = defineEvent(
  'FindingAcceptanceWithdrawn',
  1,
  z.strictObject({ findingId: z.string(), rule: z.string() }),
);

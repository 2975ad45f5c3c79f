import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An event was called off; its expenses stay. */
export const allianceEventCancelled = defineEvent('AllianceEventCancelled', 1, z.strictObject({ reason: z.string() }));

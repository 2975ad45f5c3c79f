import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Someone confirmed that the event took place. */
export const allianceEventHeld = defineEvent('AllianceEventHeld', 1, z.strictObject({ confirmedOn: z.string() }));

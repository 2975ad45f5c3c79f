import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The description of an event changed; dates and status did not. */
export const allianceEventEdited = defineEvent('AllianceEventEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An initiative presented itself at the opportunities fair of an event. */
export const initiativePresented = defineEvent('InitiativePresented', 1, z.strictObject({ initiativeId: z.string(), eventId: z.string() }));

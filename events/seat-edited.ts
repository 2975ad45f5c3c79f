import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Fields of a seat changed, not who holds it. */
export const seatEdited = defineEvent('SeatEdited', 1, z.strictObject({ bodyId: z.string(), changed: z.array(z.string()) }));

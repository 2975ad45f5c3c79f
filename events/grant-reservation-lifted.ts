import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** What stood in the way of payment is gone. */
export const grantReservationLifted = defineEvent('GrantReservationLifted', 1, z.strictObject({ liftedOn: z.string() }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Personal fields, heads or consents of a registration changed; which fields, never what stands in them. */
export const registrationChanged = defineEvent(
  'RegistrationChanged',
  1,
  z.strictObject({ eventId: z.string(), changed: z.array(z.string()) }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An application was refused; the reason stands in the record. */
export const grantRefused = defineEvent(
  'GrantRefused',
  1,
  z.strictObject({ fundId: z.string(), fiscalYear: z.int(), organisationId: z.string() }),
);

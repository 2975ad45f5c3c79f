import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An application was withdrawn by who had applied. */
export const grantWithdrawn = defineEvent(
  'GrantWithdrawn',
  1,
  z.strictObject({ fundId: z.string(), fiscalYear: z.int(), organisationId: z.string() }),
);

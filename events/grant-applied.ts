import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An application for a grant was taken down. */
export const grantApplied = defineEvent(
  'GrantApplied',
  1,
  z.strictObject({ fundId: z.string(), fiscalYear: z.int(), organisationId: z.string(), requestedCents: z.int().nullable() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A role of an organisation was recorded. */
export const organisationRoleRecorded = defineEvent(
  'OrganisationRoleRecorded',
  1,
  z.strictObject({ organisationId: z.string(), kind: z.string() }),
);

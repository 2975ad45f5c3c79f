import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A role of an organisation was corrected. */
export const organisationRoleEdited = defineEvent(
  'OrganisationRoleEdited',
  1,
  z.strictObject({ organisationId: z.string(), changed: z.array(z.string()) }),
);

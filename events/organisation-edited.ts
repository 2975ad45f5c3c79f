import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of an organisation changed. */
export const organisationEdited = defineEvent('OrganisationEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An organisation was recorded. */
export const organisationRecorded = defineEvent('OrganisationRecorded', 1, z.strictObject({ spellings: z.int() }));

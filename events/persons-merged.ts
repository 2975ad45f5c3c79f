import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Two records are one person from now on; on the journal of both. */
export const personsMerged = defineEvent('PersonsMerged', 1, z.strictObject({ personId: z.string(), intoPersonId: z.string() }));

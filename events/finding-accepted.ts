import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Somebody let a finding stand; with other figures it is another finding, and open. */
export const findingAccepted = defineEvent('FindingAccepted', 1, z.strictObject({ findingId: z.string(), rule: z.string() }));

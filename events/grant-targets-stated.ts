import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** What a grant was to reach, and what it did, was stated. */
export const grantTargetsStated = defineEvent('GrantTargetsStated', 1, z.strictObject({ targets: z.int() }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of a grant changed; what was decided about is no part of that afterwards. */
export const grantEdited = defineEvent('GrantEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

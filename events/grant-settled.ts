import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A grant came to its end, or a reversal opened it again. */
export const grantSettled = defineEvent('GrantSettled', 1, z.strictObject({ status: z.string() }));

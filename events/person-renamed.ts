import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A name was corrected; which parts, never the words. */
export const personRenamed = defineEvent('PersonRenamed', 1, z.strictObject({ changed: z.array(z.string()) }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

export const fundEdited = defineEvent('FundEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

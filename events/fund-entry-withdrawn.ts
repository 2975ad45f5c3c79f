import * as z from 'zod';
import { defineEvent } from './define-event.ts';

export const fundEntryWithdrawn = defineEvent('FundEntryWithdrawn', 1, z.strictObject({ reason: z.string() }));

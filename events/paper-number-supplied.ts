import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A paper got the number that was to follow. */
export const paperNumberSupplied = defineEvent('PaperNumberSupplied', 1, z.strictObject({ number: z.string() }));

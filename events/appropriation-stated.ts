import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The appropriation of a fiscal year was stated. */
export const appropriationStated = defineEvent('AppropriationStated', 1, z.strictObject({ fiscalYear: z.int(), amountCents: z.int() }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The managing staff of a body released its results, as they stand, for its report. */
export const resultsReleased = defineEvent('ResultsReleased', 1, z.strictObject({ bodyId: z.string(), withheld: z.int() }));

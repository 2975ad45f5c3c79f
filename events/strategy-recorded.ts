import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A strategy was taken down. */
export const strategyRecorded = defineEvent('StrategyRecorded', 1, z.strictObject({ paperId: z.string().nullable() }));

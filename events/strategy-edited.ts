import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of a strategy changed. */
export const strategyEdited = defineEvent('StrategyEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

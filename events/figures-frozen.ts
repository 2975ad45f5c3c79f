import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The figures of an answer were frozen under a hash. */
export const figuresFrozen = defineEvent(
  'FiguresFrozen',
  1,
  z.strictObject({ packHash: z.string(), packVersion: z.int(), tables: z.int() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of a measure changed; its statuses are no part of that. */
export const measureEdited = defineEvent('MeasureEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

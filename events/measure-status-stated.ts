import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A status of a measure as of a day was stated, beside the earlier ones. */
export const measureStatusStated = defineEvent('MeasureStatusStated', 1, z.strictObject({ status: z.string(), asOf: z.string() }));

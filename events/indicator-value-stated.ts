import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A value of an indicator as of a day was stated, beside the earlier ones. */
export const indicatorValueStated = defineEvent(
  'IndicatorValueStated',
  1,
  z.strictObject({ value: z.number().nullable(), worth: z.string(), asOf: z.string().nullable() }),
);

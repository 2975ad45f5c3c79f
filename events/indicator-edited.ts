import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of an indicator changed; its values are no part of that. */
export const indicatorEdited = defineEvent('IndicatorEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A fund was set up; `tiers` by their ids. */
export const fundRecorded = defineEvent('FundRecorded', 1, z.strictObject({ product: z.string().nullable(), tiers: z.array(z.string()) }));

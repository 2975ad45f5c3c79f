import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The Landtag was told that the answer will be late, and why. */
export const inquiryExtended = defineEvent('InquiryExtended', 1, z.strictObject({ sentOn: z.string(), expectedOn: z.string() }));

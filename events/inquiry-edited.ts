import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The frame of an answer changed: preamble, lead unit, day forwarded or signature. */
export const inquiryEdited = defineEvent('InquiryEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

import * as z from 'zod';
import { inquiryStatuses } from '../shared/domain/inquiry.ts';
import { defineEvent } from './define-event.ts';

/** An inquiry took a step, forwards or back into the draft. */
export const inquiryAdvanced = defineEvent(
  'InquiryAdvanced',
  1,
  z.strictObject({ from: z.enum(inquiryStatuses), to: z.enum(inquiryStatuses), reason: z.string().nullable() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A parliamentary inquiry was entered. */
export const inquiryOpened = defineEvent(
  'InquiryOpened',
  1,
  z.strictObject({ questionPaper: z.string(), receivedOn: z.string(), forwardedOn: z.string().nullable(), dueOn: z.string().nullable() }),
);

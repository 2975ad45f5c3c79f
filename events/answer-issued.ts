import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An answer was issued as a printed paper; it is immutable from here on. */
export const answerIssued = defineEvent(
  'AnswerIssued',
  1,
  z.strictObject({ questionPaper: z.string(), answerPaper: z.string(), issuedOn: z.string(), packHash: z.string() }),
);

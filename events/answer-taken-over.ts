import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An answer that was issued before the register began was taken over, with its figures frozen as the register composes them. */
export const answerTakenOver = defineEvent(
  'AnswerTakenOver',
  1,
  z.strictObject({ questionPaper: z.string(), answerPaper: z.string(), issuedOn: z.string(), packHash: z.string() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A new answer was begun that corrects an issued one. */
export const answerCorrectionOpened = defineEvent(
  'AnswerCorrectionOpened',
  1,
  z.strictObject({ corrects: z.string(), reason: z.string() }),
);

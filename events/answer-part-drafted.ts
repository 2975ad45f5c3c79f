import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The answer to a question was written or changed. */
export const answerPartDrafted = defineEvent(
  'AnswerPartDrafted',
  1,
  z.strictObject({ inquiryId: z.string(), unitId: z.string(), disposition: z.string(), blocks: z.array(z.string()) }),
);

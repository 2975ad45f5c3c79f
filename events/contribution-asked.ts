import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** An office was asked to contribute to a question, or reminded. */
export const contributionAsked = defineEvent(
  'ContributionAsked',
  1,
  z.strictObject({ inquiryId: z.string(), unitId: z.string(), office: z.string(), reminder: z.boolean() }),
);

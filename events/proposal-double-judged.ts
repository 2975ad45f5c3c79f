import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** Somebody judged whether two proposals mean the same. Both stay as they are. */
export const proposalDoubleJudged = defineEvent(
  'ProposalDoubleJudged',
  1,
  z.strictObject({ otherProposalId: z.string(), verdict: z.enum(['SAME', 'DIFFERENT']) }),
);

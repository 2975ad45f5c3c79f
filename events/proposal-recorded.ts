import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** A proposal, an obstacle or a good practice was taken down. Nothing was decided by it. */
export const proposalRecorded = defineEvent(
  'ProposalRecorded',
  1,
  z.strictObject({ kind: z.string(), eventId: z.string().nullable(), bodyId: z.string().nullable() }),
);

import * as z from 'zod';
import { defineEvent } from './define-event.ts';

/** The record of a proposal changed. */
export const proposalEdited = defineEvent('ProposalEdited', 1, z.strictObject({ changed: z.array(z.string()) }));

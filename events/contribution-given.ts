import * as z from 'zod';
import { contributionStatuses } from '../shared/domain/answer-part.ts';
import { defineEvent } from './define-event.ts';

/** An office contributed, reported nil, or its head confirmed it. */
export const contributionGiven = defineEvent(
  'ContributionGiven',
  1,
  z.strictObject({ inquiryId: z.string(), unitId: z.string(), office: z.string(), status: z.enum(contributionStatuses) }),
);

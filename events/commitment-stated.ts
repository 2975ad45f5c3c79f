import * as z from 'zod';
import { commitmentStatuses } from '../shared/domain/meeting.ts';
import { defineEvent } from './define-event.ts';

/** It was said how far a commitment has come. */
export const commitmentStated = defineEvent(
  'CommitmentStated',
  1,
  z.strictObject({ bodyId: z.string(), from: z.enum(commitmentStatuses), to: z.enum(commitmentStatuses), asOf: z.string() }),
);

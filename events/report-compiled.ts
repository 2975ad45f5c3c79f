import * as z from 'zod';
import type { DomainEvent } from '../shared/domain/journal.ts';
import type { Report } from '../shared/domain/report.ts';
import { defineEvent } from './define-event.ts';

/** A body's report over a period came into being, by schedule or by hand. Nobody but the office and the body's managing staff reads it yet. */
export const reportCompiled = defineEvent(
  'ReportCompiled',
  1,
  z.strictObject({
    bodyId: z.string(),
    period: z.string(),
    asOf: z.string(),
    trigger: z.enum(['SCHEDULE', 'HAND']),
    releaseId: z.string().nullable(),
    isEmpty: z.boolean(),
    packHash: z.string(),
  }),
);

/** What the journal says of a new report, for whoever compiles one. */
export const compiledEvent = ({ bodyId, period, asOf, trigger, releaseId, isEmpty, packHash }: Report): DomainEvent =>
  reportCompiled({ bodyId, period, asOf, trigger, releaseId, isEmpty, packHash });

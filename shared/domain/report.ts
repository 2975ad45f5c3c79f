import * as z from 'zod';
import type { Actor } from './access.ts';
import { AlliancePath } from './alliance.ts';
import { AllianceBodyId, bodyReaders, mayEnterBody } from './alliance-body.ts';
import { FigureTable } from './answer-document.ts';
import { day } from './calendar.ts';
import { Failure } from './failures.ts';
import { recordHead } from './journal.ts';
import { worths } from './quantity.ts';
import { periodKey } from './report-period.ts';
import { measureStatuses } from './result.ts';

/**
 * The results report of a body over a period: a record that says which and how it came about, and a document that is a
 * pure function of the register's state. The document holds no instant of its making, so whenever it is compiled on the
 * same state, it is the same to the byte.
 */
export const ReportId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,88}[a-z0-9]$/, { error: 'Das ist keine Kennung eines Berichts.' })
  .brand<'ReportId'>()
  .meta({ title: 'Bericht', description: 'Gremium und Zeitraum, zum Beispiel ag-sprache--2016' });
export type ReportId = z.output<typeof ReportId>;
export const ReportPath = AlliancePath.extend({ reportId: ReportId });

/** One report per body and period: its id says both, so a second one cannot be recorded. */
export const reportIdOf = (bodyId: string, period: string): ReportId => ReportId.parse(`${bodyId}--${period}`);

export const reportStatusNames = { COMPILED: 'erstellt, nicht veröffentlicht', PUBLISHED: 'veröffentlicht' } as const;
export const reportTriggerNames = { SCHEDULE: 'nach Zeitplan', HAND: 'von Hand' } as const;

export const Report = z.strictObject({
  bodyId: AllianceBodyId,
  period: periodKey,
  from: day('Von'),
  to: day('Bis'),
  asOf: day('Stand'),
  compiledAt: z.string().meta({ title: 'Erstellt am' }),
  trigger: z.enum(['SCHEDULE', 'HAND']).meta({ title: 'Anlass' }),
  /** The managing staff's release the results come from; null: none until the compilation. */
  releaseId: z.string().nullable().meta({ title: 'Freigabe' }),
  releasedAt: z.string().nullable().meta({ title: 'Freigegeben am' }),
  /** No conference, no meeting and no result; events of the theme that are none of these may still be listed. */
  isEmpty: z.boolean().meta({ title: 'Nichts zu berichten' }),
  /** SHA-256 over the canonical JSON of the frozen pages, and the version of the record they are kept under. */
  packHash: z.string().meta({ title: 'Prüfsumme' }),
  packVersion: z.int().min(1),
  /** SHA-256 over the canonical JSON of the facts they were composed from. */
  dataHash: z.string().meta({ title: 'Prüfsumme der Daten' }),
  previousReportId: ReportId.nullable().meta({ title: 'Voriger Bericht' }),
  status: z.enum(['COMPILED', 'PUBLISHED']).meta({ title: 'Status' }),
  publishedAt: z.string().nullable().meta({ title: 'Veröffentlicht am' }),
});
export type Report = z.output<typeof Report>;
export const ReportView = Report.extend(recordHead);

/** A value as it stood on the as-of day. */
const Standing = z.strictObject({
  value: z.number().nullable(),
  upTo: z.number().nullable(),
  worth: z.enum(worths),
  asOf: z.string().nullable(),
});

export const MeasureStanding = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z.enum(measureStatuses),
  statusAsOf: z.string(),
});
export type MeasureStanding = z.output<typeof MeasureStanding>;
export const IndicatorStanding = z.strictObject({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  area: z.string(),
  /** Null: not stated up to the as-of day. */
  value: Standing.nullable(),
});
export type IndicatorStanding = z.output<typeof IndicatorStanding>;

export const ReportSection = z.strictObject({
  id: z.string(),
  heading: z.string(),
  prose: z.array(z.string()),
  tables: z.array(FigureTable),
});
export type ReportSection = z.output<typeof ReportSection>;

export const ReportDocument = z.strictObject({
  alliance: z.string(),
  allianceName: z.string(),
  reportId: ReportId,
  bodyId: z.string(),
  bodyName: z.string(),
  bodyKindLabel: z.string(),
  period: z.strictObject({ key: z.string(), label: z.string(), from: z.string(), to: z.string() }),
  asOf: z.string(),
  /** The end of the as-of day: creation time of every file. Nothing in the document says when it was compiled. */
  composedAt: z.string(),
  isEmpty: z.boolean(),
  release: z.strictObject({ id: z.string(), releasedAt: z.string() }).nullable(),
  previous: z.strictObject({ reportId: z.string(), periodLabel: z.string(), asOf: z.string() }).nullable(),
  summary: z.array(z.string()),
  sections: z.array(ReportSection),
  /** What the next report compares with. */
  standings: z.strictObject({ measures: z.array(MeasureStanding), indicators: z.array(IndicatorStanding) }),
});
export type ReportDocument = z.output<typeof ReportDocument>;

/** A report as it is read: the frozen pages, and whether they were published. */
export type ReadReport = { readonly document: ReportDocument; readonly status: Report['status'] };

export const reportReaders = [...bodyReaders, 'PARLIAMENT_READER'] as const;

/**
 * Parliament reads published reports only, unless another role of the caller's reads all of them: managing staff of one
 * body do not. What may not be seen answers like what is not there.
 */
export const maySeeReport = (
  actor: Pick<Actor, 'role' | 'roles' | 'bodies'>,
  { bodyId, status }: Pick<Report, 'bodyId' | 'status'>,
): boolean => {
  const readsAll = bodyReaders.some((role) => role !== 'GROUP_MANAGER' && actor.roles.includes(role));
  return mayEnterBody(actor, bodyId) && (status === 'PUBLISHED' || actor.role !== 'PARLIAMENT_READER' || readsAll);
};

/** Compiling only drafts; publishing is a person's release. @throws reportStepNotAllowed when it is published already */
export function publish(report: Report, at: string): Report {
  if (report.status === 'PUBLISHED') throw new Failure('reportStepNotAllowed', { detail: 'Der Bericht ist schon veröffentlicht.' });
  return { ...report, status: 'PUBLISHED', publishedAt: at };
}

const changed = <Standing extends z.ZodType>(standing: Standing) =>
  z.strictObject({ id: z.string(), label: z.string(), before: standing.nullable(), after: standing.nullable() });

/** What differs from the last report, by id: `before` null is new, `after` null is no longer in it. */
export const ReportChanges = z.strictObject({
  reportId: ReportId,
  previousReportId: ReportId.nullable(),
  measures: z.strictObject({
    added: z.array(changed(MeasureStanding)),
    changed: z.array(changed(MeasureStanding)),
    done: z.array(changed(MeasureStanding)),
    dropped: z.array(changed(MeasureStanding)),
    gone: z.array(changed(MeasureStanding)),
  }),
  indicators: z.array(changed(IndicatorStanding)),
});
export type ReportChanges = z.output<typeof ReportChanges>;

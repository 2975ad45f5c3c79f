import type * as z from 'zod';
import type { Actor } from '../domain/access.ts';
import type { AnswerDocument } from '../domain/answer-document.ts';
import type { Day } from '../domain/calendar.ts';
import { Failure } from '../domain/failures.ts';
import type { ReadFundReport } from '../domain/fund-report.ts';
import { type InquiryPath, inHouse, issuedOnly, maySee } from '../domain/inquiry.ts';
import { maySeeReport, type ReadReport, type ReportId, type ReportPath } from '../domain/report.ts';

/** Where documents come from: frozen and issued ones from the evidence pack, drafts composed live. */
type AnswerSource = {
  /** @throws inquiryNotFound */
  readonly documentOf: (allianceId: string, inquiryId: string) => Promise<AnswerDocument>;
};
export type AnswerDeps = { readonly answers: AnswerSource };

export const documentReaders = [...inHouse, ...issuedOnly] as const;

/** @throws inquiryNotFound too when the caller may only read issued answers and this is none yet: unseen answers like missing */
export async function documentFor(
  actor: Actor,
  { allianceId, inquiryId }: z.output<typeof InquiryPath>,
  answers: AnswerSource,
): Promise<AnswerDocument> {
  const document = await answers.documentOf(allianceId, inquiryId);
  if (!maySee(actor, document)) throw new Failure('inquiryNotFound');
  return document;
}

/** @throws inquiryNotFound for whatever is not issued */
export async function issuedDocument(
  { allianceId, inquiryId }: z.output<typeof InquiryPath>,
  answers: AnswerSource,
): Promise<AnswerDocument> {
  const document = await answers.documentOf(allianceId, inquiryId);
  if (document.status !== 'ISSUED') throw new Failure('inquiryNotFound');
  return document;
}

/** Where reports come from: always frozen. */
type ReportSource = {
  /** @throws reportNotFound */
  readonly readingOf: (allianceId: string, reportId: ReportId) => Promise<ReadReport>;
};
export type ReportDeps = { readonly reports: ReportSource };

/** Where the yearly reports on funds come from: as they were frozen, or composed live. */
export type FundReportDeps = {
  readonly fundReports: {
    /** @throws fundNotFound */
    readonly readingOf: (
      place: { readonly alliance: string; readonly fundId: string; readonly fiscalYear: number },
      today: Day,
    ) => Promise<ReadFundReport>;
  };
};

/** @throws reportNotFound too when the caller may not see this one */
export async function reportFor(
  actor: Actor,
  { allianceId, reportId }: z.output<typeof ReportPath>,
  reports: ReportSource,
): Promise<ReadReport> {
  const read = await reports.readingOf(allianceId, reportId);
  if (!maySeeReport(actor, { bodyId: read.document.bodyId, status: read.status })) throw new Failure('reportNotFound');
  return read;
}

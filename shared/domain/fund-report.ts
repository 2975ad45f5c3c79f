import * as z from 'zod';
import type { Role } from './access.ts';
import { AlliancePath } from './alliance.ts';
import { day, fiscalYear, formatDay, yearOf } from './calendar.ts';
import type { Acting } from './expense.ts';
import { sign } from './expense.ts';
import { Failure } from './failures.ts';
import { FundId } from './fund.ts';
import type { FundBook } from './fund-book.ts';
import { fiscalYearText } from './fund-rules.ts';
import { recordHead } from './journal.ts';
import { ReportSection } from './report.ts';

/**
 * The yearly report on a fund: composed from the register as it stands, frozen by one person, issued by another. From
 * freezing on its pages stay as they are, whatever is booked later.
 */
export const FundReportPath = AlliancePath.extend({ fundId: FundId, fiscalYear: fiscalYearText });

/** One report per fund and year: its id says both. */
export const fundReportIdOf = (fundId: string, year: number): string => `${fundId}--${year}`;

const Sign = z.strictObject({ subject: z.string(), at: z.string() });

export const FundReport = z.strictObject({
  fundId: FundId,
  fiscalYear,
  asOf: day('Stand'),
  status: z.enum(['FROZEN', 'ISSUED']).meta({ title: 'Status' }),
  frozenBy: Sign,
  issuedBy: Sign.nullable(),
  issuedOn: day('Ausgegeben am').nullable(),
  /** SHA-256 over the canonical JSON of the frozen pages, and the version of the record they are kept under. */
  packHash: z.string().meta({ title: 'Prüfsumme' }),
  packVersion: z.int().min(1),
});
export type FundReport = z.output<typeof FundReport>;
export const FundReportView = FundReport.extend(recordHead);

export const FundReportDocument = z.strictObject({
  alliance: z.string(),
  allianceName: z.string(),
  fundId: z.string(),
  fundName: z.string(),
  instrumentOf: z.string().nullable(),
  fiscalYear: z.int(),
  asOf: z.string(),
  /** The end of the as-of day: creation time of every file. Nothing in the document says when it was composed. */
  composedAt: z.string(),
  sections: z.array(ReportSection),
});
export type FundReportDocument = z.output<typeof FundReportDocument>;

/** LIVE: composed just now, and another one tomorrow. */
export const fundReportStatuses = ['LIVE', 'FROZEN', 'ISSUED'] as const;

/** A report as it is read. */
export type ReadFundReport = {
  readonly document: FundReportDocument;
  readonly status: (typeof fundReportStatuses)[number];
  readonly issuedOn: string | null;
};

export const fundReportIssuers = ['OFFICE_LEAD', 'BUDGET_OFFICER'] as const satisfies Role[];

const stepNotAllowed = (detail: string): Failure => new Failure('fundReportStepNotAllowed', { detail });

const issuedAlready = ({ issuedOn }: FundReport): Failure =>
  stepNotAllowed(`Der Bericht wurde am ${formatDay(issuedOn ?? '')} ausgegeben und bleibt, wie er ist.`);

/**
 * Whether a report may be frozen: the year is over, and what was decided is what was booked.
 * @param before the report as it was frozen before; frozen once more, it replaces what nobody has issued
 * @throws fundReportStepNotAllowed
 */
export function assertFreezable(before: FundReport | undefined, { fiscalYear: year, findings }: FundBook, { today }: Acting): void {
  if (before?.status === 'ISSUED') throw issuedAlready(before);
  if (yearOf(today) <= year) throw stepNotAllowed(`Das Haushaltsjahr ${year} ist noch nicht zu Ende.`);
  const [differing] = findings.filter(({ rule }) => rule === 'GRANT_DIFFERS_FROM_LEDGER');
  if (differing) throw stepNotAllowed(`Entscheidungen und Buchungen stimmen nicht überein. ${differing.sentence}`);
}

export const freezeReport = (
  { fundId, fiscalYear: year, asOf }: Pick<FundReport, 'fundId' | 'fiscalYear' | 'asOf'>,
  { packHash, packVersion }: Pick<FundReport, 'packHash' | 'packVersion'>,
  by: Acting,
): FundReport => ({
  fundId,
  fiscalYear: year,
  asOf,
  status: 'FROZEN',
  frozenBy: sign(by),
  issuedBy: null,
  issuedOn: null,
  packHash,
  packVersion,
});

/** @throws fundReportStepNotAllowed, fourEyesViolated */
export function issueReport(report: FundReport, by: Acting): FundReport {
  if (report.status === 'ISSUED') throw issuedAlready(report);
  if (report.frozenBy.subject === by.subject)
    throw new Failure('fourEyesViolated', {
      detail: 'Sie haben die Zahlen dieses Berichts festgehalten. Bitte lassen Sie ihn von einer anderen Person ausgeben.',
    });
  return { ...report, status: 'ISSUED', issuedBy: sign(by), issuedOn: by.today };
}

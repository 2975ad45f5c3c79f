import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FundReportDeps } from './deps.ts';
import type { getFundReport } from './routes.ts';

export const work: Work<typeof getFundReport, FundReportDeps> = async ({ params, actor: { alliance }, now }, { reports }) => {
  const { fundId, fiscalYear } = params;
  const { report, status, document } = await reports.readingOf({ alliance, fundId, fiscalYear }, berlinDayOf(now));
  return ok({ status, report: report ? viewOf(report) : null, document }, report?.version);
};

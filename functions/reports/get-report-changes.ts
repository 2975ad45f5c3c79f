import type { Actor } from '../../shared/domain/access.ts';
import type { ReportDocument, ReportId } from '../../shared/domain/report.ts';
import { changesBetween } from '../../shared/domain/report-composition.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import type { ReportsDeps } from './deps.ts';
import { visibleReport } from './reach.ts';
import type { getReportChanges } from './routes.ts';

/** The report before, or undefined for a first one. @throws reportNotFound when the caller may not see it: what it held is not told by comparing */
async function reportBefore(actor: Actor, previousReportId: ReportId | null, reports: ReportStore): Promise<ReportDocument | undefined> {
  if (previousReportId === null) return undefined;
  const previous = await visibleReport(actor, previousReportId, reports);
  return await reports.documentOf(actor.alliance, previous);
}

export const work: Work<typeof getReportChanges, ReportsDeps> = async ({ params: { allianceId, reportId }, actor }, { reports }) => {
  const report = await visibleReport(actor, reportId, reports);
  const [document, before] = await Promise.all([
    reports.documentOf(allianceId, report),
    reportBefore(actor, report.state.previousReportId, reports),
  ]);
  return ok(changesBetween(reportId, before, document));
};

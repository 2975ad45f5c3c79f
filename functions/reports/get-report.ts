import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ReportsDeps } from './deps.ts';
import { visibleReport } from './reach.ts';
import type { getReport } from './routes.ts';

export const work: Work<typeof getReport, ReportsDeps> = async ({ params, actor }, { reports }) => {
  const report = await visibleReport(actor, params.reportId, reports);
  return ok({ ...viewOf(report), document: await reports.documentOf(params.allianceId, report) }, report.version);
};

import { reportPublished } from '../../events/report-published.ts';
import { publish } from '../../shared/domain/report.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { ReportsDeps } from './deps.ts';
import { visibleReport } from './reach.ts';
import type { publishReport } from './routes.ts';

export const work: Work<typeof publishReport, ReportsDeps> = async ({ params, actor, now, by, expectedVersion }, { reports }) => {
  const report = await visibleReport(actor, params.reportId, reports);
  const state = publish(report.state, now);
  const { bodyId, period, packHash } = state;
  const event = reportPublished({ bodyId, period, packHash });
  return recorded(await reports.update(params.allianceId, report, expectedVersion, { state, event }, by));
};

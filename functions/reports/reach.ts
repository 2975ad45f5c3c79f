import type { Actor } from '../../shared/domain/access.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Report, ReportId } from '../../shared/domain/report.ts';
import { maySeeReport } from '../../shared/domain/report.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';

/** @throws reportNotFound too for one that the caller may not see */
export async function visibleReport(actor: Actor, reportId: ReportId, reports: ReportStore): Promise<Versioned<Report>> {
  const report = await reports.get(actor.alliance, reportId);
  if (!maySeeReport(actor, report.state)) throw new Failure('reportNotFound');
  return report;
}

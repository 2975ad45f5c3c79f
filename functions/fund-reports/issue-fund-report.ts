import { fundReportIssued } from '../../events/fund-report-issued.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { fundReportIdOf, issueReport } from '../../shared/domain/fund-report.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { FundReportDeps } from './deps.ts';
import type { issueFundReport } from './routes.ts';

export const work: Work<typeof issueFundReport, FundReportDeps> = async ({ params, actor, now, by, expectedVersion }, { reports }) => {
  const report = await reports.get(actor.alliance, fundReportIdOf(params.fundId, params.fiscalYear));
  const today = berlinDayOf(now);
  const state = issueReport(report.state, { subject: actor.subject, at: now, today });
  const { fundId, fiscalYear, packHash } = state;
  const event = fundReportIssued({ fundId, fiscalYear, issuedOn: today, packHash });
  return recorded(await reports.update(actor.alliance, report, expectedVersion, { state, event }, by));
};

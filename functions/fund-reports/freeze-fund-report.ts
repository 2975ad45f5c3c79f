import { fundReportFrozen } from '../../events/fund-report-frozen.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { assertFreezable, freezeReport, fundReportIdOf } from '../../shared/domain/fund-report.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { FundReportDeps } from './deps.ts';
import type { freezeFundReport } from './routes.ts';

export const work: Work<typeof freezeFundReport, FundReportDeps> = async ({ params, actor, now, by }, { reports }) => {
  const { fundId, fiscalYear } = params;
  const acting = { subject: actor.subject, at: now, today: berlinDayOf(now) };
  // Read first: what is composed after it is not older than what it replaces.
  const before = await reports.find(actor.alliance, fundReportIdOf(fundId, fiscalYear));
  const { document, book } = await reports.compose({ alliance: actor.alliance, fundId, fiscalYear }, acting.today);
  assertFreezable(before?.state, book, acting);
  const entry = await reports.freeze(
    actor.alliance,
    { document, before },
    (pack) => {
      const state = freezeReport({ fundId, fiscalYear, asOf: document.asOf }, pack, acting);
      return { state, event: fundReportFrozen({ fundId, fiscalYear, asOf: state.asOf, packHash: state.packHash }) };
    },
    by,
  );
  return recorded(entry);
};

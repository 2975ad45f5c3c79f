import { viewOf } from '../../shared/domain/journal.ts';
import { maySeeReport } from '../../shared/domain/report.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ReportsDeps } from './deps.ts';
import type { listReports } from './routes.ts';

export const work: Work<typeof listReports, ReportsDeps> = async ({ params: { allianceId }, query, actor }, { reports }) => {
  const { items, cursor } = await reports.page(
    { alliance: allianceId, descending: true },
    // A cursor of one boundary is none of another.
    scopeOf({ bodyId: query.bodyId, period: query.period, bodies: actor.bodies ?? undefined, role: actor.role }),
    // What a reader of published reports may not see must not be told by pages and cursors either.
    { ...pageFor(actor, query), ...(actor.role === 'PARLIAMENT_READER' ? { within: 'PART' as const } : {}) },
    ({ state }) =>
      maySeeReport(actor, state) &&
      (query.bodyId === undefined || state.bodyId === query.bodyId) &&
      (query.period === undefined || state.period === query.period),
  );
  return ok({ items: items.map(viewOf), cursor });
};

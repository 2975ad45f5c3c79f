import type { Actor } from '../../shared/domain/access.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { totalsOf } from '../../shared/domain/indicator.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import type { Indicator } from '../../shared/domain/result.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { QueryOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ResultDeps } from './deps.ts';
import { toIndicatorLines } from './lines.ts';
import { allInReach, bodyFor, indicatorsOf, listFor, maySee, measureFor } from './reach.ts';
import type { listIndicators } from './routes.ts';

type Asked = QueryOf<typeof listIndicators>;

const isAskedFor = ({ bodyId, measureId }: Asked, { state }: Versioned<Indicator>): boolean =>
  (bodyId === undefined || state.bodyId === bodyId) && (measureId === undefined || state.measureId === measureId);

/** Everything a filter names, for the totals; none without one: a sum over a whole alliance says nothing. */
async function summed({ indicators }: ResultDeps, actor: Actor, { bodyId, measureId }: Asked): Promise<Versioned<Indicator>[] | undefined> {
  if (measureId !== undefined) return indicatorsOf(indicators, actor, measureId);
  return bodyId === undefined ? undefined : allInReach(indicators, actor, bodyId);
}

export const work: Work<typeof listIndicators, ResultDeps> = async ({ query, actor, now }, deps) => {
  const { bodyId, measureId } = query;
  if (bodyId !== undefined) await bodyFor(deps, actor, bodyId);
  if (measureId !== undefined) await measureFor(deps, actor, measureId);
  const [page, whole] = await Promise.all([
    deps.indicators.page(
      listFor(actor, { bodyId, eventId: measureId }),
      scopeOf(query),
      pageFor(actor, query),
      (indicator) => maySee(actor, indicator.state) && isAskedFor(query, indicator),
    ),
    summed(deps, actor, query),
  ]);
  const today = berlinDayOf(now);
  return ok({
    items: await toIndicatorLines(deps, actor, page.items, today),
    cursor: page.cursor,
    totals:
      whole === undefined
        ? null
        : totalsOf(
            whole.filter((indicator) => isAskedFor(query, indicator)),
            today,
          ),
  });
};

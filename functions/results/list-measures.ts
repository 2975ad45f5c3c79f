import type { Actor } from '../../shared/domain/access.ts';
import type { Day } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { isSilentSince, lastNewsOn, statusOn } from '../../shared/domain/measure.ts';
import type { Indicator, Measure } from '../../shared/domain/result.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { QueryOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ResultDeps } from './deps.ts';
import { toMeasureLine } from './lines.ts';
import { allInReach, bodyFor, indicatorsOf, listFor, maySee } from './reach.ts';
import type { listMeasures } from './routes.ts';

type Asked = QueryOf<typeof listMeasures>;
type ByMeasure = ReadonlyMap<string, readonly Versioned<Indicator>[]>;

/** Whoever asks for the silent ones asks about all; otherwise only a page's indicators are read. */
async function indicatorsByMeasure({ indicators }: ResultDeps, actor: Actor): Promise<ByMeasure> {
  const found = await allInReach(indicators, actor);
  return Map.groupBy(found, ({ state }) => state.measureId ?? '');
}

const isAskedFor = ({ eventId, status, open }: Asked, { state }: Versioned<Measure>, on: Day): boolean =>
  (eventId === undefined || state.eventId === eventId) &&
  (status === undefined || statusOn(state, on)?.status === status) &&
  (open === undefined || (state.answers.length === 0) === (open === 'true'));

const isSilent = ({ id, state }: Versioned<Measure>, known: ByMeasure, since: Day, on: Day): boolean => {
  const measuredBy = (known.get(id) ?? []).map((indicator) => indicator.state);
  return isSilentSince(lastNewsOn(state, measuredBy, on), since);
};

export const work: Work<typeof listMeasures, ResultDeps> = async ({ query, actor, now }, deps) => {
  const { bodyId, silentSince, on = berlinDayOf(now) } = query;
  if (bodyId !== undefined) await bodyFor(deps, actor, bodyId);
  const known = silentSince === undefined ? undefined : await indicatorsByMeasure(deps, actor);
  const page = await deps.measures.page(
    listFor(actor, query),
    scopeOf({ ...query, on }),
    pageFor(actor, query),
    (measure) =>
      maySee(actor, measure.state) &&
      isAskedFor(query, measure, on) &&
      (known === undefined || silentSince === undefined || isSilent(measure, known, silentSince, on)),
  );
  const measuredBy = await Promise.all(page.items.map(({ id }) => known?.get(id) ?? indicatorsOf(deps.indicators, actor, id)));
  return ok({ items: page.items.map((measure, index) => toMeasureLine(measure, measuredBy[index] ?? [], on)), cursor: page.cursor });
};

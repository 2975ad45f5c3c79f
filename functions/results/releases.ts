import { resultsReleased } from '../../events/results-released.ts';
import { at } from '../../shared/domain/failures.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { DEFAULT_LIMIT, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok, recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { ResultDeps } from './deps.ts';
import { bodyFor } from './reach.ts';
import type { getResultsPreview, listResultsReleases, releaseResults } from './routes.ts';

export const release: Work<typeof releaseResults, ResultDeps> = async ({ params: { bodyId }, body, actor, by }, deps) => {
  await bodyFor(deps, actor, bodyId);
  if (body.withheld.length > 0) {
    const own = new Set(await deps.preview.idsOf(actor.alliance, bodyId));
    const foreign = body.withheld.findIndex((id) => !own.has(id));
    if (foreign >= 0) throw at('linkedRecordUnknown', `/withheld/${foreign}`, 'Dieser Datensatz gehört nicht zu dem Gremium.');
  }
  const state = { ...body, bodyId };
  const event = resultsReleased({ bodyId, withheld: body.withheld.length });
  return recorded(await deps.releases.create(actor.alliance, ids.next(), { state, event }, by));
};

export const list: Work<typeof listResultsReleases, ResultDeps> = async ({ params: { bodyId }, query, actor }, deps) => {
  await bodyFor(deps, actor, bodyId);
  const where = { alliance: actor.alliance, parent: bodyParent(actor.alliance, bodyId), descending: true };
  const page = await deps.releases.page(where, scopeOf(query), { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor }, () => true);
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

export const preview: Work<typeof getResultsPreview, ResultDeps> = async ({ params: { bodyId }, actor, now }, deps) => {
  await bodyFor(deps, actor, bodyId);
  const { release: last, items, unchanged } = await deps.preview.changes(actor.alliance, bodyId, now);
  return ok({
    release: last ? { id: last.id, releasedAt: last.changedAt, note: last.state.note } : null,
    items,
    unchanged,
  });
};

import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PrivacyDeps } from './deps.ts';
import type { listPrivacyCases } from './routes.ts';

export const work: Work<typeof listPrivacyCases, PrivacyDeps> = async ({ query, actor }, { cases }) => {
  const { items, cursor } = await cases.page(
    { alliance: actor.alliance },
    scopeOf(query),
    pageFor(actor, query),
    ({ state }) => query.status === undefined || state.status === query.status,
  );
  return ok({ items: items.map(viewOf), cursor });
};

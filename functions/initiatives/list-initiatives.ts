import { viewOf } from '../../shared/domain/journal.ts';
import { fold } from '../../shared/domain/text.ts';
import { DEFAULT_LIMIT, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { InitiativeDeps } from './deps.ts';
import type { listInitiatives } from './routes.ts';

export const work: Work<typeof listInitiatives, InitiativeDeps> = async ({ query, actor }, { initiatives }) => {
  const needle = fold(query.search ?? '');
  const page = await initiatives.page(
    { alliance: actor.alliance },
    scopeOf(query),
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
    ({ state }) =>
      (query.fieldOfAction === undefined || state.fieldOfAction === query.fieldOfAction) &&
      fold(`${state.name} ${state.organisation ?? ''}`).includes(needle),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import type { listBodies } from './routes.ts';

export const work: Work<typeof listBodies, BodiesDeps> = async ({ query, actor }, { bodies }) => {
  const page = await bodies.page(
    { alliance: actor.alliance },
    scopeOf({ ...query, bodies: actor.bodies?.toSorted() }),
    pageFor(actor, query),
    ({ id, state }) => mayEnterBody(actor, id) && (query.kind === undefined || state.kind === query.kind),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

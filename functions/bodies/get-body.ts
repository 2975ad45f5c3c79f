import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import { bodyFor } from './reach.ts';
import type { getBody } from './routes.ts';

export const work: Work<typeof getBody, BodiesDeps> = async ({ params, query, actor }, deps) => {
  const today = await bodyFor(deps, actor, params.bodyId);
  const body = query.knownAt === undefined ? today : await deps.bodies.getKnownAt(actor.alliance, today.id, query.knownAt);
  return ok(viewOf(body), body.version);
};

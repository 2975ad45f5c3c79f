import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import { bodyFor } from './reach.ts';
import type { getBodyMail } from './routes.ts';

export const work: Work<typeof getBodyMail, BodiesDeps> = async ({ params, actor }, deps) => {
  const body = await bodyFor(deps, actor, params.bodyId);
  return ok(await deps.bodies.mailOf(actor.alliance, body.id));
};

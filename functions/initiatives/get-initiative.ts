import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { InitiativeDeps } from './deps.ts';
import type { getInitiative } from './routes.ts';

export const work: Work<typeof getInitiative, InitiativeDeps> = async ({ params, query, actor }, { initiatives }) => {
  const { knownAt } = query;
  const initiative = await (knownAt === undefined
    ? initiatives.get(actor.alliance, params.initiativeId)
    : initiatives.getKnownAt(actor.alliance, params.initiativeId, knownAt));
  return ok(viewOf(initiative), initiative.version);
};

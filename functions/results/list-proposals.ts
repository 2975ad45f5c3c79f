import { Failure } from '../../shared/domain/failures.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { measuresByProposal } from '../../shared/domain/result-matrix.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ResultDeps } from './deps.ts';
import { allInReach, bodyFor, listFor, maySee } from './reach.ts';
import type { listProposals } from './routes.ts';

export const work: Work<typeof listProposals, ResultDeps> = async ({ query, actor }, deps) => {
  const { bodyId, eventId, kind, open } = query;
  if (bodyId !== undefined) await bodyFor(deps, actor, bodyId);
  if (open !== undefined && actor.office !== null)
    throw new Failure('notPermitted', { detail: 'Maßnahmen sind hier nicht einzusehen; bitte ohne den Filter „offen“ fragen.' });
  const answered = open === undefined ? undefined : measuresByProposal(await allInReach(deps.measures, actor));
  const page = await deps.proposals.page(
    listFor(actor, query),
    scopeOf(query),
    pageFor(actor, query),
    ({ id, state }) =>
      maySee(actor, state) &&
      (eventId === undefined || state.eventId === eventId) &&
      (kind === undefined || state.kind === kind) &&
      (answered === undefined || answered.has(id) === (open === 'false')),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

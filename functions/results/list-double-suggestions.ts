import type { Versioned } from '../../shared/domain/journal.ts';
import { nearDoubles } from '../../shared/domain/near-doubles.ts';
import type { Proposal } from '../../shared/domain/result.ts';
import { proposalKinds } from '../../shared/domain/result.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ResultDeps } from './deps.ts';
import { allInReach } from './reach.ts';
import type { listDoubleSuggestions } from './routes.ts';

const MOST_SUGGESTIONS = 200;

const titled = ({ id, state }: Versioned<Proposal>) => ({ id, title: state.title, eventId: state.eventId, order: state.order });

/** Suggested within what the caller sees, and of one kind: an obstacle is no double of a proposal. */
export const work: Work<typeof listDoubleSuggestions, ResultDeps> = async ({ actor }, { proposals }) => {
  const all = await allInReach(proposals, actor);
  const judged = all.flatMap(({ id, state }) => state.doubles.map(({ proposalId }) => [id, proposalId] as const));
  const found = proposalKinds
    .flatMap((kind) => nearDoubles(all.filter(({ state }) => state.kind === kind).map(titled), judged))
    .sort((one, other) => other.likeness - one.likeness);
  return ok({ items: found.slice(0, MOST_SUGGESTIONS), total: found.length });
};

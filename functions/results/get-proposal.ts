import type * as z from 'zod';
import type { Actor } from '../../shared/domain/access.ts';
import type { Day } from '../../shared/domain/calendar.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { numberOf, statusOn } from '../../shared/domain/measure.ts';
import type { Proposal } from '../../shared/domain/result.ts';
import { measuresByProposal } from '../../shared/domain/result-matrix.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ResultDeps } from './deps.ts';
import { toIndicatorLines } from './lines.ts';
import { allInReach, indicatorsOf, proposalFor } from './reach.ts';
import type { getProposal } from './routes.ts';
import type { ProposalDetail } from './views.ts';

type Detail = z.output<typeof ProposalDetail>;

async function followedBy(
  { id }: Versioned<Proposal>,
  deps: ResultDeps,
  actor: Actor,
  today: Day,
): Promise<Pick<Detail, 'measures' | 'indicators'>> {
  if (actor.office !== null) return { measures: null, indicators: null };
  const answers = measuresByProposal(await allInReach(deps.measures, actor)).get(id) ?? [];
  // An indicator of both is listed under its measure.
  const own = await Promise.all([id, ...answers.map((answer) => answer.id)].map((owner) => indicatorsOf(deps.indicators, actor, owner)));
  return {
    measures: answers.map(({ basis, measure }) => ({
      id: measure.id,
      number: numberOf(measure.state),
      title: measure.state.title,
      eventId: measure.state.eventId,
      current: statusOn(measure.state, today) ?? null,
      basis,
    })),
    indicators: await toIndicatorLines(
      deps,
      actor,
      own.flat().filter(({ state }) => state.proposalId === id),
      today,
    ),
  };
}

/** Judgements of this record, and of others about it. */
function doublesOf({ id, state }: Versioned<Proposal>, all: readonly Versioned<Proposal>[]): Detail['doublesBothWays'] {
  const ofOthers = all.flatMap((other) => {
    const said = other.state.doubles.find(({ proposalId }) => proposalId === id);
    return said ? [{ other, said, isJudgedHere: false }] : [];
  });
  const own = state.doubles.flatMap((said) => {
    const other = all.find((one) => one.id === said.proposalId);
    return other ? [{ other, said, isJudgedHere: true }] : [];
  });
  return [...own, ...ofOthers].map(({ other, said, isJudgedHere }) => ({
    proposalId: other.id,
    title: other.state.title,
    eventId: other.state.eventId,
    verdict: said.verdict,
    reason: said.reason,
    isJudgedHere,
  }));
}

/** Peculiar: links stand on the measure and on the judging proposal, so both lists are read through once. */
export const work: Work<typeof getProposal, ResultDeps> = async ({ params, actor, now }, deps) => {
  const proposal = await proposalFor(deps, actor, params.proposalId);
  const [followed, all] = await Promise.all([followedBy(proposal, deps, actor, berlinDayOf(now)), allInReach(deps.proposals, actor)]);
  return ok({ ...viewOf(proposal), ...followed, doublesBothWays: doublesOf(proposal, all) } satisfies Detail, proposal.version);
};

import type * as z from 'zod';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { numberOf, statusOn } from '../../shared/domain/measure.ts';
import { matrixCounts, measuresByProposal } from '../../shared/domain/result-matrix.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ResultDeps } from './deps.ts';
import { allInReach, bodyFor } from './reach.ts';
import type { getResultMatrix } from './routes.ts';
import type { ResultMatrix } from './views.ts';

type Matrix = z.output<typeof ResultMatrix>;
/** So that an answer stays below what API Gateway carries; beyond it the counts alone are whole. */
const MOST_ROWS = 2000;

export const work: Work<typeof getResultMatrix, ResultDeps> = async ({ query: { bodyId, eventId }, actor, now }, deps) => {
  if (bodyId !== undefined) await bodyFor(deps, actor, bodyId);
  const today = berlinDayOf(now);
  const isOf = ({ state }: { readonly state: { readonly bodyId: string | null; readonly eventId: string | null } }) =>
    (bodyId === undefined || state.bodyId === bodyId) && (eventId === undefined || state.eventId === eventId);
  const [allProposals, allMeasures] = await Promise.all([allInReach(deps.proposals, actor), allInReach(deps.measures, actor)]);
  const answers = measuresByProposal(allMeasures);
  const [proposals, measures] = [allProposals.filter(isOf), allMeasures.filter(isOf)];
  const matrix: Matrix = {
    proposals: proposals.slice(0, MOST_ROWS).map(({ id, state: { eventId: from, kind, order, title } }) => ({
      id,
      eventId: from,
      kind,
      order,
      title,
      links: (answers.get(id) ?? []).map(({ id: measureId, basis }) => ({ measureId, basis })),
    })),
    measures: measures.slice(0, MOST_ROWS).map(({ id, state }) => ({
      id,
      eventId: state.eventId,
      number: numberOf(state),
      title: state.title,
      status: statusOn(state, today)?.status ?? null,
      links: state.answers.map(({ proposalId, basis }) => ({ proposalId, basis })),
    })),
    ...matrixCounts(proposals, measures, answers, today),
    isCut: Math.max(proposals.length, measures.length) > MOST_ROWS,
  };
  return ok(matrix);
};

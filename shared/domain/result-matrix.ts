import type { Day } from './calendar.ts';
import type { Versioned } from './journal.ts';
import { statusOn } from './measure.ts';
import type { Measure, MeasureStatus, Proposal } from './result.ts';
import { measureStatuses, proposalKinds } from './result.ts';

/** Proposals against measures: who answers whom, and what is open on either side. */

export type Basis = Measure['answers'][number]['basis'];
type AnsweringMeasure = { readonly id: string; readonly basis: Basis; readonly measure: Versioned<Measure> };

/** Measures by the proposal they answer. */
export function measuresByProposal(measures: readonly Versioned<Measure>[]): Map<string, AnsweringMeasure[]> {
  const answers = new Map<string, AnsweringMeasure[]>();
  for (const measure of measures) {
    for (const { proposalId, basis } of measure.state.answers) {
      const sofar = answers.get(proposalId);
      if (sofar) sofar.push({ id: measure.id, basis, measure });
      else answers.set(proposalId, [{ id: measure.id, basis, measure }]);
    }
  }
  return answers;
}

export type MatrixCounts = {
  readonly proposals: number;
  readonly openProposals: number;
  readonly measures: number;
  readonly openMeasures: number;
};

/** Counts of one section: an open end is a proposal that nobody answers, or a measure that answers none. */
function countsOf(
  proposals: readonly Versioned<Proposal>[],
  measures: readonly Versioned<Measure>[],
  answered: { readonly has: (proposalId: string) => boolean },
): MatrixCounts {
  return {
    proposals: proposals.length,
    openProposals: proposals.filter(({ id }) => !answered.has(id)).length,
    measures: measures.length,
    openMeasures: measures.filter(({ state }) => state.answers.length === 0).length,
  };
}

const tally = <Name extends string>(names: readonly Name[], found: readonly (Name | undefined)[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, found.filter((one) => one === name).length])) as Record<Name, number>;

/**
 * @param proposals of the section asked for
 * @param measures of the section asked for
 * @param answers of all measures in reach: one of another section closes a proposal, too
 */
export function matrixCounts(
  proposals: readonly Versioned<Proposal>[],
  measures: readonly Versioned<Measure>[],
  answers: ReadonlyMap<string, unknown>,
  on: Day,
) {
  const eventIds = new Set<string | null>([...proposals, ...measures].map(({ state }) => state.eventId));
  const byEvent = [...eventIds].map((eventId) => ({
    eventId,
    ...countsOf(
      proposals.filter(({ state }) => state.eventId === eventId),
      measures.filter(({ state }) => state.eventId === eventId),
      answers,
    ),
  }));
  return {
    counts: {
      ...countsOf(proposals, measures, answers),
      links: measures.reduce((sum, { state }) => sum + state.answers.length, 0),
      byKind: tally(
        proposalKinds,
        proposals.map(({ state }) => state.kind),
      ),
      byStatus: tally<MeasureStatus>(
        measureStatuses,
        measures.map(({ state }) => statusOn(state, on)?.status),
      ),
    },
    byEvent,
  };
}

import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { indicatorRecorded } from '../../events/indicator-recorded.ts';
import { measureRecorded } from '../../events/measure-recorded.ts';
import { proposalRecorded } from '../../events/proposal-recorded.ts';
import { resultsReleased } from '../../events/results-released.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { Indicator, IndicatorId, Measure, MeasureId, Proposal, ProposalId, ResultsRelease } from '../../shared/domain/result.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { meetingCommitmentStore, meetingStore } from '../../shared/store/meeting-store.ts';
import { indicatorStore, measureStore, proposalStore, resultsReleaseStore } from '../../shared/store/result-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { bodySteps, readBodies } from './import-bodies.ts';
import type { ImportStep } from './import-steps.ts';
import { apart } from './import-steps.ts';

const ReferenceResults = z.strictObject({
  alliance: z.string(),
  proposals: z.array(Proposal.extend({ id: ProposalId })),
  measures: z.array(Measure.extend({ id: MeasureId })),
  indicators: z.array(Indicator.extend({ id: IndicatorId })),
  releases: z.array(ResultsRelease.extend({ id: z.string() })),
});
type ReferenceResults = z.output<typeof ReferenceResults>;

export const readResults = async (file: 'npa-results.json' | 'lip-results.json'): Promise<ReferenceResults> =>
  ReferenceResults.parse(JSON.parse(await readFile(new URL(`reference/${file}`, import.meta.url), 'utf8')));

/** Proposals, the measures that answer them, and what both are measured by; the release after everything it covers. */
export function resultSteps({ alliance, ...reference }: ReferenceResults, table: Table, by: Authorship): ImportStep[] {
  const [proposals, measures, indicators, releases] = [
    proposalStore(table),
    measureStore(table),
    indicatorStore(table),
    resultsReleaseStore(table),
  ];
  return [
    {
      what: 'Vorschläge',
      writes: reference.proposals.map(apart).map(([id, state]) => () => {
        const { kind, eventId, bodyId } = state;
        return proposals.create(alliance, id, { state, event: proposalRecorded({ kind, eventId, bodyId }) }, by);
      }),
    },
    {
      what: 'Maßnahmen',
      writes: reference.measures.map(apart).map(([id, state]) => () => {
        const { eventId, bodyId } = state;
        const { status, asOf } = state.statuses[0] ?? { status: '', asOf: '' };
        return measures.create(alliance, id, { state, event: measureRecorded({ eventId, bodyId, status, asOf }) }, by);
      }),
    },
    {
      what: 'Kennzahlen',
      writes: reference.indicators.map(apart).map(([id, state]) => () => {
        const { bodyId, measureId, proposalId } = state;
        return indicators.create(alliance, id, { state, event: indicatorRecorded({ bodyId, measureId, proposalId }) }, by);
      }),
    },
    {
      what: 'Freigaben',
      writes: reference.releases.map(apart).map(([id, state]) => () => {
        const event = resultsReleased({ bodyId: state.bodyId, withheld: state.withheld.length });
        return releases.create(alliance, id, { state, event }, by);
      }),
    },
  ];
}

/** The working groups of the state's alliance and what followed from their conferences. Names no person. */
export const stateResultSteps = async (table: Table, by: Authorship): Promise<ImportStep[]> => [
  ...bodySteps(await readBodies('npa-bodies.json'), table, by),
  ...resultSteps(await readResults('npa-results.json'), table, by),
];

/** Releases are written after everything they cover. */
export async function areResultsThere(table: Table): Promise<boolean> {
  const { alliance, releases } = await readResults('npa-results.json');
  const found = await Promise.all(releases.map(({ id }) => resultsReleaseStore(table).find(alliance, id)));
  return found.every((release) => release !== undefined);
}

/** What is in the register of bodies and their work. */
export async function resultSummary(table: Table, alliances: readonly string[]): Promise<string[]> {
  const countOf = async (store: { all: (alliance: string) => Promise<readonly unknown[]> }): Promise<number> =>
    (await Promise.all(alliances.map((alliance) => store.all(alliance)))).reduce((count, found) => count + found.length, 0);
  const [bodies, meetings, commitments, proposals, measures, indicators] = await Promise.all([
    countOf(bodyStore(table)),
    countOf(meetingStore(table)),
    countOf(meetingCommitmentStore(table)),
    countOf(proposalStore(table)),
    countOf(measureStore(table)),
    countOf(indicatorStore(table)),
  ]);
  return [
    `Gremien:            ${bodies}, Sitzungen ${meetings}, Zusagen ${commitments}`,
    `Ergebnisse:         ${proposals} Vorschläge, ${measures} Maßnahmen, ${indicators} Kennzahlen`,
  ];
}

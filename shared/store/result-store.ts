import { Indicator, Measure, Proposal, ResultsRelease } from '../domain/result.ts';
import { bodyParent } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

const numbered = (order: number): string => String(order).padStart(4, '0');
const underBody = (alliance: string, { bodyId }: { readonly bodyId: string | null }): string | undefined =>
  bodyId === null ? undefined : bodyParent(alliance, bodyId);

/** Proposals, obstacles and good practices, by conference and number. */
export const proposalStore = (table: Table) =>
  recordStore(table, {
    type: 'PROPOSAL',
    schema: Proposal,
    notFound: 'proposalNotFound',
    listOrder: ({ eventId, order }) => `${eventId ?? ''}#${numbered(order)}`,
    parent: underBody,
  });
export type ProposalStore = ReturnType<typeof proposalStore>;

/** Measures by conference and place in the source. */
export const measureStore = (table: Table) =>
  recordStore(table, {
    type: 'MEASURE',
    schema: Measure,
    notFound: 'measureNotFound',
    listOrder: ({ eventId, order }) => `${eventId ?? ''}#${numbered(order)}`,
    parent: underBody,
  });
export type MeasureStore = ReturnType<typeof measureStore>;

/** Indicators by measure and place. */
export const indicatorStore = (table: Table) =>
  recordStore(table, {
    type: 'INDICATOR',
    schema: Indicator,
    notFound: 'indicatorNotFound',
    listOrder: ({ measureId, proposalId, order }) => `${measureId ?? proposalId ?? ''}#${numbered(order)}`,
    parent: underBody,
  });
export type IndicatorStore = ReturnType<typeof indicatorStore>;

/** Releases of a body's results, by instant: created once each, never changed. */
export const resultsReleaseStore = (table: Table) =>
  recordStore(table, {
    type: 'RELEASE',
    schema: ResultsRelease,
    notFound: 'bodyNotFound',
    listOrder: (_, changedAt) => changedAt,
    parent: underBody,
  });
export type ResultsReleaseStore = ReturnType<typeof resultsReleaseStore>;

import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { releasePreview } from '../../shared/store/released-results.ts';
import { indicatorStore, measureStore, proposalStore, resultsReleaseStore } from '../../shared/store/result-store.ts';
import type { ResultDeps } from './deps.ts';
import * as getMeasure from './get-measure.ts';
import * as getProposal from './get-proposal.ts';
import * as matrix from './get-result-matrix.ts';
import * as indicators from './indicators.ts';
import * as suggestions from './list-double-suggestions.ts';
import * as listIndicators from './list-indicators.ts';
import * as listMeasures from './list-measures.ts';
import * as listProposals from './list-proposals.ts';
import * as measures from './measures.ts';
import * as proposals from './proposals.ts';
import * as releases from './releases.ts';
import * as routes from './routes.ts';

const open = (): ResultDeps => {
  const table = liveTable();
  return {
    events: allianceEventStore(table),
    bodies: bodyStore(table),
    proposals: proposalStore(table),
    measures: measureStore(table),
    indicators: indicatorStore(table),
    releases: resultsReleaseStore(table),
    preview: releasePreview(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listProposals, listProposals.work),
  pair(routes.recordProposal, proposals.record),
  pair(routes.getProposal, getProposal.work),
  pair(routes.editProposal, proposals.edit),
  pair(routes.judgeDouble, proposals.judgeOne),
  pair(routes.listDoubleSuggestions, suggestions.work),
  pair(routes.getProposalJournal, proposals.journal),
  pair(routes.listMeasures, listMeasures.work),
  pair(routes.recordMeasure, measures.record),
  pair(routes.getMeasure, getMeasure.work),
  pair(routes.editMeasure, measures.edit),
  pair(routes.stateMeasureStatus, measures.stateOne),
  pair(routes.getMeasureJournal, measures.journal),
  pair(routes.listIndicators, listIndicators.work),
  pair(routes.recordIndicator, indicators.record),
  pair(routes.editIndicator, indicators.edit),
  pair(routes.stateIndicatorValue, indicators.stateOne),
  pair(routes.getIndicatorJournal, indicators.journal),
  pair(routes.getResultMatrix, matrix.work),
  pair(routes.releaseResults, releases.release),
  pair(routes.listResultsReleases, releases.list),
  pair(routes.getResultsPreview, releases.preview),
]);

import { area, pair } from '../../shared/http/endpoint.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import { municipalPaperStore, strategyStore } from '../../shared/store/municipal-paper-store.ts';
import { organisationStore } from '../../shared/store/organisation-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { indicatorStore } from '../../shared/store/result-store.ts';
import type { PaperDeps } from './deps.ts';
import * as getPaper from './get-paper.ts';
import * as getPaperGraph from './get-paper-graph.ts';
import * as getStrategy from './get-strategy.ts';
import * as papers from './papers.ts';
import * as routes from './routes.ts';
import * as strategies from './strategies.ts';

const open = (): PaperDeps => {
  const table = liveTable();
  return {
    papers: municipalPaperStore(table),
    strategies: strategyStore(table),
    bodies: bodyStore(table),
    meetings: meetingStore(table),
    indicators: indicatorStore(table),
    organisations: organisationStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listPapers, papers.list),
  pair(routes.recordPaper, papers.record),
  pair(routes.getPaper, getPaper.work),
  pair(routes.editPaper, papers.edit),
  pair(routes.supplyNumber, papers.supply),
  pair(routes.recordRouteOutcome, papers.route),
  pair(routes.supersedePaper, papers.supersede),
  pair(routes.getPaperJournal, papers.journal),
  pair(routes.getPaperGraph, getPaperGraph.work),
  pair(routes.listStrategies, strategies.list),
  pair(routes.recordStrategy, strategies.record),
  pair(routes.getStrategy, getStrategy.work),
  pair(routes.editStrategy, strategies.edit),
  pair(routes.getStrategyJournal, strategies.journal),
]);

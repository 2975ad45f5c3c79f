import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { bodyPersonStore } from '../../shared/store/body-person-store.ts';
import { bodyRoleStore, bodySeatStore, bodyStore } from '../../shared/store/body-store.ts';
import { budgetStore } from '../../shared/store/budget-store.ts';
import { findingAcceptanceStore } from '../../shared/store/finding-store.ts';
import { fundStore, grantStore } from '../../shared/store/fund-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import { municipalPaperStore, strategyStore } from '../../shared/store/municipal-paper-store.ts';
import { organisationStore } from '../../shared/store/organisation-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { indicatorStore, measureStore, proposalStore } from '../../shared/store/result-store.ts';
import * as acceptances from './acceptances.ts';
import type { FindingDeps } from './deps.ts';
import * as list from './list-findings.ts';
import * as routes from './routes.ts';

const open = (): FindingDeps => {
  const table = liveTable();
  return {
    events: allianceEventStore(table),
    ledger: ledgerStore(table),
    budget: budgetStore(table),
    bodies: bodyStore(table),
    seats: bodySeatStore(table),
    roles: bodyRoleStore(table),
    persons: bodyPersonStore(table, liveKeyTable(table)),
    meetings: meetingStore(table),
    proposals: proposalStore(table),
    measures: measureStore(table),
    indicators: indicatorStore(table),
    funds: fundStore(table),
    grants: grantStore(table),
    organisations: organisationStore(table),
    papers: municipalPaperStore(table),
    strategies: strategyStore(table),
    acceptances: findingAcceptanceStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listFindings, list.work),
  pair(routes.acceptFinding, acceptances.accept),
  pair(routes.withdrawAcceptance, acceptances.withdraw),
]);

import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { fundEntryStore, fundStore, grantStore } from '../../shared/store/fund-store.ts';
import { initiativeStore } from '../../shared/store/initiative-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { municipalPaperStore, strategyStore } from '../../shared/store/municipal-paper-store.ts';
import { organisationStore } from '../../shared/store/organisation-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as applications from './applications.ts';
import * as decisions from './decisions.ts';
import type { GrantDeps } from './deps.ts';
import * as endings from './endings.ts';
import * as readings from './readings.ts';
import * as routes from './routes.ts';

const open = (): GrantDeps => {
  const table = liveTable();
  return {
    alliances: allianceStore(table),
    funds: fundStore(table),
    entries: fundEntryStore(table),
    grants: grantStore(table),
    organisations: organisationStore(table),
    initiatives: initiativeStore(table),
    papers: municipalPaperStore(table),
    strategies: strategyStore(table),
    ledger: ledgerStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listGrants, readings.list),
  pair(routes.applyForGrant, applications.apply),
  pair(routes.getGrant, readings.get),
  pair(routes.editGrant, applications.edit),
  pair(routes.decideGrant, decisions.decide),
  pair(routes.refuseGrant, decisions.refuse),
  pair(routes.withdrawGrant, applications.withdraw),
  pair(routes.liftReservation, decisions.lift),
  pair(routes.returnGrant, endings.giveBack),
  pair(routes.closeGrant, endings.close),
  pair(routes.stateProofOfUse, endings.prove),
  pair(routes.stateTargets, applications.targets),
  pair(routes.getGrantJournal, applications.journal),
  pair(routes.getFundReview, readings.review),
]);

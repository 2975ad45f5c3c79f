import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { expenseStore } from '../../shared/store/expense-store.ts';
import { grantStore } from '../../shared/store/fund-store.ts';
import { initiativeStore } from '../../shared/store/initiative-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { municipalPaperStore, strategyStore } from '../../shared/store/municipal-paper-store.ts';
import { organisationRoleStore, organisationStore } from '../../shared/store/organisation-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { measureStore } from '../../shared/store/result-store.ts';
import * as allRoles from './all-roles.ts';
import type { OrganisationDeps } from './deps.ts';
import * as organisations from './organisations.ts';
import * as roles from './roles.ts';
import * as routes from './routes.ts';

const open = (): OrganisationDeps => {
  const table = liveTable();
  return {
    alliances: allianceStore(table),
    organisations: organisationStore(table),
    roles: organisationRoleStore(table),
    grants: grantStore(table),
    initiatives: initiativeStore(table),
    events: allianceEventStore(table),
    expenses: expenseStore(table),
    measures: measureStore(table),
    papers: municipalPaperStore(table),
    strategies: strategyStore(table),
    bodies: bodyStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listOrganisations, organisations.list),
  pair(routes.recordOrganisation, organisations.record),
  pair(routes.getOrganisation, allRoles.get),
  pair(routes.editOrganisation, organisations.edit),
  pair(routes.recordOrganisationRole, roles.record),
  pair(routes.editOrganisationRole, roles.edit),
  pair(routes.getOrganisationJournal, organisations.journal),
  pair(routes.findOrganisation, allRoles.find),
]);

import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { doorStore } from '../../shared/store/door-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { personStore } from '../../shared/store/person-store.ts';
import { needsReadStore, privacyCaseStore } from '../../shared/store/privacy-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { offerStore, registrationStore } from '../../shared/store/registration-store.ts';
import { retentionStore } from '../../shared/store/retention-store.ts';
import * as close from './close-privacy-case.ts';
import * as decide from './decide-retention.ts';
import type { PrivacyDeps } from './deps.ts';
import * as erase from './erase-participants.ts';
import * as find from './find-participants.ts';
import * as getCase from './get-privacy-case.ts';
import * as getExport from './get-privacy-export.ts';
import * as hold from './legal-hold.ts';
import * as listHolds from './list-legal-holds.ts';
import * as listCases from './list-privacy-cases.ts';
import * as listRetention from './list-retention.ts';
import * as object from './object-to-listing.ts';
import * as openCase from './open-privacy-case.ts';
import * as settings from './retention-settings.ts';
import * as routes from './routes.ts';

const open = (): PrivacyDeps => {
  const table = liveTable();
  const keys = liveKeyTable(table);
  return {
    table,
    keys,
    cases: privacyCaseStore(table),
    events: allianceEventStore(table),
    doors: doorStore(table),
    people: personStore(table, keys),
    registrations: registrationStore(table),
    offers: offerStore(table),
    retention: retentionStore(table),
    needsReads: needsReadStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.findParticipants, find.work),
  pair(routes.openPrivacyCase, openCase.work),
  pair(routes.listPrivacyCases, listCases.work),
  pair(routes.getPrivacyCase, getCase.work),
  pair(routes.getPrivacyExport, getExport.work),
  pair(routes.objectToListing, object.work),
  pair(routes.eraseParticipants, erase.work),
  pair(routes.closePrivacyCase, close.work),
  pair(routes.listRetention, listRetention.work),
  pair(routes.decideRetention, decide.work),
  pair(routes.getRetentionSettings, settings.read),
  pair(routes.setRetentionSettings, settings.work),
  pair(routes.listLegalHolds, listHolds.work),
  pair(routes.getLegalHold, hold.read),
  pair(routes.setLegalHold, hold.work),
]);

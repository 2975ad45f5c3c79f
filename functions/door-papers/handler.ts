import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { doorStore } from '../../shared/store/door-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { livePeople } from '../../shared/store/live-people.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { personStore } from '../../shared/store/person-store.ts';
import { needsReadStore, privacyCaseStore } from '../../shared/store/privacy-store.ts';
import { offerStore, registrationStore } from '../../shared/store/registration-store.ts';
import { retentionStore } from '../../shared/store/retention-store.ts';
import type { DoorPaperDeps } from './deps.ts';
import * as sheet from './get-attendance-sheet.ts';
import * as badges from './get-badges.ts';
import * as privacyExport from './get-privacy-export-pdf.ts';
import * as routes from './routes.ts';

const open = (): DoorPaperDeps => {
  const table = liveTable();
  const keys = liveKeyTable(table);
  return {
    alliances: allianceStore(table),
    events: allianceEventStore(table),
    doors: doorStore(table),
    people: personStore(table, keys),
    shown: livePeople(table, keys),
    cases: privacyCaseStore(table),
    registrations: registrationStore(table),
    offers: offerStore(table),
    retention: retentionStore(table),
    needsReads: needsReadStore(table),
  };
};

export const handler = area(open, [
  pair(routes.getBadges, badges.work),
  pair(routes.getAttendanceSheet, sheet.work),
  pair(routes.getPrivacyExportPdf, privacyExport.work),
]);

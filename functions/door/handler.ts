import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { countStore } from '../../shared/store/count-store.ts';
import { doorStore } from '../../shared/store/door-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { livePeople } from '../../shared/store/live-people.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { offerStore, registrationStore } from '../../shared/store/registration-store.ts';
import { seatStore } from '../../shared/store/seat-store.ts';
import type { DoorDeps } from './deps.ts';
import * as counts from './get-door-counts.ts';
import * as list from './get-door-list.ts';
import * as scans from './list-scans.ts';
import * as record from './record-scans.ts';
import * as recount from './recount-door.ts';
import * as routes from './routes.ts';

const open = (): DoorDeps => {
  const table = liveTable();
  const keys = liveKeyTable(table);
  return {
    events: allianceEventStore(table),
    offers: offerStore(table),
    registrations: registrationStore(table),
    doors: doorStore(table),
    counts: countStore(table),
    seats: seatStore(table),
    people: livePeople(table, keys),
    keys,
  };
};

export const handler = area(open, [
  pair(routes.getDoorList, list.work),
  pair(routes.recordScans, record.work),
  pair(routes.listScans, scans.work),
  pair(routes.getDoorCounts, counts.work),
  pair(routes.recountDoor, recount.work),
]);

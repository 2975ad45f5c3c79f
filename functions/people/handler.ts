import { area, pair } from '../../shared/http/endpoint.ts';
import { bodyPersonStore } from '../../shared/store/body-person-store.ts';
import { bodyRoleStore, bodySeatStore, bodyStore } from '../../shared/store/body-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import type { PeopleDeps } from './deps.ts';
import * as erase from './erase-person.ts';
import * as apart from './keep-persons-apart.ts';
import * as suggestions from './list-merge-suggestions.ts';
import * as places from './list-person-places.ts';
import * as list from './list-persons.ts';
import * as merge from './merge-persons.ts';
import * as record from './record-person.ts';
import * as rename from './rename-person.ts';
import * as routes from './routes.ts';
import * as separate from './separate-persons.ts';

const open = (): PeopleDeps => {
  const table = liveTable();
  return {
    bodies: bodyStore(table),
    seats: bodySeatStore(table),
    roles: bodyRoleStore(table),
    meetings: meetingStore(table),
    persons: bodyPersonStore(table, liveKeyTable(table)),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listPersons, list.work),
  pair(routes.listPersonPlaces, places.work),
  pair(routes.recordPerson, record.work),
  pair(routes.renamePerson, rename.work),
  pair(routes.listMergeSuggestions, suggestions.work),
  pair(routes.mergePersons, merge.work),
  pair(routes.separatePersons, separate.work),
  pair(routes.keepPersonsApart, apart.work),
  pair(routes.erasePerson, erase.work),
]);

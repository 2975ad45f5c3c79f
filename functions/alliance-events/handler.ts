import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as cancel from './cancel-alliance-event.ts';
import * as confirm from './confirm-alliance-event.ts';
import type { AllianceEventDeps } from './deps.ts';
import * as edit from './edit-alliance-event.ts';
import * as get from './get-alliance-event.ts';
import * as journal from './get-alliance-event-journal.ts';
import * as list from './list-alliance-events.ts';
import * as move from './move-alliance-event.ts';
import * as register from './register-alliance-event.ts';
import * as routes from './routes.ts';

const open = (): AllianceEventDeps => {
  const table = liveTable();
  return { alliances: allianceStore(table), events: allianceEventStore(table), replays: replayStore(table) };
};

export const handler = area(open, [
  pair(routes.listAllianceEvents, list.work),
  pair(routes.registerAllianceEvent, register.work),
  pair(routes.getAllianceEvent, get.work),
  pair(routes.editAllianceEvent, edit.work),
  pair(routes.moveAllianceEvent, move.work),
  pair(routes.confirmAllianceEvent, confirm.work),
  pair(routes.cancelAllianceEvent, cancel.work),
  pair(routes.getAllianceEventJournal, journal.work),
]);

import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyPersonRecords } from '../../shared/store/body-person-store.ts';
import { bodyRoleStore, bodySeatStore, bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as assignRole from './assign-body-role.ts';
import * as change from './change-holding.ts';
import * as count from './count-members.ts';
import type { BodiesDeps } from './deps.ts';
import * as edit from './edit-body.ts';
import * as editSeat from './edit-seat.ts';
import * as endRole from './end-body-role.ts';
import * as get from './get-body.ts';
import * as journal from './get-body-journal.ts';
import * as mail from './get-body-mail.ts';
import * as composition from './get-composition.ts';
import * as list from './list-bodies.ts';
import * as listSeats from './list-body-seats.ts';
import * as record from './record-body.ts';
import * as recordSeat from './record-seat.ts';
import * as routes from './routes.ts';

const open = (): BodiesDeps => {
  const table = liveTable();
  return {
    alliances: allianceStore(table),
    bodies: bodyStore(table),
    seats: bodySeatStore(table),
    roles: bodyRoleStore(table),
    persons: bodyPersonRecords(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listBodies, list.work),
  pair(routes.recordBody, record.work),
  pair(routes.getBody, get.work),
  pair(routes.editBody, edit.work),
  pair(routes.getBodyMail, mail.work),
  pair(routes.getComposition, composition.work),
  pair(routes.listBodySeats, listSeats.work),
  pair(routes.recordSeat, recordSeat.work),
  pair(routes.editSeat, editSeat.work),
  pair(routes.changeHolding, change.work),
  pair(routes.assignBodyRole, assignRole.work),
  pair(routes.endBodyRole, endRole.work),
  pair(routes.countMembers, count.work),
  pair(routes.getBodyJournal, journal.work),
]);

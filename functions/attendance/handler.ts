import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { attendanceStore } from '../../shared/store/attendance-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as count from './count-attendance.ts';
import type { AttendanceDeps } from './deps.ts';
import * as list from './list-attendance-figures.ts';
import * as routes from './routes.ts';
import * as state from './state-attendance.ts';

const open = (): AttendanceDeps => {
  const table = liveTable();
  return { events: allianceEventStore(table), figures: attendanceStore(table), replays: replayStore(table) };
};

export const handler = area(open, [
  pair(routes.stateAttendance, state.work),
  pair(routes.listAttendanceFigures, list.work),
  pair(routes.countAttendance, count.work),
]);

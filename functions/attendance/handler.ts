import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { attendanceStore } from '../../shared/store/attendance-store.ts';
import { doorStore } from '../../shared/store/door-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { livePeople } from '../../shared/store/live-people.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import { invitationStore, offerStore } from '../../shared/store/registration-store.ts';
import { seatStore } from '../../shared/store/seat-store.ts';
import * as count from './count-attendance.ts';
import type { AttendanceDeps } from './deps.ts';
import * as answers from './get-answer-statistics.ts';
import * as statistics from './get-attendance-statistics.ts';
import * as statisticsFile from './get-attendance-statistics-file.ts';
import * as list from './list-attendance-figures.ts';
import * as routes from './routes.ts';
import * as state from './state-attendance.ts';

const open = (): AttendanceDeps => {
  const table = liveTable();
  return {
    alliances: allianceStore(table),
    events: allianceEventStore(table),
    figures: attendanceStore(table),
    seats: seatStore(table),
    invitations: invitationStore(table),
    offers: offerStore(table),
    doors: doorStore(table),
    people: livePeople(table, liveKeyTable(table)),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.stateAttendance, state.work),
  pair(routes.listAttendanceFigures, list.work),
  pair(routes.countAttendance, count.work),
  pair(routes.getAttendanceStatistics, statistics.work),
  pair(routes.getAttendanceStatisticsFile, statisticsFile.work),
  pair(routes.getAnswerStatistics, answers.work),
]);

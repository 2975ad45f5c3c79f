import type { StatedFigure } from '../domain/attendance.ts';
import { AttendanceFigure } from '../domain/attendance.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Versioned } from '../domain/journal.ts';
import { eventParent } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

const toStated = ({ id, changedAt, state }: Versioned<AttendanceFigure>): StatedFigure => ({ id, changedAt, figure: state });

/** Stated figures, one record each; a figure about one event is found under the event. */
export const attendanceStore = (table: Table) => {
  const records = recordStore(table, {
    type: 'FIGURE',
    schema: AttendanceFigure,
    notFound: 'attendanceFigureNotFound',
    listOrder: (_, changedAt) => changedAt,
    parent: (alliance, { eventIds }) =>
      eventIds.length === 1 && eventIds[0] !== undefined ? eventParent(alliance, eventIds[0]) : undefined,
    timeline: true,
  });
  return {
    ...records,
    /** Everything stated so far, or up to an instant. */
    stated: async (alliance: string, knownAt?: Instant): Promise<StatedFigure[]> =>
      (knownAt === undefined ? await records.all(alliance) : await records.allKnownAt(alliance, knownAt)).map(toStated),
  };
};
export type AttendanceStore = ReturnType<typeof attendanceStore>;

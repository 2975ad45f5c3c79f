import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId, eventKinds } from '../../shared/domain/alliance-event.ts';
import { AnswerStatistics } from '../../shared/domain/answer-statistics.ts';
import { AttendanceFigure, AttendanceFigureView, Bound, Headcount, subjects } from '../../shared/domain/attendance.ts';
import { AttendanceStatistics, StatisticsQuery } from '../../shared/domain/attendance-statistics.ts';
import { day, instant } from '../../shared/domain/calendar.ts';
import { office } from '../../shared/domain/regions.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const readers = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'REGIONAL_EDITOR',
  'REGIONAL_COMMISSIONER',
  'BUDGET_OFFICER',
  'ANSWER_APPROVER',
  'AUDITOR',
] as const satisfies Role[];

export const stateAttendance = defineRoute({
  id: 'stateAttendance',
  area: 'attendance',
  method: 'POST',
  path: '/alliances/{allianceId}/attendance-figures',
  title: 'Angabe zu Teilnehmenden, Initiativen oder örtlichen Veranstaltungen festhalten',
  access: { roles: ['OFFICE_EDITOR', 'OFFICE_LEAD', 'REGIONAL_EDITOR'] },
  request: { params: AlliancePath, body: AttendanceFigure },
  success: { status: 201, body: AttendanceFigureView },
  failures: ['relatedEventNotFound'],
  table: 'write',
  emits: ['AttendanceStated'],
});

export const listAttendanceFigures = defineRoute({
  id: 'listAttendanceFigures',
  area: 'attendance',
  method: 'GET',
  path: '/alliances/{allianceId}/attendance-figures',
  title: 'Alle Angaben, auch überholte; auf Wunsch zu einer Veranstaltung',
  access: { roles: readers },
  request: { params: AlliancePath, query: z.strictObject({ eventId: AllianceEventId.optional(), ...pageQuery }) },
  success: { status: 200, body: pageOf(AttendanceFigureView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const countAttendance = defineRoute({
  id: 'countAttendance',
  area: 'attendance',
  method: 'GET',
  path: '/alliances/{allianceId}/attendance',
  title: 'Wie viele es waren, soweit es sich sagen lässt: mit Grenzen und schwächster Genauigkeit',
  access: { roles: readers },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      subject: z.enum(subjects).optional(),
      kind: z.enum(eventKinds).optional(),
      theme: z.string().max(80).optional(),
      office: z.union([office, z.literal('NONE')]).optional(),
      asOf: day('Stand').optional(),
      knownAt: instant('Kenntnisstand').optional(),
    }),
  },
  success: {
    status: 200,
    body: z.strictObject({
      asOf: z.string(),
      held: Headcount,
      planned: Headcount,
      /** What a joint figure leaves for the one event without a figure of its own. */
      remainders: z.array(
        z.strictObject({
          eventId: z.string(),
          title: z.string(),
          atLeast: Bound.nullable(),
          atMost: Bound.nullable(),
          inWords: z.string(),
          figureId: z.string(),
        }),
      ),
    }),
  },
  failures: [],
  table: 'read',
});

const published = [...readers, 'PARLIAMENT_READER'] as const satisfies Role[];

export const getAttendanceStatistics = defineRoute({
  id: 'getAttendanceStatistics',
  area: 'attendance',
  method: 'GET',
  path: '/alliances/{allianceId}/attendance-statistics',
  title:
    'Teilnahme nach Veranstaltung, Thema, Amt, Art oder Jahr: aus den Listen gezählt, daneben das Mitgeteilte; für den Landtag ohne kleine Zahlen',
  access: { roles: published },
  request: { params: AlliancePath, query: StatisticsQuery },
  success: { status: 200, body: AttendanceStatistics },
  failures: ['asOfInFuture'],
  table: 'read',
});

export const statisticsFormats = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export const getAttendanceStatisticsFile = defineRoute({
  id: 'getAttendanceStatisticsFile',
  area: 'attendance',
  method: 'GET',
  path: '/alliances/{allianceId}/attendance-statistics/file',
  title: 'Dieselbe Aufstellung der Teilnahme als CSV (Excel, deutsch) oder XLSX',
  access: { roles: published },
  request: {
    params: AlliancePath,
    query: StatisticsQuery.extend({ format: z.enum(Object.keys(statisticsFormats) as ['csv', 'xlsx']).meta({ title: 'Format' }) }),
  },
  success: { status: 200, contentTypes: Object.values(statisticsFormats) },
  failures: ['asOfInFuture'],
  table: 'read',
});

export const getAnswerStatistics = defineRoute({
  id: 'getAnswerStatistics',
  area: 'attendance',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/answer-statistics',
  title: 'Wie die Fragen einer Veranstaltung beantwortet wurden, gezählt je Antwort, sobald genug geantwortet haben',
  access: { roles: ['OFFICE_EDITOR', 'REGIONAL_EDITOR'] },
  request: { params: AlliancePath.extend({ eventId: AllianceEventId }) },
  success: { status: 200, body: AnswerStatistics },
  failures: ['allianceEventNotFound', 'offerNotFound'],
  table: 'read',
  people: 'read',
});

export const attendanceRoutes = [
  stateAttendance,
  listAttendanceFigures,
  countAttendance,
  getAttendanceStatistics,
  getAttendanceStatisticsFile,
  getAnswerStatistics,
] as const;

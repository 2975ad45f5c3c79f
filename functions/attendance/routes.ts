import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId, eventKinds } from '../../shared/domain/alliance-event.ts';
import { AttendanceFigure, AttendanceFigureView, Bound, Headcount, subjects } from '../../shared/domain/attendance.ts';
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

export const attendanceRoutes = [stateAttendance, listAttendanceFigures, countAttendance] as const;

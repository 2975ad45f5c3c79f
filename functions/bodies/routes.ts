import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import {
  AllianceBody,
  AllianceBodyView,
  BodyMail,
  BodyPath,
  BodyRole,
  BodyRoleId,
  BodyRoleView,
  bodyKeepers,
  bodyKinds,
  bodyReaders,
  Seat,
  SeatId,
  SeatView,
} from '../../shared/domain/alliance-body.ts';
import { day } from '../../shared/domain/calendar.ts';
import { Composition } from '../../shared/domain/composition.ts';
import { countRules, MemberCount } from '../../shared/domain/member-count.ts';
import { ChangeHolding } from '../../shared/domain/seat-holding.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { knownAtQuery } from '../../shared/http/known-at.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const SeatPath = AlliancePath.extend({ seatId: SeatId });
const RolePath = AlliancePath.extend({ roleId: BodyRoleId });
/** The address of the body's list comes with the body and is kept apart from it. */
/** As sent: without a claimed rhythm, the one on record stays as it is. */
const BodyWithMail = AllianceBody.extend({
  meetsEveryMonths: AllianceBody.shape.meetsEveryMonths.unwrap().optional(),
  ...BodyMail.shape,
});

export const listBodies = defineRoute({
  id: 'listBodies',
  area: 'bodies',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies',
  title: 'Gremien nach Art und Reihenfolge; Geschäftsführungen sehen die eigenen',
  access: { roles: bodyReaders },
  request: { params: AlliancePath, query: z.strictObject({ kind: z.enum(bodyKinds).optional(), ...pageQuery }) },
  success: { status: 200, body: pageOf(AllianceBodyView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const recordBody = defineRoute({
  id: 'recordBody',
  area: 'bodies',
  method: 'POST',
  path: '/alliances/{allianceId}/bodies',
  title: 'Gremium anlegen',
  access: { roles: bodyKeepers },
  request: { params: AlliancePath, body: BodyWithMail },
  success: { status: 201, body: AllianceBodyView },
  failures: ['linkedRecordUnknown', 'themeUnknown'],
  table: 'write',
  emits: ['BodyRecorded'],
});

export const getBody = defineRoute({
  id: 'getBody',
  area: 'bodies',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}',
  title: 'Ein Gremium, auf Wunsch zu einem früheren Kenntnisstand',
  access: { roles: bodyReaders },
  request: { params: BodyPath, query: knownAtQuery },
  success: { status: 200, body: AllianceBodyView },
  failures: ['bodyNotFound'],
  table: 'read',
});

export const editBody = defineRoute({
  id: 'editBody',
  area: 'bodies',
  method: 'PUT',
  path: '/alliances/{allianceId}/bodies/{bodyId}',
  title: 'Gremium ändern',
  access: { roles: bodyKeepers },
  request: { params: BodyPath, body: BodyWithMail },
  ifMatch: true,
  success: { status: 200, body: AllianceBodyView },
  failures: ['bodyNotFound', 'linkedRecordUnknown', 'themeUnknown'],
  table: 'write',
  emits: ['BodyEdited'],
});

export const getBodyMail = defineRoute({
  id: 'getBodyMail',
  area: 'bodies',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}/mail',
  title: 'Adresse, an die Berichte des Gremiums gehen',
  access: { roles: bodyKeepers },
  request: { params: BodyPath },
  success: { status: 200, body: BodyMail },
  failures: ['bodyNotFound'],
  table: 'read',
});

export const getComposition = defineRoute({
  id: 'getComposition',
  area: 'bodies',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}/composition',
  title: 'Besetzung eines Gremiums an einem Tag, ohne Tag heute: Sitze, Funktionen, Anzahl und Auffälligkeiten',
  access: { roles: bodyReaders },
  request: { params: BodyPath, query: z.strictObject({ on: day('Tag').optional() }) },
  success: { status: 200, body: Composition },
  failures: ['bodyNotFound'],
  table: 'read',
});

export const listBodySeats = defineRoute({
  id: 'listBodySeats',
  area: 'bodies',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}/seats',
  title: 'Alle Sitze und Funktionen eines Gremiums mit allen Wechseln, auch vergangenen und künftigen',
  access: { roles: bodyReaders },
  request: { params: BodyPath },
  success: { status: 200, body: z.strictObject({ seats: z.array(SeatView), roles: z.array(BodyRoleView) }) },
  failures: ['bodyNotFound'],
  table: 'read',
});

export const recordSeat = defineRoute({
  id: 'recordSeat',
  area: 'bodies',
  method: 'POST',
  path: '/alliances/{allianceId}/seats',
  title: 'Sitz eines Gremiums anlegen',
  access: { roles: bodyKeepers },
  request: { params: AlliancePath, body: Seat },
  success: { status: 201, body: SeatView },
  failures: ['bodyNotFound', 'linkedRecordUnknown', 'holdingInvalid'],
  table: 'write',
  emits: ['SeatRecorded'],
});

export const editSeat = defineRoute({
  id: 'editSeat',
  area: 'bodies',
  method: 'PUT',
  path: '/alliances/{allianceId}/seats/{seatId}',
  title: 'Sitz ändern; wer ihn hat, ändert ein Wechsel',
  access: { roles: bodyKeepers },
  request: { params: SeatPath, body: Seat.omit({ bodyId: true, holdings: true }) },
  ifMatch: true,
  success: { status: 200, body: SeatView },
  failures: ['seatNotFound', 'linkedRecordUnknown', 'holdingInvalid'],
  table: 'write',
  emits: ['SeatEdited'],
});

export const changeHolding = defineRoute({
  id: 'changeHolding',
  area: 'bodies',
  method: 'POST',
  path: '/alliances/{allianceId}/seats/{seatId}/holdings',
  title: 'Wechsel auf einem Sitz: Nachfolge, Vakanz oder Stellvertretung, mit oder ohne Tag',
  access: { roles: bodyKeepers },
  request: { params: SeatPath, body: ChangeHolding },
  ifMatch: true,
  success: { status: 200, body: SeatView },
  failures: ['seatNotFound', 'holdingInvalid'],
  table: 'write',
  emits: ['HoldingChanged'],
});

export const assignBodyRole = defineRoute({
  id: 'assignBodyRole',
  area: 'bodies',
  method: 'POST',
  path: '/alliances/{allianceId}/body-roles',
  title: 'Funktion in einem Gremium übertragen, unabhängig vom Sitz',
  access: { roles: bodyKeepers },
  request: { params: AlliancePath, body: BodyRole },
  success: { status: 201, body: BodyRoleView },
  failures: ['bodyNotFound', 'holdingInvalid'],
  table: 'write',
  emits: ['BodyRoleAssigned'],
});

export const endBodyRole = defineRoute({
  id: 'endBodyRole',
  area: 'bodies',
  method: 'POST',
  path: '/alliances/{allianceId}/body-roles/{roleId}/end',
  title: 'Funktion in einem Gremium beenden',
  access: { roles: bodyKeepers },
  request: { params: RolePath, body: z.strictObject({ to: day('Letzter Tag') }) },
  ifMatch: true,
  success: { status: 200, body: BodyRoleView },
  failures: ['bodyRoleNotFound', 'holdingInvalid'],
  table: 'write',
  emits: ['BodyRoleEnded'],
});

export const countMembers = defineRoute({
  id: 'countMembers',
  area: 'bodies',
  method: 'GET',
  path: '/alliances/{allianceId}/member-counts',
  title: 'Mitglieder zählen, nach der gewählten Regel',
  access: { roles: bodyReaders },
  request: { params: AlliancePath, query: z.strictObject({ kind: z.enum(bodyKinds).optional(), rule: z.enum(countRules) }) },
  success: { status: 200, body: MemberCount },
  failures: [],
  table: 'read',
});

export const getBodyJournal = defineRoute({
  id: 'getBodyJournal',
  area: 'bodies',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}/journal',
  title: 'Journal eines Gremiums',
  access: { roles: ['OFFICE_EDITOR', 'OFFICE_LEAD', 'AUDITOR', 'DPO'] },
  request: { params: BodyPath },
  success: { status: 200, body: JournalView },
  failures: ['bodyNotFound'],
  table: 'read',
});

export const bodyRoutes = [
  listBodies,
  recordBody,
  getBody,
  editBody,
  getBodyMail,
  getComposition,
  listBodySeats,
  recordSeat,
  editSeat,
  changeHolding,
  assignBodyRole,
  endBodyRole,
  countMembers,
  getBodyJournal,
] as const;

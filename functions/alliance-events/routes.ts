import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import {
  AllianceEventId,
  AllianceEventView,
  EditAllianceEvent,
  eventKinds,
  eventReaders,
  eventStatuses,
  MoveAllianceEvent,
  ownerships,
  RegisterAllianceEvent,
} from '../../shared/domain/alliance-event.ts';
import { day } from '../../shared/domain/calendar.ts';
import { office } from '../../shared/domain/regions.ts';
import { text } from '../../shared/domain/text.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { knownAtQuery } from '../../shared/http/known-at.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const writers = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'REGIONAL_EDITOR'] as const satisfies Role[];
const EventPath = AlliancePath.extend({ eventId: AllianceEventId });

export const listAllianceEvents = defineRoute({
  id: 'listAllianceEvents',
  area: 'alliance-events',
  method: 'GET',
  path: '/alliances/{allianceId}/events',
  title: 'Veranstaltungen nach Datum',
  access: { roles: eventReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      kind: z.enum(eventKinds).optional(),
      status: z.enum(eventStatuses).optional(),
      ownership: z.enum(ownerships).optional(),
      theme: z.string().max(80).optional(),
      office: z.union([office, z.literal('NONE')]).optional(),
      campaignId: AllianceEventId.optional(),
      from: day('Ab').optional(),
      to: day('Bis').optional(),
      search: text(100, 'Suche').optional(),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(AllianceEventView) },
  failures: ['cursorInvalid'],
  table: 'read',
});

export const registerAllianceEvent = defineRoute({
  id: 'registerAllianceEvent',
  area: 'alliance-events',
  method: 'POST',
  path: '/alliances/{allianceId}/events',
  title: 'Veranstaltung registrieren',
  access: { roles: writers },
  request: { params: AlliancePath, body: RegisterAllianceEvent },
  success: { status: 201, body: AllianceEventView },
  failures: ['themeUnknown', 'districtUnknown', 'relatedEventNotFound', 'campaignInvalid', 'officeNotYours'],
  table: 'write',
  emits: ['AllianceEventRegistered'],
});

export const getAllianceEvent = defineRoute({
  id: 'getAllianceEvent',
  area: 'alliance-events',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}',
  title: 'Eine Veranstaltung, auf Wunsch zu einem früheren Kenntnisstand',
  access: { roles: eventReaders },
  request: { params: EventPath, query: knownAtQuery },
  success: { status: 200, body: AllianceEventView },
  failures: ['allianceEventNotFound'],
  table: 'read',
});

export const editAllianceEvent = defineRoute({
  id: 'editAllianceEvent',
  area: 'alliance-events',
  method: 'PUT',
  path: '/alliances/{allianceId}/events/{eventId}',
  title: 'Beschreibung einer Veranstaltung ändern',
  access: { roles: writers },
  request: { params: EventPath, body: EditAllianceEvent },
  ifMatch: true,
  success: { status: 200, body: AllianceEventView },
  failures: ['allianceEventNotFound', 'themeUnknown', 'districtUnknown', 'relatedEventNotFound', 'campaignInvalid', 'officeNotYours'],
  table: 'write',
  emits: ['AllianceEventEdited'],
});

export const moveAllianceEvent = defineRoute({
  id: 'moveAllianceEvent',
  area: 'alliance-events',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/move',
  title: 'Veranstaltung verlegen',
  access: { roles: writers },
  request: { params: EventPath, body: MoveAllianceEvent },
  ifMatch: true,
  success: { status: 200, body: AllianceEventView },
  failures: ['allianceEventNotFound', 'allianceEventNotOpen', 'districtUnknown', 'officeNotYours'],
  table: 'write',
  emits: ['AllianceEventMoved'],
});

export const confirmAllianceEvent = defineRoute({
  id: 'confirmAllianceEvent',
  area: 'alliance-events',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/confirmation',
  title: 'Bestätigen, dass die Veranstaltung stattgefunden hat',
  access: { roles: writers },
  request: { params: EventPath, body: z.strictObject({}) },
  ifMatch: true,
  success: { status: 200, body: AllianceEventView },
  failures: ['allianceEventNotFound', 'allianceEventNotOpen', 'allianceEventNotYetOver'],
  table: 'write',
  emits: ['AllianceEventHeld'],
});

export const cancelAllianceEvent = defineRoute({
  id: 'cancelAllianceEvent',
  area: 'alliance-events',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/cancellation',
  title: 'Veranstaltung absagen',
  access: { roles: writers },
  request: { params: EventPath, body: z.strictObject({ reason: text(500, 'Grund der Absage') }) },
  ifMatch: true,
  success: { status: 200, body: AllianceEventView },
  failures: ['allianceEventNotFound', 'allianceEventNotOpen'],
  table: 'write',
  emits: ['AllianceEventCancelled'],
});

export const getAllianceEventJournal = defineRoute({
  id: 'getAllianceEventJournal',
  area: 'alliance-events',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/journal',
  title: 'Journal einer Veranstaltung',
  access: { roles: ['OFFICE_LEAD', 'BUDGET_OFFICER', 'AUTHORISER', 'AUDITOR', 'DPO'] },
  request: { params: EventPath },
  success: { status: 200, body: JournalView },
  failures: ['allianceEventNotFound'],
  table: 'read',
});

export const allianceEventRoutes = [
  listAllianceEvents,
  registerAllianceEvent,
  getAllianceEvent,
  editAllianceEvent,
  moveAllianceEvent,
  confirmAllianceEvent,
  cancelAllianceEvent,
  getAllianceEventJournal,
] as const;

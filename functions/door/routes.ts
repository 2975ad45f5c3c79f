import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceEventId, EventDates } from '../../shared/domain/alliance-event.ts';
import { DoorBatch, DoorCounts, namings, Scan, scanOutcomes, scanRefusals, ticketStatuses } from '../../shared/domain/door.ts';
import { origins } from '../../shared/domain/registration.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const team = ['OFFICE_EDITOR', 'REGIONAL_EDITOR'] as const satisfies Role[];
const viewers = ['OFFICE_EDITOR', 'OFFICE_LEAD', 'REGIONAL_EDITOR', 'REGIONAL_COMMISSIONER'] as const satisfies Role[];
const EventPath = AlliancePath.extend({ eventId: AllianceEventId });

/** What the door needs of one head, and no more (purpose limitation, P5): no address, no function, no answers. */
export const DoorHead = z.strictObject({
  ticketId: z.string(),
  /** Null without `names=true`, for companions without a name and for erased persons; masked for who objected to lists. */
  name: z.string().nullable(),
  /** Text to sort by; folded family name first. */
  sortName: z.string().nullable(),
  /** Told with and without names, so that a device that keeps names hears when one is to go. */
  naming: z.enum(namings),
  /** Ticket of the party's first head, for its companions without a name; null where that head has no name to show either. */
  companionOf: z.string().nullable(),
  organisation: z.string().nullable(),
  status: z.enum(ticketStatuses),
  origin: z.enum(origins),
  present: z.boolean(),
  presentAt: z.string().nullable(),
  presentDoor: z.string().nullable(),
  /** Null: not asked. */
  photoConsent: z.boolean().nullable(),
});

export const getDoorList = defineRoute({
  id: 'getDoorList',
  area: 'door',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/door',
  title: 'Liste für die Tür: wer angemeldet und wer schon da ist',
  access: { roles: team },
  request: { params: EventPath, query: z.strictObject({ names: z.enum(['true', 'false']).optional() }) },
  success: {
    status: 200,
    body: z.strictObject({
      eventId: z.string(),
      title: z.string(),
      dates: EventDates,
      doors: z.array(z.string()),
      /** A device forgets the list at this instant: six hours after the event's last day, at most 24 hours from now. */
      usableUntil: z.string(),
      loadedAt: z.string(),
      heads: z.array(DoorHead),
      counts: DoorCounts,
    }),
  },
  failures: ['allianceEventNotFound', 'offerNotFound'],
  table: 'read',
  people: 'read',
});

export const recordScans = defineRoute({
  id: 'recordScans',
  area: 'door',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/door/scans',
  title: 'Erfassungen der Tür übertragen, bis zu 500 auf einmal, mit einem Ergebnis je Erfassung',
  access: { roles: team },
  request: { params: EventPath, body: DoorBatch },
  success: {
    status: 200,
    body: z.strictObject({
      receivedAt: z.string(),
      /** Seconds by which the device's clock is behind; negative when it is ahead. */
      skewSeconds: z.int(),
      results: z.array(
        z.strictObject({
          scanId: z.string(),
          ticketId: z.string().nullable(),
          outcome: z.enum(scanOutcomes),
          reason: z.enum(scanRefusals).nullable(),
          /** German, for refusals and duplicates. */
          message: z.string().nullable(),
        }),
      ),
    }),
  },
  failures: ['allianceEventNotFound', 'offerNotFound'],
  table: 'update',
  people: 'write',
  largestBodyBytes: 1024 * 1024,
});

export const listScans = defineRoute({
  id: 'listScans',
  area: 'door',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/door/scans',
  title: 'Erfassungen der Tür ohne Namen: doppelte, abgewiesene, zurückgenommene',
  access: { roles: viewers },
  request: { params: EventPath, query: z.strictObject({ outcome: z.enum(scanOutcomes).optional(), ...pageQuery }) },
  success: { status: 200, body: pageOf(Scan.extend({ isUndone: z.boolean() })) },
  failures: ['allianceEventNotFound', 'cursorInvalid'],
  table: 'read',
});

const CountsView = z.strictObject({
  counts: DoorCounts,
  seats: z.strictObject({ capacity: z.int().nullable(), taken: z.int(), waiting: z.int() }),
});

export const getDoorCounts = defineRoute({
  id: 'getDoorCounts',
  area: 'door',
  method: 'GET',
  path: '/alliances/{allianceId}/events/{eventId}/door/counts',
  title: 'Zählung der Tür: anwesend, spontan gekommen, Köpfe je Eingang und Halbtag, Plätze',
  access: { roles: viewers },
  request: { params: EventPath },
  success: { status: 200, body: CountsView },
  failures: ['allianceEventNotFound'],
  table: 'read',
});

export const recountDoor = defineRoute({
  id: 'recountDoor',
  area: 'door',
  method: 'POST',
  path: '/alliances/{allianceId}/events/{eventId}/door/recount',
  title: 'Aus den Erfassungen neu zählen',
  access: { roles: viewers },
  request: { params: EventPath, body: z.strictObject({}) },
  success: { status: 200, body: z.strictObject({ before: DoorCounts, after: DoorCounts }) },
  failures: ['allianceEventNotFound'],
  table: 'write',
});

export const doorRoutes = [getDoorList, recordScans, listScans, getDoorCounts, recountDoor] as const;

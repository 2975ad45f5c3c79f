import * as z from 'zod';
import type { EventDates } from './alliance-event.ts';
import { AllianceEventId } from './alliance-event.ts';
import type { Instant } from './calendar.ts';
import { berlinDayOf, berlinHourOf, endOfBerlinDay, instant } from './calendar.ts';
import type { Person } from './participant.ts';
import { emailAddress, personName } from './participant.ts';
import { origins, TicketId } from './registration.ts';
import { text } from './text.ts';

/**
 * What happens at the door, as facts that are never changed: each has an id the device made, the device's clock and the
 * server's. Presence of a ticket is how many of its scans are still in force, so that the order in which tablets come
 * back does not matter.
 */

/** Scans of one request. */
export const LARGEST_BATCH = 500;

const scanId = z.uuid({ error: 'Das ist keine Kennung einer Erfassung.' }).meta({ title: 'Kennung der Erfassung' });
const head = { scanId, door: text(60, 'Eingang'), scannedAt: instant('Erfasst um') };

export const scanSources = ['QR', 'NAME', 'PAPER'] as const;

/** What a person at the door says about somebody who was not on the list; everything may stay empty. */
export const WalkInPerson = z
  .strictObject({
    givenName: personName.givenName,
    familyName: personName.familyName.nullable(),
    email: emailAddress.nullable(),
    organisation: text(200, 'Organisation').nullable(),
  })
  .check((ctx) => {
    const { givenName, familyName, email } = ctx.value;
    if (email !== null && givenName === null && familyName === null)
      ctx.issues.push({ code: 'custom', path: ['email'], message: 'Zu einer E-Mail-Adresse gehört ein Name.', input: ctx.value });
  });
export type WalkInPerson = z.output<typeof WalkInPerson>;

/** The personal fields of a walk-in; a single given name sorts as a family name. Null: nobody was named, at most an organisation. */
export function personOfWalkIn({ givenName, familyName, email, organisation }: WalkInPerson): Person | null {
  const sortedBy = familyName ?? givenName;
  if (sortedBy === null) return null;
  return {
    title: null,
    givenName: familyName === null ? null : givenName,
    familyName: sortedBy,
    email,
    organisation,
    function: null,
    answers: [],
  };
}

export const DoorEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CHECK_IN'), ...head, ticketId: TicketId, source: z.enum(scanSources) }),
  z.strictObject({ kind: z.literal('WALK_IN'), ...head, ticketId: TicketId, person: WalkInPerson.nullable() }),
  z.strictObject({ kind: z.literal('UNDO'), ...head, undoes: scanId }),
  z.strictObject({ kind: z.literal('HEADS'), ...head, count: z.int().min(-500).max(500).meta({ title: 'Köpfe' }) }),
]);
export type DoorEntry = z.output<typeof DoorEntry>;
export type DoorEntryKind = DoorEntry['kind'];
export const doorEntryKinds = ['CHECK_IN', 'WALK_IN', 'UNDO', 'HEADS'] as const satisfies DoorEntryKind[];

export const DoorBatch = z.strictObject({
  /** Random, made by the device once; no serial number. */
  deviceId: z.uuid().meta({ title: 'Gerät' }),
  /** The device's clock when it sent this, so that a wrong clock can be told. */
  sentAt: instant('Gesendet um'),
  entries: z
    .array(DoorEntry)
    .min(1, { error: 'Bitte mindestens eine Erfassung.' })
    .max(LARGEST_BATCH, { error: `Bitte höchstens ${LARGEST_BATCH} Erfassungen auf einmal.` }),
});

/**
 * PRESENT: the first scan in force of this ticket. DUPLICATE: the person was already in. UNDONE: gone again.
 * STILL_PRESENT: undone, but another scan of the ticket is in force. COUNTED: heads. REFUSED: see the reason.
 * NOT_YET: names a scan that has not arrived; nothing is stored and the device sends it again.
 */
export const scanOutcomes = ['PRESENT', 'DUPLICATE', 'UNDONE', 'STILL_PRESENT', 'COUNTED', 'REFUSED', 'NOT_YET'] as const;
export type ScanOutcome = (typeof scanOutcomes)[number];

export const refusalNames = {
  TICKET_CANCELLED: 'Die Anmeldung wurde abgesagt.',
  TICKET_WAITLISTED: 'Die Person steht auf der Warteliste.',
  TICKET_UNKNOWN: 'Diese Eintrittskarte gehört nicht zu dieser Veranstaltung.',
  ALREADY_UNDONE: 'Diese Erfassung wurde schon zurückgenommen.',
  NOTHING_TO_UNDO: 'Eine abgewiesene Erfassung lässt sich nicht zurücknehmen.',
  SCAN_ID_REUSED: 'Unter dieser Kennung liegt schon eine andere Erfassung.',
} as const;
export type ScanRefusal = keyof typeof refusalNames;
export const scanRefusals = Object.keys(refusalNames) as [ScanRefusal, ...ScanRefusal[]];

export const ticketStatuses = ['VALID', 'WAITLISTED', 'CANCELLED'] as const;

const DUPLICATE_MESSAGE = 'Für diese Eintrittskarte ist schon jemand da. Bitte prüfen Sie, ob sie weitergegeben wurde.';
const NOT_YET_MESSAGE =
  'Was zurückgenommen werden soll, ist noch nicht angekommen. Ein anderes Gerät hat es vielleicht noch nicht gesendet.';

/** German, for what needs a look; null where all is well. */
export function messageOf({ outcome, reason }: { readonly outcome: ScanOutcome; readonly reason: ScanRefusal | null }): string | null {
  if (reason !== null) return refusalNames[reason];
  if (outcome === 'NOT_YET') return NOT_YET_MESSAGE;
  return outcome === 'DUPLICATE' ? DUPLICATE_MESSAGE : null;
}

/** NONE: never named, or erased. MASKED: objected to being listed. */
export const namings = ['NAMED', 'MASKED', 'NONE'] as const;
type Naming = (typeof namings)[number];

/** One head at one event, without a name. */
export const Ticket = z.strictObject({
  id: TicketId,
  eventId: AllianceEventId,
  /** None for somebody who came without registering. */
  registrationId: z.string().nullable(),
  /** Place in the party; 0 is the person who registered. */
  head: z.int().min(0),
  origin: z.enum(origins),
  status: z.enum(ticketStatuses),
  /** Keyed hash of the folded organisation: who can count organisations need not know them. */
  organisationMark: z.string().nullable(),
  /** False once the person was erased, or never gave a name. */
  isNamed: z.boolean(),
  /** Objected to being listed (Art. 21 DSGVO): the name is masked everywhere. */
  isMasked: z.boolean(),
  /** Scans in force. */
  liveScans: z.int().min(0),
  /** Earliest scan in force so far, by the server's reading of the device's clock; null while absent. */
  presentAt: z.string().nullable(),
  presentDoor: z.string().nullable(),
});
export type Ticket = z.output<typeof Ticket>;
export const namingOf = ({ isMasked, isNamed }: Pick<Ticket, 'isMasked' | 'isNamed'>): Naming =>
  isMasked ? 'MASKED' : isNamed ? 'NAMED' : 'NONE';
export const isPresent = ({ liveScans }: Pick<Ticket, 'liveScans'>): boolean => liveScans > 0;

/** What a fact adds to the counts of its event. */
export type Effect = { readonly present: -1 | 0 | 1; readonly walkIns: -1 | 0 | 1; readonly heads: number };
const nothing: Effect = { present: 0, walkIns: 0, heads: 0 };

export type Decision = {
  readonly outcome: ScanOutcome;
  readonly reason: ScanRefusal | null;
  readonly effect: Effect;
  readonly ticket: Ticket | null;
};

const refused = (reason: ScanRefusal): Decision => ({ outcome: 'REFUSED', reason, effect: nothing, ticket: null });

/** @param at when it happened, by the server's reading of the device's clock */
export function checkIn(ticket: Ticket | undefined, at: Instant, door: string): Decision {
  if (!ticket) return refused('TICKET_UNKNOWN');
  if (ticket.status === 'CANCELLED') return refused('TICKET_CANCELLED');
  if (ticket.status === 'WAITLISTED') return refused('TICKET_WAITLISTED');
  const first = !isPresent(ticket);
  const earlier = first || ticket.presentAt === null || at < ticket.presentAt;
  return {
    outcome: first ? 'PRESENT' : 'DUPLICATE',
    reason: null,
    effect: { present: first ? 1 : 0, walkIns: first && ticket.origin === 'WALK_IN' ? 1 : 0, heads: 0 },
    ticket: { ...ticket, liveScans: ticket.liveScans + 1, ...(earlier ? { presentAt: at, presentDoor: door } : {}) },
  };
}

/** The ticket of somebody who came without one, before the first scan. */
export const walkInTicket = (
  { id, eventId }: Pick<Ticket, 'id' | 'eventId'>,
  more: Pick<Ticket, 'organisationMark' | 'isNamed'>,
): Ticket => ({
  id,
  eventId,
  registrationId: null,
  head: 0,
  origin: 'WALK_IN',
  status: 'VALID',
  isMasked: false,
  liveScans: 0,
  presentAt: null,
  presentDoor: null,
  ...more,
});

/** A scan that was stored before, as far as taking it back needs to know. */
export type StoredScan = {
  readonly kind: DoorEntryKind;
  readonly outcome: ScanOutcome;
  readonly isUndone: boolean;
  readonly count: number;
};

/** @param scan undefined when it has not arrived: another tablet may hold it */
export function undo(scan: StoredScan | undefined, ticket: Ticket | undefined): Decision {
  if (!scan) return { outcome: 'NOT_YET', reason: null, effect: nothing, ticket: null };
  if (scan.isUndone) return refused('ALREADY_UNDONE');
  if (scan.outcome === 'COUNTED') return { outcome: 'UNDONE', reason: null, effect: { ...nothing, heads: -scan.count }, ticket: null };
  if ((scan.outcome !== 'PRESENT' && scan.outcome !== 'DUPLICATE') || !ticket) return refused('NOTHING_TO_UNDO');
  const left = ticket.liveScans - 1;
  const gone = left === 0;
  return {
    outcome: gone ? 'UNDONE' : 'STILL_PRESENT',
    reason: null,
    effect: { present: gone ? -1 : 0, walkIns: gone && ticket.origin === 'WALK_IN' ? -1 : 0, heads: 0 },
    ticket: { ...ticket, liveScans: left, ...(gone ? { presentAt: null, presentDoor: null } : {}) },
  };
}

export const countHeads = (count: number): Decision => ({
  outcome: 'COUNTED',
  reason: null,
  effect: { ...nothing, heads: count },
  ticket: null,
});

/** Morning or afternoon in Europe/Berlin, `2026-11-23 VM`; noon begins the afternoon. */
export const halfDayOf = (at: Instant): string => `${berlinDayOf(at)} ${berlinHourOf(at) < 12 ? 'VM' : 'NM'}`;

/** Where a fact belongs whose door the event does not name (any more): a tablet may have been without a network when doors changed. */
export const OTHER_DOOR = 'anderer Eingang';

/** How far the device's clock is behind the server's, whole seconds; negative when it is ahead. */
export const skewSeconds = (sentAt: Instant, receivedAt: Instant): number =>
  Math.round((Date.parse(receivedAt) - Date.parse(sentAt)) / 1000);

/** Smaller differences are the way of the request, not a wrong clock. */
const SKEW_TOLERATED_SECONDS = 120;

/** When a scan happened: the device's time, set right by as much as its clock was wrong, and never after it was received. */
export function happenedAt(scannedAt: Instant, skew: number, receivedAt: Instant): Instant {
  const corrected = Math.abs(skew) <= SKEW_TOLERATED_SECONDS ? scannedAt : new Date(Date.parse(scannedAt) + skew * 1000).toISOString();
  return corrected < receivedAt ? corrected : receivedAt;
}

/** A fact as it is listed. */
export const Scan = z.strictObject({
  scanId: z.string(),
  eventId: AllianceEventId,
  kind: z.enum(doorEntryKinds),
  ticketId: z.string().nullable(),
  undoes: z.string().nullable(),
  count: z.int(),
  door: z.string(),
  halfDay: z.string(),
  source: z.enum(scanSources).nullable(),
  scannedAt: z.string(),
  happenedAt: z.string(),
  receivedAt: z.string(),
  skewSeconds: z.int(),
  deviceId: z.string(),
  by: z.string(),
  outcome: z.enum(scanOutcomes),
  reason: z.enum(scanRefusals).nullable(),
  effect: z.strictObject({ present: z.int(), walkIns: z.int(), heads: z.int() }),
});
export type Scan = z.output<typeof Scan>;

/** What the register maintains per event from the facts of its door. */
export const DoorCounts = z.strictObject({
  present: z.int(),
  walkIns: z.int(),
  duplicates: z.int(),
  refused: z.int(),
  /** Heads per door and half-day, `Haupteingang|2026-11-23 VM`. */
  heads: z.record(z.string(), z.int()),
});
export type DoorCounts = z.output<typeof DoorCounts>;
export const noCounts: DoorCounts = { present: 0, walkIns: 0, duplicates: 0, refused: 0, heads: {} };

export const headsKey = ({ door, halfDay }: Pick<Scan, 'door' | 'halfDay'>): string => `${door}|${halfDay}`;

/** The counts of a set of facts; with all facts of an event it recounts, with new ones it says by how much to change. */
export function countsOf(scans: readonly Scan[]): DoorCounts {
  const heads: Record<string, number> = {};
  const sum = { present: 0, walkIns: 0, duplicates: 0, refused: 0 };
  for (const scan of scans) {
    sum.present += scan.effect.present;
    sum.walkIns += scan.effect.walkIns;
    if (scan.outcome === 'DUPLICATE') sum.duplicates += 1;
    if (scan.outcome === 'REFUSED') sum.refused += 1;
    if (scan.effect.heads !== 0) heads[headsKey(scan)] = (heads[headsKey(scan)] ?? 0) + scan.effect.heads;
  }
  return { ...sum, heads };
}

const LIST_KEPT_AFTER_EVENT_MS = 6 * 3_600_000;
const LIST_KEPT_AT_MOST_MS = 24 * 3_600_000;

/** Until when a device may keep the list it loaded: six hours after the event's last day in Berlin, never more than a day from now. */
export function listUsableUntil({ to }: Pick<EventDates, 'to'>, now: Instant): Instant {
  const latest = Date.parse(now) + LIST_KEPT_AT_MOST_MS;
  const afterEvent = to === null ? latest : Date.parse(endOfBerlinDay(to)) + 1 + LIST_KEPT_AFTER_EVENT_MS;
  return new Date(Math.min(latest, afterEvent)).toISOString();
}

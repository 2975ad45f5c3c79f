import * as z from 'zod';
import type { Role } from './access.ts';
import type { Alliance } from './alliance.ts';
import { assertTheme } from './alliance.ts';
import type { Day } from './calendar.ts';
import { berlinInstant, day, formatDay, timeOfDay } from './calendar.ts';
import { at, Failure } from './failures.ts';
import { recordHead } from './journal.ts';
import type { OfficeId } from './regions.ts';
import { districtKey, office, officeOf } from './regions.ts';
import { recordId, text } from './text.ts';

export const AllianceEventId = recordId<'AllianceEventId'>('Veranstaltung');
export type AllianceEventId = z.output<typeof AllianceEventId>;

/** Kinds of alliance events and the German word a reader sees. */
export const eventKindNames = {
  KICK_OFF: 'Auftaktveranstaltung',
  STATE_CONFERENCE: 'Landesweite Integrationskonferenz',
  REGIONAL_CONFERENCE: 'Regionale Integrationskonferenz',
  CONFERENCE: 'Konferenz',
  AWARD: 'Preisverleihung',
  CAMPAIGN: 'Kampagne oder Aktionswoche',
  CAMPAIGN_OPENING: 'Auftakt einer Aktionswoche',
  THANK_YOU_VISIT: 'DANKE-Besuch',
  PRESENTATION: 'Präsentation',
  CULTURAL: 'Kulturbeitrag',
  EXHIBITION: 'Ausstellung',
  WORKSHOP: 'Workshop',
  POLITICAL_TALKS: 'Politische Gespräche',
  OTHER: 'Sonstige Veranstaltung',
} as const;
export type EventKind = keyof typeof eventKindNames;
export const eventKinds = Object.keys(eventKindNames) as [EventKind, ...EventKind[]];

/** Whose event it is. `NOT_OURS` keeps what parliament asked about and was not the alliance's. */
export const ownershipNames = {
  OWN: 'eigene',
  PARTICIPATION: 'Beteiligung',
  THIRD_PARTY: 'andere Träger',
  NOT_OURS: 'nicht vom Bündnis',
} as const;
export type Ownership = keyof typeof ownershipNames;
export const ownerships = Object.keys(ownershipNames) as [Ownership, ...Ownership[]];

/** `UNKNOWN` only for what was merely asked about. */
export const eventStatusNames = { PLANNED: 'geplant', HELD: 'durchgeführt', CANCELLED: 'abgesagt', UNKNOWN: 'nicht bekannt' } as const;
export type EventStatus = keyof typeof eventStatusNames;
export const eventStatuses = Object.keys(eventStatusNames) as [EventStatus, ...EventStatus[]];

/**
 * When: a day or a range of days in Europe/Berlin, with or without clock times. Both days empty means that no date is
 * known; `wording` then keeps what the source says ("Frühjahr 2016").
 */
export const EventDates = z
  .strictObject({
    from: day('Beginn').nullable(),
    to: day('Ende').nullable(),
    startTime: timeOfDay('Uhrzeit des Beginns').nullable(),
    endTime: timeOfDay('Uhrzeit des Endes').nullable(),
    wording: text(100, 'Wortlaut der Zeitangabe').nullable(),
  })
  .check((ctx) => {
    const { from, to, startTime, endTime } = ctx.value;
    const fault = (path: string, message: string) => ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value });
    if ((from === null) !== (to === null))
      fault(
        from === null ? 'from' : 'to',
        'Bitte geben Sie Beginn und Ende an, bei einem einzigen Tag zweimal denselben, oder lassen Sie beide leer.',
      );
    if (from !== null && to !== null && to < from) fault('to', 'Das Ende liegt vor dem Beginn.');
    if (from === null && (startTime !== null || endTime !== null)) fault('startTime', 'Eine Uhrzeit braucht einen Tag.');
    if (from !== null && startTime !== null && berlinInstant(from, startTime) === undefined)
      fault('startTime', `Diese Uhrzeit gibt es am ${formatDay(from)} wegen der Umstellung auf Sommerzeit nicht.`);
    if (to !== null && endTime !== null && berlinInstant(to, endTime) === undefined)
      fault('endTime', `Diese Uhrzeit gibt es am ${formatDay(to)} wegen der Umstellung auf Sommerzeit nicht.`);
    if (from !== null && from === to && startTime !== null && endTime !== null && endTime <= startTime)
      fault('endTime', 'Das Ende liegt vor dem Beginn.');
  });
export type EventDates = z.output<typeof EventDates>;

/** Where: the name as people say it, and the district that decides which office is responsible. Other states and online: no key. */
export const Place = z.strictObject({
  name: text(120, 'Ort'),
  districtKey: districtKey.nullable(),
  facility: text(200, 'Einrichtung').nullable(),
});

export const Organiser = z.strictObject({ name: text(200, 'Veranstalter'), role: text(100, 'Rolle') });
/** A guest in a public function, by function and never by name: the journal keeps every version for ever. */
export const Guest = z.strictObject({ function: text(200, 'Funktion'), role: z.enum(['VISITOR', 'COMPANION', 'PERFORMER']) });
/** A figure about the event that counts no participants: forums, square metres, edition. */
export const Fact = z.strictObject({
  label: text(120, 'Bezeichnung'),
  value: z.int().min(0).max(1_000_000_000),
  unit: text(60, 'Einheit'),
  printed: text(120, 'Wortlaut').nullable(),
});

const described = {
  title: text(300, 'Titel'),
  kind: z.enum(eventKinds).meta({ title: 'Art' }),
  theme: z
    .string()
    .regex(/^[a-z0-9-]{2,80}$/)
    .nullable()
    .meta({ title: 'Thema' }),
  ownership: z.enum(ownerships).meta({ title: 'Trägerschaft' }),
  /** Why it counts as not ours or as a participation. */
  ownershipReason: text(500, 'Begründung der Trägerschaft').nullable(),
  place: Place.nullable(),
  organisers: z.array(Organiser).max(20).meta({ title: 'Veranstalter' }),
  guests: z.array(Guest).max(20).meta({ title: 'Gäste nach Funktion' }),
  facts: z.array(Fact).max(20).meta({ title: 'Weitere Zahlen' }),
  followsEventId: AllianceEventId.nullable().meta({ title: 'Folgt auf' }),
  campaignId: AllianceEventId.nullable().meta({ title: 'Gehört zur Reihe' }),
  note: text(1000, 'Anmerkung').nullable(),
  source: text(200, 'Fundstelle').nullable(),
};

/** A different office than the district's needs a reason. */
const OfficeOverride = z
  .strictObject({ office: office.nullable(), reason: text(500, 'Begründung') })
  .nullable()
  .meta({ title: 'Abweichend zuständiges Amt' });

export const AllianceEvent = z.strictObject({
  ...described,
  dates: EventDates,
  /** The dates before the last move; earlier ones stand in the journal. */
  movedFrom: EventDates.nullable(),
  status: z.enum(eventStatuses),
  statusReason: text(500, 'Grund').nullable(),
  responsibleOffice: office.nullable().meta({ title: 'Zuständiges Amt' }),
  officeOverride: OfficeOverride,
});
export type AllianceEvent = z.output<typeof AllianceEvent>;

export const AllianceEventView = AllianceEvent.extend(recordHead);
export type AllianceEventView = z.output<typeof AllianceEventView>;

export const RegisterAllianceEvent = z.strictObject({ ...described, dates: EventDates, officeOverride: OfficeOverride }).check((ctx) => {
  const { ownership, ownershipReason } = ctx.value;
  if (ownership !== 'OWN' && ownershipReason === null) {
    ctx.issues.push({
      code: 'custom',
      path: ['ownershipReason'],
      message: 'Bitte begründen Sie, warum es keine eigene Veranstaltung ist.',
      input: ctx.value,
    });
  }
});
export type RegisterAllianceEvent = z.output<typeof RegisterAllianceEvent>;

/** Everything but the dates, which only a move changes, and the status. */
export const EditAllianceEvent = z.strictObject({ ...described, officeOverride: OfficeOverride });
export type EditAllianceEvent = z.output<typeof EditAllianceEvent>;

export const MoveAllianceEvent = z.strictObject({ dates: EventDates, place: Place.nullable(), reason: text(500, 'Grund der Verlegung') });
export type MoveAllianceEvent = z.output<typeof MoveAllianceEvent>;

/** The office by district and day, unless overridden; none outside Niedersachsen, online or without a place. */
function responsibleOfficeOf(place: AllianceEvent['place'], on: Day | null, override: AllianceEvent['officeOverride']): OfficeId | null {
  const derived = place?.districtKey ? officeOf(place.districtKey, on ?? undefined) : null;
  return override === null ? derived : override.office;
}

/** @throws themeUnknown, districtUnknown */
export function register(input: RegisterAllianceEvent, alliance: Alliance): AllianceEvent {
  assertTheme(alliance, input.theme);
  return {
    ...input,
    movedFrom: null,
    status: input.ownership === 'NOT_OURS' ? 'UNKNOWN' : 'PLANNED',
    statusReason: null,
    responsibleOffice: responsibleOfficeOf(input.place, input.dates.from, input.officeOverride),
  };
}

/** @throws themeUnknown, districtUnknown */
export function edit(event: AllianceEvent, input: EditAllianceEvent, alliance: Alliance): AllianceEvent {
  assertTheme(alliance, input.theme);
  return { ...event, ...input, responsibleOffice: responsibleOfficeOf(input.place, event.dates.from, input.officeOverride) };
}

const assertOpen = (event: AllianceEvent): void => {
  if (event.status === 'CANCELLED')
    throw new Failure('allianceEventNotOpen', { detail: 'Die Veranstaltung ist abgesagt. Bitte registrieren Sie eine neue.' });
  if (event.ownership === 'NOT_OURS')
    throw new Failure('allianceEventNotOpen', {
      detail: 'Das ist keine Veranstaltung des Bündnisses. Sie wird nur als Nachfrage geführt.',
    });
};

/** Keeps id and old dates; a held event may be moved too, when its recorded day was wrong. @throws allianceEventNotOpen */
export function move(event: AllianceEvent, { dates, place }: MoveAllianceEvent): AllianceEvent {
  assertOpen(event);
  return {
    ...event,
    dates,
    place,
    movedFrom: event.dates,
    responsibleOffice: responsibleOfficeOf(place, dates.from, event.officeOverride),
  };
}

/** @param today Europe/Berlin @throws allianceEventNotOpen; allianceEventNotYetOver while its first day lies ahead */
export function confirmHeld(event: AllianceEvent, today: Day): AllianceEvent {
  assertOpen(event);
  if (event.dates.from !== null && event.dates.from > today) {
    throw new Failure('allianceEventNotYetOver', {
      detail: `Die Veranstaltung beginnt erst am ${formatDay(event.dates.from)}. Bitte bestätigen Sie sie danach.`,
    });
  }
  return { ...event, status: 'HELD', statusReason: null };
}

/** A cancelled event keeps its expenses and is not held. @throws allianceEventNotOpen */
export function cancel(event: AllianceEvent, reason: string): AllianceEvent {
  assertOpen(event);
  return { ...event, status: 'CANCELLED', statusReason: reason };
}

/** Whether it counts as held on a day: confirmed, and begun by then. Without a date, the confirmation alone decides. */
export const heldBy = (event: AllianceEvent, on: Day): boolean =>
  event.status === 'HELD' && (event.dates.from === null || event.dates.from <= on);

/** A series is one record for many events: never a single event in a count. */
export const isSeries = (event: AllianceEvent): boolean => event.kind === 'CAMPAIGN' || event.kind === 'POLITICAL_TALKS';

/** @throws campaignInvalid when the event named is neither a series nor somebody else's event to which ours contributed */
export function assertCampaign(campaign: AllianceEvent): void {
  if (!isSeries(campaign) && campaign.ownership === 'OWN')
    throw at(
      'campaignInvalid',
      '/campaignId',
      'Bitte wählen Sie eine Kampagne, eine Aktionswoche oder die Veranstaltung eines anderen Trägers.',
    );
}

/** Who reads events; regional roles their own office's only. */
export const eventReaders = [
  'OFFICE_EDITOR',
  'OFFICE_LEAD',
  'REGIONAL_EDITOR',
  'REGIONAL_COMMISSIONER',
  'CERTIFIER',
  'AUTHORISER',
  'BUDGET_OFFICER',
  'ANSWER_APPROVER',
  'AUDITOR',
  'DPO',
] as const satisfies Role[];

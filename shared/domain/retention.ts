import * as z from 'zod';
import { AlliancePath } from './alliance.ts';
import type { AllianceEvent } from './alliance-event.ts';
import { AllianceEventId } from './alliance-event.ts';
import type { Day, Instant } from './calendar.ts';
import { berlinDayOf, day, formatDay } from './calendar.ts';
import type { Ticket } from './door.ts';
import { isPresent } from './door.ts';
import { Failure } from './failures.ts';
import { addDays, addMonths } from './holidays.ts';
import { recordHead } from './journal.ts';
import { recordId } from './text.ts';

/**
 * How long what is kept, and what happens then: due, offered to the State Archive or waived (NArchG § 3), erased. These
 * records are kept for ever and hold no personal data: counts, classes, days, and reasons as codes.
 */

export const dataClassNames = {
  REGISTRATION: 'Anmeldung ohne Anwesenheit',
  PRESENCE: 'Anwesenheit mit Namen',
  SPECIAL_NEEDS: 'Besondere Bedarfe',
} as const;
export type DataClass = keyof typeof dataClassNames;
export const dataClasses = Object.keys(dataClassNames) as [DataClass, ...DataClass[]];

export const archiveNames = { OFFER: 'vor dem Löschen anbieten', NONE: 'ohne Angebot löschen' } as const;

const Period = z.strictObject({
  months: z.int().min(0).max(120, { error: 'Bitte höchstens 120 Monate.' }).meta({ title: 'Monate' }),
  days: z.int().min(0).max(366, { error: 'Bitte höchstens 366 Tage.' }).meta({ title: 'Tage' }),
  archive: z.enum(['OFFER', 'NONE']).meta({ title: 'Archiv' }),
});
export type Period = z.output<typeof Period>;

const Periods = z.strictObject({ REGISTRATION: Period, PRESENCE: Period, SPECIAL_NEEDS: Period });
export type Periods = z.output<typeof Periods>;

/** Proposals, to be confirmed by the data protection officer. @see docs/sources.md#retention */
export const usualPeriods: Periods = {
  REGISTRATION: { months: 6, days: 0, archive: 'OFFER' },
  PRESENCE: { months: 12, days: 0, archive: 'OFFER' },
  SPECIAL_NEEDS: { months: 0, days: 14, archive: 'NONE' },
};

const SHORTEST_NAMES = 'Bitte mindestens 1 Monat. Vorher lässt sich nicht prüfen, wer angemeldet und wer da war.';
const SHORTEST_NEEDS = 'Bitte mindestens 1 Tag. Am Tag der Veranstaltung werden die Bedarfe noch gebraucht.';

/** Shorter than a month, names would go before anybody could decide; needs must outlive the day they are for. */
export const SetRetentionSettings = z.strictObject({ periods: Periods }).check((ctx) => {
  const { REGISTRATION, PRESENCE, SPECIAL_NEEDS } = ctx.value.periods;
  const fault = (path: readonly string[], message: string) =>
    ctx.issues.push({ code: 'custom', path: ['periods', ...path], message, input: ctx.value });
  if (REGISTRATION.months < 1) fault(['REGISTRATION', 'months'], SHORTEST_NAMES);
  if (PRESENCE.months < 1) fault(['PRESENCE', 'months'], SHORTEST_NAMES);
  if (SPECIAL_NEEDS.months < 1 && SPECIAL_NEEDS.days < 1) fault(['SPECIAL_NEEDS', 'days'], SHORTEST_NEEDS);
});
export const RetentionSettings = z.strictObject({ kind: z.literal('SETTINGS'), periods: Periods });

export const holdReasonNames = {
  EXPENSE_AUDIT: 'Nachweis einer Ausgabe bis zu ihrer Prüfung',
  DISPUTE: 'Rechtsstreit oder Anspruch',
  AUTHORITY_REQUEST: 'Verlangen einer Behörde oder des Landesrechnungshofs',
  INQUIRY: 'laufende parlamentarische Anfrage',
} as const;
export type HoldReason = keyof typeof holdReasonNames;
const holdReasons = Object.keys(holdReasonNames) as [HoldReason, ...HoldReason[]];

const hold = z.strictObject({
  reason: z.enum(holdReasons).meta({ title: 'Grund' }),
  /** Last day; null: until it is lifted. */
  until: day('Gesperrt bis').nullable(),
});
export const SetLegalHold = z.strictObject({ hold: hold.nullable() });
export const LegalHold = z.strictObject({ kind: z.literal('HOLD'), eventId: AllianceEventId, hold: hold.nullable() });
export type LegalHold = z.output<typeof LegalHold>;
/** Why it is held now, in a sentence; null once the hold is over. */
const held = { heldBecause: z.string().nullable() };
export const LegalHoldView = LegalHold.extend({ ...recordHead, ...held });
export const LegalHoldListed = z.strictObject({ eventId: AllianceEventId, eventTitle: z.string(), heldBecause: z.string() });

/** @returns why data of the event may not be erased on this day, as a sentence; null when they may */
export function heldBecause(legalHold: LegalHold | undefined, today: Day): string | null {
  const active = legalHold?.hold;
  if (!active || (active.until !== null && active.until < today)) return null;
  const until = active.until === null ? 'bis auf Weiteres' : `bis ${formatDay(active.until)}`;
  return `Gesperrt ${until}: ${holdReasonNames[active.reason]}.`;
}

export const retentionStatusNames = {
  DUE: 'zu entscheiden',
  OFFERED: 'dem Archiv angeboten',
  WAIVED: 'kein Angebot nötig',
  ERASED: 'gelöscht',
} as const;
export type RetentionStatus = keyof typeof retentionStatusNames;
const retentionStatuses = Object.keys(retentionStatusNames) as [RetentionStatus, ...RetentionStatus[]];

/** Why nothing is offered. `NO_OFFER`: the class needs none, by the settings. */
export const waiverNames = {
  ARCHIVE_AGREEMENT: 'nach Vereinbarung mit dem Archiv nicht anzubieten',
  ARCHIVE_DECLINED: 'vom Archiv abgelehnt',
  UNLAWFULLY_STORED: 'unzulässig gespeichert, darf nicht angeboten werden',
} as const;
type Waiver = keyof typeof waiverNames;
const waivers = Object.keys(waiverNames) as [Waiver, ...Waiver[]];

const archiveReference = z
  .string()
  .regex(/^(?=[^\d]*\d)[A-Za-zÄÖÜäöüß0-9][A-Za-zÄÖÜäöüß0-9 ./_-]{1,39}$/, {
    error: 'Bitte geben Sie das Aktenzeichen des Archivs an, zum Beispiel NLA 2027/114, ohne Namen.',
  })
  .meta({ title: 'Aktenzeichen des Archivs' });

export const DecideRetention = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('OFFERED'), reference: archiveReference }),
  z.strictObject({ decision: z.literal('WAIVED'), reason: z.enum(waivers) }),
]);
export type DecideRetention = z.output<typeof DecideRetention>;

/** One class of one event whose time is over. */
export const RetentionCase = z.strictObject({
  kind: z.literal('CASE'),
  eventId: AllianceEventId,
  dataClass: z.enum(dataClasses),
  /** Last day on which the data were to be kept. */
  endsOn: day('Aufbewahrt bis'),
  status: z.enum(retentionStatuses),
  decidedOn: day('Entschieden am').nullable(),
  /** Subject of the token; null when the settings decide. */
  decidedBy: z.string().nullable(),
  reference: z.string().nullable(),
  waiver: z.enum([...waivers, 'NO_OFFER']).nullable(),
  /** Heads found when erasing began and not yet finished; null while none is under way. */
  underWay: z.int().nullable(),
  /** Heads erased by this case. */
  erased: z.int(),
  erasedOn: day('Gelöscht am').nullable(),
});
export type RetentionCase = z.output<typeof RetentionCase>;
export const RetentionCaseView = RetentionCase.extend(recordHead);
export const RetentionListed = RetentionCaseView.extend({
  eventTitle: z.string(),
  ...held,
  isOverdue: z.boolean(),
});
export const RetentionCasePath = AlliancePath.extend({ retentionId: recordId<'RetentionId'>('Aufbewahrung') });

export const RetentionRecord = z.discriminatedUnion('kind', [RetentionSettings, LegalHold, RetentionCase]);
export type RetentionRecord = z.output<typeof RetentionRecord>;

/** From which day periods of an event run: its last day; without one, the day its record was last changed. */
export const countedFrom = ({ dates }: Pick<AllianceEvent, 'dates'>, changedAt: Instant): Day =>
  dates.to ?? dates.from ?? berlinDayOf(changedAt);

/** Last day on which a class is kept; months first and clamped to the month's end, then days. */
export const endOf = (from: Day, { months, days }: Period): Day => addDays(addMonths(from, months), days);

export const isDue = (endsOn: Day, today: Day): boolean => today > endsOn;

/** Under which class a head's name is kept. */
export const classOf = (ticket: Pick<Ticket, 'liveScans'>): 'PRESENCE' | 'REGISTRATION' =>
  isPresent(ticket) ? 'PRESENCE' : 'REGISTRATION';

/**
 * The classes a head's data belong to, each with its last day: every sealed field has one from the moment it is kept.
 * @param cancelledOn the day from which nobody needs to know the special needs any more; null while the person comes
 */
export function endDatesOf(
  ticket: Pick<Ticket, 'liveScans'>,
  from: Day,
  periods: Periods,
  cancelledOn: Day | null = null,
): { dataClass: DataClass; endsOn: Day }[] {
  const names = classOf(ticket);
  const needsEnd = endOf(from, periods.SPECIAL_NEEDS);
  return [
    { dataClass: names, endsOn: endOf(from, periods[names]) },
    { dataClass: 'SPECIAL_NEEDS', endsOn: cancelledOn !== null && cancelledOn < needsEnd ? cancelledOn : needsEnd },
  ];
}

/** Time to decide, after which silence is reported. */
const GRACE_MONTHS = 1;
export const isOverdue = ({ status, endsOn }: Pick<RetentionCase, 'status' | 'endsOn'>, today: Day): boolean =>
  status === 'DUE' && today > addMonths(endsOn, GRACE_MONTHS);

/** Last day on which data of a class are shown; where the archive is asked first, there is a month to make its extract. */
const shownUntil = (endsOn: Day, { archive }: Period): Day => (archive === 'OFFER' ? addMonths(endsOn, GRACE_MONTHS) : endsOn);

/** Classes whose data are shown to nobody any more, whether they were erased by then or not. */
export const classesOver = (from: Day, periods: Periods, today: Day): DataClass[] =>
  dataClasses.filter((dataClass) => isDue(shownUntil(endOf(from, periods[dataClass]), periods[dataClass]), today));

export function dueCase(eventId: RetentionCase['eventId'], dataClass: DataClass, endsOn: Day, archive: Period['archive']): RetentionCase {
  const isDecided = archive === 'NONE';
  return {
    kind: 'CASE',
    eventId,
    dataClass,
    endsOn,
    status: isDecided ? 'WAIVED' : 'DUE',
    decidedOn: null,
    decidedBy: null,
    reference: null,
    waiver: isDecided ? 'NO_OFFER' : null,
    underWay: null,
    erased: 0,
    erasedOn: null,
  };
}

/** @throws retentionDecided when somebody decided before */
export function decideRetention(one: RetentionCase, decided: DecideRetention, by: { subject: string; today: Day }): RetentionCase {
  if (one.status !== 'DUE') throw new Failure('retentionDecided', { detail: `Stand: ${retentionStatusNames[one.status]}.` });
  return {
    ...one,
    status: decided.decision,
    decidedOn: by.today,
    decidedBy: by.subject,
    reference: decided.decision === 'OFFERED' ? decided.reference : null,
    waiver: decided.decision === 'WAIVED' ? decided.reason : null,
  };
}

/** Erasing begins: how many heads it is about is written down first, so that a run that is cut off counts none twice. */
export const beginErasing = (one: RetentionCase, heads: number): RetentionCase => ({ ...one, underWay: heads });

export const finishErasing = (one: RetentionCase, today: Day): RetentionCase => ({
  ...one,
  status: 'ERASED',
  erased: one.erased + (one.underWay ?? 0),
  underWay: null,
  erasedOn: today,
});

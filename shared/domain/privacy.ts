import * as z from 'zod';
import { AlliancePath } from './alliance.ts';
import { AllianceEventId, EventDates } from './alliance-event.ts';
import type { Day } from './calendar.ts';
import { day } from './calendar.ts';
import { isPresent, refusalNames, type Scan, scanOutcomes, scanRefusals, type Ticket, ticketStatuses } from './door.ts';
import { at, Failure } from './failures.ts';
import { addMonths } from './holidays.ts';
import { recordHead } from './journal.ts';
import { emailAddress, Person } from './participant.ts';
import { Consent, origins, registrationStatuses, TicketId } from './registration.ts';
import { dataClasses } from './retention.ts';
import { recordId, text } from './text.ts';

/**
 * What a person asks of the register about the own data. A case is kept for ever and so holds no personal data: ids,
 * days, counts, and outcomes as codes instead of free text, because nobody can check what is typed into a reason.
 */

export const privacyKindNames = {
  ACCESS: 'Auskunft (Art. 15 DSGVO)',
  RECTIFICATION: 'Berichtigung (Art. 16 DSGVO)',
  ERASURE: 'Löschung (Art. 17 DSGVO)',
  OBJECTION: 'Widerspruch gegen die Namensnennung (Art. 21 DSGVO)',
} as const;
export type PrivacyKind = keyof typeof privacyKindNames;
const privacyKinds = Object.keys(privacyKindNames) as [PrivacyKind, ...PrivacyKind[]];

export const privacyStatusNames = { OPEN: 'offen', DONE: 'erledigt', REFUSED: 'abgelehnt' } as const;
export type PrivacyStatus = keyof typeof privacyStatusNames;
const privacyStatuses = Object.keys(privacyStatusNames) as [PrivacyStatus, ...PrivacyStatus[]];

export const doneOutcomeNames = {
  ACCESS_GIVEN: 'Auskunft erteilt',
  RECTIFIED: 'Angaben berichtigt',
  ERASED: 'Angaben gelöscht',
  MASKED: 'Name wird nicht mehr genannt',
  NOTHING_FOUND: 'keine Angaben gefunden und das mitgeteilt',
  WITHDRAWN: 'Anliegen zurückgezogen',
  OPENED_BY_MISTAKE: 'versehentlich aufgenommen',
} as const;
export const refusedOutcomeNames = {
  IDENTITY_NOT_PROVEN: 'Identität nicht nachgewiesen (Art. 12 Abs. 6 DSGVO)',
  EXCESSIVE: 'offenkundig unbegründet oder exzessiv (Art. 12 Abs. 5 DSGVO)',
  LEGAL_HOLD: 'Angaben werden noch gebraucht und sind gesperrt (Art. 17 Abs. 3 DSGVO)',
  PUBLIC_TASK: 'öffentliche Aufgabe oder Archiv (Art. 17 Abs. 3 DSGVO)',
} as const;
export const outcomeNames = { ...doneOutcomeNames, ...refusedOutcomeNames } as const;
export type PrivacyOutcome = keyof typeof outcomeNames;
const outcomes = Object.keys(outcomeNames) as [PrivacyOutcome, ...PrivacyOutcome[]];

/** One participation: a person at one event. */
export const Participation = z.strictObject({ eventId: AllianceEventId, ticketId: TicketId });
export type Participation = z.output<typeof Participation>;

/** Participations of one case; a person who was at more events gets a second case. */
const LARGEST_CASE = 200;
const participations = z.array(Participation).max(LARGEST_CASE, { error: `Bitte höchstens ${LARGEST_CASE} Teilnahmen je Vorgang.` });

export const PrivacyCase = z.strictObject({
  kind: z.enum(privacyKinds).meta({ title: 'Anliegen' }),
  receivedOn: day('Eingegangen am'),
  /** One month after receipt (Art. 12(3) DSGVO). */
  dueOn: day('Frist'),
  status: z.enum(privacyStatuses),
  outcome: z.enum(outcomes).nullable(),
  participants: participations,
  /** Participations of this case that were masked or erased through it. */
  masked: z.int().min(0),
  erased: z.int().min(0),
});
export type PrivacyCase = z.output<typeof PrivacyCase>;
export const PrivacyCaseId = recordId<'PrivacyCaseId'>('Vorgang');
export const PrivacyCasePath = AlliancePath.extend({ caseId: PrivacyCaseId });
export const PrivacyCaseView = PrivacyCase.extend(recordHead);

export const OpenPrivacyCase = z.strictObject({
  kind: PrivacyCase.shape.kind,
  receivedOn: PrivacyCase.shape.receivedOn,
  /** Finds every participation with this address; used once and not kept. */
  email: emailAddress.nullable(),
  /** The name somebody searched by before; says who was asked about where nobody was found, and is not kept. */
  name: text(200, 'Name').nullable().default(null),
  /** Participations chosen by name, for people without an address. */
  participants: participations,
});
export const FindParticipants = z.strictObject({ name: text(200, 'Name') });
/** Some or all of a case's participations. */
export const ChosenParticipants = z.strictObject({ participants: participations.min(1, { error: 'Bitte wählen Sie eine Teilnahme.' }) });
export const ClosePrivacyCase = z.strictObject({ outcome: z.enum(outcomes).meta({ title: 'Ergebnis' }) });

/** Last day of the answer: a month after receipt; a weekend does not move it, so that the stricter reading holds. */
export const answerDueOn = (receivedOn: Day): Day => addMonths(receivedOn, 1);

const sameParticipation = (a: Participation, b: Participation): boolean => a.eventId === b.eventId && a.ticketId === b.ticketId;

/** Nobody found is an answer only where somebody was asked about. @throws requestInvalid */
export function assertAsksAboutSomebody({ email, name, participants }: z.output<typeof OpenPrivacyCase>): void {
  if (email === null && name === null && participants.length === 0)
    throw at('requestInvalid', '/email', 'Bitte geben Sie eine E-Mail-Adresse oder einen Namen an.');
}

/** @throws requestInvalid when it came in the future */
export function openCase(
  { kind, receivedOn }: Pick<PrivacyCase, 'kind' | 'receivedOn'>,
  found: readonly Participation[],
  today: Day,
): PrivacyCase {
  if (receivedOn > today) throw at('requestInvalid', '/receivedOn', 'Der Eingang liegt in der Zukunft. Bitte prüfen Sie den Tag.');
  const participants = found.filter((one, index) => found.findIndex((other) => sameParticipation(one, other)) === index);
  if (participants.length > LARGEST_CASE)
    throw at('requestInvalid', '/participants', `Zu diesen Angaben gehören mehr als ${LARGEST_CASE} Teilnahmen. Bitte wählen Sie aus.`);
  return { kind, receivedOn, dueOn: answerDueOn(receivedOn), status: 'OPEN', outcome: null, participants, masked: 0, erased: 0 };
}

/** @throws privacyCaseClosed */
export function assertOpen({ status }: PrivacyCase): void {
  if (status !== 'OPEN')
    throw new Failure('privacyCaseClosed', { detail: 'Für ein weiteres Anliegen legen Sie bitte einen neuen Vorgang an.' });
}

/** @throws privacyCaseClosed; privacyStepNotAllowed for another kind; participantNotFound for what is not in the case */
export function assertMayAct(one: PrivacyCase, kind: PrivacyKind, chosen: readonly Participation[]): void {
  assertOpen(one);
  if (one.kind !== kind)
    throw new Failure('privacyStepNotAllowed', { detail: `Dieser Schritt gehört zu einem Vorgang „${privacyKindNames[kind]}“.` });
  if (chosen.some((wanted) => !one.participants.some((known) => sameParticipation(known, wanted))))
    throw new Failure('participantNotFound');
}

type Refusal = keyof typeof refusedOutcomeNames;
const refusals = ['IDENTITY_NOT_PROVEN', 'EXCESSIVE'] as const satisfies Refusal[];
const outcomesOf: Readonly<Record<PrivacyKind, { readonly own: PrivacyOutcome; readonly refused: readonly Refusal[] }>> = {
  ACCESS: { own: 'ACCESS_GIVEN', refused: refusals },
  RECTIFICATION: { own: 'RECTIFIED', refused: refusals },
  ERASURE: { own: 'ERASED', refused: [...refusals, 'LEGAL_HOLD', 'PUBLIC_TASK'] },
  OBJECTION: { own: 'MASKED', refused: refusals },
};

/**
 * What a case may end with: its own outcome once it was done for everybody in it, nothing found only where nobody was
 * found, a mistake only while nothing was done through it, or a refusal that its kind knows.
 */
export function outcomesFor(one: PrivacyCase): PrivacyOutcome[] {
  const { own, refused } = outcomesOf[one.kind];
  const doneFor = own === 'ERASED' ? one.erased : own === 'MASKED' ? one.masked : one.participants.length;
  const nobody = one.participants.length === 0;
  return [
    ...(nobody ? (['NOTHING_FOUND'] as const) : doneFor >= one.participants.length ? [own] : []),
    'WITHDRAWN',
    ...(one.erased === 0 && one.masked === 0 ? (['OPENED_BY_MISTAKE'] as const) : []),
    ...refused,
  ];
}

/** @throws privacyCaseClosed, privacyStepNotAllowed */
export function closeCase(one: PrivacyCase, outcome: PrivacyOutcome): PrivacyCase {
  assertOpen(one);
  const possible = outcomesFor(one);
  if (!possible.includes(outcome))
    throw new Failure('privacyStepNotAllowed', {
      detail: `Der Vorgang kann jetzt enden mit: ${possible.map((key) => outcomeNames[key]).join('; ')}.`,
    });
  return { ...one, status: outcome in refusedOutcomeNames ? 'REFUSED' : 'DONE', outcome };
}

/** One participation as the office sees it in a case. */
export const CaseParticipant = Participation.extend({
  eventTitle: z.string(),
  dates: EventDates,
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  isErased: z.boolean(),
  isMasked: z.boolean(),
  isCancelled: z.boolean(),
  /** When the registration was withdrawn; null also for a head that was taken out of its party. */
  cancelledAt: z.string().nullable(),
  /** Why it may not be erased now, in a sentence. */
  heldBecause: z.string().nullable(),
});

type KnownScan = Pick<Scan, 'outcome' | 'reason'> & { readonly isTakenBack: boolean };

/** What an entry at the door came to, as its person reads it. @param isTakenBack a later entry took this one back */
export function scanInWords({ outcome, reason, isTakenBack }: KnownScan): string {
  const words = {
    PRESENT: 'anwesend',
    DUPLICATE: 'doppelt',
    UNDONE: 'zurückgenommen',
    STILL_PRESENT: 'doppelte Erfassung zurückgenommen',
    COUNTED: 'gezählt',
    REFUSED: reason === null ? 'abgewiesen' : `abgewiesen: ${refusalNames[reason]}`,
    NOT_YET: 'noch nicht eingeordnet',
  }[outcome];
  return isTakenBack ? `${words} (später zurückgenommen)` : words;
}

/** Everything about one person, Art. 15 DSGVO. */
export const PrivacyExport = z.strictObject({
  caseId: z.string(),
  composedAt: z.string(),
  participations: z.array(
    z.strictObject({
      eventId: z.string(),
      ticketId: z.string(),
      eventTitle: z.string(),
      dates: EventDates,
      place: z.string().nullable(),
      /** Null once it was erased. */
      person: Person.omit({ answers: true })
        .extend({ answers: z.array(z.strictObject({ question: z.string(), answer: z.string() })) })
        .nullable(),
      needs: z.string().nullable(),
      needsRead: z.array(z.strictObject({ at: z.string(), role: z.string() })),
      origin: z.enum(origins),
      status: z.enum(ticketStatuses),
      cancelledAt: z.string().nullable(),
      isMasked: z.boolean(),
      isPresent: z.boolean(),
      presentAt: z.string().nullable(),
      scans: z.array(
        z.strictObject({
          happenedAt: z.string(),
          receivedAt: z.string(),
          door: z.string(),
          outcome: z.enum(scanOutcomes),
          reason: z.enum(scanRefusals).nullable(),
          isTakenBack: z.boolean(),
          inWords: z.string(),
        }),
      ),
      registration: z
        .strictObject({
          registeredAt: z.string(),
          status: z.enum(registrationStatuses),
          movedUpAt: z.string().nullable(),
          noticeVersion: z.int().nullable(),
          consents: z.array(Consent),
        })
        .nullable(),
      recipients: z.array(z.string()),
      keptUntil: z.array(z.strictObject({ dataClass: z.enum(dataClasses), endsOn: z.string() })),
    }),
  ),
  cases: z.array(z.strictObject({ kind: z.enum(privacyKinds), receivedOn: z.string(), status: z.enum(privacyStatuses) })),
});
export type PrivacyExport = z.output<typeof PrivacyExport>;

/** Whom data of one participation were open to or given to (Art. 15(1)(c) DSGVO). */
export function recipientsOf(
  officeName: string | null,
  ticket: Ticket,
  person: Person | undefined,
  consents: readonly Consent[],
): string[] {
  const inList = consents.some(({ kind, revokedAt }) => kind === 'LIST' && revokedAt === null) && !ticket.isMasked;
  return [
    'Geschäftsstelle des Bündnisses in der Staatskanzlei',
    ...(officeName === null ? [] : [officeName]),
    'Amazon Web Services als Auftragsverarbeiter (Betrieb des Registers, verschlüsselt)',
    ...(person?.email ? ['Amazon Web Services als Auftragsverarbeiter (Versand der E-Mails)'] : []),
    ...(inList ? ['andere Teilnehmende der Veranstaltung (Liste, mit Einwilligung)'] : []),
    ...(isPresent(ticket) ? ['Team an der Tür der Veranstaltung'] : []),
  ];
}

import * as z from 'zod';
import { AllianceEventId } from './alliance-event.ts';
import type { Instant } from './calendar.ts';
import { instant } from './calendar.ts';
import { at, Failure } from './failures.ts';
import { recordHead } from './journal.ts';
import { consentKinds, emailAddress, personName } from './participant.ts';
import { recordId, text } from './text.ts';

/** A party is registered, waits and withdraws as a whole; with more heads its one transaction would grow too large. */
export const LARGEST_PARTY = 25;

export const RegistrationId = recordId<'RegistrationId'>('Anmeldung');
export const TicketId = recordId<'TicketId'>('Eintrittskarte');
export type TicketId = z.output<typeof TicketId>;

export const questionKindNames = { TEXT: 'Freitext', CHOICE: 'Auswahl', YES_NO: 'Ja oder Nein' } as const;
export type QuestionKind = keyof typeof questionKindNames;
const questionKinds = Object.keys(questionKindNames) as [QuestionKind, ...QuestionKind[]];

/** A question of the event's own; its answer is a personal field. */
export const Question = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, { error: 'Bitte nur Kleinbuchstaben, Ziffern und Bindestriche.' })
      .meta({ title: 'Kennung der Frage' }),
    label: text(200, 'Frage'),
    kind: z.enum(questionKinds).meta({ title: 'Art der Frage' }),
    choices: z.array(text(100, 'Antwortmöglichkeit')).max(20),
    required: z.boolean().meta({ title: 'Pflichtangabe' }),
  })
  .check((ctx) => {
    const { kind, choices } = ctx.value;
    if (kind === 'CHOICE' ? choices.length < 2 : choices.length > 0)
      ctx.issues.push({
        code: 'custom',
        path: ['choices'],
        message: kind === 'CHOICE' ? 'Eine Auswahl braucht mindestens zwei Antworten.' : 'Antworten zur Wahl hat nur eine Auswahl.',
        input: ctx.value,
      });
  });
export type Question = z.output<typeof Question>;

const offered = {
  isOpen: z.boolean().meta({ title: 'Anmeldung geöffnet' }),
  isPublic: z.boolean().meta({ title: 'Öffentliche Seite' }),
  opensAt: instant('Anmeldung ab').nullable(),
  closesAt: instant('Anmeldung bis').nullable(),
  capacity: z
    .int({ error: 'Bitte geben Sie eine ganze Zahl an.' })
    .min(1, { error: 'Bitte mindestens 1 Platz; ohne Grenze bleibt das Feld leer.' })
    .max(20_000, { error: 'Bitte höchstens 20 000 Plätze.' })
    .nullable()
    .meta({ title: 'Plätze' }),
  largestParty: z
    .int()
    .min(1, { error: 'Bitte mindestens 1.' })
    .max(LARGEST_PARTY, { error: `Bitte höchstens ${LARGEST_PARTY}.` })
    .meta({ title: 'Größte Gruppe' }),
  description: text(2000, 'Beschreibung').nullable(),
  contact: text(200, 'Kontakt'),
  questions: z.array(Question).max(10),
  asksNeeds: z.boolean().meta({ title: 'Besondere Bedarfe abfragen' }),
  consents: z.array(z.enum(consentKinds)).max(3).meta({ title: 'Einwilligungen' }),
  doors: z.array(text(60, 'Eingang')).min(1, { error: 'Bitte mindestens einen Eingang.' }).max(12),
};

/** How one event takes registrations; its id is the event's. */
export const RegistrationOffer = z.strictObject({
  eventId: AllianceEventId,
  ...offered,
  /** Text for Art. 13 DSGVO as it was shown; a changed text is a new version. */
  notice: z.strictObject({ version: z.int().min(1), text: text(6000, 'Datenschutzhinweis') }),
});
export type RegistrationOffer = z.output<typeof RegistrationOffer>;
export const RegistrationOfferView = RegistrationOffer.extend(recordHead);

export const OfferRegistration = z.strictObject({ ...offered, noticeText: text(6000, 'Datenschutzhinweis') }).check((ctx) => {
  const { opensAt, closesAt, questions, doors } = ctx.value;
  const fault = (path: string, message: string) => ctx.issues.push({ code: 'custom', path: [path], message, input: ctx.value });
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt) fault('closesAt', 'Das Ende der Anmeldung liegt vor ihrem Beginn.');
  if (new Set(questions.map(({ id }) => id)).size !== questions.length) fault('questions', 'Zwei Fragen haben dieselbe Kennung.');
  if (new Set(doors).size !== doors.length) fault('doors', 'Ein Eingang ist doppelt genannt.');
});
export type OfferRegistration = z.output<typeof OfferRegistration>;

export function offerOf(
  eventId: RegistrationOffer['eventId'],
  { noticeText, ...input }: OfferRegistration,
  before?: RegistrationOffer,
): RegistrationOffer {
  const version = before === undefined ? 1 : before.notice.version + (before.notice.text === noticeText ? 0 : 1);
  return { eventId, ...input, notice: { version, text: noticeText } };
}

/** Whether registration is open at an instant, as the public sees it. @param eventStatus cancelled events take nobody */
export const takesRegistrations = ({ isOpen, opensAt, closesAt }: RegistrationOffer, eventStatus: string, now: Instant): boolean =>
  isOpen && eventStatus === 'PLANNED' && (opensAt === null || opensAt <= now) && (closesAt === null || now < closesAt);

export const registrationStatusNames = { REGISTERED: 'angemeldet', WAITLISTED: 'auf der Warteliste', WITHDRAWN: 'abgemeldet' } as const;
export type RegistrationStatus = keyof typeof registrationStatusNames;
export const registrationStatuses = Object.keys(registrationStatusNames) as [RegistrationStatus, ...RegistrationStatus[]];

export const originNames = {
  PUBLIC: 'selbst angemeldet',
  OFFICE: 'vom Amt erfasst',
  IMPORT: 'aus einer Liste',
  WALK_IN: 'an der Tür',
} as const;
export type Origin = keyof typeof originNames;
export const origins = Object.keys(originNames) as [Origin, ...Origin[]];

export const Consent = z.strictObject({
  kind: z.enum(consentKinds),
  noticeVersion: z.int(),
  givenAt: z.string(),
  revokedAt: z.string().nullable(),
});
export type Consent = z.output<typeof Consent>;

/** A party without its names: those are sealed with the tickets. */
export const Registration = z.strictObject({
  eventId: AllianceEventId,
  status: z.enum(registrationStatuses),
  /** One ticket per head, the first is the person who registered. */
  tickets: z.array(TicketId).min(1).max(LARGEST_PARTY),
  origin: z.enum(origins),
  registeredAt: z.string(),
  invitationId: z.string().nullable(),
  noticeVersion: z.int().nullable(),
  consents: z.array(Consent).max(30),
  /** When the party moved up from the waiting list. */
  movedUpAt: z.string().nullable(),
  withdrawnBy: z.enum(['PERSON', 'OFFICE']).nullable(),
});
export type Registration = z.output<typeof Registration>;
export const RegistrationView = Registration.extend(recordHead);

/** One head of a party as it is sent. Only the first needs an address; a companion may stay without a name. */
const Companion = z.strictObject({ ...personName, familyName: personName.familyName.nullable() });
export const RegisterParty = z.strictObject({
  ...personName,
  givenName: personName.givenName.unwrap(),
  email: emailAddress,
  organisation: text(200, 'Organisation').nullable(),
  function: text(200, 'Funktion').nullable(),
  companions: z.array(Companion).max(LARGEST_PARTY - 1, { error: `Bitte höchstens ${LARGEST_PARTY} Personen je Anmeldung.` }),
  answers: z.array(z.strictObject({ questionId: z.string().max(40), answer: text(500, 'Antwort') })).max(10),
  needs: text(500, 'Besondere Bedarfe').nullable(),
  consents: z.array(z.enum(consentKinds)).max(3),
  noticeVersion: z.int().min(1).max(9999).meta({ title: 'Fassung des Datenschutzhinweises' }),
});
export type RegisterParty = z.output<typeof RegisterParty>;
/** The same by telephone: whoever has no address gets no mail. */
export const RegisterByOffice = RegisterParty.extend({ email: emailAddress.nullable() });

/** @throws requestInvalid naming the field that does not fit the event's own questions, its largest party or its notice */
export function assertFits(offer: RegistrationOffer, party: Omit<RegisterParty, 'email'>): void {
  if (party.companions.length + 1 > offer.largestParty)
    throw at('requestInvalid', '/companions', `Bitte melden Sie höchstens ${offer.largestParty} Personen gemeinsam an.`);
  if (party.noticeVersion !== offer.notice.version)
    throw at(
      'requestInvalid',
      '/noticeVersion',
      'Der Datenschutzhinweis wurde inzwischen geändert. Bitte laden Sie die Seite neu und lesen Sie ihn.',
    );
  if (party.needs !== null && !offer.asksNeeds) throw at('requestInvalid', '/needs', 'Nach besonderen Bedarfen wird hier nicht gefragt.');
  const unasked = party.consents.findIndex((kind) => !offer.consents.includes(kind));
  if (unasked >= 0) throw at('requestInvalid', `/consents/${unasked}`, 'Um diese Einwilligung wird hier nicht gebeten.');
  assertAnswers(offer.questions, party.answers);
}

/** @throws requestInvalid for an answer that no question allows, or a question that has to be answered and is not */
export function assertAnswers(questions: readonly Question[], answers: RegisterParty['answers']): void {
  for (const [index, { questionId, answer }] of answers.entries()) {
    const question = questions.find(({ id }) => id === questionId);
    if (!question || answers.findIndex((other) => other.questionId === questionId) !== index)
      throw at('requestInvalid', `/answers/${index}`, 'Diese Frage wird hier nicht oder nur einmal gestellt.');
    const allowed = question.kind === 'CHOICE' ? question.choices : question.kind === 'YES_NO' ? ['Ja', 'Nein'] : [answer];
    if (!allowed.includes(answer))
      throw at('requestInvalid', `/answers/${index}`, `Bitte wählen Sie eine der Antworten: ${allowed.join(', ')}.`);
  }
  const open = questions.find(({ id, required }) => required && !answers.some(({ questionId }) => questionId === id));
  if (open) throw at('requestInvalid', '/answers', `Bitte beantworten Sie „${open.label}“.`);
}

/** Consents as they stand after somebody chose again: what was given stays with its day, what is gone is revoked, nothing is deleted. */
export function chooseConsents(
  before: readonly Consent[],
  wanted: readonly Consent['kind'][],
  noticeVersion: number,
  now: Instant,
): Consent[] {
  const inForce = (kind: Consent['kind']) => before.some((one) => one.kind === kind && one.revokedAt === null);
  return [
    ...before.map((one) => (one.revokedAt === null && !wanted.includes(one.kind) ? { ...one, revokedAt: now } : one)),
    ...wanted.filter((kind) => !inForce(kind)).map((kind) => ({ kind, noticeVersion, givenAt: now, revokedAt: null })),
  ];
}

/** @throws registrationClosed when it was withdrawn before */
export function withdraw(registration: Registration, by: 'PERSON' | 'OFFICE'): Registration {
  if (registration.status === 'WITHDRAWN') throw new Failure('registrationClosed', { detail: 'Diese Anmeldung ist schon abgesagt.' });
  return { ...registration, status: 'WITHDRAWN', withdrawnBy: by };
}

export const moveUp = (registration: Registration, now: Instant): Registration => ({
  ...registration,
  status: 'REGISTERED',
  movedUpAt: now,
});

/** Reserved places for an organisation, taken with the code of its letter. */
export const Invitation = z.strictObject({
  eventId: AllianceEventId,
  /** Whom the places are for: an organisation, never a person. */
  label: text(120, 'Eingeladen'),
  places: z.int().min(1, { error: 'Bitte mindestens 1 Platz.' }).max(500, { error: 'Bitte höchstens 500 Plätze.' }),
  used: z.int().min(0),
  /** After this instant unused places are free for everybody. */
  expiresAt: instant('Gültig bis').nullable(),
  isWithdrawn: z.boolean(),
});
export type Invitation = z.output<typeof Invitation>;

/** Places it keeps free; none once it has ended. */
export const openPlaces = ({ places, used, isWithdrawn }: Invitation): number => (isWithdrawn ? 0 : Math.max(0, places - used));

export const hasEnded = ({ isWithdrawn, expiresAt }: Invitation, now: Instant): boolean =>
  isWithdrawn || (expiresAt !== null && expiresAt <= now);

export const InvitationView = Invitation.extend(recordHead);
export const Invite = z.strictObject({
  label: Invitation.shape.label,
  places: Invitation.shape.places,
  expiresAt: Invitation.shape.expiresAt,
});

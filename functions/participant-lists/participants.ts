import { isPresent, type Ticket } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { FORMER_QUESTION, MASKED_NAME, sortingForm } from '../../shared/domain/participant.ts';
import type { Question, Registration } from '../../shared/domain/registration.ts';
import { originNames, registrationStatusNames } from '../../shared/domain/registration.ts';
import { germanOrder } from '../../shared/domain/text.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { ParticipantListDeps } from './deps.ts';

const headings = [
  'Nachname',
  'Vorname',
  'Titel',
  'Organisation',
  'Funktion',
  'E-Mail',
  'Status',
  'Anwesend',
  'Herkunft',
  'Einwilligungen',
] as const;

const statusWords = {
  VALID: registrationStatusNames.REGISTERED,
  WAITLISTED: registrationStatusNames.WAITLISTED,
  CANCELLED: registrationStatusNames.WITHDRAWN,
} as const;
const consentWords = { LIST: 'Liste', PHOTO: 'Fotos', NEWSLETTER: 'Newsletter' } as const;

type Head = { readonly ticket: Ticket; readonly person: Person | undefined; readonly registration: Registration | undefined };

/** Whoever objected to lists keeps a line, so that the count is right, and nothing in it that names them. */
function nameCells({ ticket, person, registration }: Head): string[] {
  if (ticket.isMasked) return [MASKED_NAME, '', '', '', '', ''];
  if (person)
    return [
      person.familyName,
      person.givenName ?? '',
      person.title ?? '',
      person.organisation ?? '',
      person.function ?? '',
      person.email ?? '',
    ];
  const wasNamed = ticket.head === 0 && registration !== undefined;
  return [wasNamed ? 'Angaben gelöscht' : ticket.registrationId === null ? 'ohne Namen' : 'Begleitperson ohne Namen', '', '', '', '', ''];
}

function consentsOf({ ticket, registration }: Head): string {
  const given = ticket.head === 0 && !ticket.isMasked ? (registration?.consents ?? []) : [];
  return given
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ kind }) => consentWords[kind])
    .join(', ');
}

const answersOf = ({ ticket, person }: Head): Person['answers'] => (ticket.isMasked ? [] : (person?.answers ?? []));

/** A column for every question, in their order; at the end those that are not asked any more, where somebody answered them. */
function questionsIn(questions: readonly Question[], heads: readonly Head[]): Pick<Question, 'id' | 'label'>[] {
  const former = new Set(heads.flatMap(answersOf).map(({ questionId }) => questionId));
  for (const { id } of questions) former.delete(id);
  return [...questions, ...[...former].map((id) => ({ id, label: FORMER_QUESTION }))];
}

const cellsOf = (head: Head, questions: readonly Pick<Question, 'id'>[]): string[] => [
  ...nameCells(head),
  head.ticket.origin === 'WALK_IN' ? 'an der Tür gekommen' : statusWords[head.ticket.status],
  isPresent(head.ticket) ? 'ja' : 'nein',
  originNames[head.ticket.origin],
  consentsOf(head),
  ...questions.map(({ id }) => answersOf(head).find(({ questionId }) => questionId === id)?.answer ?? ''),
];

/** A heading, and one line per head, by name; those without one come last. */
export async function participantLines(
  { doors, offers, people, registrations }: ParticipantListDeps,
  alliance: string,
  eventId: string,
): Promise<string[][]> {
  const [tickets, persons, parties, offer] = await Promise.all([
    doors.ticketsOf(alliance, eventId),
    people.ofEvent(alliance, eventId),
    registrations.all(alliance, eventParent(alliance, eventId)),
    offers.find(alliance, eventId),
  ]);
  const byId = new Map(parties.map(({ id, state }) => [id, state]));
  const sortOf = ({ ticket, person }: Head) => (person && !ticket.isMasked ? sortingForm(person) : '\uffff');
  const heads = tickets.map(
    (ticket): Head => ({ ticket, person: persons.get(ticket.id), registration: byId.get(ticket.registrationId ?? '') }),
  );
  const questions = questionsIn(offer?.state.questions ?? [], heads);
  const lines = heads
    .map((head) => ({ head, order: sortOf(head) }))
    .sort((a, b) => germanOrder.compare(a.order, b.order))
    .map(({ head }) => cellsOf(head, questions));
  return [[...headings, ...questions.map(({ label }) => label)], ...lines];
}

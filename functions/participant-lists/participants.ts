import { isPresent, type Ticket } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { MASKED_NAME, sortingForm } from '../../shared/domain/participant.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { originNames } from '../../shared/domain/registration.ts';
import { germanOrder } from '../../shared/domain/text.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { ParticipantListDeps } from './deps.ts';

export const headings = [
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

const statusWords = { VALID: 'angemeldet', WAITLISTED: 'auf der Warteliste', CANCELLED: 'abgesagt' } as const;
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

const cellsOf = (head: Head): string[] => [
  ...nameCells(head),
  head.ticket.origin === 'WALK_IN' ? 'an der Tür gekommen' : statusWords[head.ticket.status],
  isPresent(head.ticket) ? 'ja' : 'nein',
  originNames[head.ticket.origin],
  consentsOf(head),
];

/** One line per head, by name; those without one come last. */
export async function participantLines(
  { doors, people, registrations }: ParticipantListDeps,
  alliance: string,
  eventId: string,
): Promise<string[][]> {
  const [tickets, persons, parties] = await Promise.all([
    doors.ticketsOf(alliance, eventId),
    people.ofEvent(alliance, eventId),
    registrations.all(alliance, eventParent(alliance, eventId)),
  ]);
  const byId = new Map(parties.map(({ id, state }) => [id, state]));
  const sortOf = ({ ticket, person }: Head) => (person && !ticket.isMasked ? sortingForm(person) : '\uffff');
  return tickets
    .map((ticket): Head => ({ ticket, person: persons.get(ticket.id), registration: byId.get(ticket.registrationId ?? '') }))
    .map((head) => ({ head, order: sortOf(head) }))
    .sort((a, b) => germanOrder.compare(a.order, b.order))
    .map(({ head }) => cellsOf(head));
}

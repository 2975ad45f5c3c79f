import type * as z from 'zod';
import type { Ticket } from '../../shared/domain/door.ts';
import { isPresent, namingOf } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { fullName, MASKED_NAME, sortingForm } from '../../shared/domain/participant.ts';
import type { Registration, RegistrationOffer } from '../../shared/domain/registration.ts';
import { germanOrder } from '../../shared/domain/text.ts';
import type { DoorHead } from './routes.ts';

type Head = z.output<typeof DoorHead>;
type Named = Pick<Head, 'name' | 'sortName' | 'organisation'>;

const nameless: Named = { name: null, sortName: null, organisation: null };

/** Whoever objected to lists is recognised by the ticket alone: the organisation could tell the name as well. */
function namedAs({ isMasked }: Ticket, person: Person | undefined): Named {
  if (isMasked) return { ...nameless, name: MASKED_NAME };
  return person === undefined ? nameless : { name: fullName(person), sortName: sortingForm(person), organisation: person.organisation };
}

/**
 * Whether this head may be recognisable on photos. Nobody consents for another, so companions were not asked; nor was
 * who was entered by the office or from a list, unless a consent is on record.
 */
function photoConsentOf({ head }: Ticket, registration: Registration | undefined, offer: RegistrationOffer): boolean | null {
  if (registration === undefined || head !== 0) return null;
  const given = registration.consents.filter(({ kind }) => kind === 'PHOTO');
  if (given.length > 0) return given.some(({ revokedAt }) => revokedAt === null);
  return registration.origin === 'PUBLIC' && offer.consents.includes('PHOTO') ? false : null;
}

/** Those with a name in the order of a German list, companions without one behind whom they came with, the others last. */
function inOrder(heads: readonly Head[]): Head[] {
  const byTicket = (a: Head, b: Head): number => (a.ticketId < b.ticketId ? -1 : 1);
  const named = heads.filter(({ sortName }) => sortName !== null);
  named.sort((a, b) => germanOrder.compare(a.sortName ?? '', b.sortName ?? '') || byTicket(a, b));
  const unnamed = heads.filter(({ sortName }) => sortName === null).sort(byTicket);
  const behind = Map.groupBy(unnamed, ({ companionOf }) => companionOf);
  const placed = new Set(named.map(({ ticketId }) => ticketId));
  return [
    ...named.flatMap((head) => [head, ...(behind.get(head.ticketId) ?? [])]),
    ...unnamed.filter(({ companionOf }) => companionOf === null || !placed.has(companionOf)),
  ];
}

/** What the door is told of everybody. @param people undefined when it is told no names */
export function headsOf(
  tickets: readonly Ticket[],
  registrations: ReadonlyMap<string, Registration>,
  people: ReadonlyMap<string, Person> | undefined,
  offer: RegistrationOffer,
): Head[] {
  const named = tickets.filter((ticket) => ticket.head === 0 && namingOf(ticket) === 'NAMED');
  const leads = new Map(named.map(({ registrationId, id }) => [registrationId, id]));
  const companionOf = (ticket: Ticket): string | null =>
    ticket.head > 0 && ticket.registrationId !== null && namingOf(ticket) === 'NONE' ? (leads.get(ticket.registrationId) ?? null) : null;
  return inOrder(
    tickets.map((ticket) => ({
      ticketId: ticket.id,
      ...(people === undefined ? nameless : namedAs(ticket, people.get(ticket.id))),
      naming: namingOf(ticket),
      companionOf: companionOf(ticket),
      status: ticket.status,
      origin: ticket.origin,
      present: isPresent(ticket),
      presentAt: ticket.presentAt,
      presentDoor: ticket.presentDoor,
      photoConsent: photoConsentOf(ticket, registrations.get(ticket.registrationId ?? ''), offer),
    })),
  );
}

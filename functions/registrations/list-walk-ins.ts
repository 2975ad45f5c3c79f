import { isPresent } from '../../shared/domain/door.ts';
import { sortingForm } from '../../shared/domain/participant.ts';
import { germanOrder } from '../../shared/domain/text.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { RegistrationDeps } from './deps.ts';
import type { listWalkIns } from './routes.ts';

export const work: Work<typeof listWalkIns, RegistrationDeps> = async ({ params, actor }, { events, doors, people }) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const [tickets, named] = await Promise.all([doors.ticketsOf(alliance, eventId), people.ofEvent(alliance, eventId)]);
  const found = tickets
    .filter(({ registrationId, isMasked }) => registrationId === null && !isMasked)
    .flatMap((ticket) => {
      const person = named.get(ticket.id);
      return person ? [{ ticket, person }] : [];
    })
    .toSorted((a, b) => germanOrder.compare(sortingForm(a.person), sortingForm(b.person)));
  return ok({
    items: found.map(({ ticket, person: { title, givenName, familyName, organisation } }) => ({
      ticketId: ticket.id,
      title,
      givenName,
      familyName,
      organisation,
      present: isPresent(ticket),
    })),
  });
};

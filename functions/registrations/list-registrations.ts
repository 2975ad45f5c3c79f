import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { RegistrationDeps } from './deps.ts';
import { answersOf, listedHead } from './names.ts';
import type { listRegistrations } from './routes.ts';

/** Heads in front of each waiting party, by registration; empty when nobody on the page waits. */
async function waitingPlaces(registrations: RegistrationDeps['registrations'], alliance: string, eventId: string) {
  const places = new Map<string, number>();
  let next = 1;
  for (const { id, state } of await registrations.all(alliance, eventParent(alliance, eventId))) {
    if (state.status !== 'WAITLISTED') continue;
    places.set(id, next);
    next += state.tickets.length;
  }
  return places;
}

export const work: Work<typeof listRegistrations, RegistrationDeps> = async (
  { params, query, actor },
  { events, offers, registrations, doors, people },
) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  // An event lies whole within the caller's reach, so its list may be looked through openly.
  const page = await registrations.page(
    { alliance, parent: eventParent(alliance, eventId) },
    scopeOf({ ...query, eventId }),
    pageFor({ office: null }, query),
    ({ state }) => query.status === undefined || state.status === query.status,
  );
  const waits = page.items.some(({ state }) => state.status === 'WAITLISTED');
  const [tickets, named, places, offer] = await Promise.all([
    doors.ticketsOf(alliance, eventId),
    people.ofEvent(alliance, eventId),
    waits ? waitingPlaces(registrations, alliance, eventId) : new Map<string, number>(),
    offers.find(alliance, eventId),
  ]);
  const byId = new Map<string, (typeof tickets)[number]>(tickets.map((ticket) => [ticket.id, ticket]));
  return ok({
    items: page.items.map((registration) => ({
      ...viewOf(registration),
      // Whoever registers gives a name; companions may come without one.
      heads: registration.state.tickets.map((id, head) => listedHead(id, byId.get(id), named.get(id), head === 0)),
      answers: answersOf(offer?.state.questions ?? [], byId.get(registration.state.tickets[0] ?? ''), named),
      waitingPlace: places.get(registration.id) ?? null,
    })),
    cursor: page.cursor,
  });
};

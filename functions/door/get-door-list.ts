import { listUsableUntil } from '../../shared/domain/door.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { DoorDeps } from './deps.ts';
import { headsOf } from './heads.ts';
import type { getDoorList } from './routes.ts';

export const work: Work<typeof getDoorList, DoorDeps> = async (
  { params, query, actor, now },
  { events, offers, registrations, doors, counts, people },
) => {
  const { alliance } = actor;
  const { id, state: event } = await eventFor(events, actor, params.eventId);
  const [{ state: offer }, tickets, parties, names, counted] = await Promise.all([
    offers.get(alliance, id),
    doors.ticketsOf(alliance, id),
    registrations.all(alliance, eventParent(alliance, id)),
    query.names === 'true' ? people.ofEvent(alliance, id) : undefined,
    counts.countsOf(alliance, id),
  ]);
  const registrationOf = new Map(parties.map((party) => [party.id, party.state]));
  return ok({
    eventId: id,
    title: event.title,
    dates: event.dates,
    doors: offer.doors,
    usableUntil: listUsableUntil(event.dates, now),
    loadedAt: now,
    heads: headsOf(tickets, registrationOf, names, offer),
    counts: counted,
  });
};

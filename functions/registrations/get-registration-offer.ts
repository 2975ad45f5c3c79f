import { viewOf } from '../../shared/domain/journal.ts';
import { openPlaces } from '../../shared/domain/registration.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { RegistrationDeps } from './deps.ts';
import type { getRegistrationOffer } from './routes.ts';

export const work: Work<typeof getRegistrationOffer, RegistrationDeps> = async (
  { params, actor },
  { events, offers, seats, invitations },
) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const [offer, { capacity, taken, waiting }, invited] = await Promise.all([
    offers.get(alliance, eventId),
    seats.seatsOf(alliance, eventId),
    invitations.all(alliance, eventParent(alliance, eventId)),
  ]);
  const reserved = invited.reduce((sum, { state }) => sum + openPlaces(state), 0);
  return ok({ ...viewOf(offer), places: { capacity, registered: taken - reserved, reserved, waiting } }, offer.version);
};

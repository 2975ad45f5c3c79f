import { invitationIssued } from '../../events/invitation-issued.ts';
import { at, Failure } from '../../shared/domain/failures.ts';
import type { Seats } from '../../shared/domain/seats.ts';
import { freeSeats } from '../../shared/domain/seats.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { again } from '../../shared/store/party-store.ts';
import type { RegistrationDeps } from './deps.ts';
import type { issueInvitation } from './routes.ts';

/** Places are kept free only where nobody is turned away for it. */
function assertFree(seats: Seats, places: number): void {
  const free = freeSeats(seats);
  if (seats.waiting > 0)
    throw at(
      'capacityTooSmall',
      '/places',
      `Auf der Warteliste stehen ${seats.waiting}; sie gehen vor. Bitte erhöhen Sie zuerst die Zahl der Plätze.`,
    );
  if (free !== null && free < places)
    throw at(
      'capacityTooSmall',
      '/places',
      `Frei sind noch ${free} Plätze. Bitte halten Sie weniger frei, oder erhöhen Sie zuerst die Zahl der Plätze.`,
    );
}

export const work: Work<typeof issueInvitation, RegistrationDeps> = async (
  { params, body, actor, by, now },
  { events, offers, invitations, seats },
) => {
  const { alliance } = actor;
  const event = await eventFor(events, actor, params.eventId);
  if (event.state.status === 'CANCELLED') throw new Failure('allianceEventNotOpen');
  await offers.get(alliance, event.id);
  if (body.expiresAt !== null && body.expiresAt <= now)
    throw at('requestInvalid', '/expiresAt', 'Bitte geben Sie einen Zeitpunkt an, der noch kommt.');
  const state = { ...body, eventId: params.eventId, used: 0, isWithdrawn: false };
  const issued = invitationIssued({ eventId: event.id, places: body.places });
  return recorded(
    await again(async () => {
      const read = await seats.seatsOf(alliance, event.id);
      assertFree(read, body.places);
      return await invitations.create(alliance, ids.next(), { state, event: issued }, by, [
        seats.seatsWrite(alliance, event.id, read, { taken: body.places, waiting: 0 }),
      ]);
    }),
  );
};

import { registrationOfferStated } from '../../events/registration-offer-stated.ts';
import { at, Failure, isFailure } from '../../shared/domain/failures.ts';
import type { DomainEvent, JournalEntry } from '../../shared/domain/journal.ts';
import type { RegistrationOffer } from '../../shared/domain/registration.ts';
import { offerOf } from '../../shared/domain/registration.ts';
import type { Call, Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { RegistrationDeps } from './deps.ts';
import type { stateRegistrationOffer } from './routes.ts';

const stated = ({ eventId, isOpen, isPublic, capacity, notice }: RegistrationOffer): DomainEvent =>
  registrationOfferStated({ eventId, isOpen, isPublic, capacity, noticeVersion: notice.version });

/** The offer and its places change together: what is promised is what can be taken. */
async function save(
  { params, body, actor, by, expectedVersion }: Call<typeof stateRegistrationOffer>,
  { offers, seats }: RegistrationDeps,
): Promise<JournalEntry<RegistrationOffer>> {
  const { alliance } = actor;
  const { eventId } = params;
  const before = await offers.find(alliance, eventId);
  if (!before) {
    if (expectedVersion !== 0) throw new Failure('offerNotFound');
    const state = offerOf(eventId, body);
    return await offers.create(alliance, eventId, { state, event: stated(state) }, by, [
      seats.firstSeats(alliance, eventId, state.capacity),
    ]);
  }
  const state = offerOf(eventId, body, before.state);
  const change = { state, event: stated(state) };
  return await offers.update(alliance, before, expectedVersion, change, by, [seats.capacityWrite(alliance, eventId, state.capacity)]);
}

export const work: Work<typeof stateRegistrationOffer, RegistrationDeps> = async (call, deps) => {
  const { params, actor, by } = call;
  await eventFor(deps.events, actor, params.eventId);
  try {
    const entry = await save(call, deps);
    await deps.parties.moveUpAll(actor.alliance, params.eventId, by);
    return recorded(entry);
  } catch (error) {
    if (!isFailure(error, 'capacityTooSmall')) throw error;
    const { taken } = await deps.seats.seatsOf(actor.alliance, params.eventId);
    const detail = `Vergeben oder freigehalten sind schon ${taken} Plätze. Bitte geben Sie mindestens ${taken} an, oder sagen Sie vorher Anmeldungen ab.`;
    throw at('capacityTooSmall', '/capacity', detail);
  }
};

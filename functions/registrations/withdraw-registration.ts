import { Failure } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { withoutKey } from '../../shared/store/party-store.ts';
import type { RegistrationDeps } from './deps.ts';
import type { withdrawRegistration } from './routes.ts';

export const work: Work<typeof withdrawRegistration, RegistrationDeps> = async (
  { params, actor, by, expectedVersion },
  { events, registrations, parties },
) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const registration = await registrations.get(alliance, params.registrationId);
  if (registration.state.eventId !== eventId) throw new Failure('registrationNotFound');
  const entry = await parties.withdraw(alliance, registration, expectedVersion, 'OFFICE', by);
  await parties.moveUpAll(alliance, eventId, withoutKey(by));
  return recorded(entry);
};

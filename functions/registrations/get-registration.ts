import { Failure } from '../../shared/domain/failures.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { RegistrationDeps } from './deps.ts';
import { personsOf } from './names.ts';
import type { getRegistration } from './routes.ts';

export const work: Work<typeof getRegistration, RegistrationDeps> = async ({ params, actor }, { events, registrations, people }) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const registration = await registrations.get(alliance, params.registrationId);
  if (registration.state.eventId !== eventId) throw new Failure('registrationNotFound');
  const persons = await personsOf(people, alliance, registration.state);
  const [lead] = persons;
  return ok(
    {
      ...viewOf(registration),
      email: lead?.email ?? null,
      organisation: lead?.organisation ?? null,
      function: lead?.function ?? null,
      answers: lead?.answers ?? [],
      heads: registration.state.tickets.map((ticketId, head) => {
        const { title = null, givenName = null, familyName = null } = persons[head] ?? {};
        return { ticketId, title, givenName, familyName };
      }),
    },
    registration.version,
  );
};

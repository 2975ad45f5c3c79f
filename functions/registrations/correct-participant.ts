import { Failure } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { correctWalkIn } from '../../shared/store/party-store.ts';
import type { RegistrationDeps } from './deps.ts';
import type { correctParticipant } from './routes.ts';

/** Whoever belongs to a registration is corrected there, where the journal keeps that it was done. */
export const work: Work<typeof correctParticipant, RegistrationDeps> = async ({ params, body, actor }, deps) => {
  const { alliance } = actor;
  const { eventId, ticketId } = params;
  await eventFor(deps.events, actor, eventId);
  const ticket = await deps.doors.findTicket(alliance, eventId, ticketId);
  if (!ticket || ticket.registrationId !== null) throw new Failure('participantNotFound');
  const at = { alliance, eventId, ticketId };
  const person = await deps.people.find(at);
  if (!person) throw new Failure('personErased');
  await correctWalkIn(deps, at, ticket, { ...person, ...body });
  return ok(body);
};

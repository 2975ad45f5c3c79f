import { fullName, MASKED_NAME } from '../../shared/domain/participant.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { RegistrationDeps } from './deps.ts';
import type { readSpecialNeeds } from './routes.ts';

/** Needs of whoever will not come are nobody's business any more. */
export const work: Work<typeof readSpecialNeeds, RegistrationDeps> = async (
  { params, actor, now },
  { events, doors, people, needsReads },
) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const [tickets, needs, named] = await Promise.all([
    doors.ticketsOf(alliance, eventId),
    people.needsOfEvent(alliance, eventId),
    people.ofEvent(alliance, eventId),
  ]);
  const items = tickets
    .filter(({ status }) => status !== 'CANCELLED')
    .flatMap(({ id, isMasked }) => {
      const stated = needs.get(id);
      const person = named.get(id);
      return stated ? [{ ticketId: id, name: isMasked ? MASKED_NAME : person ? fullName(person) : null, needs: stated.needs }] : [];
    });
  // Kept before anything is answered: that it was read is known even when the answer is lost.
  await needsReads.record(alliance, eventId, {
    at: now,
    role: actor.role,
    subject: actor.subject,
    tickets: items.map(({ ticketId }) => ticketId),
  });
  const reads = await needsReads.ofEvent(alliance, eventId);
  return ok({ items, readings: reads.map(({ at, role }) => ({ at, role })).sort((a, b) => (a.at < b.at ? 1 : -1)) });
};

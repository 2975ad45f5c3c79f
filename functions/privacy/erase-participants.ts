import { participantsErased } from '../../events/participants-erased.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { assertMayAct } from '../../shared/domain/privacy.ts';
import { heldBecause } from '../../shared/domain/retention.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eraseParticipant } from '../../shared/store/privacy-store.ts';
import type { PrivacyDeps } from './deps.ts';
import type { eraseParticipants } from './routes.ts';

/**
 * All or none of the chosen: one that is held refuses the call before anything is erased. Erases first and writes it down
 * afterwards: a call that was cut off is sent again, finds the rest, and erases nothing twice.
 */
export const work: Work<typeof eraseParticipants, PrivacyDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const { alliance } = actor;
  const one = await deps.cases.get(alliance, params.caseId);
  assertMayAct(one.state, 'ERASURE', body.participants);
  if (one.version !== expectedVersion) throw new Failure('recordChangedMeanwhile');
  const holds = await deps.retention.holdsOf(alliance);
  const held = body.participants.map(({ eventId }) => heldBecause(holds.get(eventId), berlinDayOf(now))).find((reason) => reason !== null);
  if (held) throw new Failure('legalHold', { detail: held });
  for (const participation of body.participants) await eraseParticipant(deps, { alliance, ...participation });
  const tickets = await Promise.all(
    one.state.participants.map(({ eventId, ticketId }) => deps.doors.findTicket(alliance, eventId, ticketId)),
  );
  const state = { ...one.state, erased: tickets.filter((ticket) => !ticket?.isNamed).length };
  const event = participantsErased({ participations: body.participants.length });
  return recorded(await deps.cases.update(alliance, one, expectedVersion, { state, event }, by));
};

import { participantsMasked } from '../../events/participants-masked.ts';
import { assertMayAct } from '../../shared/domain/privacy.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { maskParticipant } from '../../shared/store/privacy-store.ts';
import type { PrivacyDeps } from './deps.ts';
import type { objectToListing } from './routes.ts';

/** Masks first and writes it down afterwards: a call that was cut off is sent again, and masks nothing twice. */
export const work: Work<typeof objectToListing, PrivacyDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const { alliance } = actor;
  const one = await deps.cases.get(alliance, params.caseId);
  assertMayAct(one.state, 'OBJECTION', body.participants);
  await Promise.all(body.participants.map((participation) => maskParticipant(deps, { alliance, ...participation })));
  const tickets = await Promise.all(
    one.state.participants.map(({ eventId, ticketId }) => deps.doors.findTicket(alliance, eventId, ticketId)),
  );
  const state = { ...one.state, masked: tickets.filter((ticket) => ticket?.isMasked ?? true).length };
  const event = participantsMasked({ participations: body.participants.length });
  return recorded(await deps.cases.update(alliance, one, expectedVersion, { state, event }, by));
};

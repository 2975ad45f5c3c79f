import { invitationWithdrawn } from '../../events/invitation-withdrawn.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import { endInvitation } from '../../shared/store/invitation-ending.ts';
import { withoutKey } from '../../shared/store/party-store.ts';
import type { RegistrationDeps } from './deps.ts';
import type { withdrawInvitation } from './routes.ts';

export const work: Work<typeof withdrawInvitation, RegistrationDeps> = async (
  { params, actor, by, expectedVersion },
  { events, invitations, seats, parties },
) => {
  const { alliance } = actor;
  const { id: eventId } = await eventFor(events, actor, params.eventId);
  const invitation = await invitations.get(alliance, params.invitationId);
  if (invitation.state.eventId !== eventId) throw new Failure('invitationNotFound');
  const entry = await endInvitation({ invitations, seats }, alliance, invitation, expectedVersion, by, (freed) =>
    invitationWithdrawn({ eventId, freed }),
  );
  await parties.moveUpAll(alliance, eventId, withoutKey(by));
  return recorded(entry);
};

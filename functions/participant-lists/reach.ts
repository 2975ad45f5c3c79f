import type { Actor } from '../../shared/domain/access.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { ParticipantListDeps } from './deps.ts';

/** Also after the event: a list on paper is typed when it is over. @throws allianceEventNotFound, allianceEventNotOpen, offerNotFound */
export async function eventTakingLists(
  { events, offers }: Pick<ParticipantListDeps, 'events' | 'offers'>,
  actor: Actor,
  eventId: string,
): Promise<void> {
  const event = await eventFor(events, actor, eventId);
  if (event.state.status === 'CANCELLED') throw new Failure('allianceEventNotOpen');
  await offers.get(actor.alliance, eventId);
}

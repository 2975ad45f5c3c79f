import { allianceEventCancelled } from '../../events/alliance-event-cancelled.ts';
import { cancel } from '../../shared/domain/alliance-event.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { AllianceEventDeps } from './deps.ts';
import type { cancelAllianceEvent } from './routes.ts';

export const work: Work<typeof cancelAllianceEvent, AllianceEventDeps> = async (
  { params, body, actor, by, expectedVersion },
  { events },
) => {
  const event = await eventFor(events, actor, params.eventId);
  return recorded(
    await events.update(
      actor.alliance,
      event,
      expectedVersion,
      { state: cancel(event.state, body.reason), event: allianceEventCancelled({ reason: body.reason }) },
      by,
    ),
  );
};

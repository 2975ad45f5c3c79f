import { allianceEventMoved } from '../../events/alliance-event-moved.ts';
import { assertOwnOffice } from '../../shared/domain/access.ts';
import { move } from '../../shared/domain/alliance-event.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { AllianceEventDeps } from './deps.ts';
import type { moveAllianceEvent } from './routes.ts';

export const work: Work<typeof moveAllianceEvent, AllianceEventDeps> = async ({ params, body, actor, by, expectedVersion }, { events }) => {
  const event = await eventFor(events, actor, params.eventId);
  const state = move(event.state, body);
  assertOwnOffice(actor, state.responsibleOffice);
  return recorded(
    await events.update(
      actor.alliance,
      event,
      expectedVersion,
      { state, event: allianceEventMoved({ from: event.state.dates, to: state.dates, reason: body.reason }) },
      by,
    ),
  );
};

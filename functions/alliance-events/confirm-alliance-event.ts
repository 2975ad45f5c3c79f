import { allianceEventHeld } from '../../events/alliance-event-held.ts';
import { confirmHeld } from '../../shared/domain/alliance-event.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { AllianceEventDeps } from './deps.ts';
import type { confirmAllianceEvent } from './routes.ts';

export const work: Work<typeof confirmAllianceEvent, AllianceEventDeps> = async (
  { params, actor, by, now, expectedVersion },
  { events },
) => {
  const event = await eventFor(events, actor, params.eventId);
  const today = berlinDayOf(now);
  return recorded(
    await events.update(
      actor.alliance,
      event,
      expectedVersion,
      { state: confirmHeld(event.state, today), event: allianceEventHeld({ confirmedOn: today }) },
      by,
    ),
  );
};

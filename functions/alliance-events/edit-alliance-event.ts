import { allianceEventEdited } from '../../events/alliance-event-edited.ts';
import { assertOwnOffice } from '../../shared/domain/access.ts';
import { edit } from '../../shared/domain/alliance-event.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { AllianceEventDeps } from './deps.ts';
import { assertRelated } from './reach.ts';
import type { editAllianceEvent } from './routes.ts';

export const work: Work<typeof editAllianceEvent, AllianceEventDeps> = async (
  { params, body, actor, by, expectedVersion },
  { alliances, events },
) => {
  const [event, alliance] = await Promise.all([eventFor(events, actor, params.eventId), alliances.get(actor.alliance, actor.alliance)]);
  const state = edit(event.state, body, alliance.state);
  assertOwnOffice(actor, state.responsibleOffice);
  await assertRelated(events, actor, body);
  return recorded(
    await events.update(
      actor.alliance,
      event,
      expectedVersion,
      { state, event: allianceEventEdited({ changed: changedFields(event.state, state) }) },
      by,
    ),
  );
};

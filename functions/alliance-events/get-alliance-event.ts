import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { AllianceEventDeps } from './deps.ts';
import type { getAllianceEvent } from './routes.ts';

export const work: Work<typeof getAllianceEvent, AllianceEventDeps> = async ({ params, query, actor }, { events }) => {
  const event = await eventFor(events, actor, params.eventId, query.knownAt);
  return ok(viewOf(event), event.version);
};

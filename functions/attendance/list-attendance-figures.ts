import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventsInReach } from '../../shared/store/events-in-reach.ts';
import type { AttendanceDeps } from './deps.ts';
import type { listAttendanceFigures } from './routes.ts';

export const work: Work<typeof listAttendanceFigures, AttendanceDeps> = async ({ query, actor }, { events, figures }) => {
  const reach = await eventsInReach(events, actor);
  const page = await figures.page(
    { alliance: actor.alliance },
    scopeOf({ ...query, own: actor.office }),
    pageFor(actor, query),
    ({ state }) => state.eventIds.every((id) => reach.has(id)) && (query.eventId === undefined || state.eventIds.includes(query.eventId)),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

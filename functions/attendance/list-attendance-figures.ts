import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventsInReach } from '../../shared/store/events-in-reach.ts';
import type { AttendanceDeps } from './deps.ts';

import type { listAttendanceFigures } from './routes.ts';

export const work: Work<typeof listAttendanceFigures, AttendanceDeps> = async ({ query, actor }, { events, figures }) => {
  const [reach, all] = await Promise.all([eventsInReach(events, actor), figures.all(actor.alliance)]);
  const items = all.filter(
    ({ state }) => state.eventIds.every((id) => reach.has(id)) && (query.eventId === undefined || state.eventIds.includes(query.eventId)),
  );
  return ok({ items: items.map(viewOf) });
};

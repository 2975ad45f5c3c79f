import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { DoorDeps } from './deps.ts';
import type { getDoorCounts } from './routes.ts';

export const work: Work<typeof getDoorCounts, DoorDeps> = async ({ params, actor }, { events, counts, seats }) => {
  const { id } = await eventFor(events, actor, params.eventId);
  const [counted, taken] = await Promise.all([counts.countsOf(actor.alliance, id), seats.seatsOf(actor.alliance, id)]);
  return ok({ counts: counted, seats: taken });
};

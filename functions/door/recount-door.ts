import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { DoorDeps } from './deps.ts';
import type { recountDoor } from './routes.ts';

export const work: Work<typeof recountDoor, DoorDeps> = async ({ params, actor }, { events, counts }) => {
  const { id } = await eventFor(events, actor, params.eventId);
  return ok(await counts.recount(actor.alliance, id));
};

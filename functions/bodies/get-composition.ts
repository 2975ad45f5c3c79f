import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { compositionOn } from '../../shared/domain/composition.ts';
import { standingOf, withStanding } from '../../shared/domain/standing-person.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import { bodyFor } from './reach.ts';
import type { getComposition } from './routes.ts';

/** Other bodies are looked at for the day of a succession only as far as the caller may enter them. */
export const work: Work<typeof getComposition, BodiesDeps> = async ({ params, query, actor, now }, deps) => {
  const { alliance } = actor;
  const body = await bodyFor(deps, actor, params.bodyId);
  const [seats, roles, persons, bodies] = await Promise.all([
    deps.seats.all(alliance),
    deps.roles.all(alliance),
    deps.persons.all(alliance),
    deps.bodies.all(alliance),
  ]);
  const staff = withStanding({ seats, roles }, standingOf(persons));
  const isOwn = ({ state }: { state: { bodyId: string } }): boolean => state.bodyId === body.id;
  const kept = {
    body,
    seats: staff.seats.filter(isOwn),
    roles: staff.roles.filter(isOwn),
    elsewhere: staff.seats.filter((seat) => !isOwn(seat) && mayEnterBody(actor, seat.state.bodyId)),
    nameOf: (bodyId: string): string => {
      const other = bodies.find(({ id }) => id === bodyId)?.state;
      return other?.shortName ?? other?.names.at(-1)?.name ?? bodyId;
    },
  };
  return ok(compositionOn(kept, query.on ?? berlinDayOf(now)));
};

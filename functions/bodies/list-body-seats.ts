import { viewOf } from '../../shared/domain/journal.ts';
import { standingOf, withStanding } from '../../shared/domain/standing-person.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { BodiesDeps } from './deps.ts';
import { bodyFor } from './reach.ts';
import type { listBodySeats } from './routes.ts';

/** With their versions, for whoever changes one; merged persons by the record that stands for both. */
export const work: Work<typeof listBodySeats, BodiesDeps> = async ({ params, actor }, deps) => {
  const { alliance } = actor;
  const body = await bodyFor(deps, actor, params.bodyId);
  const parent = bodyParent(alliance, body.id);
  const [seats, roles, persons] = await Promise.all([
    deps.seats.all(alliance, parent),
    deps.roles.all(alliance, parent),
    deps.persons.all(alliance),
  ]);
  const staff = withStanding({ seats, roles }, standingOf(persons));
  return ok({ seats: staff.seats.map(viewOf), roles: staff.roles.map(viewOf) });
};

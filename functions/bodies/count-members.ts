import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { countMembers as counted } from '../../shared/domain/member-count.ts';
import { standingOf, withStanding } from '../../shared/domain/standing-person.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BodiesDeps } from './deps.ts';
import type { countMembers } from './routes.ts';

/** A group's managing staff count their own bodies; what lies beside them has no part in the number. */
export const work: Work<typeof countMembers, BodiesDeps> = async ({ query, actor }, deps) => {
  const { alliance } = actor;
  const [bodies, seats, roles, persons] = await Promise.all([
    deps.bodies.all(alliance),
    deps.seats.all(alliance),
    deps.roles.all(alliance),
    deps.persons.all(alliance),
  ]);
  const bodyIds = bodies
    .filter(({ id, state }) => mayEnterBody(actor, id) && (query.kind === undefined || state.kind === query.kind))
    .map(({ id }) => id);
  return ok(counted({ rule: query.rule, kind: query.kind ?? null, bodyIds }, withStanding({ seats, roles }, standingOf(persons))));
};

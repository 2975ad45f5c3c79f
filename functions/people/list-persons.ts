import type { Actor } from '../../shared/domain/access.ts';
import { bodyKeepers, mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { dueForErasure } from '../../shared/domain/person-retention.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import { personsIn } from './known-persons.ts';
import type { listPersons } from './routes.ts';
import { viewOfPerson } from './view.ts';

/** The persons that the list may show, as sets that each must contain them. */
async function within(deps: PeopleDeps, actor: Actor, bodyId: string | undefined): Promise<Set<string>[]> {
  if (bodyId === undefined) return actor.bodies === null ? [] : [await personsIn(deps, actor, actor.bodies)];
  if (!mayEnterBody(actor, bodyId)) throw new Failure('bodyNotFound');
  await deps.bodies.get(actor.alliance, bodyId);
  return [await personsIn(deps, actor, [bodyId])];
}

async function due(
  { bodies, seats, roles, meetings, persons }: PeopleDeps,
  { alliance, role }: Actor,
  today: string,
): Promise<Set<string>> {
  if (!bodyKeepers.some((keeper) => keeper === role)) throw new Failure('notPermitted');
  const [allBodies, allSeats, allRoles, allMeetings, everybody] = await Promise.all([
    bodies.all(alliance),
    seats.all(alliance),
    roles.all(alliance),
    meetings.all(alliance),
    persons.all(alliance),
  ]);
  return dueForErasure({ bodies: allBodies, seats: allSeats, roles: allRoles, meetings: allMeetings, persons: everybody }, today);
}

export const work: Work<typeof listPersons, PeopleDeps> = async ({ query, actor, now }, deps) => {
  const sets = await within(deps, actor, query.bodyId);
  if (query.dueForErasure) sets.push(await due(deps, actor, berlinDayOf(now)));
  const page = await deps.persons.page(
    { alliance: actor.alliance },
    scopeOf({ ...query, bodies: actor.bodies?.toSorted() }),
    pageFor(actor, query),
    ({ id }) => sets.every((set) => set.has(id)),
  );
  const names = await deps.persons.namesOf(
    actor.alliance,
    page.items.map(({ id }) => id),
  );
  return ok({ items: page.items.map((person) => viewOfPerson(person, names.get(person.id))), cursor: page.cursor });
};

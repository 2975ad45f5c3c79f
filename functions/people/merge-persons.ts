import { personsMerged } from '../../events/persons-merged.ts';
import { assertMayMerge, assertNamesNobody } from '../../shared/domain/person-merge.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import { changeBoth } from './pair-of-persons.ts';
import type { mergePersons } from './routes.ts';

/** Nothing of the two is copied: the record merged points to the one that stands, so it can be taken back at any time. */
export const work: Work<typeof mergePersons, PeopleDeps> = async ({ params, body, actor, by, expectedVersion }, { persons }) => {
  const { alliance } = actor;
  const [one, other, everybody] = await Promise.all([
    persons.get(alliance, params.personId),
    persons.get(alliance, body.intoPersonId),
    persons.all(alliance),
  ]);
  assertMayMerge(one, other, everybody);
  assertNamesNobody(body.reason, await Promise.all([one, other].map(({ id }) => persons.nameOf(alliance, id))));
  const event = personsMerged({ personId: one.id, intoPersonId: other.id });
  const merged = { ...one.state, mergedInto: body.intoPersonId, mergeReason: body.reason };
  return recorded(await changeBoth(persons, alliance, { one, other }, expectedVersion, { states: [merged, other.state], event }, by));
};

import { personsSeparated } from '../../events/persons-separated.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { assertNamesNobody } from '../../shared/domain/person-merge.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import { changeBoth } from './pair-of-persons.ts';
import type { separatePersons } from './routes.ts';

export const work: Work<typeof separatePersons, PeopleDeps> = async ({ params, body, actor, by, expectedVersion }, { persons }) => {
  const { alliance } = actor;
  const one = await persons.get(alliance, params.personId);
  if (one.state.mergedInto === null) throw new Failure('mergeNotAllowed', { detail: 'Dieser Datensatz ist nicht zusammengeführt.' });
  const other = await persons.get(alliance, one.state.mergedInto);
  assertNamesNobody(body.reason, await Promise.all([one, other].map(({ id }) => persons.nameOf(alliance, id))));
  const event = personsSeparated({ personId: one.id, fromPersonId: other.id });
  const own = { ...one.state, mergedInto: null, mergeReason: body.reason };
  return recorded(await changeBoth(persons, alliance, { one, other }, expectedVersion, { states: [own, other.state], event }, by));
};

import { personsKeptApart } from '../../events/persons-kept-apart.ts';
import type { BodyPerson, PersonId } from '../../shared/domain/alliance-body.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { standingOf } from '../../shared/domain/standing-person.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import { changeBoth } from './pair-of-persons.ts';
import type { keepPersonsApart } from './routes.ts';

const MOST = 50;

const withOther = (state: BodyPerson, other: PersonId, isDistinct: boolean): BodyPerson => {
  const others = state.distinctFrom.filter((id) => id !== other);
  if (isDistinct && others.length >= MOST) throw new Failure('tooManyFacts');
  return { ...state, distinctFrom: isDistinct ? [...others, other] : others };
};

/** Said on both records, so that it can be taken back from either. */
export const work: Work<typeof keepPersonsApart, PeopleDeps> = async ({ params, body, actor, by, expectedVersion }, { persons }) => {
  const { alliance } = actor;
  const { otherPersonId, isDistinct } = body;
  const [one, other, everybody] = await Promise.all([
    persons.get(alliance, params.personId),
    persons.get(alliance, otherPersonId),
    persons.all(alliance),
  ]);
  const standing = standingOf(everybody);
  if (standing(params.personId) === standing(otherPersonId))
    throw new Failure('mergeNotAllowed', { detail: 'Diese Datensätze gelten als dieselbe Person. Bitte trennen Sie sie zuerst.' });
  const event = personsKeptApart({ personId: one.id, otherPersonId: other.id, isDistinct });
  const states = [withOther(one.state, otherPersonId, isDistinct), withOther(other.state, params.personId, isDistinct)] as const;
  return recorded(await changeBoth(persons, alliance, { one, other }, expectedVersion, { states, event }, by));
};

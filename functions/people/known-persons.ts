import type { Actor } from '../../shared/domain/access.ts';
import type { BodyPerson } from '../../shared/domain/alliance-body.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { recordsOf } from '../../shared/domain/person-merge.ts';
import { bodyParent } from '../../shared/store/keys.ts';
import type { PeopleDeps } from './deps.ts';

/** Who ever had a seat or a role in one of these bodies, with the records merged with theirs. */
export async function personsIn(
  { seats, roles, persons }: PeopleDeps,
  { alliance }: Pick<Actor, 'alliance'>,
  bodyIds: readonly string[],
): Promise<Set<string>> {
  const named = await Promise.all(
    bodyIds.map(async (bodyId) => {
      const parent = bodyParent(alliance, bodyId);
      const [own, functions] = await Promise.all([seats.all(alliance, parent), roles.all(alliance, parent)]);
      return [
        ...own.flatMap(({ state }) => state.holdings.flatMap(({ personId }) => personId ?? [])),
        ...functions.map(({ state }) => state.personId),
      ];
    }),
  );
  const ids = new Set<string>(named.flat());
  const everybody: Versioned<BodyPerson>[] = await persons.all(alliance);
  return new Set(everybody.filter(({ id }) => ids.has(id)).flatMap((person) => recordsOf(person, everybody).map(({ id }) => id)));
}

import { alikePairs } from '../../shared/domain/person-merge.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import type { listMergeSuggestions } from './routes.ts';
import { viewOfPerson } from './view.ts';

export const work: Work<typeof listMergeSuggestions, PeopleDeps> = async ({ actor }, { persons }) => {
  const everybody = await persons.all(actor.alliance);
  const names = await persons.namesOf(
    actor.alliance,
    everybody.map(({ id }) => id),
  );
  const byId = new Map(everybody.map((person) => [person.id, viewOfPerson(person, names.get(person.id))]));
  return ok({
    items: alikePairs(everybody, names).map(({ ids, likeness }) => ({ persons: ids.map((id) => byId.get(id)), likeness })),
  });
};

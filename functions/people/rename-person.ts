import { personRenamed } from '../../events/person-renamed.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import type { renamePerson } from './routes.ts';

export const work: Work<typeof renamePerson, PeopleDeps> = async ({ params, body, actor, by, expectedVersion }, { persons }) => {
  const person = await persons.get(actor.alliance, params.personId);
  const before = person.state.erasedOn === null ? await persons.nameOf(actor.alliance, person.id) : undefined;
  if (before === undefined) throw new Failure('personErased');
  const event = personRenamed({ changed: changedFields(before, body) });
  const change = { state: person.state, event };
  const entry = await persons.rename(actor.alliance, person, expectedVersion, change, body, by);
  if (entry === undefined) throw new Failure('personErased');
  return recorded(entry);
};

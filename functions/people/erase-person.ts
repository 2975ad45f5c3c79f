import { personErased } from '../../events/person-erased.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { versionedOf, viewOf } from '../../shared/domain/journal.ts';
import { recordsOf } from '../../shared/domain/person-merge.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { PeopleDeps } from './deps.ts';
import type { erasePerson } from './routes.ts';

/**
 * The name of one person, in every record merged with it. The record says so first, then the key is ended. No answer is
 * kept for the caller's key: sent again after it was cut off, the call finds what is left to do, and answers the same.
 */
export const work: Work<typeof erasePerson, PeopleDeps> = async ({ params, actor, by, now }, { persons }) => {
  const { alliance } = actor;
  const asked = await persons.get(alliance, params.personId);
  const { idempotency: _key, ...author } = by;
  const erasedOn = berlinDayOf(now);
  const event = personErased({ erasedOn });
  let answered = asked;
  for (const one of recordsOf(asked, await persons.all(alliance))) {
    if (one.state.erasedOn === null) {
      const entry = await persons.update(alliance, one, one.version, { state: { ...one.state, erasedOn }, event }, author);
      if (one.id === asked.id) answered = versionedOf(entry);
    }
    await persons.forget(alliance, one.id);
  }
  return ok(viewOf(answered), answered.version);
};

import { mayEnter } from '../../shared/domain/access.ts';
import { Failure } from '../../shared/domain/failures.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { DEFAULT_LIMIT, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { InitiativeDeps } from './deps.ts';
import type { listFairStands } from './routes.ts';

export const work: Work<typeof listFairStands, InitiativeDeps> = async ({ query, actor }, { events, initiatives, stands }) => {
  const event = await events.get(actor.alliance, query.eventId);
  if (!mayEnter(actor, event.state.responsibleOffice)) throw new Failure('allianceEventNotFound');
  const page = await stands.page(
    { alliance: actor.alliance, parent: eventParent(actor.alliance, event.id) },
    scopeOf(query),
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
    () => true,
  );
  const names = await Promise.all(page.items.map(({ state }) => initiatives.get(actor.alliance, state.initiativeId)));
  return ok({
    items: page.items.map((stand, index) => ({ ...viewOf(stand), initiativeName: names[index]?.state.name ?? '' })),
    cursor: page.cursor,
  });
};

import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventsInReach } from '../../shared/store/events-in-reach.ts';
import { eventParent } from '../../shared/store/keys.ts';
import type { ExpenseDeps } from './deps.ts';
import type { listExpenses } from './routes.ts';

export const work: Work<typeof listExpenses, ExpenseDeps> = async ({ query, actor }, { events, expenses }) => {
  const reach = actor.office === null ? undefined : await eventsInReach(events, actor);
  const page = await expenses.page(
    {
      alliance: actor.alliance,
      descending: true,
      ...(query.eventId === undefined ? {} : { parent: eventParent(actor.alliance, query.eventId) }),
    },
    scopeOf({ ...query, own: actor.office }),
    pageFor(actor, query),
    ({ state }) =>
      (query.status === undefined || state.status === query.status) &&
      (reach === undefined || state.postings.every(({ eventId }) => eventId !== null && reach.has(eventId))),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

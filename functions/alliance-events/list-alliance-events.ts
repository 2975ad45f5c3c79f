import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { fold } from '../../shared/domain/text.ts';
import { DEFAULT_LIMIT, scopeOf } from '../../shared/http/lists.ts';
import type { QueryOf, Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { eventListFor } from '../../shared/store/alliance-event-store.ts';
import type { listAllianceEvents } from './routes.ts';

type Filters = QueryOf<typeof listAllianceEvents>;

const matches = (event: AllianceEvent, { kind, status, ownership, theme, office, campaignId, search }: Filters, needle: string): boolean =>
  (kind === undefined || event.kind === kind) &&
  (status === undefined || event.status === status) &&
  (ownership === undefined || event.ownership === ownership) &&
  (theme === undefined || event.theme === theme) &&
  (office === undefined || (event.responsibleOffice ?? 'NONE') === office) &&
  (campaignId === undefined || event.campaignId === campaignId) &&
  (search === undefined || fold(`${event.title} ${event.place?.name ?? ''}`).includes(needle));

export const work: Work<typeof listAllianceEvents, { events: AllianceEventStore }> = async ({ query, actor }, { events }) => {
  const needle = fold(query.search ?? '');
  const range = { ...(query.from === undefined ? {} : { from: query.from }), ...(query.to === undefined ? {} : { to: `${query.to}$` }) };
  const page = await events.page(
    { ...eventListFor(actor.alliance, actor.office), ...range },
    scopeOf({ ...query, own: actor.office }),
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
    ({ state }) => matches(state, query, needle),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

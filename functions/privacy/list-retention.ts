import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { type Versioned, viewOf } from '../../shared/domain/journal.ts';
import type { RetentionCase } from '../../shared/domain/retention.ts';
import { heldBecause, isOverdue } from '../../shared/domain/retention.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { eventsOfCase } from '../../shared/store/privacy-export.ts';
import type { PrivacyDeps } from './deps.ts';
import type { listRetention } from './routes.ts';

export const work: Work<typeof listRetention, PrivacyDeps> = async ({ query, actor, now }, { retention, events }) => {
  const today = berlinDayOf(now);
  const { items, cursor } = await retention.page(
    { alliance: actor.alliance },
    scopeOf(query),
    pageFor(actor, query),
    ({ state }) => state.kind === 'CASE' && (query.status === undefined || state.status === query.status),
  );
  const listed = items as Versioned<RetentionCase>[];
  const [about, holds] = await Promise.all([
    eventsOfCase(
      events,
      actor.alliance,
      listed.map(({ state }) => state.eventId),
    ),
    retention.holdsOf(actor.alliance),
  ]);
  return ok({
    items: listed.map((one) => ({
      ...viewOf(one),
      eventTitle: about.get(one.state.eventId)?.title ?? '',
      heldBecause: heldBecause(holds.get(one.state.eventId), today),
      isOverdue: isOverdue(one.state, today),
    })),
    cursor,
  });
};

import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { maySee } from '../../shared/domain/inquiry.ts';
import { DEFAULT_LIMIT, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { deadlineOf, readBy } from './reach.ts';
import type { listInquiries } from './routes.ts';

export const work: Work<typeof listInquiries, InquiryDeps> = async ({ query, actor, now }, { inquiries }) => {
  const today = berlinDayOf(now);
  const page = await inquiries.page(
    { alliance: actor.alliance, descending: true },
    scopeOf({ ...query, role: actor.role }),
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
    ({ state }) => maySee(actor, state) && (query.status === undefined || state.status === query.status),
  );
  return ok({
    items: page.items.map((inquiry) => ({ ...readBy(actor, inquiry), ...deadlineOf(inquiry.state, today) })),
    cursor: page.cursor,
  });
};

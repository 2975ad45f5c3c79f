import { mayEnterBody } from '../../shared/domain/alliance-body.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { MeetingDeps } from './deps.ts';
import { listOf } from './reach.ts';
import type { listMeetings } from './routes.ts';

export const work: Work<typeof listMeetings, MeetingDeps> = async ({ query, actor }, deps) => {
  const { from, to, bodyId } = query;
  const range = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to: `${to}$` }) };
  const page = await deps.meetings.page(
    { ...(await listOf(deps, actor, bodyId)), ...range, descending: true },
    scopeOf({ ...query, own: actor.bodies }),
    pageFor(actor, query),
    ({ state }) => mayEnterBody(actor, state.bodyId),
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

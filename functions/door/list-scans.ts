import { DEFAULT_LIMIT, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import { readCursor, writeCursor } from '../../shared/store/cursor.ts';
import type { KeptScan } from '../../shared/store/door-store.ts';
import { eventFor } from '../../shared/store/events-in-reach.ts';
import type { DoorDeps } from './deps.ts';
import type { listScans } from './routes.ts';

const POSITION = ['event', 'position'];
/** By when it happened; facts of one millisecond by their ids. */
const positionOf = ({ fact }: KeptScan): string => `${fact.happenedAt}#${fact.scanId}`;

/** Facts lie by their ids in four partitions, so a page reads them all; an event has some thousands at most. */
export const work: Work<typeof listScans, DoorDeps> = async ({ params, query, actor }, { events, doors }) => {
  const { id } = await eventFor(events, actor, params.eventId);
  const list = `${actor.alliance}|${id}|SCAN|${scopeOf(query)}`;
  const after = query.cursor === undefined ? '' : String(readCursor(list, id, query.cursor, POSITION).position);
  const asked = (await doors.scansOf(actor.alliance, id))
    .filter((kept) => (query.outcome === undefined || kept.fact.outcome === query.outcome) && positionOf(kept) > after)
    .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
  const page = asked.slice(0, query.limit ?? DEFAULT_LIMIT);
  const last = page.at(-1);
  return ok({
    items: page.map(({ fact, undoneBy }) => ({ ...fact, isUndone: undoneBy !== undefined })),
    cursor:
      last === undefined || page.length === asked.length ? null : writeCursor(list, { event: id, position: positionOf(last) }, POSITION),
  });
};

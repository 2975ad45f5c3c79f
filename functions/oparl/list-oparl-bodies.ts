import type { Work } from '../../shared/http/route.ts';
import { settings } from '../../shared/platform/settings.ts';
import { oparlBodyOf, oparlPage } from './answer.ts';
import type { OparlDeps } from './deps.ts';
import type { listOparlBodies } from './routes.ts';
import { addresses, findShelf } from './shelf.ts';

export const work: Work<typeof listOparlBodies, OparlDeps> = async ({ query, now }, deps) => {
  const shelves = await Promise.all(settings.alliances().map((alliance) => findShelf(deps, alliance, now)));
  const bodies = shelves.flatMap((shelf) => (shelf ? [oparlBodyOf(shelf, now)] : []));
  return oparlPage(addresses().bodies, bodies, query);
};

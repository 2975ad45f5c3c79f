import { admittedTo } from '../../shared/domain/access.ts';
import type { Findable, SearchType } from '../../shared/domain/search.ts';
import { groupOf, needleOf, searchedLists, searchTypes } from '../../shared/domain/search.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { SearchDeps } from './deps.ts';
import { lists } from './lists.ts';
import type { search } from './routes.ts';

const names = Object.keys(lists) as (keyof typeof lists)[];

/** Each list is read as its own row would show it to this caller, and not at all where that row would refuse. */
export const work: Work<typeof search, SearchDeps> = async ({ query, actor }, deps) => {
  const wanted = query.types ?? searchTypes;
  const read = names.map(async (name) => {
    const admitted = admittedTo(actor, searchedLists[name]);
    return admitted && lists[name].types.some((type) => wanted.includes(type)) ? await lists[name].read(admitted, deps) : [];
  });
  const byType = new Map<SearchType, Findable[]>(searchTypes.map((type) => [type, []]));
  for (const [type, found] of (await Promise.all(read)).flat()) byType.get(type)?.push(found);
  const needle = needleOf(query.q);
  const groups = searchTypes.filter((type) => wanted.includes(type)).map((type) => groupOf(type, needle, byType.get(type) ?? []));
  return ok({ groups: groups.filter(({ found }) => found > 0) });
};

import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { listFundEntries } from './routes.ts';

export const work: Work<typeof listFundEntries, FundDeps> = async ({ query, actor }, { entries }) => {
  const { fundId, fiscalYear, status } = query;
  const page = await entries.page(
    entries.partOf(actor.alliance, { fundId, fiscalYear }),
    scopeOf(query),
    pageFor(actor, query),
    ({ state }) => status === undefined || state.status === status,
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

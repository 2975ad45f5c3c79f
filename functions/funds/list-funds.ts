import { viewOf } from '../../shared/domain/journal.ts';
import { pageFor, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { FundDeps } from './deps.ts';
import type { listFunds } from './routes.ts';

export const work: Work<typeof listFunds, FundDeps> = async ({ query, actor }, { funds }) => {
  const page = await funds.page({ alliance: actor.alliance }, scopeOf(query), pageFor(actor, query), () => true);
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

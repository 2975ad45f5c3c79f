import { viewOf } from '../../shared/domain/journal.ts';
import { DEFAULT_LIMIT, scopeOf } from '../../shared/http/lists.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { BudgetDeps } from './deps.ts';
import type { listBudgetStatements } from './routes.ts';

export const work: Work<typeof listBudgetStatements, BudgetDeps> = async ({ query, actor }, { budget }) => {
  const page = await budget.page(
    { alliance: actor.alliance },
    scopeOf(query),
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
    () => true,
  );
  return ok({ items: page.items.map(viewOf), cursor: page.cursor });
};

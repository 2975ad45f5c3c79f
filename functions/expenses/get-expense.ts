import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ExpenseDeps } from './deps.ts';
import { expenseFor } from './reach.ts';
import type { getExpense } from './routes.ts';

export const work: Work<typeof getExpense, ExpenseDeps> = async ({ params, query, actor }, deps) => {
  const current = await expenseFor(deps, actor, params.expenseId);
  if (query.knownAt !== undefined) {
    const known = await deps.expenses.getKnownAt(actor.alliance, params.expenseId, query.knownAt);
    return ok({ ...viewOf(known), supplier: null }, known.version);
  }
  return ok({ ...viewOf(current), supplier: await deps.expenses.supplierOf(actor.alliance, params.expenseId) }, current.version);
};

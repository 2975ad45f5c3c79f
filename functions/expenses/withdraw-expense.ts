import { expenseWithdrawn } from '../../events/expense-withdrawn.ts';
import { withdraw } from '../../shared/domain/expense.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { ExpenseDeps } from './deps.ts';
import { expenseFor } from './reach.ts';
import type { withdrawExpense } from './routes.ts';

export const work: Work<typeof withdrawExpense, ExpenseDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const expense = await expenseFor(deps, actor, params.expenseId);
  const change = { state: withdraw(expense.state, body.reason), event: expenseWithdrawn({ reason: body.reason }) };
  return recorded(await deps.expenses.update(actor.alliance, expense, expectedVersion, change, by));
};

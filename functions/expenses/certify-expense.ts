import { expenseCertified } from '../../events/expense-certified.ts';
import { certify } from '../../shared/domain/expense.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { ExpenseDeps } from './deps.ts';
import { actingBy, expenseFor } from './reach.ts';
import type { certifyExpense } from './routes.ts';

export const work: Work<typeof certifyExpense, ExpenseDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const expense = await expenseFor(deps, actor, params.expenseId);
  const state = certify(expense.state, body, actingBy(by));
  const event = expenseCertified({ checks: body.checks, complete: state.status === 'CERTIFIED' });
  return recorded(await deps.expenses.update(actor.alliance, expense, expectedVersion, { state, event }, by));
};

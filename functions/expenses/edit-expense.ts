import { expenseEdited } from '../../events/expense-edited.ts';
import { edit } from '../../shared/domain/expense.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { ExpenseDeps } from './deps.ts';
import { actingBy, assertAssignable, expenseFor, knownDuplicates } from './reach.ts';
import type { editExpense } from './routes.ts';

export const work: Work<typeof editExpense, ExpenseDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const expense = await expenseFor(deps, actor, params.expenseId);
  await assertAssignable(deps, actor, body.eventId);
  const possibleDuplicateOf = await knownDuplicates(deps, actor, body, params.expenseId);
  const change = {
    state: edit(expense.state, body, possibleDuplicateOf, actingBy(by)),
    event: expenseEdited({ amountCents: body.amountCents, possibleDuplicateOf }),
  };
  return recorded(await deps.expenses.edit(actor.alliance, expense, expectedVersion, change, body, by));
};

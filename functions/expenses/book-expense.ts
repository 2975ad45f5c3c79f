import { expenseBooked } from '../../events/expense-booked.ts';
import { budgetLineKey } from '../../shared/domain/budget.ts';
import { book } from '../../shared/domain/expense.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { ExpenseDeps } from './deps.ts';
import { actingBy, expenseFor, postingsInShort } from './reach.ts';
import type { bookExpense } from './routes.ts';

export const work: Work<typeof bookExpense, ExpenseDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const expense = await expenseFor(deps, actor, params.expenseId);
  const state = book(expense.state, body, actingBy(by));
  const { kind, corrects } = state;
  const event = expenseBooked({
    kind,
    corrects,
    bookedOn: body.bookedOn,
    hvsReference: body.hvsReference,
    postings: postingsInShort(state.postings, budgetLineKey),
  });
  return recorded(await deps.expenses.book(actor.alliance, expense, expectedVersion, { state, event }, by));
};

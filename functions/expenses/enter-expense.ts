import { expenseEntered } from '../../events/expense-entered.ts';
import { enter } from '../../shared/domain/expense.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { ExpenseDeps } from './deps.ts';
import { actingBy, assertAssignable, knownDuplicates } from './reach.ts';
import type { enterExpense } from './routes.ts';

export const work: Work<typeof enterExpense, ExpenseDeps> = async ({ body, actor, by }, { events, expenses }) => {
  await assertAssignable({ events }, actor, body.eventId);
  const possibleDuplicateOf = await knownDuplicates({ events, expenses }, actor, body);
  const { amountCents, eventId, occasion } = body;
  const change = {
    state: enter(body, possibleDuplicateOf, actingBy(by)),
    event: expenseEntered({ amountCents, eventId, occasion, possibleDuplicateOf }),
  };
  return recorded(await expenses.enter(actor.alliance, ids.next(), change, body, by));
};

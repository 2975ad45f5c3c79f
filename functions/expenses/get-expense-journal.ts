import { toJournalView } from '../../shared/http/journal-view.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { ExpenseDeps } from './deps.ts';
import { expenseFor } from './reach.ts';
import type { getExpenseJournal } from './routes.ts';

export const work: Work<typeof getExpenseJournal, ExpenseDeps> = async ({ params, actor }, deps) => {
  await expenseFor(deps, actor, params.expenseId);
  return ok(toJournalView(await deps.expenses.journalOf(actor.alliance, params.expenseId)));
};

import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { expenseStore } from '../../shared/store/expense-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as book from './book-expense.ts';
import * as certify from './certify-expense.ts';
import * as correct from './correct-expense.ts';
import type { ExpenseDeps } from './deps.ts';
import * as edit from './edit-expense.ts';
import * as enter from './enter-expense.ts';
import * as get from './get-expense.ts';
import * as journal from './get-expense-journal.ts';
import * as list from './list-expenses.ts';
import * as routes from './routes.ts';
import * as withdraw from './withdraw-expense.ts';

const open = (): ExpenseDeps => {
  const table = liveTable();
  return { events: allianceEventStore(table), expenses: expenseStore(table), replays: replayStore(table) };
};

export const handler = area(open, [
  pair(routes.listExpenses, list.work),
  pair(routes.enterExpense, enter.work),
  pair(routes.getExpense, get.work),
  pair(routes.editExpense, edit.work),
  pair(routes.certifyExpense, certify.work),
  pair(routes.bookExpense, book.work),
  pair(routes.withdrawExpense, withdraw.work),
  pair(routes.correctExpense, correct.work),
  pair(routes.getExpenseJournal, journal.work),
]);

import { area, pair } from '../../shared/http/endpoint.ts';
import { budgetStore } from '../../shared/store/budget-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import type { BudgetDeps } from './deps.ts';
import * as list from './list-budget-statements.ts';
import * as release from './release-expenditure.ts';
import * as routes from './routes.ts';
import * as appropriation from './state-appropriation.ts';
import * as total from './state-total.ts';

const open = (): BudgetDeps => {
  const table = liveTable();
  return { budget: budgetStore(table), ledger: ledgerStore(table), replays: replayStore(table) };
};

export const handler = area(open, [
  pair(routes.listBudgetStatements, list.work),
  pair(routes.stateAppropriation, appropriation.work),
  pair(routes.stateTotal, total.work),
  pair(routes.releaseExpenditure, release.work),
]);

import { area, pair } from '../../shared/http/endpoint.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { attendanceStore } from '../../shared/store/attendance-store.ts';
import { budgetStore } from '../../shared/store/budget-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import * as check from './check-expenditure-sums.ts';
import type { BreakdownDeps } from './deps.ts';
import * as exported from './export-expenditure-breakdown.ts';
import * as get from './get-expenditure-breakdown.ts';
import * as routes from './routes.ts';

const open = (): BreakdownDeps => {
  const table = liveTable();
  return {
    alliances: allianceStore(table),
    events: allianceEventStore(table),
    figures: attendanceStore(table),
    budget: budgetStore(table),
    ledger: ledgerStore(table),
  };
};

export const handler = area(open, [
  pair(routes.getExpenditureBreakdown, get.work),
  pair(routes.exportExpenditureBreakdown, exported.work),
  pair(routes.checkExpenditureSums, check.work),
]);

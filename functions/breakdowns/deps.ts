import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { AttendanceStore } from '../../shared/store/attendance-store.ts';
import type { BudgetStore } from '../../shared/store/budget-store.ts';
import type { LedgerStore } from '../../shared/store/ledger-store.ts';

export type BreakdownDeps = {
  readonly alliances: AllianceStore;
  readonly events: AllianceEventStore;
  readonly figures: AttendanceStore;
  readonly budget: BudgetStore;
  readonly ledger: LedgerStore;
};

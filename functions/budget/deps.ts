import type { BudgetStore } from '../../shared/store/budget-store.ts';
import type { LedgerStore } from '../../shared/store/ledger-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type BudgetDeps = { readonly budget: BudgetStore; readonly ledger: LedgerStore; readonly replays: ReplayStore };

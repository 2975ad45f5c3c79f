import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { ExpenseStore } from '../../shared/store/expense-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type ExpenseDeps = { readonly events: AllianceEventStore; readonly expenses: ExpenseStore; readonly replays: ReplayStore };

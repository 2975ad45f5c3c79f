import type { Appropriation, Dated, Release, StatedTotal } from '../domain/budget.ts';
import { BudgetStatement } from '../domain/budget.ts';
import type { Instant } from '../domain/calendar.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

export type BudgetOnRecord = {
  readonly appropriations: Dated<Appropriation>[];
  readonly statedTotals: Dated<StatedTotal>[];
  readonly releases: Dated<Release>[];
};

/** Appropriations, stated totals and releases: created once each, never changed. */
export const budgetStore = (table: Table) => {
  const records = recordStore(table, {
    type: 'BUDGET',
    schema: BudgetStatement,
    notFound: 'budgetStatementNotFound',
    listOrder: (_, changedAt) => changedAt,
    timeline: true,
  });
  return {
    ...records,
    async onRecord(alliance: string, knownAt?: Instant): Promise<BudgetOnRecord> {
      const found: BudgetOnRecord = { appropriations: [], statedTotals: [], releases: [] };
      const known = await (knownAt === undefined ? records.all(alliance) : records.allKnownAt(alliance, knownAt));
      for (const { id, changedAt, state } of known) {
        if (state.kind === 'APPROPRIATION') found.appropriations.push({ id, changedAt, statement: state });
        else if (state.kind === 'STATED_TOTAL') found.statedTotals.push({ id, changedAt, statement: state });
        else found.releases.push({ id, changedAt, statement: state });
      }
      return found;
    },
    /** The release in force, or undefined when nothing was released yet. */
    async latestRelease(alliance: string): Promise<Dated<Release> | undefined> {
      const { releases } = await this.onRecord(alliance);
      return releases.sort((a, b) => (a.changedAt < b.changedAt ? -1 : 1)).at(-1);
    },
  };
};
export type BudgetStore = ReturnType<typeof budgetStore>;

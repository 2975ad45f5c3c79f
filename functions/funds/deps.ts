import type { FundEntryStore, FundStore, GrantStore } from '../../shared/store/fund-store.ts';
import type { LedgerStore } from '../../shared/store/ledger-store.ts';
import type { OrganisationStore } from '../../shared/store/organisation-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type FundDeps = {
  readonly funds: FundStore;
  readonly entries: FundEntryStore;
  readonly grants: GrantStore;
  readonly organisations: OrganisationStore;
  readonly ledger: LedgerStore;
  readonly replays: ReplayStore;
};

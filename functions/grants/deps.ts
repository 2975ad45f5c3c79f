import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { FundEntryStore, FundStore, GrantStore } from '../../shared/store/fund-store.ts';
import type { InitiativeStore } from '../../shared/store/initiative-store.ts';
import type { LedgerStore } from '../../shared/store/ledger-store.ts';
import type { MunicipalPaperStore, StrategyStore } from '../../shared/store/municipal-paper-store.ts';
import type { OrganisationStore } from '../../shared/store/organisation-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type GrantDeps = {
  readonly alliances: AllianceStore;
  readonly funds: FundStore;
  readonly entries: FundEntryStore;
  readonly grants: GrantStore;
  readonly organisations: OrganisationStore;
  readonly initiatives: InitiativeStore;
  readonly papers: MunicipalPaperStore;
  readonly strategies: StrategyStore;
  readonly ledger: LedgerStore;
  readonly replays: ReplayStore;
};

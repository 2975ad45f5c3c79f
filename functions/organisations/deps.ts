import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { BodyStore } from '../../shared/store/body-store.ts';
import type { ExpenseStore } from '../../shared/store/expense-store.ts';
import type { GrantStore } from '../../shared/store/fund-store.ts';
import type { InitiativeStore } from '../../shared/store/initiative-store.ts';
import type { MunicipalPaperStore, StrategyStore } from '../../shared/store/municipal-paper-store.ts';
import type { OrganisationRoleStore, OrganisationStore } from '../../shared/store/organisation-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';
import type { MeasureStore } from '../../shared/store/result-store.ts';

export type OrganisationDeps = {
  readonly alliances: AllianceStore;
  readonly organisations: OrganisationStore;
  readonly roles: OrganisationRoleStore;
  readonly grants: Pick<GrantStore, 'pick'>;
  readonly initiatives: InitiativeStore;
  readonly events: AllianceEventStore;
  readonly expenses: ExpenseStore;
  readonly measures: MeasureStore;
  readonly papers: MunicipalPaperStore;
  readonly strategies: Pick<StrategyStore, 'pick'>;
  readonly bodies: BodyStore;
  readonly replays: ReplayStore;
};

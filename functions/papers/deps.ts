import type { BodyStore } from '../../shared/store/body-store.ts';
import type { MeetingStore } from '../../shared/store/meeting-store.ts';
import type { MunicipalPaperStore, StrategyStore } from '../../shared/store/municipal-paper-store.ts';
import type { OrganisationStore } from '../../shared/store/organisation-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';
import type { IndicatorStore } from '../../shared/store/result-store.ts';

export type PaperDeps = {
  readonly papers: MunicipalPaperStore;
  readonly strategies: StrategyStore;
  readonly bodies: BodyStore;
  readonly meetings: MeetingStore;
  readonly indicators: IndicatorStore;
  readonly organisations: OrganisationStore;
  readonly replays: ReplayStore;
};

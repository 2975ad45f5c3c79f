import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { BodyStore } from '../../shared/store/body-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';
import type { releasePreview } from '../../shared/store/released-results.ts';
import type { IndicatorStore, MeasureStore, ProposalStore, ResultsReleaseStore } from '../../shared/store/result-store.ts';

export type ResultDeps = {
  readonly events: AllianceEventStore;
  readonly bodies: BodyStore;
  readonly proposals: ProposalStore;
  readonly measures: MeasureStore;
  readonly indicators: IndicatorStore;
  readonly releases: ResultsReleaseStore;
  readonly preview: ReturnType<typeof releasePreview>;
  readonly replays: ReplayStore;
};

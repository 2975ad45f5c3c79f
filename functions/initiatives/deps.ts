import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { FairStandStore, InitiativeStore } from '../../shared/store/initiative-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type InitiativeDeps = {
  readonly events: AllianceEventStore;
  readonly initiatives: InitiativeStore;
  readonly stands: FairStandStore;
  readonly replays: ReplayStore;
};

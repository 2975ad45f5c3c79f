import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type AllianceEventDeps = { readonly alliances: AllianceStore; readonly events: AllianceEventStore; readonly replays: ReplayStore };

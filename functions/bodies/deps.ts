import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { BodyPersonRecords } from '../../shared/store/body-person-store.ts';
import type { BodyRoleStore, BodySeatStore, BodyStore } from '../../shared/store/body-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type BodiesDeps = {
  readonly alliances: AllianceStore;
  readonly bodies: BodyStore;
  readonly seats: BodySeatStore;
  readonly roles: BodyRoleStore;
  /** Without names: this area opens none. */
  readonly persons: BodyPersonRecords;
  readonly replays: ReplayStore;
};

import type { BodyPersonStore } from '../../shared/store/body-person-store.ts';
import type { BodyRoleStore, BodySeatStore, BodyStore } from '../../shared/store/body-store.ts';
import type { MeetingStore } from '../../shared/store/meeting-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type PeopleDeps = {
  readonly bodies: BodyStore;
  readonly seats: BodySeatStore;
  readonly roles: BodyRoleStore;
  readonly meetings: MeetingStore;
  readonly persons: BodyPersonStore;
  readonly replays: ReplayStore;
};

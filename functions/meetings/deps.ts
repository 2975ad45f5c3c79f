import type { BodyPersonRecords } from '../../shared/store/body-person-store.ts';
import type { BodySeatStore, BodyStore } from '../../shared/store/body-store.ts';
import type { MeetingCommitmentStore, MeetingStore } from '../../shared/store/meeting-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';

export type MeetingDeps = {
  readonly bodies: BodyStore;
  readonly seats: BodySeatStore;
  readonly persons: BodyPersonRecords;
  readonly meetings: MeetingStore;
  readonly commitments: MeetingCommitmentStore;
  readonly replays: ReplayStore;
};

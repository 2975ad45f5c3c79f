import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { AttendanceStore } from '../../shared/store/attendance-store.ts';
import type { DoorStore } from '../../shared/store/door-store.ts';
import type { PersonStore } from '../../shared/store/person-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';
import type { InvitationStore, OfferStore } from '../../shared/store/registration-store.ts';
import type { SeatStore } from '../../shared/store/seat-store.ts';

export type AttendanceDeps = {
  readonly alliances: AllianceStore;
  readonly events: AllianceEventStore;
  readonly figures: AttendanceStore;
  readonly seats: SeatStore;
  readonly invitations: InvitationStore;
  readonly offers: OfferStore;
  readonly doors: DoorStore;
  readonly people: PersonStore;
  readonly replays: ReplayStore;
};

import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { CountStore } from '../../shared/store/count-store.ts';
import type { DoorStore } from '../../shared/store/door-store.ts';
import type { KeyTable } from '../../shared/store/key-table.ts';
import type { PersonStore } from '../../shared/store/person-store.ts';
import type { OfferStore, RegistrationStore } from '../../shared/store/registration-store.ts';
import type { SeatStore } from '../../shared/store/seat-store.ts';

/** No replays: what is sent again is known by the ids of its scans, one by one. */
export type DoorDeps = {
  readonly events: AllianceEventStore;
  readonly offers: OfferStore;
  readonly registrations: RegistrationStore;
  readonly doors: DoorStore;
  readonly counts: CountStore;
  readonly seats: SeatStore;
  readonly people: PersonStore;
  readonly keys: KeyTable;
};

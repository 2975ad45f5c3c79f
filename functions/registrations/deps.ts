import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { DoorStore } from '../../shared/store/door-store.ts';
import type { KeyTable } from '../../shared/store/key-table.ts';
import type { PartyStore } from '../../shared/store/party-store.ts';
import type { PersonStore } from '../../shared/store/person-store.ts';
import type { NeedsReadStore } from '../../shared/store/privacy-store.ts';
import type { ReplayStore } from '../../shared/store/record-store.ts';
import type { InvitationStore, OfferStore, RegistrationStore } from '../../shared/store/registration-store.ts';
import type { SeatStore } from '../../shared/store/seat-store.ts';
import type { Table } from '../../shared/store/table.ts';

export type RegistrationDeps = {
  readonly table: Table;
  readonly events: AllianceEventStore;
  readonly offers: OfferStore;
  readonly registrations: RegistrationStore;
  readonly invitations: InvitationStore;
  readonly needsReads: NeedsReadStore;
  readonly seats: SeatStore;
  readonly doors: DoorStore;
  readonly people: PersonStore;
  readonly keys: KeyTable;
  readonly parties: PartyStore;
  readonly replays: ReplayStore;
};

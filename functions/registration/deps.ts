import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { AllianceStore } from '../../shared/store/alliance-store.ts';
import type { PartyStore, PartyStores } from '../../shared/store/party-store.ts';
import type { OfferStore } from '../../shared/store/registration-store.ts';
import type { RetentionStore } from '../../shared/store/retention-store.ts';

/** What the pages and calendars are made of. */
export type AnnouncementDeps = Pick<PartyStores, 'seats'> & {
  readonly alliances: AllianceStore;
  readonly events: AllianceEventStore;
  readonly offers: OfferStore;
  readonly retention: RetentionStore;
};
export type PublicDeps = AnnouncementDeps & PartyStores & { readonly parties: PartyStore };

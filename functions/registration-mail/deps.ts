import type { Mailer } from '../../shared/platform/mailer.ts';
import type { AllianceEventStore } from '../../shared/store/alliance-event-store.ts';
import type { MailStore } from '../../shared/store/mail-store.ts';
import type { PartyStore, PartyStores } from '../../shared/store/party-store.ts';
import type { OfferStore } from '../../shared/store/registration-store.ts';

export type MailDeps = PartyStores & {
  readonly events: AllianceEventStore;
  readonly offers: OfferStore;
  readonly parties: PartyStore;
  readonly mails: MailStore;
  readonly mailer: Mailer;
};

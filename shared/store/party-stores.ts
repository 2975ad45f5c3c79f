import { doorStore } from './door-store.ts';
import type { KeyTable } from './key-table.ts';
import { livePeople } from './live-people.ts';
import type { PartyEvents, PartyStore, PartyStores } from './party-store.ts';
import { partyStore } from './party-store.ts';
import { personStore } from './person-store.ts';
import { invitationStore, registrationStore } from './registration-store.ts';
import { seatStore } from './seat-store.ts';
import type { Table } from './table.ts';

/** Everything a party is kept in, and the one way it enters, changes and leaves. */
export function openParties(table: Table, keys: KeyTable, events: PartyEvents): PartyStores & { readonly parties: PartyStore } {
  const stores: PartyStores = {
    registrations: registrationStore(table),
    invitations: invitationStore(table),
    seats: seatStore(table),
    doors: doorStore(table),
    people: personStore(table, keys),
    keys,
  };
  return { ...stores, people: livePeople(table, keys), parties: partyStore(stores, events) };
}

import { Invitation, Registration, RegistrationOffer } from '../domain/registration.ts';
import { eventParent } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** How events take registrations; the record's id is the event's. */
export const offerStore = (table: Table) =>
  recordStore(table, { type: 'OFFER', schema: RegistrationOffer, notFound: 'offerNotFound', listOrder: ({ eventId }) => eventId });
export type OfferStore = ReturnType<typeof offerStore>;

/** Parties in the order of registration, found under their event. */
export const registrationStore = (table: Table) =>
  recordStore(table, {
    type: 'REGISTRATION',
    schema: Registration,
    notFound: 'registrationNotFound',
    listOrder: ({ registeredAt }) => registeredAt,
    parent: (alliance, { eventId }) => eventParent(alliance, eventId),
  });
export type RegistrationStore = ReturnType<typeof registrationStore>;

export const invitationStore = (table: Table) =>
  recordStore(table, {
    type: 'INVITATION',
    schema: Invitation,
    notFound: 'invitationNotFound',
    listOrder: (_, changedAt) => changedAt,
    parent: (alliance, { eventId }) => eventParent(alliance, eventId),
  });
export type InvitationStore = ReturnType<typeof invitationStore>;

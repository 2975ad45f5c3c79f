import { Failure } from '../domain/failures.ts';
import type { Authorship, DomainEvent, JournalEntry, Versioned } from '../domain/journal.ts';
import type { Invitation } from '../domain/registration.ts';
import { openPlaces } from '../domain/registration.ts';
import { again } from './party-store.ts';
import type { InvitationStore } from './registration-store.ts';
import type { SeatStore } from './seat-store.ts';

/**
 * Ends an invitation and frees what of it was not used, in one transaction; parties that used it keep their places.
 * @throws invitationEnded when it was ended before; recordChangedMeanwhile when a party has used it meanwhile
 */
export const endInvitation = (
  { invitations, seats }: { readonly invitations: InvitationStore; readonly seats: SeatStore },
  alliance: string,
  read: Versioned<Invitation>,
  expectedVersion: number,
  by: Authorship,
  event: (freed: number) => DomainEvent,
): Promise<JournalEntry<Invitation>> =>
  again(async () => {
    if (read.state.isWithdrawn) throw new Failure('invitationEnded');
    const { eventId } = read.state;
    const freed = openPlaces(read.state);
    const state = { ...read.state, isWithdrawn: true };
    const places = seats.seatsWrite(alliance, eventId, await seats.seatsOf(alliance, eventId), { taken: -freed, waiting: 0 });
    return await invitations.update(alliance, read, expectedVersion, { state, event: event(freed) }, by, freed === 0 ? [] : [places]);
  });

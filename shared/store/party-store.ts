import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { Instant } from '../domain/calendar.ts';
import type { Ticket } from '../domain/door.ts';
import type { FailureCode } from '../domain/failures.ts';
import { Failure, isFailure } from '../domain/failures.ts';
import type { Authorship, DomainEvent, JournalEntry, Versioned } from '../domain/journal.ts';
import type { Person } from '../domain/participant.ts';
import { sameAddressForm } from '../domain/participant.ts';
import type { Invitation, Origin, RegisterByOffice, Registration } from '../domain/registration.ts';
import { moveUp, TicketId, withdraw } from '../domain/registration.ts';
import { nextUp, placeOf } from '../domain/seats.ts';
import { AlreadyAnswered } from './already-answered.ts';
import type { DoorStore } from './door-store.ts';
import type { KeyTable } from './key-table.ts';
import { doorKey, eventParent } from './keys.ts';
import { mailOwedWrite } from './mail-store.ts';
import type { ParticipantAt, PersonStore } from './person-store.ts';
import type { Prepared } from './record-store.ts';
import type { InvitationStore, RegistrationStore } from './registration-store.ts';
import type { SeatStore } from './seat-store.ts';
import type { Table, Write } from './table.ts';
import { commit } from './table.ts';

/** One head as it is registered; a companion may have no name. */
export type NewHead = { readonly ticketId: Ticket['id']; readonly person: Person | null; readonly needs: string | null };

/** The heads of a party as it was sent: who registers first, then the companions, who have no address of their own. */
export function headsOf(
  { companions, needs, title, givenName, familyName, email, organisation, function: role, answers }: z.output<typeof RegisterByOffice>,
  nextId: () => string,
): NewHead[] {
  const lead: Person = { title, givenName, familyName, email, organisation, function: role, answers };
  const ticketId = () => TicketId.parse(nextId());
  return [
    { ticketId: ticketId(), person: lead, needs },
    ...companions.map(({ familyName: name, ...rest }) => ({
      ticketId: ticketId(),
      person: name === null ? null : { ...rest, familyName: name, email: null, organisation, function: null, answers: [] },
      needs: null,
    })),
  ];
}

export type NewParty = {
  readonly alliance: string;
  readonly eventId: Registration['eventId'];
  readonly registrationId: string;
  readonly heads: readonly NewHead[];
  readonly origin: Exclude<Origin, 'WALK_IN'>;
  readonly noticeVersion: number | null;
  readonly consents: Registration['consents'];
  readonly invitation: Versioned<Invitation> | null;
  /** Refuse a second registration with the same address at this event. */
  readonly oncePerAddress: boolean;
  /** Rank among others, where it is not the moment of writing: rows of a list keep their order. */
  readonly registeredAt?: Instant;
};

/** A party as it is to be: the heads that stay, the one who registered first. Heads that are not named give their places back. */
export type PartyChange = {
  readonly heads: readonly { readonly ticketId: Ticket['id']; readonly person: Person | null }[];
  /** Left out where they stay as they are. */
  readonly needs?: string | null;
  readonly consents: Registration['consents'];
  /** The first head's address as it was and as it is to be, where the office corrects it. */
  readonly address?: { readonly from: string | null; readonly to: string | null };
};

/** What the journal says of each step; the catalogue in `events/` makes them, stores know no events. */
export type PartyEvents = {
  readonly registered: (state: Registration) => DomainEvent;
  readonly movedUp: (state: Registration) => DomainEvent;
  readonly withdrawn: (state: Registration) => DomainEvent;
  readonly invitationUsed: (state: Invitation) => DomainEvent;
};

export type PartyStores = {
  readonly registrations: RegistrationStore;
  readonly invitations: InvitationStore;
  readonly seats: SeatStore;
  readonly doors: DoorStore;
  readonly people: PersonStore;
  readonly keys: KeyTable;
};

/** Times a decision about places is made anew when others were first. */
const ATTEMPTS = 40;

const statusOfTicket = { REGISTERED: 'VALID', WAITLISTED: 'WAITLISTED', WITHDRAWN: 'CANCELLED' } as const;

/** @param passing what tells that another writer was first */
export async function again<T>(attempt: () => Promise<T>, passing: readonly FailureCode[] = ['seatsTakenMeanwhile']): Promise<T> {
  for (let round = 0; round < ATTEMPTS; round++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(isFailure(error) && passing.includes(error.code))) throw error;
    }
  }
  throw new Failure('registerBusy', {
    retryAfterSeconds: 3,
    detail: 'Für diese Veranstaltung melden sich gerade sehr viele an. Bitte versuchen Sie es gleich noch einmal.',
  });
}

/** Writes of one transaction (DynamoDB), and how many parties of one head that leaves room for. */
const LARGEST_TRANSACTION = 100;
const MOST_TOGETHER = 15;

const takenBy = (status: Registration['status'], heads: number) =>
  status === 'REGISTERED' ? { taken: heads, waiting: 0 } : { taken: 0, waiting: heads };

const stateOf = (party: NewParty, status: Registration['status'], by: Authorship): Registration => ({
  eventId: party.eventId,
  status,
  tickets: party.heads.map(({ ticketId }) => ticketId),
  origin: party.origin,
  registeredAt: party.registeredAt ?? by.at,
  invitationId: party.invitation?.id ?? null,
  noticeVersion: party.noticeVersion,
  consents: party.consents,
  movedUpAt: null,
  withdrawnBy: null,
});

/**
 * Name and organisation of somebody who came without a registration, as they are to be. No record is behind them, so that
 * the journal has no entry; what stood there before is gone.
 * @throws personErased
 */
export async function correctWalkIn(
  { table, doors, people, keys }: Pick<PartyStores, 'doors' | 'people' | 'keys'> & { readonly table: Table },
  at: ParticipantAt,
  ticket: Ticket,
  person: Person,
): Promise<void> {
  const fields = await people.replacing(at, person);
  if (!fields) throw new Failure('personErased');
  const organisationMark = await keys.organisationMark(at.alliance, person.organisation);
  const proof = { key: doorKey(at.alliance, at.eventId, 'TICKET', at.ticketId), commitId: randomUUID() };
  await commit(table, [...fields, doors.ticketWrite(at.alliance, ticket, { organisationMark })], proof);
}

/** Further changes that follow from a call; its key against double entry belongs to the first alone. */
export const withoutKey = ({ idempotency: _own, ...by }: Authorship): Authorship => by;

/**
 * Parties enter, wait, move up and leave. Registration, tickets, sealed names, places and journal change in one
 * transaction each, so that places are never given twice.
 */
export function partyStore({ registrations, invitations, seats, doors, people, keys }: PartyStores, events: PartyEvents) {
  async function headWrites(party: NewParty, status: Registration['status']): Promise<Write[]> {
    const { alliance, eventId, registrationId, origin } = party;
    const lead = party.heads[0]?.person ?? null;
    const organisationMark = await keys.organisationMark(alliance, lead?.organisation ?? null);
    const perHead = await Promise.all(
      party.heads.map(async ({ ticketId, person, needs }, head) => [
        doors.ticketPut(alliance, {
          id: ticketId,
          eventId,
          registrationId,
          head,
          origin,
          status: statusOfTicket[status],
          organisationMark,
          isNamed: person !== null,
          isMasked: false,
          liveScans: 0,
          presentAt: null,
          presentDoor: null,
        }),
        ...(person === null ? [] : await people.writesFor({ alliance, eventId, ticketId }, person, needs)),
      ]),
    );
    return perHead.flat();
  }

  /** @throws alreadyRegistered when the address is another registration's that stands */
  async function registeredWrite(alliance: string, eventId: string, email: string, registrationId: string): Promise<Write> {
    const earlier = await keys.registrationOf(alliance, eventId, email);
    const before = earlier === undefined ? undefined : await registrations.find(alliance, earlier);
    const isFree = before === undefined || before.state.status === 'WITHDRAWN' || earlier === registrationId;
    if (!isFree) throw new Failure('alreadyRegistered');
    return await keys.registeredWrite(alliance, eventId, email, registrationId, earlier);
  }

  async function addressWrites({ alliance, eventId, registrationId, heads, oncePerAddress }: NewParty): Promise<Write[]> {
    const email = heads[0]?.person?.email ?? null;
    return !oncePerAddress || email === null ? [] : [await registeredWrite(alliance, eventId, email, registrationId)];
  }

  /** The new address finds the person and bars a second registration; the old one does neither any more. */
  async function addressChange(
    alliance: string,
    { id, state: { eventId, tickets } }: Versioned<Registration>,
    { from, to }: NonNullable<PartyChange['address']>,
    now: Instant,
  ): Promise<Write[]> {
    const [ticketId] = tickets;
    const isSame = from === to || (from !== null && to !== null && sameAddressForm(from) === sameAddressForm(to));
    if (isSame || ticketId === undefined) return [];
    const taken =
      to === null ? [] : [await keys.addressWrite(alliance, eventId, ticketId, to), await registeredWrite(alliance, eventId, to, id)];
    return [...taken, ...(from === null ? [] : await keys.releaseWrites({ alliance, eventId, ticketId }, from, id, now))];
  }

  /** Places of an invitation are taken already; using them takes none. @throws invitationUsedUp */
  function invitationWrites(party: NewParty, { id, state, version }: Versioned<Invitation>, by: Authorship): readonly Write[] {
    const used = state.used + party.heads.length;
    if (state.isWithdrawn || (state.expiresAt !== null && state.expiresAt <= by.at) || used > state.places)
      throw new Failure('invitationUsedUp', {
        detail: `Von dieser Einladung sind noch ${Math.max(0, state.places - state.used)} Plätze frei.`,
      });
    const next = { ...state, used };
    const { idempotency: _own, ...author } = by;
    return invitations.prepareUpdate(
      party.alliance,
      { id, state, version, changedAt: by.at },
      { state: next, event: events.invitationUsed(next) },
      author,
    ).writes;
  }

  async function enterOnce(party: NewParty, by: Authorship): Promise<JournalEntry<Registration>> {
    const { alliance, eventId, registrationId, heads, invitation } = party;
    const read = await seats.seatsOf(alliance, eventId);
    const status = invitation === null ? placeOf(read, heads.length) : 'REGISTERED';
    const state = stateOf(party, status, by);
    const taken = takenBy(status, heads.length);
    return await registrations.create(alliance, registrationId, { state, event: events.registered(state) }, by, [
      ...(invitation === null ? [seats.seatsWrite(alliance, eventId, read, taken)] : invitationWrites(party, invitation, by)),
      ...(await headWrites(party, status)),
      ...(await addressWrites(party)),
    ]);
  }

  /** The first of the parties that fit into one transaction with the same answer about their places. */
  async function enterSomeOnce(parties: readonly NewParty[], by: Authorship): Promise<JournalEntry<Registration>[]> {
    const [first] = parties;
    if (!first) return [];
    const { alliance, eventId } = first;
    const read = await seats.seatsOf(alliance, eventId);
    const status = placeOf(read, first.heads.length);
    const chosen: Prepared<Registration>[] = [];
    const writes: Write[] = [];
    let heads = 0;
    const candidates = parties.slice(0, MOST_TOGETHER);
    const own = await Promise.all(candidates.map(async (party) => [...(await headWrites(party, status)), ...(await addressWrites(party))]));
    for (const [index, party] of candidates.entries()) {
      const size = party.heads.length;
      const isWaiting = status === 'WAITLISTED';
      if (!isWaiting && placeOf({ ...read, taken: read.taken + heads }, size) !== status) break;
      const state = stateOf(party, status, by);
      const prepared = registrations.prepareCreate(alliance, party.registrationId, { state, event: events.registered(state) }, by);
      const all = [...prepared.writes, ...(own[index] ?? [])];
      if (writes.length + all.length + 1 > LARGEST_TRANSACTION) break;
      chosen.push(prepared);
      writes.push(...all);
      heads += size;
    }
    await registrations.writeTogether(chosen, [seats.seatsWrite(alliance, eventId, read, takenBy(status, heads)), ...writes]);
    return chosen.map(({ entry }) => entry);
  }

  async function moveUpOnce(alliance: string, eventId: string, by: Authorship): Promise<JournalEntry<Registration> | undefined> {
    const [read, all] = await Promise.all([seats.seatsOf(alliance, eventId), registrations.all(alliance, eventParent(alliance, eventId))]);
    const next = nextUp(
      read,
      all.filter(({ state }) => state.status === 'WAITLISTED'),
    );
    if (!next) return undefined;
    const state = moveUp(next.state, by.at);
    const heads = state.tickets.length;
    return await registrations.update(alliance, next, next.version, { state, event: events.movedUp(state) }, by, [
      seats.seatsWrite(alliance, eventId, read, { taken: heads, waiting: -heads }),
      ...state.tickets.map((id) => doors.ticketWrite(alliance, { id, eventId: state.eventId }, { status: 'VALID' })),
    ]);
  }

  /** The fields of one head as they are to be; a name that is gone leaves an emptied item. */
  async function personWrites(at: ParticipantAt, person: Person | null, needs: string | null | undefined): Promise<readonly Write[]> {
    if (person === null) return people.emptying(at);
    return (await people.replacing(at, person, needs)) ?? (await people.writesFor(at, person, needs ?? null));
  }

  async function changeWrites(
    alliance: string,
    read: Versioned<Registration>,
    { heads, needs, address }: PartyChange,
    now: Instant,
  ): Promise<readonly Write[]> {
    const { eventId, status, tickets } = read.state;
    const organisationMark = await keys.organisationMark(alliance, heads[0]?.person?.organisation ?? null);
    const kept = await Promise.all(
      heads.map(async ({ ticketId, person }, head) => [
        doors.ticketWrite(alliance, { id: ticketId, eventId }, { organisationMark, isNamed: person !== null }),
        ...(await personWrites({ alliance, eventId, ticketId }, person, head === 0 ? needs : undefined)),
      ]),
    );
    const gone = tickets.filter((id) => !heads.some(({ ticketId }) => ticketId === id));
    const freed = status === 'REGISTERED' ? { taken: -gone.length, waiting: 0 } : { taken: 0, waiting: -gone.length };
    return [
      ...kept.flat(),
      ...(address === undefined ? [] : await addressChange(alliance, read, address, now)),
      ...gone.flatMap((ticketId) => [
        doors.ticketWrite(alliance, { id: ticketId, eventId }, { status: 'CANCELLED', isNamed: false }),
        ...people.emptying({ alliance, eventId, ticketId }),
      ]),
      ...(gone.length === 0 ? [] : [seats.seatsWrite(alliance, eventId, await seats.seatsOf(alliance, eventId), freed)]),
    ];
  }

  return {
    /**
     * Names, answers, needs and consents as they are to be, and fewer heads.
     * @param event says which fields changed, never what stands in them
     * @throws registrationClosed when it was withdrawn before; alreadyRegistered for an address that is another's; recordChangedMeanwhile
     */
    change: (
      alliance: string,
      read: Versioned<Registration>,
      wanted: PartyChange,
      event: DomainEvent,
      by: Authorship,
    ): Promise<JournalEntry<Registration>> =>
      again(async () => {
        if (read.state.status === 'WITHDRAWN') throw new Failure('registrationClosed', { detail: 'Diese Anmeldung ist schon abgesagt.' });
        const state = { ...read.state, tickets: wanted.heads.map(({ ticketId }) => ticketId), consents: wanted.consents };
        return await registrations.update(
          alliance,
          read,
          read.version,
          { state, event },
          by,
          await changeWrites(alliance, read, wanted, by.at),
        );
      }),

    /**
     * A journal entry from which a mail follows, while the registration stays as it is.
     * @param reason what it is owed for; the same reason makes no second entry
     * @returns undefined when there is one for this reason already, or the registration was withdrawn
     */
    async notice(
      alliance: string,
      registrationId: string,
      event: DomainEvent,
      reason: string,
      by: Authorship,
    ): Promise<JournalEntry<Registration> | undefined> {
      const owed = mailOwedWrite({ alliance, registrationId, reason });
      try {
        return await again(async () => {
          const read = await registrations.get(alliance, registrationId);
          if (read.state.status === 'WITHDRAWN') return undefined;
          return await registrations.update(alliance, read, read.version, { state: read.state, event }, by, [owed]);
        }, ['recordChangedMeanwhile']);
      } catch (error) {
        if (error instanceof AlreadyAnswered) return undefined;
        throw error;
      }
    },

    /** @throws alreadyRegistered, invitationUsedUp, recordChangedMeanwhile when this registration is there already */
    enter: (party: NewParty, by: Authorship): Promise<JournalEntry<Registration>> => again(() => enterOnce(party, by)),

    /**
     * Parties of one event without invitation, as many of them, from the first, as one transaction holds. The caller comes
     * again with the rest. A party too large to go with others goes alone.
     * @param by without a key against double entry: the ids of the parties are what makes a second try harmless
     * @throws alreadyRegistered, recordChangedMeanwhile when this is so for one of them; then none was entered
     */
    enterTogether: (parties: readonly NewParty[], by: Authorship): Promise<JournalEntry<Registration>[]> =>
      again(() => enterSomeOnce(parties, by)),

    /** Gives free places to whoever waits, in order; each move is a journal entry of its own. @returns who moved up */
    async moveUpAll(alliance: string, eventId: string, by: Authorship): Promise<JournalEntry<Registration>[]> {
      const moved: JournalEntry<Registration>[] = [];
      for (;;) {
        const entry = await again(() => moveUpOnce(alliance, eventId, by), ['seatsTakenMeanwhile', 'recordChangedMeanwhile']);
        if (!entry) return moved;
        moved.push(entry);
      }
    },

    /** @throws registrationClosed when it was withdrawn before; recordChangedMeanwhile */
    withdraw: (
      alliance: string,
      read: Versioned<Registration>,
      expectedVersion: number,
      who: 'PERSON' | 'OFFICE',
      by: Authorship,
    ): Promise<JournalEntry<Registration>> =>
      again(async () => {
        const state = withdraw(read.state, who);
        const { eventId, tickets } = state;
        const heads = tickets.length;
        const freed = read.state.status === 'REGISTERED' ? { taken: -heads, waiting: 0 } : { taken: 0, waiting: -heads };
        return await registrations.update(alliance, read, expectedVersion, { state, event: events.withdrawn(state) }, by, [
          seats.seatsWrite(alliance, eventId, await seats.seatsOf(alliance, eventId), freed),
          ...tickets.map((id) => doors.ticketWrite(alliance, { id, eventId }, { status: 'CANCELLED' })),
        ]);
      }),
  };
}
export type PartyStore = ReturnType<typeof partyStore>;

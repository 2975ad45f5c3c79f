import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../domain/calendar.ts';
import type { Person } from '../domain/participant.ts';
import { fullName } from '../domain/participant.ts';
import type { Participation } from '../domain/privacy.ts';
import { PrivacyCase } from '../domain/privacy.ts';
import { fold } from '../domain/text.ts';
import type { DoorStore } from './door-store.ts';
import { ofDoor } from './door-store.ts';
import type { KeyTable } from './key-table.ts';
import { doorKey, NEEDS_READ_PREFIX, needsReadKey } from './keys.ts';
import type { ParticipantAt, PersonStore } from './person-store.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';
import { commit } from './table.ts';

/** What people asked of the register about their data, by the day of the answer. */
export const privacyCaseStore = (table: Table) =>
  recordStore(table, { type: 'PRIVACY_CASE', schema: PrivacyCase, notFound: 'privacyCaseNotFound', listOrder: ({ dueOn }) => dueOn });
export type PrivacyCaseStore = ReturnType<typeof privacyCaseStore>;

export type ErasureStores = { readonly table: Table; readonly doors: DoorStore; readonly people: PersonStore; readonly keys: KeyTable };

/**
 * Erases one participant; presence, counts and the organisation's mark stay. Called again it changes nothing.
 *
 * Lookups go first, then the key, which ends the sealed fields here and in every backup; then the sealed items are
 * emptied and the ticket says so, in one transaction. Cut off before the key is gone, the address can still be read and
 * the lookups be found; cut off after it, the ticket still says that it is named, and the next run finishes.
 * Whoever calls has made sure that no legal hold forbids it.
 * @returns false when there was nothing left to erase
 */
export async function eraseParticipant({ table, doors, people, keys }: ErasureStores, at: ParticipantAt): Promise<boolean> {
  const { alliance, eventId, ticketId } = at;
  const [ticket, person, key] = await Promise.all([
    doors.findTicket(alliance, eventId, ticketId),
    people.find(at),
    keys.personKey(alliance, eventId, ticketId),
  ]);
  if (!ticket?.isNamed && !key) return false;
  await keys.forget(alliance, eventId, ticketId, person?.email ?? null);
  if (ticket) {
    const named = doors.ticketWrite(alliance, ticket, { isNamed: false });
    const proof = { key: doorKey(alliance, eventId, 'TICKET', ticketId), commitId: randomUUID() };
    await commit(table, [...people.emptying(at), named], proof);
  }
  return true;
}

/** Erases the special needs alone; the name stays. */
export async function eraseNeeds({ table, people }: Pick<ErasureStores, 'table' | 'people'>, at: ParticipantAt): Promise<void> {
  const proof = { key: doorKey(at.alliance, at.eventId, 'NEEDS', at.ticketId), commitId: randomUUID() };
  await commit(table, [people.emptyingNeeds(at)], proof);
}

/** The name is not shown in any list from now on; the register keeps it. */
export async function maskParticipant({ table, doors }: Pick<ErasureStores, 'table' | 'doors'>, at: ParticipantAt): Promise<boolean> {
  const ticket = await doors.findTicket(at.alliance, at.eventId, at.ticketId);
  if (!ticket) return false;
  const proof = { key: doorKey(at.alliance, at.eventId, 'TICKET', at.ticketId), commitId: randomUUID() };
  await commit(table, [doors.ticketWrite(at.alliance, ticket, { isMasked: true })], proof);
  return true;
}

/** Every word of the name asked for stands in the full name, whatever the spelling of ß, umlauts and accents. */
const hasName = (person: Person, words: readonly string[]): boolean => {
  const known = fold(fullName(person)).split(' ');
  return words.every((word) => known.some((other) => other.startsWith(word)));
};

export type Named = Participation & { readonly person: Person };

/**
 * Looks through the names of all given events: slow, and for people without an address only.
 * @param most where to stop; a person chooses among the found ones
 */
export async function participantsNamed(
  people: PersonStore,
  alliance: string,
  eventIds: readonly Participation['eventId'][],
  name: string,
  most: number,
): Promise<Named[]> {
  const words = fold(name).split(' ').filter(Boolean);
  const found: Named[] = [];
  for (const eventId of eventIds) {
    for (const [ticketId, person] of await people.ofEvent(alliance, eventId)) {
      if (hasName(person, words)) found.push({ eventId, ticketId: ticketId as Participation['ticketId'], person });
      if (found.length === most) return found;
    }
  }
  return found;
}

/** That somebody read special needs at an event: when, in which role, and whose; the person themselves may ask (Art. 15 DSGVO). */
type NeedsRead = {
  readonly at: Instant;
  readonly role: string;
  readonly subject: string;
  /** Whose needs were shown; a reading that found none is kept too. */
  readonly tickets: readonly string[];
};

const needsRead = z.object({ at: z.string(), role: z.string(), subject: z.string(), tickets: z.array(z.string()) });

export function needsReadStore(table: Table) {
  return {
    async record(alliance: string, eventId: string, { at, role, subject, tickets }: NeedsRead): Promise<void> {
      const commitId = randomUUID();
      const key = needsReadKey(alliance, eventId, at, commitId);
      await commit(table, [{ put: { item: { ...key, at, role, subject, tickets, commitId } }, refusal: 'recordChangedMeanwhile' }], {
        key,
        commitId,
      });
    },
    async ofEvent(alliance: string, eventId: string): Promise<NeedsRead[]> {
      const reads = await ofDoor(table, alliance, eventId, NEEDS_READ_PREFIX, (item) => needsRead.parse(item));
      return reads.sort((a, b) => (a.at < b.at ? -1 : 1));
    },
  };
}
export type NeedsReadStore = ReturnType<typeof needsReadStore>;

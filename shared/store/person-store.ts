import type { SpecialNeeds as Needs, Person as PersonFields } from '../domain/participant.ts';
import { Person, SpecialNeeds } from '../domain/participant.ts';
import type { KeyTable } from './key-table.ts';
import { openValue, sealValue } from './key-table.ts';
import { DOOR_SHARDS, doorKey, doorPartition } from './keys.ts';
import type { Table, Write } from './table.ts';
import { getItem, queryItems } from './table.ts';

/** Where a participant is found. */
export type ParticipantAt = { readonly alliance: string; readonly eventId: string; readonly ticketId: string };

/**
 * The only place of personal fields: sealed items beside the ticket, each under the participant's own key.
 * @see docs/adr/0012-a-key-per-participant.md
 */
export function personStore(table: Table, keys: KeyTable) {
  const sealedWrite = (at: ParticipantAt, kind: 'PERSON' | 'NEEDS', key: Uint8Array, value: PersonFields | Needs): Write => {
    const place = doorKey(at.alliance, at.eventId, kind, at.ticketId);
    return { put: { item: { ...place, sealed: sealValue(key, value, place) } }, refusal: 'recordChangedMeanwhile' };
  };
  const emptied = (at: ParticipantAt, kind: 'PERSON' | 'NEEDS'): Write => ({
    put: { item: { ...doorKey(at.alliance, at.eventId, kind, at.ticketId), sealed: null } },
    refusal: 'recordChangedMeanwhile',
  });

  async function open<T>(at: ParticipantAt, kind: 'PERSON' | 'NEEDS', parse: (value: unknown) => T): Promise<T | undefined> {
    const place = doorKey(at.alliance, at.eventId, kind, at.ticketId);
    const [item, key] = await Promise.all([getItem(table, place), keys.personKey(at.alliance, at.eventId, at.ticketId)]);
    return item?.sealed && key ? parse(openValue(key, item.sealed, place)) : undefined;
  }

  async function openAll<T>(
    alliance: string,
    eventId: string,
    kind: 'PERSON' | 'NEEDS',
    parse: (value: unknown) => T,
  ): Promise<Map<string, T>> {
    const opened = new Map<string, T>();
    const personKeys = await keys.personKeys(alliance, eventId);
    await Promise.all(
      DOOR_SHARDS.map(async (shard) => {
        const partition = doorPartition(alliance, eventId, shard);
        for await (const item of queryItems(table, { partition, prefix: `${kind}#` })) {
          const id = String(item.sk).slice(kind.length + 1);
          const key = personKeys.get(id);
          if (item.sealed && key) opened.set(id, parse(openValue(key, item.sealed, { pk: partition, sk: String(item.sk) })));
        }
      }),
    );
    return opened;
  }

  return {
    /** Everything that is written when somebody becomes a participant with a name; at most four writes. */
    async writesFor(at: ParticipantAt, person: PersonFields, needs: string | null = null): Promise<Write[]> {
      const { key, write } = await keys.newPersonKey(at.alliance, at.eventId, at.ticketId);
      return [
        write,
        sealedWrite(at, 'PERSON', key, Person.parse(person)),
        ...(needs === null ? [] : [sealedWrite(at, 'NEEDS', key, { needs })]),
        ...(person.email === null ? [] : [await keys.addressWrite(at.alliance, at.eventId, at.ticketId, person.email)]),
      ];
    },
    /** The fields as they are now; what stood there before is gone. @returns undefined when the person was erased */
    async replacing(at: ParticipantAt, person: PersonFields, needs?: string | null): Promise<Write[] | undefined> {
      const key = await keys.personKey(at.alliance, at.eventId, at.ticketId);
      if (!key) return undefined;
      return [
        sealedWrite(at, 'PERSON', key, Person.parse(person)),
        ...(needs === undefined ? [] : [needs === null ? emptied(at, 'NEEDS') : sealedWrite(at, 'NEEDS', key, { needs })]),
      ];
    },
    find: (at: ParticipantAt): Promise<PersonFields | undefined> => open(at, 'PERSON', (value) => Person.parse(value)),
    findNeeds: (at: ParticipantAt): Promise<Needs | undefined> => open(at, 'NEEDS', (value) => SpecialNeeds.parse(value)),
    /** Everybody at an event by ticket; erased persons are missing. */
    ofEvent: (alliance: string, eventId: string): Promise<Map<string, PersonFields>> =>
      openAll(alliance, eventId, 'PERSON', (value) => Person.parse(value)),
    needsOfEvent: (alliance: string, eventId: string): Promise<Map<string, Needs>> =>
      openAll(alliance, eventId, 'NEEDS', (value) => SpecialNeeds.parse(value)),
    /** For one transaction with the ticket: the sealed fields are emptied; `forget` of the keys table ends them everywhere. */
    emptying: (at: ParticipantAt): Write[] => [emptied(at, 'PERSON'), emptied(at, 'NEEDS')],
    emptyingNeeds: (at: ParticipantAt): Write => emptied(at, 'NEEDS'),
  };
}
export type PersonStore = ReturnType<typeof personStore>;

import { BodyPerson } from '../domain/alliance-body.ts';
import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import { PersonName } from '../domain/participant.ts';
import type { KeyTable } from './key-table.ts';
import { openValue, sealValue } from './key-table.ts';
import { recordPartition } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table, Write } from './table.ts';
import { getItem } from './table.ts';

/** Keys of persons in bodies lie in the keys table like those of an event's participants, under this place. */
const BODIES = '@bodies';
const SEALED = 'SEALED';

/** Persons in bodies, without their names: what functions need that never show one. */
export const bodyPersonRecords = (table: Table) =>
  recordStore(table, {
    type: 'PERSON',
    schema: BodyPerson,
    notFound: 'personNotFound',
    listOrder: () => '',
  });
export type BodyPersonRecords = ReturnType<typeof bodyPersonRecords>;

/**
 * Persons in bodies with their names, each sealed under the person's own key: erasing the key erases the name everywhere,
 * backups included, and no seat, meeting or count moves.
 * @see docs/adr/0012-a-key-per-participant.md
 */
export function bodyPersonStore(table: Table, keys: KeyTable) {
  const records = bodyPersonRecords(table);
  const placeOf = (alliance: string, id: string) => ({ pk: recordPartition(alliance, 'PERSON', id), sk: SEALED });
  const sealedWrite = (alliance: string, id: string, key: Uint8Array, name: PersonName): Write => {
    const place = placeOf(alliance, id);
    return { put: { item: { ...place, sealed: sealValue(key, PersonName.parse(name), place) } }, refusal: 'recordChangedMeanwhile' };
  };
  const opened = async (alliance: string, id: string, key: Uint8Array | undefined): Promise<PersonName | undefined> => {
    const place = placeOf(alliance, id);
    const item = key === undefined ? undefined : await getItem(table, place);
    if (!item?.sealed || key === undefined) return undefined;
    return PersonName.parse(openValue(key, item.sealed, place));
  };

  return {
    ...records,
    /** A new person with a key of their own. */
    async record(
      alliance: string,
      id: string,
      change: Change<BodyPerson>,
      name: PersonName,
      by: Authorship,
    ): Promise<JournalEntry<BodyPerson>> {
      const { key, write } = await keys.newPersonKey(alliance, BODIES, id);
      return await records.create(alliance, id, change, by, [write, sealedWrite(alliance, id, key, name)]);
    },
    /** The name as it is now; what stood there before is gone. @throws personNotFound when the person was erased */
    async rename(
      alliance: string,
      read: Versioned<BodyPerson>,
      expectedVersion: number,
      change: Change<BodyPerson>,
      name: PersonName,
      by: Authorship,
    ): Promise<JournalEntry<BodyPerson> | undefined> {
      const key = await keys.personKey(alliance, BODIES, read.id);
      if (key === undefined) return undefined;
      return await records.update(alliance, read, expectedVersion, change, by, [sealedWrite(alliance, read.id, key, name)]);
    },
    /** @returns undefined when the person was erased */
    async nameOf(alliance: string, id: string): Promise<PersonName | undefined> {
      return await opened(alliance, id, await keys.personKey(alliance, BODIES, id));
    },
    /** Names of these persons; erased ones are missing. */
    async namesOf(alliance: string, ids: readonly string[]): Promise<Map<string, PersonName>> {
      const personKeys = await keys.personKeys(alliance, BODIES);
      const found = await Promise.all([...new Set(ids)].map(async (id) => [id, await opened(alliance, id, personKeys.get(id))] as const));
      return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])));
    },
    /** Ends the key after the record says so: an erasure that was cut off is finished by the next try. */
    forget: (alliance: string, id: string): Promise<void> => keys.forget(alliance, BODIES, id, null),
  };
}
export type BodyPersonStore = ReturnType<typeof bodyPersonStore>;

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { newDeviceKey, type Sealed } from './seal.ts';
import { DOOR_DATABASE } from './traces.ts';

/**
 * QUEUED: not sent, or sent and not answered. NOTICE: the register refused it, or it turned out to be a duplicate, and
 * nobody has ticked that off yet. DONE: answered, kept for undoing.
 */
export type EntryState = 'QUEUED' | 'NOTICE' | 'DONE';

/** `id` is `<owner>/<alliance>/<eventId>`, everything with a name or a title is sealed. */
type ListRow = {
  readonly id: string;
  readonly owner: string;
  readonly usableUntil: string;
  readonly usedAt: string;
  readonly sealed: Sealed;
};
/** `seq` counts on this device and is the order of sending. */
export type EntryRow = {
  readonly seq?: number;
  readonly list: string;
  readonly owner: string;
  readonly scanId: string;
  readonly state: EntryState;
  readonly sealed: Sealed;
};

interface DoorSchema extends DBSchema {
  settings: { key: string; value: CryptoKey | string };
  lists: { key: string; value: ListRow };
  entries: { key: number; value: EntryRow; indexes: { list: string; state: [string, EntryState] } };
}
type DoorDatabase = IDBPDatabase<DoorSchema>;

let opening: Promise<DoorDatabase> | undefined;
const forgetOpening = (): void => {
  opening = undefined;
};

export function database(): Promise<DoorDatabase> {
  opening ??= openDB<DoorSchema>(DOOR_DATABASE, 1, {
    upgrade(made) {
      made.createObjectStore('settings');
      made.createObjectStore('lists', { keyPath: 'id' });
      const entries = made.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
      entries.createIndex('list', 'list');
      entries.createIndex('state', ['list', 'state']);
    },
    // another tab deletes: this one lets go
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      forgetOpening();
    },
    terminated: forgetOpening,
  });
  opening.catch(forgetOpening);
  return opening;
}

/** What is committed here has reached the disk before the promise ends. */
export const durable = { durability: 'strict' } as const;

/** Of two tabs that need a value at once, one makes it. */
async function once<T extends CryptoKey | string>(name: string, make: () => T | Promise<T>): Promise<T> {
  const db = await database();
  const known = await db.get('settings', name);
  if (known !== undefined) return known as T;
  const made = await make();
  const transaction = db.transaction('settings', 'readwrite', durable);
  const first = (await transaction.store.get(name)) as T | undefined;
  if (first === undefined) await transaction.store.put(made, name);
  await transaction.done;
  return first ?? made;
}

export const deviceKey = (): Promise<CryptoKey> => once('key', newDeviceKey);
/** Random; made once and gone with everything else. */
export const deviceId = (): Promise<string> => once('device', () => crypto.randomUUID());

/** Emptied first, so that nothing readable is left even while another tab holds the database open. */
export async function removeDatabase(): Promise<void> {
  const db = await database();
  const transaction = db.transaction(['settings', 'lists', 'entries'], 'readwrite', durable);
  await Promise.all([
    transaction.objectStore('settings').clear(),
    transaction.objectStore('lists').clear(),
    transaction.objectStore('entries').clear(),
    transaction.done,
  ]);
  db.close();
  forgetOpening();
  await deleteDB(DOOR_DATABASE);
}

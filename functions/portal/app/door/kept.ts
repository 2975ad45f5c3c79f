import type { DoorEntry, WalkInPerson } from '../../../../shared/domain/door.ts';
import type { Success } from '../contract.ts';
import { database, deviceKey, durable, type EntryRow, type EntryState, removeDatabase } from './database.ts';
import { ownerOf, seal, unseal } from './seal.ts';

/** The door of one event, as one person keeps it on this device. */
export type At = { readonly owner: string; readonly alliance: string; readonly eventId: string };
export type DoorList = Success<'getDoorList'>;
export type ScanResult = Success<'recordScans'>['results'][number];
/** `statusAt`: this device's clock when it last asked who is present. */
export type KeptList = { readonly list: DoorList; readonly statusAt: string };

export type NewEntry = {
  readonly entry: DoorEntry;
  /** Whether the list had a name; the name itself stands in the list alone, and goes with it. */
  readonly named: boolean;
  /** What the screen said; another answer becomes a notice. */
  readonly expected: 'PRESENT' | 'DUPLICATE' | null;
};
/** `message` stands where the register refused the entry itself, not what it says. */
export type Entry = NewEntry & {
  readonly seq: number;
  readonly state: EntryState;
  readonly result: Pick<ScanResult, 'outcome' | 'reason' | 'message'> | null;
  readonly answeredAt: string | null;
};
type Content = NewEntry & Pick<Entry, 'result' | 'answeredAt'>;

/** Answered entries that stay for „Zurücknehmen“. */
const KEPT_ANSWERED = 30;

const listOf = ({ owner, alliance, eventId }: At): string => `${owner}/${alliance}/${eventId}`;
const atIn = (id: string): At => {
  const [owner = '', alliance = '', eventId = ''] = id.split('/');
  return { owner, alliance, eventId };
};
const placeOf = ({ list, scanId }: Pick<EntryRow, 'list' | 'scanId'>): string => `${list}/${scanId}`;

/** Tells the other tabs that lists or entries have changed. */
const channel = new BroadcastChannel('einlass');
const tell = (): void => channel.postMessage('changed');
export function onChangeElsewhere(follow: () => void): () => void {
  channel.addEventListener('message', follow);
  return () => channel.removeEventListener('message', follow);
}

export async function atOf(subject: string, alliance: string, eventId: string): Promise<At> {
  return { owner: await ownerOf(subject), alliance, eventId };
}

/** What was opened last, so that a tap does not open a whole list again. */
let openedList: { readonly id: string; readonly usedAt: string; readonly kept: KeptList } | undefined;
const openedEntries = new Map<string, { readonly sealed: string; readonly entry: Entry }>();
const printOf = ({ sealed }: EntryRow): string => sealed.iv.join();

async function removeList(id: string): Promise<void> {
  openedList = undefined;
  await (await database()).delete('lists', id);
  tell();
}
export const forgetList = (at: At): Promise<void> => removeList(listOf(at));
export async function forgetLists(subject: string): Promise<void> {
  const owner = await ownerOf(subject);
  const rows = await (await database()).getAll('lists');
  await Promise.all(rows.filter((row) => row.owner === owner).map(({ id }) => removeList(id)));
}

/** @param instead only in place of a list that is still there: who signed out meanwhile stays signed out */
export async function saveList(at: At, kept: KeptList, instead = false): Promise<void> {
  const id = listOf(at);
  const sealed = await seal(await deviceKey(), kept, id);
  const row = { id, owner: at.owner, usableUntil: kept.list.usableUntil, usedAt: new Date().toISOString(), sealed };
  const transaction = (await database()).transaction('lists', 'readwrite', durable);
  const isThere = (await transaction.store.getKey(id)) !== undefined;
  if (isThere || !instead) await transaction.store.put(row);
  await transaction.done;
  tell();
}

/** @returns undefined where there is none or its time is over; then it is gone from the device, too */
export async function readList(at: At): Promise<KeptList | undefined> {
  const id = listOf(at);
  const row = await (await database()).get('lists', id);
  if (!row) return undefined;
  if (row.usableUntil <= new Date().toISOString()) {
    await removeList(id);
    return undefined;
  }
  if (openedList?.id === id && openedList.usedAt === row.usedAt) return openedList.kept;
  const kept = await unseal<KeptList>(await deviceKey(), row.sealed, id);
  openedList = { id, usedAt: row.usedAt, kept };
  return kept;
}

/**
 * The door that may be used without signing in: the one in the address, else the one that was loaded last. Lists whose
 * time is over go now.
 */
export async function openDoor([alliance, eventId]: readonly (string | undefined)[]): Promise<At | undefined> {
  const now = new Date().toISOString();
  const rows = await (await database()).getAll('lists');
  await Promise.all(rows.filter(({ usableUntil }) => usableUntil <= now).map(({ id }) => removeList(id)));
  const usable = rows.filter(({ usableUntil }) => usableUntil > now).sort((a, b) => (a.usedAt < b.usedAt ? 1 : -1));
  const found = usable.find(({ id }) => id.endsWith(`/${alliance}/${eventId}`)) ?? usable[0];
  return found && atIn(found.id);
}

/** On the disk before the promise ends. */
export async function append(at: At, added: NewEntry): Promise<void> {
  const head = { list: listOf(at), scanId: added.entry.scanId };
  const content: Content = { ...added, result: null, answeredAt: null };
  const sealed = await seal(await deviceKey(), content, placeOf(head));
  const transaction = (await database()).transaction('entries', 'readwrite', durable);
  await Promise.all([transaction.store.add({ ...head, owner: at.owner, state: 'QUEUED', sealed }), transaction.done]);
  tell();
}

async function opened(rows: readonly EntryRow[]): Promise<Entry[]> {
  const key = await deviceKey();
  return await Promise.all(
    rows.map(async (row) => {
      const known = openedEntries.get(row.scanId);
      if (known?.entry.state === row.state && known.sealed === printOf(row)) return known.entry;
      const entry = { ...(await unseal<Content>(key, row.sealed, placeOf(row))), seq: row.seq ?? 0, state: row.state };
      openedEntries.set(row.scanId, { sealed: printOf(row), entry });
      return entry;
    }),
  );
}

export const entriesOf = async (at: At): Promise<Entry[]> =>
  await opened(await (await database()).getAllFromIndex('entries', 'list', listOf(at)));

/** The oldest entries that have no result. */
export const queuedOf = async (at: At, most: number): Promise<Entry[]> =>
  await opened(await (await database()).getAllFromIndex('entries', 'state', [listOf(at), 'QUEUED'], most));

const stateAfter = ({ outcome }: ScanResult, { expected }: NewEntry): EntryState => {
  if (outcome === 'NOT_YET') return 'QUEUED';
  return outcome === 'REFUSED' || (outcome === 'DUPLICATE' && expected === 'PRESENT') ? 'NOTICE' : 'DONE';
};

/** Takes up results in one transaction; an entry without one stays in the queue, one that was wiped meanwhile stays away. @returns how many left the queue */
export async function settle(at: At, entries: readonly Entry[], results: readonly ScanResult[]): Promise<number> {
  const key = await deviceKey();
  const list = listOf(at);
  const answers = new Map(results.map((result) => [result.scanId, result]));
  const answeredAt = new Date().toISOString();
  const rows = await Promise.all(
    entries.flatMap(({ seq, state: _before, result: _none, answeredAt: _never, ...told }) => {
      const answer = answers.get(told.entry.scanId);
      const state = answer === undefined ? 'QUEUED' : stateAfter(answer, told);
      if (answer === undefined || state === 'QUEUED') return [];
      const head = { list, scanId: told.entry.scanId };
      const { outcome, reason, message } = answer;
      const content: Content = { ...told, result: { outcome, reason, message }, answeredAt };
      return [seal(key, content, placeOf(head)).then((sealed) => ({ ...head, seq, owner: at.owner, state, sealed }))];
    }),
  );
  const transaction = (await database()).transaction('entries', 'readwrite', durable);
  const put = async (row: EntryRow & { readonly seq: number }): Promise<void> => {
    if ((await transaction.store.getKey(row.seq)) !== undefined) await transaction.store.put(row);
  };
  await Promise.all([...rows.map(put), transaction.done]);
  tell();
  return rows.length;
}

/** Answered entries past the newest, but for the heads counted here since yesterday, and for what takes back an entry that stays. */
function outdated(entries: readonly Entry[]): Entry[] {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const covered = entries.filter(({ state, entry }) => state === 'DONE' && !(entry.kind === 'HEADS' && entry.scannedAt > yesterday));
  const dropped = covered.slice(0, -KEPT_ANSWERED);
  const gone = new Set(dropped.map(({ seq }) => seq));
  const stays = new Set(entries.filter(({ seq }) => !gone.has(seq)).map(({ entry }) => entry.scanId));
  return dropped.filter(({ entry }) => entry.kind !== 'UNDO' || !stays.has(entry.undoes));
}

const nobody: WalkInPerson = { givenName: null, familyName: null, email: null, organisation: null };
/** The same entry to the register, which knows the person already, without what it says of the person. */
function withoutPerson({ seq: _seq, state: _state, ...content }: Entry): Content {
  const { entry } = content;
  return entry.kind === 'WALK_IN' && entry.person ? { ...content, entry: { ...entry, person: nobody } } : content;
}

/**
 * After the list was refreshed: drops answered entries that it covers, and takes from the others what was said of people
 * whom the list has by now, so that a name lives in the list alone.
 */
export async function prune(at: At): Promise<void> {
  const [kept, key, db] = await Promise.all([readList(at), deviceKey(), database()]);
  const rows = await db.getAllFromIndex('entries', 'list', listOf(at));
  const entries = await opened(rows);
  const listed = new Set(kept?.list.heads.map(({ ticketId }) => ticketId));
  const dropped = outdated(entries);
  const gone = new Set(dropped.map(({ seq }) => seq));
  const told = entries.flatMap((one, place) => {
    const { entry, state, seq } = one;
    const row = rows[place];
    if (!row || gone.has(seq) || entry.kind !== 'WALK_IN' || entry.person === null) return [];
    const isOver = listed.has(entry.ticketId) || (state === 'DONE' && one.result?.outcome === 'REFUSED');
    const says = Object.values(entry.person).some((value) => value !== null);
    return isOver && says ? [{ seq, before: printOf(row), sealed: seal(key, withoutPerson(one), placeOf(row)) }] : [];
  });
  const emptied = await Promise.all(told.map(async ({ sealed, ...one }) => ({ ...one, sealed: await sealed })));
  const transaction = db.transaction('entries', 'readwrite', durable);
  const put = async ({ seq, before, sealed }: (typeof emptied)[number]): Promise<void> => {
    const row = await transaction.store.get(seq);
    // answered meanwhile: the next refresh takes it
    if (row && printOf(row) === before) await transaction.store.put({ ...row, sealed });
  };
  await Promise.all([...dropped.map(({ seq }) => transaction.store.delete(seq)), ...emptied.map(put), transaction.done]);
  for (const { entry } of dropped) openedEntries.delete(entry.scanId);
  tell();
}

/** A person has seen the notice. */
export async function tickOff(seq: number): Promise<void> {
  const transaction = (await database()).transaction('entries', 'readwrite', durable);
  const row = await transaction.store.get(seq);
  if (row?.state === 'NOTICE') await transaction.store.put({ ...row, state: 'DONE' });
  await transaction.done;
  tell();
}

export type Waiting = { readonly unsent: number; readonly notices: number };
const countOf = (rows: readonly EntryRow[]): Waiting => ({
  unsent: rows.filter(({ state }) => state === 'QUEUED').length,
  notices: rows.filter(({ state }) => state === 'NOTICE').length,
});

/** What waits on this device, of this person and of all others; without a person all of it is of others. */
export async function waitingFor(owner: string | undefined): Promise<{ own: Waiting; others: Waiting; doors: readonly At[] }> {
  const rows = await (await database()).getAll('entries');
  const own = rows.filter((row) => row.owner === owner);
  const unsent = new Set(own.filter(({ state }) => state === 'QUEUED').map(({ list }) => list));
  return {
    own: countOf(own),
    others: countOf(rows.filter((row) => row.owner !== owner)),
    doors: [...unsent].map(atIn),
  };
}

/** Forgets all lists and entries of one person; with the last one the key goes as well. */
export async function wipe(owner: string): Promise<void> {
  openedList = undefined;
  openedEntries.clear();
  const transaction = (await database()).transaction(['lists', 'entries'], 'readwrite', durable);
  const [lists, entries] = [transaction.objectStore('lists'), transaction.objectStore('entries')];
  const [everyList, everyEntry] = await Promise.all([lists.getAll(), entries.getAll()]);
  await Promise.all([
    ...everyList.filter((row) => row.owner === owner).map(({ id }) => lists.delete(id)),
    ...everyEntry.filter((row) => row.owner === owner).map(({ seq = 0 }) => entries.delete(seq)),
    transaction.done,
  ]);
  tell();
  if ([...everyList, ...everyEntry].every((row) => row.owner === owner)) await removeDatabase();
}

/** The door a device was last told to stand at. */
export async function doorChoice(at: At): Promise<string | undefined> {
  return (await (await database()).get('settings', `door ${listOf(at)}`)) as string | undefined;
}
export async function chooseDoor(at: At, door: string): Promise<void> {
  await (await database()).put('settings', door, `door ${listOf(at)}`);
}

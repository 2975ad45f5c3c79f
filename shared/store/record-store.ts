import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../domain/calendar.ts';
import type { FailureCode } from '../domain/failures.ts';
import { Failure } from '../domain/failures.ts';
import type { Authorship, Change, JournalEntry, RecordType, Versioned } from '../domain/journal.ts';
import { versionedOf } from '../domain/journal.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Key } from './keys.ts';
import {
  idempotencyPartition,
  indexes,
  JOURNAL_PREFIX,
  journalSort,
  listPartition,
  recordPartition,
  STATE,
  timelinePartition,
  timelineSort,
} from './keys.ts';
import type { Item, Query, Table, Write } from './table.ts';
import { commit, getItem, queryItems } from './table.ts';

/** How one concept is kept: its schema, where it is listed, and what it is called when it is not there. */
export type RecordKind<State> = {
  readonly type: RecordType;
  readonly schema: z.ZodType<State>;
  readonly notFound: FailureCode;
  /** Position in the list of its type; a text that sorts. */
  readonly listOrder: (state: State, changedAt: Instant) => string;
  /** The event or office under which it is found as well. */
  readonly parent?: (alliance: string, state: State) => string | undefined;
  /** True when many records at once are asked as known at an instant; costs one more index write per change. */
  readonly timeline?: true;
};

/** A change that is not written yet; `proof` is for `commit`. */
export type Prepared<State> = {
  readonly entry: JournalEntry<State>;
  readonly writes: readonly Write[];
  readonly proof: { readonly key: Key; readonly commitId: string };
};

export type Page<T> = { readonly items: readonly T[]; readonly cursor: string | null };

const journalItem = z.object({
  alliance: z.string(),
  recordType: z.string(),
  recordId: z.string(),
  version: z.int(),
  recordedAt: z.string(),
  by: z.object({ subject: z.string(), role: z.string(), office: z.string().nullable() }),
  correlationId: z.string(),
  event: z.object({ name: z.string(), schemaVersion: z.int(), data: z.record(z.string(), z.unknown()) }),
  after: z.unknown(),
});

export const toJournalEntry = (item: Item): JournalEntry<object> => journalItem.parse(item) as JournalEntry<object>;

const REPLAY_DAYS = 30;
/** DynamoDB ends at 400 kB, and every read of a list pays for what its records weigh. */
const LARGEST_RECORD_BYTES = 95_000;

/** @throws bodyTooLarge, in the words of whoever adds to a record that has grown for years */
function assertFits(entry: object): void {
  if (Buffer.byteLength(JSON.stringify(entry)) <= LARGEST_RECORD_BYTES) return;
  throw new Failure('bodyTooLarge', {
    detail: `Der Datensatz würde mit dieser Änderung größer als ${LARGEST_RECORD_BYTES / 1000} kB. Bitte kürzen Sie Texte oder verteilen Sie den Inhalt auf mehrere Datensätze.`,
  });
}
const epochSeconds = (at: Instant, days = 0) => Math.floor(Date.parse(at) / 1000) + days * 86_400;

/** A filtered page looks at no more than this many records for each one it wants. */
const LOOKED_AT_PER_WANTED = 20;
/** Records read at once on behalf of a caller who sees a part of the list. */
const PART_PAGE_SIZE = 500;

/** Part of a list: all of a type or what belongs to a parent, between two positions of the list's order. */
export type ListPart = {
  readonly alliance: string;
  readonly parent?: string;
  readonly from?: string;
  readonly to?: string;
  readonly descending?: boolean;
};

/** Fills one page from a list; `next` is the item after which the following page begins, none at the end. */
async function collect<T>(
  read: AsyncIterable<Item>,
  toRecord: (item: Item) => T,
  { limit, within }: { limit: number; within: 'ALL' | 'PART' },
  keep: (record: T) => boolean,
): Promise<{ items: T[]; next?: Item }> {
  const isOpen = within === 'ALL';
  const items: T[] = [];
  let position: Item | undefined;
  let looked = 0;
  for await (const item of read) {
    const record = toRecord(item);
    const kept = keep(record);
    // Where others' records lie between, only one of the caller's own ends a page or marks it.
    const counts = kept || isOpen;
    const isFull = items.length === limit && counts;
    if (position && (isFull || (isOpen && looked === limit * LOOKED_AT_PER_WANTED))) return { items, next: position };
    looked += 1;
    if (kept) items.push(record);
    if (counts) position = item;
  }
  return { items };
}

function listQuery(type: RecordType, { alliance, parent, from, to, descending = false }: ListPart) {
  if (parent !== undefined) {
    // A parent's partition holds several types; the prefix keeps the range within this one.
    return {
      index: indexes.byParent,
      partition: parent,
      from: `${type}#${from ?? ''}`,
      to: `${type}#${to ?? '\uffff'}`,
      descending,
    } satisfies Query;
  }
  const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return { index: indexes.byList, partition: listPartition(alliance, type), ...bounds, descending } satisfies Query;
}

/**
 * The one way records are read and changed: the state over the version that was read, its journal entry, the caller's
 * idempotency key and whatever else belongs to the change go in ONE transaction.
 */
export function recordStore<State extends object>(table: Table, kind: RecordKind<State>) {
  const { type, schema, notFound } = kind;

  const toVersioned = (item: Item): Versioned<State> => ({
    id: String(item.id),
    version: Number(item.version),
    changedAt: String(item.changedAt),
    state: schema.parse(item.state),
  });

  async function find(alliance: string, id: string): Promise<Versioned<State> | undefined> {
    const item = await getItem(table, { pk: recordPartition(alliance, type, id), sk: STATE });
    return item === undefined ? undefined : toVersioned(item);
  }

  /** @throws the kind's notFound */
  async function get(alliance: string, id: string): Promise<Versioned<State>> {
    const found = await find(alliance, id);
    if (!found) throw new Failure(notFound);
    return found;
  }

  /** The record as the register knew it at an instant. @throws the kind's notFound when it was not yet recorded */
  async function getKnownAt(alliance: string, id: string, knownAt: Instant): Promise<Versioned<State>> {
    for await (const item of queryItems(table, {
      partition: recordPartition(alliance, type, id),
      prefix: JOURNAL_PREFIX,
      descending: true,
      pageSize: 10,
    })) {
      if (String(item.recordedAt) <= knownAt) return versionedOf({ ...toJournalEntry(item), after: schema.parse(item.after) });
    }
    throw new Failure(notFound, { detail: 'Zu diesem Kenntnisstand war der Datensatz noch nicht erfasst.' });
  }

  async function journalOf(alliance: string, id: string): Promise<JournalEntry<object>[]> {
    const entries: JournalEntry<object>[] = [];
    for await (const item of queryItems(table, { partition: recordPartition(alliance, type, id), prefix: JOURNAL_PREFIX }))
      entries.push(toJournalEntry(item));
    return entries;
  }

  /**
   * Every record of the type in list order, or of those that belong to a parent. For joins over an alliance's events,
   * figures and budget, not for expenses.
   */
  async function all(alliance: string, parent?: string): Promise<Versioned<State>[]> {
    const records: Versioned<State>[] = [];
    const where = parent === undefined ? { alliance } : { alliance, parent };
    for await (const item of queryItems(table, listQuery(type, where))) records.push(toVersioned(item));
    return records;
  }

  /** Which records there are, in list order, whether or not they can be read: for work that takes them one by one. */
  async function ids(alliance: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { id } of queryItems(table, { ...listQuery(type, { alliance }), only: ['id'] })) found.push(String(id));
    return found;
  }

  /**
   * A few fields of every record of a list, for looking through many: what is not asked for is not handed over. What the
   * table reads is the same.
   */
  async function pick<Part extends z.ZodObject>(where: ListPart, part: Part): Promise<Versioned<z.output<Part>>[]> {
    const only = ['id', 'version', 'changedAt', ...Object.keys(part.shape).map((field) => `state.${field}`)];
    const records: Versioned<z.output<Part>>[] = [];
    for await (const { id, version, changedAt, state } of queryItems(table, { ...listQuery(type, where), only }))
      records.push({ id: String(id), version: Number(version), changedAt: String(changedAt), state: part.parse(state) });
    return records;
  }

  /** Every record of the type as known at an instant: one pass over the type's journal, the latest entry of each wins. */
  async function allKnownAt(alliance: string, knownAt: Instant): Promise<Versioned<State>[]> {
    if (!kind.timeline) throw new Error(`${type} keeps no timeline`);
    const latest = new Map<string, Versioned<State>>();
    const query: Query = { index: indexes.byList, partition: timelinePartition(alliance, type), to: `${knownAt}$` };
    for await (const item of queryItems(table, query)) {
      const entry = toJournalEntry(item);
      const known = latest.get(entry.recordId);
      if (!known || known.version < entry.version) latest.set(entry.recordId, versionedOf({ ...entry, after: schema.parse(entry.after) }));
    }
    return [...latest.values()].sort((a, b) => (kind.listOrder(a.state, a.changedAt) < kind.listOrder(b.state, b.changedAt) ? -1 : 1));
  }

  /**
   * One page of a list, or of what belongs to a parent, filtered in memory.
   *
   * For a caller who may see the whole list, the number of records looked at is bounded: a page may hold fewer than asked
   * for, even none, and still name a next cursor. For a caller who may not (`within` is PART), neither the end of a page nor
   * a cursor may tell of the others: the page looks on until it is full, and its cursor is the last record given out.
   * @param scope what the list is filtered by; a cursor belongs to exactly one list
   */
  async function page(
    where: ListPart,
    scope: string,
    { limit, cursor, within = 'ALL' }: { limit: number; cursor?: string | undefined; within?: 'ALL' | 'PART' },
    keep: (record: Versioned<State>) => boolean,
  ): Promise<Page<Versioned<State>>> {
    const query = listQuery(type, where);
    const list = `${query.partition}|${type}|${scope}`;
    const keyNames = [query.index.partition, query.index.sort, 'pk', 'sk'];
    const after = cursor === undefined ? {} : { after: readCursor(list, query.partition, cursor, keyNames) };
    const read = queryItems(table, { ...query, ...after, pageSize: within === 'ALL' ? limit + 1 : PART_PAGE_SIZE });
    const { items, next } = await collect(read, toVersioned, { limit, within }, keep);
    return { items, cursor: next === undefined ? null : writeCursor(list, next, keyNames) };
  }

  function indexKeys(alliance: string, id: string, state: State, changedAt: Instant): Item {
    const order = `${kind.listOrder(state, changedAt)}#${id}`;
    const parent = kind.parent?.(alliance, state);
    return {
      listPk: listPartition(alliance, type),
      listSk: order,
      ...(parent === undefined ? {} : { parentPk: parent, parentSk: `${type}#${order}` }),
    };
  }

  /** Validates, and says what state, journal entry and idempotency key of a change are to be written, with the mark that proves it. */
  function prepare(
    alliance: string,
    id: string,
    version: number,
    { state, event }: Change<State>,
    by: Authorship,
    stateCondition: Write['put'],
    refusal: FailureCode,
  ): Prepared<State> {
    const pk = recordPartition(alliance, type, id);
    const commitId = randomUUID();
    const after = schema.parse(state);
    const entry: JournalEntry<State> = {
      alliance,
      recordType: type,
      recordId: id,
      version,
      recordedAt: by.at,
      by: { subject: by.subject, role: by.role, office: by.office },
      correlationId: by.correlationId,
      event,
      after,
    };
    assertFits(entry);
    const journalKey = { pk, sk: journalSort(version) };
    const timeline = kind.timeline ? { listPk: timelinePartition(alliance, type), listSk: timelineSort(by.at, id, version) } : {};
    const writes: Write[] = [
      ...(by.idempotency
        ? [
            {
              put: {
                item: {
                  pk: idempotencyPartition(alliance, by.subject, by.idempotency.key),
                  sk: 'CALL',
                  contentHash: by.idempotency.contentHash,
                  journalPk: pk,
                  journalSk: journalKey.sk,
                  ttl: epochSeconds(by.at, REPLAY_DAYS),
                },
                condition: 'attribute_not_exists(pk) OR #ttl < :now',
                names: { '#ttl': 'ttl' },
                values: { ':now': epochSeconds(by.at) },
              },
              refusal: 'alreadyAnswered' as const,
            },
          ]
        : []),
      {
        put: {
          ...stateCondition,
          item: { pk, sk: STATE, type, id, alliance, version, changedAt: by.at, state: after, ...indexKeys(alliance, id, after, by.at) },
        },
        refusal,
      },
      { put: { item: { ...journalKey, ...timeline, ...entry, commitId }, condition: 'attribute_not_exists(pk)' }, refusal },
    ];
    return { entry, writes, proof: { key: journalKey, commitId } };
  }

  /** One transaction of a change and its further writes. */
  async function write({ entry, writes, proof }: Prepared<State>, further: readonly Write[]): Promise<JournalEntry<State>> {
    await commit(table, [...writes, ...further], proof);
    return entry;
  }

  const prepareCreate = (alliance: string, id: string, change: Change<State>, by: Authorship): Prepared<State> =>
    prepare(alliance, id, 1, change, by, { item: {}, condition: 'attribute_not_exists(pk)' }, 'recordChangedMeanwhile');

  const prepareUpdate = (alliance: string, read: Versioned<State>, change: Change<State>, by: Authorship): Prepared<State> => {
    const condition = { item: {}, condition: '#version = :read', names: { '#version': 'version' }, values: { ':read': read.version } };
    return prepare(alliance, read.id, read.version + 1, change, by, condition, 'recordChangedMeanwhile');
  };

  return {
    find,
    get,
    getKnownAt,
    journalOf,
    all,
    ids,
    pick,
    allKnownAt,
    page,
    /** @throws recordChangedMeanwhile when the id is taken */
    create: (
      alliance: string,
      id: string,
      change: Change<State>,
      by: Authorship,
      further: readonly Write[] = [],
    ): Promise<JournalEntry<State>> => write(prepareCreate(alliance, id, change, by), further),
    /** For several records in one transaction. */
    prepareCreate,
    prepareUpdate,
    /** @param writes theirs and what else belongs to them, in one transaction */
    writeTogether: async ([first]: readonly Prepared<State>[], writes: readonly Write[]): Promise<void> => {
      if (first) await commit(table, writes, first.proof);
    },
    /** @throws recordChangedMeanwhile when another writer was first, or the caller read another version */
    update: (
      alliance: string,
      read: Versioned<State>,
      expectedVersion: number,
      change: Change<State>,
      by: Authorship,
      further: readonly Write[] = [],
    ): Promise<JournalEntry<State>> => {
      if (read.version !== expectedVersion) throw changedMeanwhile(read.version);
      return write(prepareUpdate(alliance, read, change, by), further);
    },
  };
}

const changedMeanwhile = (current: number) =>
  new Failure('recordChangedMeanwhile', {
    detail: `Bitte laden Sie den Datensatz neu (Fassung ${current}) und wiederholen Sie Ihre Änderung.`,
  });

/** The answer given earlier to the same POST, or undefined. */
export function replayStore(table: Table) {
  return {
    /** @throws idempotencyKeyReused when the key came with other content */
    async find(alliance: string, by: Authorship): Promise<JournalEntry<object> | undefined> {
      if (!by.idempotency) return undefined;
      const call = await getItem(table, { pk: idempotencyPartition(alliance, by.subject, by.idempotency.key), sk: 'CALL' });
      if (call === undefined || Number(call.ttl) < epochSeconds(by.at)) return undefined;
      if (call.contentHash !== by.idempotency.contentHash) {
        throw new Failure('idempotencyKeyReused', { detail: 'Bitte verwenden Sie für einen neuen Vorgang einen neuen Schlüssel.' });
      }
      const item = await getItem(table, { pk: String(call.journalPk), sk: String(call.journalSk) });
      return item === undefined ? undefined : toJournalEntry(item);
    },
  };
}
export type ReplayStore = ReturnType<typeof replayStore>;

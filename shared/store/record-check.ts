import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { canonicalJson } from '../domain/canonical.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { FaultRule, RegisterFault } from '../domain/register-fault.ts';
import { journalSort, listPartition, STATE, timelinePartition, timelineSort } from './keys.ts';
import { toJournalEntry } from './record-store.ts';
import type { RecordRow, Row } from './row-class.ts';
import type { Item } from './table.ts';

type Pack = { readonly sk: string; readonly chunks: Uint8Array[] };

/** A record's partition while its rows come by: journal, then packs, then the state, as their keys sort. */
type Open = {
  readonly pk: string;
  /** The last entry read. */
  last?: { readonly sk: string; readonly entry: JournalEntry<object> };
  hasState: boolean;
  /** Hashes that the journal names, by version of the pack. */
  readonly named: Map<number, string>;
  readonly packs: Map<number, Pack>;
};

type Frozen = { readonly packHash?: unknown; readonly packVersion?: unknown };

const isText = (value: unknown): value is string => typeof value === 'string';

/** The entry as it must lie: under its record's key, and in its type's timeline where it keeps one. */
function isInPlace(
  { alliance, type, id, sk, item }: RecordRow,
  { recordType, recordId, version, recordedAt, ...entry }: JournalEntry<object>,
) {
  const isOwn = entry.alliance === alliance && recordType === type && recordId === id && sk === journalSort(version);
  if (!('listPk' in item) && !('listSk' in item)) return isOwn;
  return isOwn && item.listPk === timelinePartition(alliance, type) && item.listSk === timelineSort(recordedAt, id, version);
}

/** The state as it must stand after the last entry, found where its list and its parent have it. */
function isAsAfter({ alliance, type, id, item }: RecordRow, { version, recordedAt, after }: JournalEntry<object>): boolean {
  const isOwn = item.alliance === alliance && item.type === type && item.id === id;
  const isLast = item.version === version && item.changedAt === recordedAt;
  const isListed = item.listPk === listPartition(alliance, type) && isText(item.listSk) && item.listSk.endsWith(`#${id}`);
  const isUnderParent = item.parentPk === undefined ? item.parentSk === undefined : item.parentSk === `${type}#${String(item.listSk)}`;
  return isOwn && isLast && isListed && isUnderParent && canonicalJson(item.state) === canonicalJson(after);
}

/** What was frozen, hashed as it is stored: canonical JSON. @returns undefined when it cannot be unpacked */
function hashOfPack(chunks: readonly Uint8Array[]): string | undefined {
  try {
    return createHash('sha256')
      .update(gunzipSync(Buffer.concat(chunks)))
      .digest('hex');
  } catch {
    return undefined;
  }
}

const isRecordRow = (row: Row): row is RecordRow => 'type' in row;

/**
 * Checks records one after the other: versions without a gap, the state as the last entry left it, packs against the hash
 * that the journal names. Holds one record at a time.
 * @param onEntry told of every entry in order
 */
export function recordCheck(found: (fault: RegisterFault) => void, onEntry: (entry: JournalEntry<object>) => void) {
  let open: Open | undefined;
  const say = (rule: FaultRule, pk: string, sk: string) => found({ rule, pk, sk });

  function pass(entry: JournalEntry<object>, { pk, sk }: RecordRow): void {
    try {
      onEntry(entry);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      say('JOURNAL_FOREIGN', pk, sk);
    }
  }

  function takeEntry(row: RecordRow, record: Open): void {
    const entry = readEntry(row.item);
    if (entry === undefined || !isInPlace(row, entry)) say('JOURNAL_FOREIGN', row.pk, row.sk);
    if (entry === undefined) return;
    if (entry.version !== (record.last?.entry.version ?? 0) + 1) say('JOURNAL_GAP', row.pk, row.sk);
    record.last = { sk: row.sk, entry };
    const { packHash, packVersion } = entry.after as Frozen;
    if (isText(packHash) && typeof packVersion === 'number') record.named.set(packVersion, packHash);
    pass(entry, row);
  }

  function takeChunk({ sk, item }: RecordRow, record: Open): void {
    const version = Number(sk.split('#')[1]);
    const pack = record.packs.get(version) ?? { sk, chunks: [] };
    record.packs.set(version, pack);
    pack.chunks.push(item.chunk instanceof Uint8Array ? item.chunk : new Uint8Array());
  }

  function takeState(row: RecordRow, record: Open): void {
    record.hasState = true;
    if (record.last === undefined) say('JOURNAL_MISSING', row.pk, row.sk);
    else if (!isAsAfter(row, record.last.entry)) say('STATE_DIFFERS', row.pk, row.sk);
  }

  function checkPacks({ pk, named, packs, last }: Open): void {
    for (const [version, { sk, chunks }] of packs) {
      const hash = named.get(version);
      if (hash === undefined) say('PACK_UNKNOWN', pk, sk);
      else if (hashOfPack(chunks) !== hash) say('PACK_DIFFERS', pk, sk);
    }
    for (const version of named.keys()) if (!packs.has(version)) say('PACK_MISSING', pk, last?.sk ?? STATE);
  }

  function close(): void {
    if (open === undefined) return;
    checkPacks(open);
    if (open.last !== undefined && !open.hasState) say('STATE_MISSING', open.pk, STATE);
    open = undefined;
  }

  return {
    take(row: Row): void {
      if (open !== undefined && open.pk !== row.pk) close();
      if (!isRecordRow(row)) return;
      open ??= { pk: row.pk, hasState: false, named: new Map(), packs: new Map() };
      if (row.kind === 'JOURNAL') takeEntry(row, open);
      else if (row.kind === 'PACK') takeChunk(row, open);
      else if (row.kind === 'STATE') takeState(row, open);
    },
    close,
  };
}

function readEntry(item: Item): JournalEntry<object> | undefined {
  try {
    return toJournalEntry(item);
  } catch {
    return undefined;
  }
}

import { createHash } from 'node:crypto';
import type { Instant } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { RecordType } from '../domain/journal.ts';
import { recordTypes } from '../domain/journal.ts';
import { JOURNAL_PREFIX, NEEDS_READ_PREFIX, recordPartition, SCAN_PREFIX, STATE } from './keys.ts';
import type { Item } from './table.ts';

/**
 * What kind of row a key says it is.
 *
 * Put once and sealed: JOURNAL, LEDGER, PACK, SCAN, MARK. Sealed at each version: STATE. Recomputed from others: SUM, COUNTS.
 * FREE is kept for a time or for a person and says nothing a figure rests on: answers to repeated calls, mails, tickets,
 * sealed names, places.
 */
export const rowKinds = ['JOURNAL', 'STATE', 'LEDGER', 'PACK', 'SCAN', 'MARK', 'SUM', 'COUNTS', 'CHAIN', 'FREE', 'UNKNOWN'] as const;
export type RowKind = (typeof rowKinds)[number];

export type Row = {
  readonly alliance: string;
  readonly kind: RowKind;
  readonly pk: string;
  readonly sk: string;
  readonly item: Item;
  /** When it was recorded; undefined where the row does not say. */
  readonly at?: Instant;
  /** Partition of the record whose change wrote it, where the row does not say when. */
  readonly owner?: string;
};
export type RecordRow = Row & { readonly type: RecordType; readonly id: string };

const isRecordType = (text: string): text is RecordType => (recordTypes as readonly string[]).includes(text);
type Told = Pick<Row, 'kind' | 'at' | 'owner'>;
const unknown: Told = { kind: 'UNKNOWN' };
const free: Told = { kind: 'FREE' };
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function inRecord(type: RecordType, alliance: string, pk: string, sk: string, item: Item): Told {
  if (sk.startsWith(JOURNAL_PREFIX)) return { kind: 'JOURNAL', at: text(item.recordedAt) };
  if (sk === STATE) return { kind: 'STATE', at: text(item.changedAt) };
  if (sk.startsWith('PACK#')) return { kind: 'PACK', owner: pk };
  if (sk === 'SETTLED' || sk === 'CORRECTED') return { kind: 'MARK', owner: recordPartition(alliance, type, text(item.by)) };
  return sk === 'PRIVATE' || sk === 'SEALED' || sk.startsWith('MAIL#') ? free : unknown;
}

function atDoor(sk: string, item: Item): Told {
  if (sk.startsWith(SCAN_PREFIX)) return { kind: 'SCAN', at: text((item.fact as Item | undefined)?.receivedAt) };
  if (sk.startsWith(NEEDS_READ_PREFIX)) return { kind: 'MARK', at: text(item.at) };
  return /^(?:TICKET|PERSON|NEEDS|MAIL)#/.test(sk) ? free : unknown;
}

function inPlace(alliance: string, place: string, sk: string, item: Item): Told {
  switch (place) {
    case 'LEDGER':
      return { kind: 'LEDGER', at: text(item.recordedAt) };
    case 'SUMS':
    case 'FUNDSUMS':
    case 'FUNDROOM':
      return { kind: 'SUM' };
    case 'DOORS':
      return sk.endsWith('#COUNTS') ? { kind: 'COUNTS' } : sk.endsWith('#SEATS') ? free : unknown;
    case 'CHAIN':
      return { kind: 'CHAIN' };
    case 'DUPLICATE':
      return { kind: 'MARK', owner: recordPartition(alliance, 'EXPENSE', sk) };
    case 'PAPERNUMBER':
      return { kind: 'MARK', owner: recordPartition(alliance, 'PAPER', text(item.paperId)) };
    case 'IDEMPOTENCY':
      return free;
    default:
      return unknown;
  }
}

/** @property type and id where the row lies in a record's partition */
export function rowOf(item: Item): Row | RecordRow {
  const [pk, sk] = [text(item.pk), text(item.sk)];
  const [alliance = '', place = '', ...rest] = pk.split('#');
  const head = { alliance, pk, sk, item };
  if (isRecordType(place) && rest.length > 0)
    return { ...head, type: place, id: rest.join('#'), ...inRecord(place, alliance, pk, sk, item) };
  return { ...head, ...(place === 'DOOR' ? atDoor(sk, item) : inPlace(alliance, place, sk, item)) };
}

/** Marks that the counting of a door sets on its facts, which themselves never change. */
const marksOfMachinery = new Set(['counted', 'undoneBy']);

/** SHA-256 over everything that was put, whatever the order of its attributes; base64url. */
export function hashOfRow({ kind, item }: Pick<Row, 'kind' | 'item'>): string {
  const put = Object.entries(item)
    .filter(([name]) => kind !== 'SCAN' || !marksOfMachinery.has(name))
    .map(([name, value]) => [name, value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value] as const);
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(put)))
    .digest('base64url');
}

/** What is sealed: rows that are put once, and each version of a state, which a later one replaces. */
export const isSealable = (kind: RowKind): boolean => ['JOURNAL', 'LEDGER', 'PACK', 'SCAN', 'MARK', 'STATE'].includes(kind);

/** The name under which a row is sealed. A state is another one at each version. */
export const sealNameOf = ({ kind, pk, sk, item }: Row): { readonly pk: string; readonly sk: string } =>
  kind === 'STATE' ? { pk, sk: `${STATE}@${Number(item.version)}` } : { pk, sk };
export const isStateName = (sk: string): boolean => sk.startsWith(`${STATE}@`);

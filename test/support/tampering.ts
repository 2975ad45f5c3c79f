import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Row, RowKind } from '../../shared/store/row-class.ts';
import { hashOfRow, rowOf } from '../../shared/store/row-class.ts';
import type { Item, Table } from '../../shared/store/table.ts';

/** Changes made to rows past the register, directly in the database, each with the rows that a check has to name. */
export type Tampering = {
  readonly what: string;
  readonly puts: readonly Item[];
  readonly deletes: readonly Item[];
  /** Rows of which each must be named. */
  readonly named: readonly Item[];
};

/** A seeded source of chance: the same seed is the same run. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return { below, pick: <T>(among: readonly T[]): T => among[below(among.length)] as T };
}
type Dice = ReturnType<typeof dice>;

const keyOf = ({ pk, sk }: Item): string => `${String(pk)}\n${String(sk)}`;

/** Another value of the same kind, so that it is the change that is noticed and not a field that cannot be read. */
function otherThan(value: unknown, { below }: Dice): unknown {
  if (typeof value === 'number') return value + 1 + below(1000);
  if (typeof value === 'boolean') return !value;
  if (value === null) return 'x';
  if (value instanceof Uint8Array) return value.map((byte, index) => (index === value.length >> 1 ? byte ^ 1 : byte));
  if (Array.isArray(value)) return [...value, 'x'];
  return `${String(value)}x`;
}

/** The same with one value anywhere inside changed. */
function edited(value: unknown, chance: Dice): unknown {
  const isMap = value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
  if (!isMap || Object.keys(value).length === 0) return otherThan(value, chance);
  const name = chance.pick(Object.keys(value));
  return { ...value, [name]: edited((value as Item)[name], chance) };
}

/** What the counting of a door keeps for itself; it says nothing. */
const silent = new Set(['pk', 'sk', 'round', 'commitId']);

function anEdit({ item, kind }: Row, chance: Dice): Item {
  // A ledger line keeps its amounts readable: an unreadable one ends the recomputing of all sums, and hides others of this pass.
  const names = Object.keys(item).filter((name) => !silent.has(name) && (kind !== 'LEDGER' || /Cents|recordedAt|Id$/.test(name)));
  const name = chance.pick(names);
  return { ...item, [name]: name === undefined ? 1 : edited(item[name], chance) };
}

/** A row like another one, under a key that none has. */
function forged({ item, kind, pk, sk }: Row, chance: Dice): Item {
  const mark = `f${chance.below(1_000_000)}`;
  if (kind === 'LEDGER' || kind === 'SUM' || kind === 'SCAN') return { ...item, sk: `${sk}${mark}` };
  if (kind === 'STATE' || kind === 'COUNTS') return kind === 'STATE' ? { ...item, pk: `${pk}${mark}` } : { ...item, sk: `${mark}#COUNTS` };
  if (kind === 'JOURNAL') return { ...item, sk: `JOURNAL#${String(2_000 + chance.below(9_000)).padStart(10, '0')}` };
  if (kind === 'PACK') return { ...item, sk: `PACK#000${100 + chance.below(800)}#000000` };
  return { ...item, pk: `${pk}${mark}` };
}

export type Way = 'edit' | 'delete' | 'insert' | 'swap';
export const ways: readonly Way[] = ['edit', 'delete', 'insert', 'swap'];

/** @param other a row of the same kind, for a swap of what two rows say */
export function tamper(way: Way, row: Row, other: Row, chance: Dice): Tampering | undefined {
  const said = `${way} ${row.kind} ${row.pk} ${row.sk}`;
  const as = ({ kind }: Row, item: Item, before: Item): Tampering | undefined =>
    hashOfRow({ kind, item }) === hashOfRow({ kind, item: before })
      ? undefined
      : { what: said, puts: [item], deletes: [], named: [before] };
  if (way === 'edit') return as(row, anEdit(row, chance), row.item);
  if (way === 'delete') return { what: said, puts: [], deletes: [row.item], named: [row.item] };
  if (way === 'insert') {
    const item = forged(row, chance);
    return { what: said, puts: [item], deletes: [], named: [item] };
  }
  const { pk, sk } = row;
  const one = as(row, { ...other.item, pk, sk }, row.item);
  const two = as(other, { ...row.item, pk: other.pk, sk: other.sk }, other.item);
  return one && two && keyOf(row.item) !== keyOf(other.item)
    ? { ...one, puts: [...one.puts, ...two.puts], named: [row.item, other.item] }
    : undefined;
}

export const rowsOfKind = (items: readonly Item[], kinds: readonly RowKind[]): Row[] =>
  items.map(rowOf).filter(({ kind }) => kinds.includes(kind));

const BATCH = 25;

/** Writes past every rule of the register. */
export async function force(table: Table, puts: readonly Item[], deletes: readonly Item[]): Promise<void> {
  const requests = [
    ...puts.map((Item) => ({ PutRequest: { Item } })),
    ...deletes.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  ];
  for (let start = 0; start < requests.length; start += BATCH)
    await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: requests.slice(start, start + BATCH) } }));
}

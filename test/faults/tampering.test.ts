import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { recordScans } from '../../functions/door/routes.ts';
import { bookExpense, certifyExpense, correctExpense, enterExpense } from '../../functions/expenses/routes.ts';
import type { FaultRule } from '../../shared/domain/register-fault.ts';
import { sentenceOf } from '../../shared/domain/register-fault.ts';
import { openChainKey } from '../../shared/platform/chain-key.ts';
import { chainStore } from '../../shared/store/chain-store.ts';
import { BLOCK_PREFIX, chainHeadKey, chainPartition } from '../../shared/store/keys.ts';
import { registerCheck } from '../../shared/store/register-check.ts';
import type { Row, RowKind } from '../../shared/store/row-class.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { queryItems } from '../../shared/store/table.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';
import { aBooking, anExpense } from '../support/builders.ts';
import { checkIn, doorStores, headsOf, openDoor, plainTickets, undoOf } from '../support/door.ts';
import { scale } from '../support/scale.ts';
import { everyItem } from '../support/scan.ts';
import type { Tampering } from '../support/tampering.ts';
import { dice, force, rowsOfKind, tamper, ways } from '../support/tampering.ts';

/**
 * R20: what is changed past the register is named, row by row. The register is that of a first start, with a reversed
 * invoice and a door in it, sealed once.
 */

const EVENT = 'auftakt-2016-01-07';
const SEED = 20_161_231;
const TAMPERINGS = scale({ short: 60, full: 1_000 });
const AT_ONCE = 20;
const alliances = ['npa', 'lip'];
const ruleOfChain = new Set<FaultRule>(['SEAL_BROKEN', 'ROW_MISSING', 'ROW_LATE']);
let table: Table;
let items: Item[];

const checks = () => registerCheck(table, openChainKey(), alliances);
const nameOf = ({ pk, sk }: { readonly pk?: unknown; readonly sk?: unknown }): string => `${String(pk)}\n${String(sk)}`;

async function reverseAnInvoice(): Promise<void> {
  const certified = async (expense: { body: { id: string; version: number } }) =>
    await call(certifyExpense, as('CERTIFIER'), {
      params: { expenseId: expense.body.id },
      version: expense.body.version,
      body: { checks: ['FACTUAL', 'ARITHMETIC'] },
    });
  const booked = async (expense: { body: { id: string; version: number } }, more = {}) => {
    const { body } = await certified(expense);
    return await call(bookExpense, as('AUTHORISER'), { params: { expenseId: body.id }, version: body.version, body: aBooking(more) });
  };
  const entered = { body: anExpense({ supplier: 'Druckerei Muster', invoiceReference: 'R-1' }) };
  const first = await booked(await call(enterExpense, as('OFFICE_EDITOR'), entered));
  const reversal = { params: { expenseId: first.body.id }, body: { kind: 'REVERSAL', reason: 'Doppelt erfasst' } };
  expect((await booked(await call(correctExpense, as('OFFICE_EDITOR'), reversal))).status).toBe(200);
}

async function useADoor(): Promise<void> {
  await openDoor(EVENT);
  const tickets = await plainTickets(EVENT, 12);
  const entries = [...tickets.map((ticket) => checkIn(ticket)), headsOf(7)];
  const undone = [0, 1].flatMap((index) => (entries[index] ? [undoOf(entries[index])] : []));
  const body = { deviceId: randomUUID(), sentAt: new Date().toISOString(), entries: [...entries, ...undone] };
  expect((await call(recordScans, as('OFFICE_EDITOR'), { params: { eventId: EVENT }, body })).status).toBe(200);
  const { counts, doors } = doorStores();
  await counts.count(
    'npa',
    EVENT,
    (await doors.scansOf('npa', EVENT)).map(({ fact }) => fact),
  );
}

beforeAll(async () => {
  table = await openRegisterOfBoth();
  await reverseAnInvoice();
  await useADoor();
  const now = new Date().toISOString();
  const { faults, heads } = await checks().verifyAndSeal(now, now);
  expect(faults).toEqual([]);
  expect([...heads.keys()]).toEqual(alliances);
  items = await everyItem(table);
}, 240_000);

/** Sums and counts are recomputed together: a pass changes either them or the rows they come from. */
const recomputed: readonly RowKind[] = ['SUM', 'COUNTS'];
const sealed: readonly RowKind[] = ['JOURNAL', 'LEDGER', 'STATE', 'PACK', 'SCAN', 'MARK'];

/** So many rows of different records, chosen by kind first: there are fewer packs than entries of journals. */
function aPass(most: number, kinds: readonly RowKind[], chance: ReturnType<typeof dice>): Tampering[] {
  const rows = rowsOfKind(items, kinds);
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  const used = new Set<string>();
  const placeOf = ({ kind, pk, sk }: Row): string => (kind === 'LEDGER' || kind === 'SUM' || kind === 'COUNTS' ? sk : pk);
  const free = (kind: RowKind): Row[] => (byKind.get(kind) ?? []).filter((row) => !used.has(placeOf(row)));
  const chosen: Tampering[] = [];
  for (let tries = 0; chosen.length < most && tries < most * 20; tries++) {
    const kind = chance.pick(kinds);
    const [one, other] = [chance.pick(free(kind)), chance.pick(free(kind))];
    const made = one && other ? tamper(chance.pick(ways), one, other, chance) : undefined;
    if (!made || !one || !other) continue;
    used.add(placeOf(one)).add(placeOf(other));
    chosen.push(made);
  }
  return chosen;
}

/** Rows that were named, under any rule and without those of the chain. */
async function namesAfter(tamperings: readonly Tampering[]): Promise<{ all: Set<string>; withoutChain: Set<string> }> {
  const touched = new Set(tamperings.flatMap(({ puts, deletes }) => [...puts, ...deletes]).map(nameOf));
  const before = items.filter((item) => touched.has(nameOf(item)));
  const added = tamperings.flatMap(({ puts }) => puts).filter((item) => !before.some((one) => nameOf(one) === nameOf(item)));
  for (const { puts, deletes } of tamperings) await force(table, puts, deletes);
  const { faults } = await checks().verifyAtRest();
  await force(table, before, added);
  const names = (some: typeof faults) => new Set(some.map(nameOf));
  return { all: names(faults), withoutChain: names(faults.filter(({ rule }) => !ruleOfChain.has(rule))) };
}

test(`R20: ${TAMPERINGS} edits, deletions, insertions and swaps past the register: each row is named; without the chain some are not`, async () => {
  const chance = dice(SEED);
  const [missed, missedWithoutChain] = [[] as string[], [] as string[]];
  const counted = new Map<string, number>();
  let done = 0;
  for (let pass = 0; done < TAMPERINGS; pass++) {
    const tamperings = aPass(Math.min(AT_ONCE, TAMPERINGS - done), pass % 3 === 1 ? recomputed : sealed, chance);
    expect(tamperings.length).toBeGreaterThan(0);
    const { all, withoutChain } = await namesAfter(tamperings);
    for (const { what, named } of tamperings) {
      const [way = '', kind = ''] = what.split(' ');
      counted.set(`${way} ${kind}`, (counted.get(`${way} ${kind}`) ?? 0) + 1);
      if (!named.every((row) => all.has(nameOf(row)))) missed.push(what);
      if (!named.every((row) => withoutChain.has(nameOf(row)))) missedWithoutChain.push(what);
    }
    done += tamperings.length;
  }
  console.log(
    `R20: ${done} tamperings, ${missed.length} missed, ${missedWithoutChain.length} missed without the chain`,
    Object.fromEntries(counted),
  );
  expect(missed).toEqual([]);
  expect(missedWithoutChain.length).toBeGreaterThan(0);
  expect((await checks().verifyAtRest()).faults).toEqual([]);
}, 600_000);

describe('R20: the chain itself', () => {
  const chain = () => chainStore(table, openChainKey());
  const ofChain = async (): Promise<Item[]> => {
    const found: Item[] = [];
    for await (const item of queryItems(table, { partition: chainPartition('npa') })) found.push(item);
    return found;
  };
  const blocks = async (): Promise<Item[]> => (await ofChain()).filter(({ sk }) => String(sk).startsWith(BLOCK_PREFIX));
  const head = async (): Promise<Item> => (await ofChain()).find(({ sk }) => sk === chainHeadKey('npa').sk) as Item;
  let all: Item[];
  let end: Item;
  let earlierEnd: Item;

  beforeAll(async () => {
    for (let run = 1; run <= 4; run++) {
      earlierEnd = await head();
      const { head: last } = await chain().read('npa');
      const at = new Date(Date.now() + run * 1000).toISOString();
      await chain().seal('npa', last, [{ pk: 'probe', sk: String(run), hash: 'x' }], at, at);
    }
    [all, end] = [await blocks(), await head()];
    expect((await chain().read('npa')).faults).toEqual([]);
  });

  const afterForce = async (puts: readonly Item[], deletes: readonly Item[]): Promise<string[]> => {
    await force(table, puts, deletes);
    const { faults } = await chain().read('npa');
    await force(table, [], await blocks());
    await force(table, [...all, end], []);
    return faults.map(({ rule, sk }) => `${rule} ${sk}`);
  };
  const block = (index: number): Item => all.at(index) as Item;
  const skOf = (index: number): string => String(block(index).sk);

  test('an edited block is named, in any of its fields', async () => {
    for (const name of Object.keys(block(1)).filter((one) => one !== 'pk' && one !== 'sk')) {
      const value = block(1)[name];
      const other = typeof value === 'number' ? value + 1 : Array.isArray(value) ? [] : 'x';
      expect(await afterForce([{ ...block(1), [name]: other }], [])).toContain(`CHAIN_BROKEN ${skOf(1)}`);
    }
    expect(await afterForce([{ ...block(1), more: 'x' }], [])).toContain(`CHAIN_BROKEN ${skOf(1)}`);
  });

  test('a deleted block is named by the next, the last one by the end', async () => {
    expect(await afterForce([], [block(1)])).toEqual([`CHAIN_BROKEN ${skOf(2)}`]);
    expect(await afterForce([], [block(-1)])).toEqual(['CHAIN_HEAD HEAD']);
    expect(await afterForce([], [end])).toEqual(['CHAIN_HEAD HEAD']);
  });

  test('swapped blocks and a block put in between are named', async () => {
    const swapped = [
      { ...block(2), sk: block(1).sk },
      { ...block(1), sk: block(2).sk },
    ];
    expect(await afterForce(swapped, [])).toEqual(expect.arrayContaining([`CHAIN_BROKEN ${skOf(1)}`, `CHAIN_BROKEN ${skOf(2)}`]));
    expect(await afterForce([{ ...block(1), sk: `${skOf(1)}a` }], [])).toContain(`CHAIN_BROKEN ${skOf(1)}a`);
  });

  test('a chain written anew without the key has no valid end', async () => {
    const forger = chainStore(table, { sign: async () => new Uint8Array(32), holds: async () => true });
    await force(table, [], [...all, end]);
    await forger.seal('npa', null, [], '2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z');
    expect((await forger.read('npa')).faults).toEqual([]);
    const { faults } = await chain().read('npa');
    expect(faults.map(({ rule }) => rule)).toEqual(['CHAIN_HEAD']);
    await afterForce([], []);
  });

  test('an end put back with its blocks is a shorter chain that holds: only what was noted down elsewhere tells', async () => {
    const noted = { number: Number(end.number), hash: String(end.hash) };
    expect(await chain().holds('npa', noted)).toBe(true);
    await force(table, [earlierEnd], [block(-1)]);
    expect((await chain().read('npa')).faults).toEqual([]);
    expect(await chain().holds('npa', noted)).toBe(false);
    await force(table, [block(-1), end], []);
  });

  test('a broken chain is not gone on with', async () => {
    await force(table, [], [block(1)]);
    const later = new Date(Date.now() + 60_000).toISOString();
    const { faults, heads } = await checks().verifyAndSeal(later, later);
    await force(table, [block(1)], []);
    expect(faults.map(({ rule }) => rule)).toContain('CHAIN_BROKEN');
    expect([...heads.keys()]).toEqual(['lip']);
  }, 120_000);
});

test('a fault says in German which row is wrong, and in what', () => {
  expect(sentenceOf({ rule: 'ROW_MISSING', pk: 'npa#EXPENSE#1', sk: 'JOURNAL#0000000002' })).toBe(
    'npa#EXPENSE#1 | JOURNAL#0000000002: Die Zeile ist versiegelt und fehlt.',
  );
});

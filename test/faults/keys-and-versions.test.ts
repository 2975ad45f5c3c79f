import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { editExpense, enterExpense, getExpense } from '../../functions/expenses/routes.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { anExpense } from '../support/builders.ts';
import { type Behind, behindFaults } from '../support/faults/behind.ts';
import { inParallel, insist } from '../support/faults/client.ts';
import { outsideModel, sound } from '../support/faults/model.ts';
import type { Kind } from '../support/faults/weather.ts';
import { scale } from '../support/scale.ts';
import { everyItem } from '../support/scan.ts';

/**
 * R3: a key is one effect, however often, by whom and after whatever it comes again. R4: whoever edits what they did not
 * read is told, and nobody's edit disappears.
 */

const KEYS = scale({ short: 4, full: 200 });
const REPLAYS = scale({ short: 12, full: 50 });
const WRITERS = scale({ short: 8, full: 32 });
const EDITS = scale({ short: 6, full: 100 });
const CUT_AFTER = scale({ short: [0, 2, 3], full: [0, 1, 2, 3, 4] });

const editor = as('OFFICE_EDITOR');
// what is proven here is no question of time
jest.setTimeout(600_000);
let direct: Table;
let faults: Behind;
beforeAll(async () => {
  direct = await openRegisterOf2016();
  faults = await behindFaults();
});
beforeEach(() => {
  faults.weather();
  faults.plan([]);
});
afterAll(async () => await faults.stop());

/** Every expense is known by its invoice, which is new for every intent. */
const callOf = (key: string, invoice = key) => ({ key, body: anExpense({ invoiceReference: invoice }) });
const enter = async (key: string, invoice: string, caller: Caller = editor): Promise<Answered> =>
  await call(enterExpense, caller, callOf(key, invoice));
const found = async (): Promise<string[]> =>
  (await everyItem(direct)).flatMap(({ pk, sk, state }) =>
    sk === 'STATE' && String(pk).startsWith('npa#EXPENSE#') ? [String((state as { invoiceReference: unknown }).invoiceReference)] : [],
  );
const timesOf = async (invoice: string): Promise<number> => (await found()).filter((one) => one === invoice).length;

test('R3 a key that comes many times at once is one effect, and every answer with it the same to the byte', async () => {
  const model = outsideModel();
  const keys = Array.from({ length: KEYS }, () => `key-${randomUUID()}`);
  const others: string[] = [];
  await inParallel(keys, 1, async (key) => {
    model.sent(key, { cents: 0, dimensions: {} });
    const answers = await Promise.all(Array.from({ length: REPLAYS }, async () => await insist(enterExpense, editor, callOf(key))));
    const created = answers.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ text, headers }) => `${headers.location}${text}`)).size).toBe(1);
    others.push(...answers.filter(({ status }) => status !== 201).map(({ body }) => String(body.code)));
    model.acknowledged(key);
  });
  const { doubtful, ...verdict } = model.judge((await found()).filter((invoice) => invoice.startsWith('key-')));
  console.log(`R3: ${KEYS} keys × ${REPLAYS} at once, answers that were no 201: ${JSON.stringify(others)}`);
  expect([verdict, doubtful, others]).toEqual([sound, [], []]);
});

test('R3 the same key with other content is refused and does nothing', async () => {
  const key = randomUUID();
  await enter(key, `first-${key}`);
  expect((await enter(key, `second-${key}`)).body).toMatchObject({ status: 409, code: 'idempotencyKeyReused' });
  expect([await timesOf(`first-${key}`), await timesOf(`second-${key}`)]).toEqual([1, 0]);
});

test('R3 the same key of another person is another call, and nobody is told of it', async () => {
  const key = randomUUID();
  const [first, other] = [await enter(key, `of-${key}`), await enter(key, `of-${key}`, as('OFFICE_EDITOR', { subject: 'another-person' }))];
  expect([first.status, other.status]).toEqual([201, 201]);
  expect(other.body.id).not.toBe(first.body.id);
  expect(await timesOf(`of-${key}`)).toBe(2);
});

describe('R3 the function ends in the middle of a call', () => {
  const ends: Kind[] = ['reset', 'lostAnswer', 'cutAnswer', 'hangAfter'];
  const places = CUT_AFTER.flatMap((after) => ends.map((how) => [how, after] as const)).filter(([how]) =>
    scale({ short: how !== 'hangAfter', full: true }),
  );
  test.each(places)('%s after %i requests to the database: called again, it is one effect', async (how, after) => {
    const key = `cut-${randomUUID()}`;
    let seen = 0;
    // what comes after the cut never arrives: the process is gone
    faults.plan([how, ...Array<'reset'>(200).fill('reset')], () => seen++ >= after);
    const first = await enter(key, key);
    faults.plan([]);
    expect([503, 201]).toContain(first.status);
    const again = await enter(key, key);
    expect([again.status, await timesOf(key)]).toEqual([201, 1]);
    expect((await enter(key, key)).text).toBe(again.text);
  });
});

test('control: a key that is kept after its effect lets a crash between them do it twice', async () => {
  const kept = new Set<string>();
  const effects: string[] = [];
  const naive = (key: string, crashes: boolean): void => {
    if (kept.has(key)) return;
    effects.push(key);
    if (crashes) return;
    kept.add(key);
  };
  const model = outsideModel();
  model.sent('key', { cents: 0, dimensions: {} });
  naive('key', true);
  naive('key', false);
  expect(model.judge(effects).doubled).toEqual(['key']);
});

/** Every edit of one item as its writer sees it: the amount says which edit it is. */
type Edit = { readonly cents: number; readonly status: number; readonly version: number };

/** Each writer reads, edits over the version read, and notes what it was told. */
async function manyWriters(edit: (writer: number, cents: number) => Promise<Edit>): Promise<Edit[]> {
  const edits: Edit[] = [];
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let turn = 0; turn < EDITS; turn++) edits.push(await edit(writer, 1 + writer * EDITS + turn));
    }),
  );
  return edits;
}

/** What must hold of an item and the log of those who edited it. @param kept the edits in its journal, in order */
function faultsOf(edits: readonly Edit[], version: number, kept: readonly number[]): string[] {
  const won = edits.filter(({ status }) => status === 200);
  const lost = won.filter(({ cents, version: told }) => kept[told - 2] !== cents);
  return [
    ...(version === won.length + 1 ? [] : [`${won.length} edits succeeded, but the version is ${version}`]),
    ...(lost.length === 0 ? [] : [`${lost.length} edits are lost`]),
    ...(new Set(won.map((one) => one.version)).size === won.length ? [] : ['two edits were told the same version']),
  ];
}

test('R4 many writers on one item: as many versions as successes, none of them lost, the others told', async () => {
  const entered = await call(enterExpense, as('OFFICE_EDITOR'), { body: anExpense() });
  const params = { expenseId: String(entered.body.id) };
  const edits = await manyWriters(async (writer, cents) => {
    const caller = as('OFFICE_EDITOR', { subject: `writer-${writer}` });
    const { body: read } = await insist(getExpense, caller, { params });
    const { status, body } = await insist(editExpense, caller, { params, version: read.version, body: anExpense({ amountCents: cents }) });
    return { cents, status, version: Number(body.version ?? 0) };
  });
  const rows = (await everyItem(direct)).filter(({ pk }) => pk === `npa#EXPENSE#${params.expenseId}`);
  const journal = rows.filter(({ sk }) => String(sk).startsWith('JOURNAL#')).sort((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1));
  const kept = journal.slice(1).map(({ after }) => (after as { postings: { amountCents: number }[] }).postings[0]?.amountCents ?? 0);
  const version = Number(rows.find(({ sk }) => sk === 'STATE')?.version);
  const statuses = new Map<number, number>();
  for (const { status } of edits) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  console.log(`R4: ${edits.length} edits, ${JSON.stringify([...statuses])}, final version ${version}`);
  expect(faultsOf(edits, version, kept)).toEqual([]);
  expect([...statuses.keys()].filter((status) => ![200, 409, 412].includes(status))).toEqual([]);
  expect(journal.map((entry) => entry.version)).toEqual(Array.from({ length: version }, (_, index) => index + 1));
});

test('R4 an edit that does not say what it read is refused', async () => {
  const entered = await call(enterExpense, as('OFFICE_EDITOR'), { body: anExpense() });
  const { status } = await call(editExpense, as('OFFICE_EDITOR'), { params: { expenseId: entered.body.id }, body: anExpense() });
  expect(status).toBe(428);
});

test('R4 control: without the condition on the version, edits get lost and the same check says so', async () => {
  const key = { pk: 'naive', sk: randomUUID() };
  const { client, name } = direct;
  await client.send(new PutCommand({ TableName: name, Item: { ...key, version: 1, kept: [] } }));
  const read = async () => (await client.send(new GetCommand({ TableName: name, Key: key }))).Item as { version: number; kept: number[] };
  const edits = await manyWriters(async (_, cents) => {
    const { version, kept } = await read();
    await client.send(new PutCommand({ TableName: name, Item: { ...key, version: version + 1, kept: [...kept, cents] } }));
    return { cents, status: 200, version: version + 1 };
  });
  const { version, kept } = await read();
  expect(faultsOf(edits, version, kept)).toHaveLength(3);
});

import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { listAllianceEvents, registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { listExpenses } from '../../functions/expenses/routes.ts';
import { listRegistrations } from '../../functions/registrations/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { whoSucceeds } from '../api/prepared.ts';
import type { Sent, Targets } from '../api/samples.ts';
import { anEvent, bookedExpense, done, freshTargets, hasSample, sampleOf } from '../api/samples.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { openDoor } from '../support/door.ts';
import { type Behind, behindFaults } from '../support/faults/behind.ts';
import type { Weather } from '../support/faults/weather.ts';
import { importRows, listRow, sendRows } from '../support/participants-import.ts';
import { scale } from '../support/scale.ts';
import { everyItem, fingerprintOf } from '../support/scan.ts';

/** What is written in parts is written whole, and what is read in parts is read whole. */

/** LIST_ROWS for a quicker look. */
const ATTENDEES = Number(process.env.LIST_ROWS ?? scale({ short: 120, full: 5_000 }));
const EXPENSES = Math.ceil(ATTENDEES / 12);
const CENTS = 100_00;
const BATCHED = 1_000;
const editor = as('OFFICE_EDITOR');

/** Half of what is sent is not done at first; a twentieth is throttled. Batches hand back, transactions are cancelled. */
const halfUndone: Weather = { chances: { partialBatch: 0.5, TransactionConflict: 0.5, cancelledThrottling: 0.05, Throttling: 0.05 } };
/** No page is full, and three of ten have nothing on them. */
const shortPages: Weather = { chances: { emptyPage: 0.3, shortPage: 0.7 }, shortPageItems: scale({ short: 3, full: 40 }) };

let direct: Table;
let faults: Behind;
let about: Targets;
let eventId: string;

const eventOf = async (year: number): Promise<string> => {
  const dates = { from: `${year}-05-08`, to: `${year}-05-08`, startTime: null, endTime: null, wording: null };
  return (await done(registerAllianceEvent, editor, { body: { ...anEvent('03254'), dates } })).id;
};
/** What is kept of people at past events ends. */
const eventAhead = () => eventOf(2099);

beforeAll(async () => {
  direct = await openRegisterOf2016();
  faults = await behindFaults(10);
  about = await freshTargets('LW');
  eventId = await eventAhead();
  await openDoor(eventId);
});
afterAll(async () => await faults.stop());

const itemsOf = async (part: (item: Item) => boolean): Promise<Item[]> => (await everyItem(direct)).filter(part);
const isAtEvent = ({ pk }: Item): boolean => String(pk).startsWith(`npa#DOOR#${eventId}#`);
const isRegistration = ({ pk, sk, state }: Item): boolean =>
  String(pk).startsWith('npa#REGISTRATION#') && sk === 'STATE' && (state as { eventId?: string }).eventId === eventId;

describe('R10: an import of which half is not done at first', () => {
  const list = Array.from({ length: ATTENDEES }, (_, index) => listRow(index));
  const outcomesOf = (results: readonly { outcome: string }[]) =>
    Object.fromEntries(Object.entries(Object.groupBy(results, ({ outcome }) => outcome)).map(([name, rows = []]) => [name, rows.length]));

  test('R10: every row is there once, and the report of the import says so', async () => {
    faults.weather(halfUndone);
    const started = performance.now();
    const results = await importRows(eventId, list);
    const seconds = (performance.now() - started) / 1000;
    faults.weather();
    expect(outcomesOf(results)).toEqual({ NEW: ATTENDEES });
    const [registrations, tickets] = [
      await itemsOf(isRegistration),
      await itemsOf((item) => isAtEvent(item) && String(item.sk).startsWith('TICKET#')),
    ];
    const persons = await itemsOf((item) => isAtEvent(item) && String(item.sk).startsWith('PERSON#'));
    expect([registrations.length, tickets.length, persons.length]).toEqual([ATTENDEES, ATTENDEES, ATTENDEES]);
    const { TransactionConflict = 0, cancelledThrottling = 0, Throttling = 0 } = faults.met();
    console.log(
      `R10: ${ATTENDEES} rows in ${seconds.toFixed(1)} s over ${TransactionConflict} conflicts and ${cancelledThrottling + Throttling} throttled requests: 0 missing, 0 double`,
    );
    expect(TransactionConflict).toBeGreaterThan(ATTENDEES / 100);
  });

  test('R10: the same list a second time changes nothing', async () => {
    const before = await fingerprintOf(direct);
    faults.weather(halfUndone);
    const results = await importRows(eventId, list);
    faults.weather();
    expect(outcomesOf(results)).toEqual({ UNCHANGED: ATTENDEES });
    expect(await fingerprintOf(direct)).toBe(before);
  });

  test('R10: a request that was cut off half-way is finished by sending it again', async () => {
    const id = await eventAhead();
    await openDoor(id);
    const rows = list.slice(0, 60);
    let [transactions, isCut] = [0, true];
    faults.plan(
      Array.from({ length: 4_000 }, () => 'reset' as const),
      ({ operation }) => isCut && operation === 'TransactWriteItems' && ++transactions > 2,
    );
    const cut = await sendRows(id)(rows);
    expect(cut.status).toBe(503);
    isCut = false;
    const results = await importRows(id, rows);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['NEW', 'UNCHANGED']));
    expect(results).toHaveLength(rows.length);
  });

  test('a writer that does not look at what a batch hands back loses much of it', async () => {
    faults.weather({ chances: { partialBatch: 0.5 } });
    const client = openTable();
    for (let from = 0; from < BATCHED; from += 25) {
      const requests = Array.from({ length: 25 }, (_, index) => ({ PutRequest: { Item: { pk: 'naive', sk: String(from + index) } } }));
      await client.send(new BatchWriteCommand({ RequestItems: { [direct.name]: requests } }));
    }
    faults.weather();
    const kept = await itemsOf(({ pk }) => pk === 'naive');
    expect(kept.length).toBeLessThan(BATCHED * 0.95);
  });
});

/** All pages of a row's answer, as far as it has pages. */
async function wholeOf(row: RouteRow, sent: Sent): Promise<unknown[]> {
  const pages: unknown[] = [];
  let cursor: string | null = null;
  do {
    const limit = sent.query?.limit === undefined ? {} : { limit: '100' };
    const query: Record<string, string> = { ...sent.query, ...limit, ...(cursor === null ? {} : { cursor }) };
    const answer = await call(row, whoSucceeds(row), { ...sent, ...(Object.keys(query).length === 0 ? {} : { query }) });
    expect([answer.status, answer.status === row.success.status ? '' : answer.text]).toEqual([row.success.status, '']);
    const { items, cursor: next = null, ...rest } = (answer.body ?? { text: answer.text }) as { items?: unknown[]; cursor?: string | null };
    pages.push(...(items ?? [rest]));
    cursor = next;
  } while (cursor !== null);
  return pages;
}

describe('R11: with every page short and three of ten empty', () => {
  afterAll(() => setClock());
  beforeAll(async () => {
    setClock(new Date().toISOString());
    for (let index = 0; index < EXPENSES; index++) await bookedExpense(eventId, {}, { amountCents: CENTS + index });
  });

  const reading = routes
    .filter(hasSample)
    .filter(({ method, area }) => method === 'GET' && area !== 'portal' && area !== 'document-pdf' && area !== 'contract');
  test.each(reading.filter((_, index) => index % scale({ short: 12, full: 1 }) === 0).map((row) => [row.id, row] as const))(
    'R11: %s says what it says with full pages',
    async (_id, row) => {
      const shape = row.request.params?.shape ?? {};
      // a registration of the sample belongs to the sample's event
      const sample = sampleOf(row, 'eventId' in shape && !('registrationId' in shape) ? { ...about, eventId } : about);
      // a workbook holds the time of its making
      const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
      faults.weather();
      const full = await wholeOf(row, sample);
      faults.weather(shortPages);
      const parts = await wholeOf(row, sample);
      faults.weather();
      now.mockRestore();
      expect(parts).toEqual(full);
    },
  );

  test('R11: lists and totals are those of the model', async () => {
    faults.weather(shortPages);
    const registrations = (await wholeOf(listRegistrations, { params: { eventId } })) as { id: string }[];
    const expenses = (await wholeOf(listExpenses, { query: { eventId } })) as { postings: { amountCents: number }[] }[];
    const { body: breakdown } = await call(getExpenditureBreakdown, editor, { query: { eventId } });
    faults.weather();
    const expected = Array.from({ length: EXPENSES }, (_, index) => CENTS + index);
    expect(new Set(registrations.map(({ id }) => id)).size).toBe(ATTENDEES);
    expect(registrations).toHaveLength(ATTENDEES);
    expect(expenses.map(({ postings }) => postings[0]?.amountCents ?? 0).sort((a, b) => a - b)).toEqual(expected);
    expect(breakdown.groups.reduce((sum: number, group: { amountCents: number }) => sum + group.amountCents, 0)).toBe(
      expected.reduce((sum, cents) => sum + cents, 0),
    );
    const items = await everyItem(direct);
    const { shortPage = 0, emptyPage = 0 } = faults.met();
    console.log(
      `R11: ${items.length} items stored, ${(Buffer.byteLength(JSON.stringify(items)) / 1e6).toFixed(1)} MB; ${shortPage} short and ${emptyPage} empty pages`,
    );
    expect(emptyPage).toBeGreaterThan(0);
  });

  test('R11: a walk through a list meets everything that was there once, whatever is entered between its pages', async () => {
    const idsOn = async (cursor: string | null) => {
      const { body } = await call(listAllianceEvents, editor, { query: { limit: '7', ...(cursor === null ? {} : { cursor }) } });
      return { ids: body.items.map(({ id }: { id: string }) => id) as string[], next: body.cursor as string | null };
    };
    faults.weather(shortPages);
    const there: string[] = [];
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const { ids, next }: { ids: string[]; next: string | null } = await idsOn(cursor);
      there.push(...ids);
      cursor = next;
    }
    const seen: string[] = [];
    for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page++) {
      const { ids, next }: { ids: string[]; next: string | null } = await idsOn(cursor);
      seen.push(...ids);
      cursor = next;
      for (const year of page < 4 ? [1999, 2018, 2060] : []) await eventOf(year);
    }
    faults.weather();
    expect(new Set(seen.filter((id) => there.includes(id)))).toEqual(new Set(there));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('a reader that stops at an empty page misses items', async () => {
    const client = openTable();
    const naive = async (after?: Item): Promise<number> => {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: direct.name,
          IndexName: 'byParent',
          KeyConditionExpression: 'parentPk = :event',
          ExpressionAttributeValues: { ':event': `npa#EVENT#${eventId}` },
          ...(after ? { ExclusiveStartKey: after } : {}),
        }),
      );
      const isOver = Items.length === 0 || LastEvaluatedKey === undefined;
      return isOver ? Items.length : Items.length + (await naive(LastEvaluatedKey));
    };
    faults.weather(shortPages);
    const read = await Promise.all(Array.from({ length: 5 }, () => naive()));
    faults.weather();
    expect(Math.min(...read)).toBeLessThan(ATTENDEES);
  });
});

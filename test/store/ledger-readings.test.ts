import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { budgetLineKey } from '../../shared/domain/budget.ts';
import type { Expense } from '../../shared/domain/expense.ts';
import { enter } from '../../shared/domain/expense.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import { ledgerPartition, sumsPartition } from '../../shared/store/keys.ts';
import { ledgerStore, sumSort } from '../../shared/store/ledger-store.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { commit, queryItems } from '../../shared/store/table.ts';
import { aBudgetLine, anExpense } from '../support/builders.ts';
import { freshTable } from '../support/engine.ts';

/** R22: a handful of bookings whose every sum can be added up by hand; each test has an alliance of its own. */

let table: Table;
let alliance: string;
beforeAll(async () => {
  table = await freshTable();
});
beforeEach(() => {
  alliance = `probe-${randomUUID()}`;
});

const ledger = () => ledgerStore(table);
const entered = enter(anExpense({ on: 'treffen' }), [], { subject: 'e', at: '2016-06-01T08:00:00.000Z', today: '2016-06-01' });
const posting = (amountCents: number, more: Partial<Posting> = {}): Posting => ({
  ...(entered.postings[0] as Posting),
  amountCents,
  ...more,
});
type Booking = {
  readonly id: string;
  readonly at: string;
  readonly postings: readonly Posting[];
  readonly valueDate?: Expense['valueDate'];
};

async function book({ id, at, postings, valueDate = { kind: 'ON', day: at.slice(0, 10) } }: Booking): Promise<void> {
  const writes = ledger().append(alliance, id, { ...entered, postings: [...postings], valueDate }, at);
  const proof = { put: { item: { pk: `${alliance}#PROOF`, sk: `${id}#${at}`, commitId: at } }, refusal: 'recordChangedMeanwhile' as const };
  await commit(table, [...writes, proof], { key: { pk: `${alliance}#PROOF`, sk: `${id}#${at}` }, commitId: at });
}

const [FIRST, SECOND, THIRD] = ['2016-06-01T08:00:00.000Z', '2016-07-01T08:00:00.000Z', '2016-08-01T08:00:00.000Z'];
const catering = { eventId: null, occasion: 'CATERING' as const };
const three = async () => {
  await book({ id: 'a', at: FIRST, postings: [posting(100)] });
  await book({ id: 'b', at: SECOND, postings: [posting(20)], valueDate: { kind: 'ON', day: '2016-05-31' } });
  await book({ id: 'c', at: THIRD, postings: [posting(7, catering)], valueDate: { kind: 'NOT_LATER_THAN', day: '2017-02-27' } });
};
const amounts = (sums: readonly { amountCents: number; bookings: number }[]) => sums.map((sum) => [sum.amountCents, sum.bookings]);

describe('R22: a sum has every dimension of its lines, and one row per combination of them', () => {
  test('two bookings of one combination make one sum', async () => {
    await three();
    const { reportingLine, fiscalYear } = entered.postings[0] as Posting;
    const sums = await ledger().sums(alliance);
    expect(sums).toHaveLength(2);
    expect(sums).toContainEqual({
      eventId: 'treffen',
      occasion: null,
      reportingLine,
      budgetLine: budgetLineKey(aBudgetLine),
      fiscalYear,
      amountCents: 120,
      bookings: 2,
    });
    expect((await ledger().sumsAsOf(alliance, '9999-12-31', undefined)).counted).toEqual(expect.arrayContaining(sums));
  });

  test('a booking whose budget line and year are not known has a sum without them', async () => {
    await book({ id: 'a', at: FIRST, postings: [posting(100, { budgetLine: null, fiscalYear: null })] });
    expect(await ledger().sums(alliance)).toMatchObject([{ budgetLine: null, fiscalYear: null, amountCents: 100 }]);
    expect(await ledger().driftOfSums(alliance)).toEqual([]);
  });

  test('every difference in a dimension is a sum of its own', () => {
    const { budgetLine: _, amountCents: __, ...line } = posting(1);
    const base = { ...line, budgetLine: '0201-53101' };
    const { reportingLine } = base;
    const others = [
      { ...base, eventId: 'andere' },
      { ...base, ...catering },
      { ...base, eventId: null, occasion: 'DESIGN' as const },
      { ...base, reportingLine: { ...reportingLine, section: 'OTHER' as const } },
      { ...base, reportingLine: { ...reportingLine, label: 'Film' } },
      { ...base, reportingLine: { ...reportingLine, date: '2016-01-01' } },
      { ...base, reportingLine: { ...reportingLine, order: 3 } },
      { ...base, reportingLine: { ...reportingLine, allocationRule: 'NOT_IN_EVENTS' as const } },
      { ...base, budgetLine: null },
      { ...base, fiscalYear: null },
      { ...base, fiscalYear: 2017 },
    ];
    expect(new Set([base, ...others].map(sumSort)).size).toBe(others.length + 1);
    expect(sumSort(structuredClone(base))).toBe(sumSort(base));
  });

  test('an event is never taken for an occasion of the same name', () => {
    const { budgetLine: _, amountCents: __, ...line } = posting(1, { fiscalYear: null });
    expect(sumSort({ ...line, budgetLine: null, eventId: 'CATERING', occasion: null })).toMatch(/^EVENT:CATERING#EVENTS#[\w-]{16}#-#-$/);
    expect(sumSort({ ...line, ...catering, budgetLine: null })).toMatch(/^OCCASION:CATERING#EVENTS#[\w-]{16}#-#-$/);
  });

  test('a rebooking moves both sums, and one within a sum leaves it as it was', async () => {
    await book({ id: 'a', at: FIRST, postings: [posting(100)] });
    await book({ id: 'b', at: SECOND, postings: [posting(-100), posting(100, catering)] });
    expect(amounts(await ledger().sums(alliance)).sort()).toEqual([
      [0, 2],
      [100, 1],
    ]);
    await book({ id: 'c', at: THIRD, postings: [posting(-30, catering), posting(30, catering)] });
    expect(amounts(await ledger().sums(alliance)).sort()).toEqual([
      [0, 2],
      [100, 3],
    ]);
    expect(await ledger().driftOfSums(alliance)).toEqual([]);
  });

  test('no second booking takes the place of a line', async () => {
    await book({ id: 'a', at: FIRST, postings: [posting(100)] });
    const [again] = ledger().append(alliance, 'a', { ...entered, valueDate: { kind: 'ON', day: '2016-06-01' } }, FIRST);
    const proof = { key: { pk: 'keine', sk: 'keine' }, commitId: 'keine' };
    await expect(commit(table, again === undefined ? [] : [again], proof)).rejects.toMatchObject({ code: 'recordChangedMeanwhile' });
    expect(amounts((await ledger().sumsAsOf(alliance, '9999-12-31', undefined)).counted)).toEqual([[100, 1]]);
  });
});

describe('R22: what a day counts and what an instant knew', () => {
  test.each([
    ['2016-05-30', undefined, [], [[7, 1]]],
    ['2016-05-31', undefined, [[20, 1]], [[7, 1]]],
    ['2016-06-01', undefined, [[120, 2]], [[7, 1]]],
    [
      '2017-02-27',
      undefined,
      [
        [120, 2],
        [7, 1],
      ],
      [],
    ],
    ['2016-06-01', FIRST, [[100, 1]], []],
    ['2016-06-01', '2016-05-31T00:00:00.000Z', [], []],
    ['2016-06-01', SECOND, [[120, 2]], []],
  ])('as of %s, known at %s', async (asOf, knownAt, counted, undetermined) => {
    await three();
    const found = await ledger().sumsAsOf(alliance, asOf, knownAt);
    expect([amounts(found.counted), amounts(found.undetermined)]).toEqual([counted, undetermined]);
  });

  test('evidence names the bookings behind every sum, and the amount that no day can decide', async () => {
    await three();
    await book({
      id: 'd',
      at: '2016-08-02T08:00:00.000Z',
      postings: [posting(5)],
      valueDate: { kind: 'NOT_LATER_THAN', day: '2017-02-27' },
    });
    const proven = await ledger().provenSumsAsOf(alliance, '2016-06-01', undefined);
    expect(proven.counted.map(({ amountCents, bookings, expenseIds }) => ({ amountCents, bookings, expenseIds }))).toEqual([
      { amountCents: 120, bookings: 2, expenseIds: ['a', 'b'] },
    ]);
    expect(proven.undeterminedCents).toBe(12);
    expect((await ledger().provenSumsAsOf(alliance, '2016-06-01', FIRST)).counted).toMatchObject([{ amountCents: 100, expenseIds: ['a'] }]);
  });

  test.each<[string, (line: Item) => Item]>([
    ['an amount in words', (line) => ({ ...line, amountCents: '20' })],
    ['half a cent', (line) => ({ ...line, amountCents: 20.5 })],
    ['no amount', ({ amountCents: _, ...line }) => line],
    ['a year in words', (line) => ({ ...line, fiscalYear: '2016' })],
    ['no occasion at all, where null says that there is none', ({ occasion: _, ...line }) => line],
    ['a field more in its row', (line) => ({ ...line, reportingLine: { ...(line.reportingLine as Item), page: 3 } })],
    ['a day that no calendar has', (line) => ({ ...line, valueDate: { kind: 'ON', day: '2016-02-30' } })],
    ['no value date', ({ valueDate: _, ...line }) => line],
  ])('a line with %s is refused, also after a hundred like it that are sound', async (_, damaged) => {
    const writes = ledger().append(
      alliance,
      'a',
      { ...entered, postings: [posting(1)], valueDate: { kind: 'ON', day: '2016-06-01' } },
      FIRST,
    );
    const sound = writes[0]?.put?.item ?? {};
    const sums = async (line: Item) => {
      const client = { send: async () => ({ Items: [...Array.from({ length: 100 }, () => sound), line] }) };
      return await ledgerStore({ name: 'T', client: client as unknown as Table['client'] }).sumsAsOf(alliance, '9999-12-31', undefined);
    };
    expect(amounts((await sums(sound)).counted)).toEqual([[101, 101]]);
    await expect(sums(damaged(sound))).rejects.toThrow();
  });

  test('what was recorded after an instant comes the earliest first, the instant itself left out, at most so many', async () => {
    await three();
    const ids = async (since: string, most: number) =>
      (await ledger().recordedAfter(alliance, since, most)).map(({ expenseId }) => expenseId);
    expect(await ids(FIRST, 10)).toEqual(['b', 'c']);
    expect(await ids(FIRST, 1)).toEqual(['b']);
    expect(await ids(FIRST, 2)).toEqual(['b', 'c']);
    expect(await ids('2016-05-31T23:59:59.999Z', 10)).toEqual(['a', 'b', 'c']);
    expect(await ids(THIRD, 10)).toEqual([]);
    expect(await ledger().recordedAfter(alliance, SECOND, 10)).toEqual([
      { expenseId: 'c', amountCents: 7, valueDay: '2017-02-27', recordedAt: THIRD },
    ]);
  });
});

describe('R22: a sum that is not what its lines add up to is named', () => {
  const rowOf = async (cents: number) => {
    for await (const item of queryItems(table, { partition: sumsPartition(alliance) })) if (item.amountCents === cents) return item;
    throw new Error('no such sum');
  };
  const put = (item: object) => table.client.send(new PutCommand({ TableName: table.name, Item: item as Record<string, unknown> }));

  test('by its cents, and by its bookings even where the cents fit', async () => {
    await three();
    expect(await ledger().driftOfSums(alliance)).toEqual([]);
    const sum = await rowOf(120);
    await put({ ...sum, bookings: 3 });
    expect(await ledger().driftOfSums(alliance)).toEqual([{ sum: sum.sk, keptCents: 120, recomputedCents: 120 }]);
    await put({ ...sum, amountCents: 121 });
    expect(await ledger().driftOfSums(alliance)).toEqual([{ sum: sum.sk, keptCents: 121, recomputedCents: 120 }]);
  });

  test('a sum without lines, and lines without their sum', async () => {
    await three();
    const [sum, other] = [await rowOf(120), await rowOf(7)];
    await put({ ...sum, fiscalYear: 2099, sk: 'erfunden' });
    const invented = { sum: expect.stringMatching(/#2099$/), keptCents: 120, recomputedCents: 0 };
    expect(await ledger().driftOfSums(alliance)).toEqual([invented]);
    const line = { ...other, pk: ledgerPartition(alliance), sk: `${THIRD}#x#0`, expenseId: 'x', recordedAt: THIRD, fiscalYear: 2098 };
    await put({ ...line, valueDate: { kind: 'ON', day: '2016-08-01' } });
    expect(await ledger().driftOfSums(alliance)).toEqual(
      expect.arrayContaining([invented, { sum: expect.stringMatching(/#2098$/), keptCents: 0, recomputedCents: 7 }]),
    );
  });
});

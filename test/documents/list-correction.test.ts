import { describe, expect, test } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { correctionFile } from '../../shared/documents/list-correction.ts';
import { type ListFormat, type ReadTable, readTable } from '../../shared/documents/list-reading.ts';
import { columnsOf, type FaultyRow, rowsOf } from '../../shared/domain/participant-list.ts';
import { bytesOf, textWorkbook } from './list-files.ts';
import { assertWellFormed, HOSTILE, unpacked } from './reading.ts';

const faultyOf = (table: ReadTable): FaultyRow[] => rowsOf(table, columnsOf(table.header)).filter((row) => !row.ok);
const formats: readonly ListFormat[] = ['csv', 'xlsx'];
const FORMULAS = [
  '=1+1',
  '+49 511',
  '-5',
  '@SUM(A1)',
  '\t=1',
  '\n=1',
  ' =1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  "=cmd|' /C calc'!A0",
  ';=1',
  '"=1"',
  "'=1",
  "''=1",
  "'quoted'",
];
const NAMES = ['Köroğlu', 'Yılmaz', 'von Below-Neufeldt', 'Weiß', 'Šťastná', 'Nguyễn'];
const OTHERS = ['00123', '1,50', 'a;b', 'a,b', 'zwei\nZeilen', 'sagt "ja"', '_x0041_', ' Rand ', 'We\u0001iß', '\ufffe', '😀', '1E5'];
const odd = [...FORMULAS, ...HOSTILE, ...NAMES, ...OTHERS];

/** RFC 4180 with semicolons, by hand: independent of what reads lists. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = csv;
  while (rest !== '') {
    const [all, quoted, plain, end] = /^(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r\n)/.exec(rest) ?? [];
    if (all === undefined) throw new Error(`no CSV from here: ${rest.slice(0, 40)}`);
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    rest = rest.slice(all.length);
    if (end === ';') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Two rows: one good, one whose address is none and whose remark is the given text. */
const tableWith = (remark: string): ReadTable => ({
  format: 'csv',
  encoding: 'utf-8',
  separator: ';',
  header: { line: 1, cells: ['Name', 'E-Mail', 'Bemerkung'] },
  rows: [
    { line: 2, cells: ['Anna Weiß', 'anna@beispiel.de', remark] },
    { line: 5, cells: ['Yılmaz Köroğlu', 'keine', remark] },
  ],
});

describe.each(formats)('the correction file as %s', (format) => {
  test('holds the faulty rows as they came, their lines, and what to mend', async () => {
    const table = tableWith('x');
    const { fileName, contentType, content } = await correctionFile(table, faultyOf(table), format);
    expect(fileName).toBe(`korrektur.${format}`);
    expect(contentType).toMatch(format === 'csv' ? /^text\/csv/ : /spreadsheetml/);
    const back = await readTable(fileName, content);
    expect(back.header.cells).toEqual(['Zeile', 'Name', 'E-Mail', 'Bemerkung', 'Was zu ändern ist']);
    expect(back.rows).toEqual([
      { line: 2, cells: ['5', 'Yılmaz Köroğlu', 'keine', 'x', expect.stringMatching(/^E-Mail: .*vollständige/)] },
    ]);
  });

  test.each(odd)('%j comes back as it was', async (remark) => {
    const table = tableWith(remark);
    const { fileName, content } = await correctionFile(table, faultyOf(table), format);
    expect((await readTable(fileName, content)).rows[0]?.cells[3]).toBe(remark);
  });

  test('mended it is read without a fault, its own columns ignored', async () => {
    const { fileName, content } = await correctionFile(tableWith('=1'), faultyOf(tableWith('=1')), format);
    const back = await readTable(fileName, content);
    const mended = { ...back, rows: back.rows.map(({ line, cells }) => ({ line, cells: cells.with(2, 'yilmaz@beispiel.de') })) };
    const columns = columnsOf(mended.header);
    expect(columns.unknown).toEqual([]);
    expect(rowsOf(mended, columns)).toMatchObject([
      { ok: true, person: { givenName: 'Yılmaz', familyName: 'Köroğlu', email: 'yilmaz@beispiel.de' } },
    ]);
  });

  test('not mended it comes back with its columns once', async () => {
    const first = await correctionFile(tableWith('x'), faultyOf(tableWith('x')), format);
    const back = await readTable(first.fileName, first.content);
    const second = await correctionFile(back, faultyOf(back), format);
    const again = await readTable(second.fileName, second.content);
    expect(again.header.cells).toEqual(back.header.cells);
    expect(again.rows[0]?.cells).toEqual(back.rows[0]?.cells.with(0, '2'));
  });

  test('cells beyond the headings are not lost', async () => {
    const table: ReadTable = { ...tableWith('x'), rows: [{ line: 2, cells: ['Anna', '', '', 'zu viel'] }] };
    const { fileName, content } = await correctionFile(table, faultyOf(table), format);
    expect((await readTable(fileName, content)).rows[0]?.cells).toEqual([
      '2',
      'Anna',
      '',
      '',
      'zu viel',
      expect.stringMatching(/^Die Zeile hat mehr Zellen/),
    ]);
  });
});

test.each(FORMULAS)('%j runs nowhere', async (remark) => {
  const table = { ...tableWith(remark), header: { line: 1, cells: ['Name', 'E-Mail', remark] } };
  const csv = await correctionFile(table, faultyOf(table), 'csv');
  expect([...csv.content.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = cellsOf(new TextDecoder().decode(csv.content));
  expect(rows.map((row) => row.length)).toEqual([5, 5]);
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
  const xlsx = await correctionFile(table, faultyOf(table), 'xlsx');
  const files = unpacked(xlsx.content);
  for (const [name, xml] of Object.entries(files)) if (/\.(?:xml|rels)$/.test(name)) assertWellFormed(xml);
  expect(Object.values(files).join('')).not.toMatch(/<f[\s>/]/);
  const [sheet] = await readXlsxFile(Buffer.from(xlsx.content), { trim: false });
  expect(sheet?.data[1]?.every((cell) => cell === null || typeof cell === 'string')).toBe(true);
});

test('the names of a list come through file, person and correction unharmed', async () => {
  const rows = NAMES.map((name, index) => ['Anna', name, `x${index}`]);
  const csv = bytesOf([['Vorname', 'Nachname', 'E-Mail'], ...rows].map((cells) => cells.join(';')).join('\n'));
  const xlsx = await textWorkbook([['Vorname', 'Nachname', 'E-Mail'], ...rows]);
  for (const [format, bytes] of [
    ['csv', csv],
    ['xlsx', xlsx],
  ] as const) {
    const table = await readTable(`a.${format}`, bytes);
    const { fileName, content } = await correctionFile(table, faultyOf(table), format);
    const back = await readTable(fileName, content);
    const mended = { ...back, rows: back.rows.map(({ line, cells }) => ({ line, cells: cells.with(3, '') })) };
    expect(rowsOf(mended, columnsOf(mended.header)).map((row) => row.ok && row.person.familyName)).toEqual(NAMES);
  }
});

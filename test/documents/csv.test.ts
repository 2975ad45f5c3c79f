import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { columnNames, germanCsv, machineCsv, tableCsv } from '../../shared/documents/csv.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import { AnswerDocument } from '../../shared/domain/answer-document.ts';
import { hashOf } from '../../shared/store/pack-store.ts';
import { aLongAnswer, anAnswer, aTable, attendance, aUnit, expenditurePerEvent, text } from './answers.ts';
import { HOSTILE } from './reading.ts';

type Row = Record<string, string>;

describe('CSV for Excel in German', () => {
  const rows = parse(germanCsv(printableAnswer(anAnswer())), { delimiter: ';', bom: true, relaxColumnCount: false }) as string[][];

  test('begins with a byte order mark and has the same number of columns on every line', () => {
    expect(germanCsv(printableAnswer(anAnswer())).startsWith('\ufeff')).toBe(true);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([3]));
  });

  test('sets table after table, each with title, head, rows, sum and day', () => {
    const start = rows.findIndex(([cell]) => cell === 'Ausgaben für Veranstaltungen');
    expect(rows[start - 1]).toEqual(['', '', '']);
    expect(rows[start + 1]).toEqual(['Datum', 'Veranstaltung', 'Ausgaben in Euro']);
    expect(rows[start + 2]).toEqual(['07.01.2016', 'Auftaktveranstaltung', '29.536,03']);
    expect(rows[start + 25]).toEqual(['Summe', '', '403.858,76']);
    expect(rows[start + 26]?.[0]).toBe('Stand: 27.02.2017, Kenntnisstand: 28.02.2017, 09:30 Uhr');
  });

  test('an answer without a table is an empty file, not a fault', () => {
    expect(germanCsv(printableAnswer(anAnswer({ units: [aUnit(1, 'Wie?')] })))).toBe('\ufeff');
  });
});

describe('CSV for programs', () => {
  test('the whole answer is one row per cell, with the table it belongs to', () => {
    const rows = parse(machineCsv(printableAnswer(anAnswer())), { columns: true }) as Row[];
    expect(rows.filter(({ table_id }) => table_id === 'ausgaben-je-veranstaltung')).toHaveLength(69);
    expect(rows.find(({ row_key, column }) => row_key === 'q9-01' && column === 'ausgaben_eur')).toEqual({
      table_id: 'ausgaben-je-veranstaltung',
      row: '1',
      row_key: 'q9-01',
      column: 'ausgaben_eur',
      kind: 'euro',
      value: '29536.03',
      qualifier: '',
      as_of: '2017-02-27',
      known_at: '2017-02-28T08:30:00.000Z',
    });
    const cents = rows
      .filter(({ table_id, kind }) => table_id === 'weitere-ausgaben' && kind === 'euro')
      .reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0);
    expect(cents).toBe(13_940_938);
  });

  test('one table has its own columns, no sum row, and each count its quality', () => {
    const rows = parse(tableCsv(attendance), { columns: true }) as Row[];
    expect(rows.map(({ teilnehmende, teilnehmende_qualifier }) => [teilnehmende, teilnehmende_qualifier])).toEqual([
      ['500', 'MORE_THAN'],
      ['600', 'MORE_THAN'],
      ['', 'UNKNOWN'],
      ['670', 'ABOUT'],
      ['', 'SUPPRESSED'],
      ['10000', 'EXPECTED'],
      ['1570', 'EXACT'],
    ]);
    expect(tableCsv(expenditurePerEvent).split('\r\n').filter(Boolean)).toHaveLength(24);
  });

  test('columns of one name stay apart', () => {
    expect(
      columnNames([
        { label: 'Größe', kind: 'text' },
        { label: 'Größe', kind: 'text' },
        { label: 'Ausgaben', kind: 'euro' },
        { label: '…', kind: 'text' },
        { label: 'as of', kind: 'day' },
      ]),
    ).toEqual(['groesse', 'groesse_2', 'ausgaben_eur', 'spalte_4', 'as_of_5']);
  });

  test.each([...HOSTILE, 'a;b', 'a,"b"', 'a\nb', '＝1+1', '-3', '@SUM(A1)'])('%j arrives as it is and cannot run', (sign) => {
    const table = aTable({
      id: 'x',
      title: sign,
      columns: [{ label: 'Wort', kind: 'text' }],
      rows: [{ key: 'k', cells: [text(sign)], sources: [] }],
      total: null,
    });
    const answer = anAnswer({ units: [aUnit(1, 'Wie?', { tables: [table] })] });
    const inertSign = /^[=+\-@＝]/.test(sign) ? `'${sign}` : sign;
    expect((parse(tableCsv(table), { columns: true }) as Row[])[0]?.wort).toBe(inertSign);
    expect((parse(machineCsv(printableAnswer(answer)), { columns: true }) as Row[])[0]?.value).toBe(inertSign);
    expect((parse(germanCsv(printableAnswer(answer)), { delimiter: ';', bom: true }) as string[][])[2]?.[0]).toBe(inertSign);
  });

  test('2 000 rows', () => {
    expect(parse(machineCsv(printableAnswer(aLongAnswer())), { columns: true })).toHaveLength(8000);
  });
});

describe('JSON', () => {
  test('is the document itself, keys in order, without the numbers that are suppressed', () => {
    const json = printableAnswer(anAnswer()).json();
    const document = AnswerDocument.parse(JSON.parse(json));
    expect(document.units).toHaveLength(11);
    expect(json.indexOf('"alliance"')).toBe(1);
    expect(json).toContain('{"kind":"count","qualifier":"EXACT","suppressed":true,"value":null}');
    const again = AnswerDocument.parse(JSON.parse(printableAnswer({ ...document }).json()));
    expect(hashOf(again)).toBe(hashOf(document));
  });

  test('a table still proves itself by its checksum', () => {
    const table = AnswerDocument.parse(JSON.parse(printableAnswer(anAnswer()).json())).units.flatMap(({ tables }) => tables)[2];
    expect(hashOf({ columns: table?.columns, rows: table?.rows, total: table?.total })).toBe(expenditurePerEvent.sha256);
  });
});

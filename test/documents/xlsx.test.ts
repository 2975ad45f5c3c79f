import { describe, expect, test } from '@jest/globals';
import readXlsxFile from 'read-excel-file/node';
import { xlsxOf } from '../../functions/documents/xlsx.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import { aCorrection, aDraft, aLongAnswer, anAnswer, aTable, aUnit, expenditurePerEvent, otherExpenditure, text } from './answers.ts';
import { assertWellFormed, HOSTILE, unpacked } from './reading.ts';

const sheetsOf = async (answer: AnswerDocument) => await readXlsxFile(Buffer.from(await xlsxOf(printableAnswer(answer))));
const dataOf = async (answer: AnswerDocument, sheet: string) => (await sheetsOf(answer)).find((one) => one.sheet === sheet)?.data ?? [];

describe('the workbook', () => {
  test('has a cover and one sheet per table, named after its question', async () => {
    const sheets = await sheetsOf(anAnswer());
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Übersicht', 'Frage 3', 'Frage 8', 'Frage 9', 'Frage 10']);
    const cover = sheets[0]?.data.flat();
    expect(cover).toEqual(expect.arrayContaining(['Was leistet das Bündnis?', 'Drucksache 17/7539', 'Ausgaben für Veranstaltungen']));
  });

  test('amounts are numbers, days are days, and the printed sums come out', async () => {
    const rows = await dataOf(anAnswer(), 'Frage 9');
    expect(rows[0]).toEqual(['Datum', 'Veranstaltung', 'Ausgaben in Euro']);
    const body = rows.slice(1, 24);
    expect(body).toHaveLength(23);
    expect(body.every((row) => typeof row[2] === 'number')).toBe(true);
    expect(body[0]?.[0]).toEqual(new Date('2016-01-07T00:00:00Z'));
    expect(body[18]?.[0]).toBeNull();
    expect(body.map((row) => Math.round(Number(row[2]) * 100))).toEqual(
      expenditurePerEvent.rows.map(({ cells }) => (cells[2]?.kind === 'euro' ? cells[2].cents : undefined)),
    );
    expect(rows[24]).toEqual(['Summe', null, 403_858.76]);
    const others = await dataOf(anAnswer(), 'Frage 10');
    expect(others[otherExpenditure.rows.length + 1]).toEqual(['Summe', 139_409.38]);
  });

  test('exact counts are numbers, all others say what they are worth, and none says what is suppressed', async () => {
    const rows = await dataOf(anAnswer(), 'Frage 3');
    expect(rows.slice(1, 8).map((row) => (typeof row[2] === 'string' ? row[2].replaceAll('\u00a0', ' ') : row[2]))).toEqual([
      'über 500',
      'über 600',
      'nicht bekannt',
      'rund 670',
      '< 5',
      '10.000 erwartet',
      1570,
    ]);
  });

  test('a draft and a correction say so', async () => {
    expect((await dataOf(aDraft(), 'Übersicht')).flat()).toContain('Entwurf – nicht zur Weitergabe');
    expect((await dataOf(aCorrection(), 'Berichtigung'))[1]?.slice(3)).toEqual([46_256.77, 47_021.77]);
  });

  test.each(HOSTILE)('%s is text and no formula', async (sign) => {
    const table = aTable({
      id: 'x',
      title: sign,
      columns: [{ label: sign, kind: 'text' }],
      rows: [{ key: sign, cells: [text(sign)], sources: [] }],
      total: null,
    });
    const bytes = await xlsxOf(printableAnswer(anAnswer({ title: sign, units: [aUnit(1, sign, { tables: [table] })] })));
    const files = unpacked(bytes);
    for (const [name, xml] of Object.entries(files)) if (/\.(?:xml|rels)$/.test(name)) assertWellFormed(xml);
    expect(Object.values(files).join('')).not.toContain('<f>');
    const read = await readXlsxFile(Buffer.from(bytes));
    expect(read[1]?.data[1]).toEqual([sign]);
  });

  test('two tables of one question, and none at all', async () => {
    const two = anAnswer({ units: [aUnit(1, 'Wie viel?', { tables: [expenditurePerEvent, otherExpenditure] })] });
    expect((await sheetsOf(two)).map(({ sheet }) => sheet)).toEqual(['Übersicht', 'Frage 1 (1)', 'Frage 1 (2)']);
    expect((await sheetsOf(anAnswer({ units: [aUnit(1, 'Wie?')] }))).map(({ sheet }) => sheet)).toEqual(['Übersicht']);
  });

  test('two renderings are equal to the byte', async () => {
    expect(Buffer.compare(await xlsxOf(printableAnswer(anAnswer())), await xlsxOf(printableAnswer(anAnswer())))).toBe(0);
  });

  test('2 000 rows', async () => {
    const started = performance.now();
    const bytes = await xlsxOf(printableAnswer(aLongAnswer()));
    console.info(`XLSX of 2 000 rows: ${Math.round(performance.now() - started)} ms`);
    const sheets = await readXlsxFile(Buffer.from(bytes));
    expect(sheets.slice(1).map(({ data }) => data.filter((row) => row[0] instanceof Date).length)).toEqual([500, 500, 500, 500]);
  });
});

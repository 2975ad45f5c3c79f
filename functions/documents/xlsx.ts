import type { Cell as SheetCell, SheetData } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { readText, withheld } from '../../shared/documents/cells.ts';
import { sheetHeading, standLine } from '../../shared/documents/csv.ts';
import { DRAFT_LABEL } from '../../shared/documents/layout.ts';
import type { AnswerDocument, Cell, FigureTable } from '../../shared/domain/answer-document.ts';
import { formatDay, formatInstant } from '../../shared/domain/calendar.ts';
import { timelessOffice } from './zip.ts';

const EURO_FORMAT = '#,##0.00';
const DAY_FORMAT = 'dd.mm.yyyy';
const COUNT_FORMAT = '#,##0';
/** Letters on a line of a text column, and the height of a line in points; a row does not grow by itself everywhere. */
const TEXT_WIDTH = 60;
const LINE_HEIGHT = 15;
type Style = {
  readonly fontWeight?: 'bold';
  readonly wrap?: true;
  readonly alignVertical?: 'top';
  readonly align?: 'left' | 'right';
  readonly height?: number;
};
const bold: Style = { fontWeight: 'bold' };

/** Typed as text, so nothing in it can run as a formula. */
const textCell = (value: string, style: Style = {}): SheetCell => (value === '' ? null : { value, type: String, ...style });

/** Amounts, days and exact counts as what they are; a count that is not exact says so in words. */
function sheetCell(cell: Cell, style: Style = {}): SheetCell {
  if (cell.kind === 'empty') return null;
  if (cell.kind === 'euro') return { value: cell.cents / 100, type: Number, format: EURO_FORMAT, ...style };
  if (cell.kind === 'day') return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: DAY_FORMAT, align: 'left', ...style };
  if (cell.kind === 'count' && cell.qualifier === 'EXACT' && !cell.suppressed && cell.value !== null)
    return { value: cell.value, type: Number, format: COUNT_FORMAT, ...style };
  return textCell(readText(cell, 'screen'), cell.kind === 'count' ? { ...style, align: 'right' } : style);
}

const widthOf = ({ kind }: FigureTable['columns'][number]): { width: number } => ({
  width: { text: TEXT_WIDTH, day: 13, euro: 20, count: 18 }[kind],
});

type Sheet = {
  readonly data: SheetData;
  readonly sheet: string;
  readonly columns: { width: number }[];
  readonly stickyRowsCount?: number;
  readonly orientation?: 'landscape';
};

/** `Frage 6 a`, `Frage 9 (2)`: a name that every spreadsheet takes, without words of others in it. */
function sheetNames(document: AnswerDocument): { table: FigureTable; name: string; question: string }[] {
  return document.units.flatMap(({ no, letter, tables }) => {
    const question = `Frage ${no}${letter === null ? '' : ` ${letter}`}`;
    return tables.map((table, index) => ({ table, question, name: tables.length === 1 ? question : `${question} (${index + 1})` }));
  });
}

/** Lines a text takes; the width of a column is counted in digits, which are wider than most letters. */
const linesOf = (cell: Cell, width: number): number =>
  cell.kind === 'text' ? cell.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0) : 1;

function tableSheet(table: FigureTable, name: string): Sheet {
  const head = table.columns.map(
    (column): SheetCell =>
      textCell(sheetHeading(column), column.kind === 'euro' || column.kind === 'count' ? { ...bold, align: 'right' } : bold),
  );
  const rows = table.rows.map(({ cells }) => {
    const lines = Math.max(1, ...cells.map((cell) => linesOf(cell, TEXT_WIDTH)));
    return cells.map((cell) => sheetCell(cell, { wrap: true, alignVertical: 'top', height: lines * LINE_HEIGHT }));
  });
  const notes = [table.title, standLine(table), ...table.notes].filter((note) => note !== null).map((note) => [textCell(note)]);
  return {
    data: [head, ...rows, ...(table.total === null ? [] : [table.total.map((cell) => sheetCell(cell, bold))]), [], ...notes],
    sheet: name,
    columns: table.columns.map(widthOf),
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

function cover(document: AnswerDocument): Sheet {
  const line = (label: string, value: string | null): SheetData =>
    value === null ? [] : [[textCell(label), textCell(value, { wrap: true })]];
  const { status, corrects, answerPaper, answeredOn, issuedOn, packHash } = document;
  const data: SheetData = [
    ...(status === 'DRAFT' ? [[textCell(DRAFT_LABEL, bold)], []] : []),
    [textCell(document.title, bold)],
    [],
    ...line('Art', document.kindLabel),
    ...line('Anfrage', `Drucksache ${document.questionPaper}`),
    ...line('Antwort', answerPaper === null ? null : `Drucksache ${answerPaper}`),
    ...line('Beantwortet', `${document.answeredBy}${answeredOn === null ? '' : `, ${formatDay(answeredOn)}`}`),
    ...line('Ausgegeben am', issuedOn === null ? null : formatDay(issuedOn)),
    ...line('Erstellt', formatInstant(document.composedAt)),
    ...line('Prüfsumme der Belege', packHash === null ? null : `SHA-256 ${packHash}`),
    ...line('Berichtigt', corrects === null ? null : `Drucksache ${corrects.answerPaper ?? corrects.inquiryId}. Grund: ${corrects.reason}`),
    [],
    [textCell('Blatt', bold), textCell('Tabelle', bold)],
    ...sheetNames(document).map(({ name, table }) => [textCell(name), textCell(table.title, { wrap: true })]),
  ];
  return { data, sheet: 'Übersicht', columns: [{ width: 24 }, { width: 90 }] };
}

function errataSheet({ errata }: AnswerDocument): Sheet[] {
  if (errata.length === 0) return [];
  const head = ['Tabelle', 'Zeile', 'Spalte', 'bisher', 'jetzt'].map((label) => textCell(label, bold));
  const rows = errata.map(({ tableTitle, row, column, before, after }) => [
    textCell(tableTitle, { wrap: true }),
    textCell(row, { wrap: true }),
    textCell(column),
    sheetCell(before),
    sheetCell(after),
  ]);
  const columns = [50, 50, 22, 20, 20].map((width) => ({ width }));
  return [{ data: [head, ...rows], sheet: 'Berichtigung', columns, stickyRowsCount: 1 }];
}

/** A cover and one sheet per table, in the order of the answer. */
export async function xlsxOf(answer: AnswerDocument): Promise<Uint8Array> {
  const document = withheld(answer);
  const sheets = [cover(document), ...errataSheet(document), ...sheetNames(document).map(({ table, name }) => tableSheet(table, name))];
  return timelessOffice(await writeXlsxFile(sheets, { fontFamily: 'Arial', fontSize: 10 }).toBuffer(), document.composedAt);
}

import type { Cell as SheetCell, SheetData } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { readText, sheetText } from '../../shared/documents/cells.ts';
import { sheetHeading, sheetTable, standLine } from '../../shared/documents/csv.ts';
import { DRAFT_LABEL } from '../../shared/documents/layout.ts';
import type { Printable } from '../../shared/documents/printable.ts';
import type { Cell, FigureTable } from '../../shared/domain/answer-document.ts';
import { timelessOffice } from './zip.ts';

const EURO_FORMAT = '#,##0.00';
const DAY_FORMAT = 'dd.mm.yyyy';
const COUNT_FORMAT = '#,##0';
/** A point shows only where there is something behind it. */
const quantityFormat = (value: number): string => (Number.isInteger(value) ? COUNT_FORMAT : '#,##0.0##');
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
  if (cell.kind === 'quantity') {
    if (cell.value !== null && cell.upTo === null && cell.worth === 'EXACT')
      return { value: cell.value, type: Number, format: quantityFormat(cell.value), ...style };
    return textCell(sheetText(cell), { ...style, align: 'right' });
  }
  return textCell(readText(cell, 'screen'), cell.kind === 'count' ? { ...style, align: 'right' } : style);
}

const widthOf = ({ kind }: FigureTable['columns'][number]): { width: number } => ({
  width: { text: TEXT_WIDTH, day: 13, euro: 20, count: 18, quantity: 20 }[kind],
});

type Sheet = {
  readonly data: SheetData;
  readonly sheet: string;
  readonly columns: { width: number }[];
  readonly stickyRowsCount?: number;
  readonly orientation?: 'landscape';
};

/** Lines a text takes; the width of a column is counted in digits, which are wider than most letters. */
const linesOf = (cell: Cell, width: number): number =>
  cell.kind === 'text' ? cell.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0) : 1;

function tableSheet(whole: FigureTable, name: string): Sheet {
  const table = sheetTable(whole);
  const head = table.columns.map(
    (column): SheetCell =>
      textCell(
        sheetHeading(column),
        column.kind === 'euro' || column.kind === 'count' || column.kind === 'quantity' ? { ...bold, align: 'right' } : bold,
      ),
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

function cover(document: Printable): Sheet {
  const lines: SheetData = document.cover.flatMap(([label, value]) =>
    value === null ? [] : [[textCell(label), textCell(value, { wrap: true })]],
  );
  const data: SheetData = [
    ...(document.isDraft ? [[textCell(DRAFT_LABEL, bold)], []] : []),
    [textCell(document.title, bold)],
    [],
    ...lines,
    [],
    [textCell('Blatt', bold), textCell('Tabelle', bold)],
    ...document.tables.map(({ sheet, table }) => [textCell(sheet), textCell(table.title, { wrap: true })]),
  ];
  return { data, sheet: 'Übersicht', columns: [{ width: 24 }, { width: 90 }] };
}

function errataSheet({ errata }: Printable): Sheet[] {
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

/** A cover and one sheet per table, in the order of the document. */
export async function xlsxOf(document: Printable): Promise<Uint8Array> {
  const sheets = [cover(document), ...errataSheet(document), ...document.tables.map(({ table, sheet }) => tableSheet(table, sheet))];
  return timelessOffice(await writeXlsxFile(sheets, { fontFamily: 'Arial', fontSize: 10 }).toBuffer(), document.composedAt);
}

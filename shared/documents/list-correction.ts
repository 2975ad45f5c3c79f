import type { Cell as SheetCell, SheetData } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { CORRECTION_HEADING, type FaultyRow, LINE_HEADING, type ListRow, type ListTable } from '../domain/participant-list.ts';
import { csvLine } from './csv-line.ts';
import { guarded } from './list-csv.ts';
import type { ListFormat } from './list-reading.ts';

type CorrectionFile = { readonly fileName: string; readonly contentType: string; readonly content: Uint8Array };

type Style = { readonly fontWeight?: 'bold'; readonly wrap?: true; readonly alignVertical?: 'top' };

const SEPARATOR = ';';
const NOTE_WIDTH = 60;

/** A correction file that comes back with new faults: its own columns are made anew and not once more. */
function ownCells(header: ListRow): (row: ListRow) => readonly string[] {
  const width = header.cells.length;
  const isCorrection = header.cells[0] === LINE_HEADING && header.cells[width - 1] === CORRECTION_HEADING;
  return ({ cells }) => {
    const padded = Array.from({ length: Math.max(width, cells.length) }, (_, index) => cells[index] ?? '');
    return isCorrection ? [...padded.slice(1, width - 1), ...padded.slice(width)] : padded;
  };
}

function linesOf({ header, rows }: ListTable, faultyRows: readonly FaultyRow[]): string[][] {
  const faultsOf = new Map(faultyRows.map(({ line, faults }) => [line, faults]));
  const own = ownCells(header);
  const faulty = rows.filter(({ line }) => faultsOf.has(line)).map((row) => ({ row, cells: own(row) }));
  const headings = own(header);
  const width = Math.max(headings.length, ...faulty.map(({ cells }) => cells.length));
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, index) => cells[index] ?? '');
  const note = (line: number) =>
    (faultsOf.get(line) ?? []).map((fault) => (fault.heading === '' ? fault.detail : `${fault.heading}: ${fault.detail}`)).join('\n');
  return [
    [LINE_HEADING, ...padded(headings), CORRECTION_HEADING],
    ...faulty.map(({ row, cells }) => [String(row.line), ...padded(cells), note(row.line)]),
  ];
}

const csvOf = (lines: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(`\ufeff${lines.map((cells) => csvLine(cells.map(guarded), SEPARATOR)).join('')}`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML cannot hold
const NOT_IN_XML = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** Characters that XML has not are written as Excel does, `_x0001_` (ECMA-376 part 1, 22.9.2.19); they are what has to be mended. */
const escaped = (cell: string): string =>
  cell
    .replace(/_x[0-9a-f]{4}_/gi, (text) => `_x005F${text}`)
    .replace(NOT_IN_XML, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

const heading: Style = { fontWeight: 'bold' };
const body: Style = { wrap: true, alignVertical: 'top' };
const sheetCell = (cell: string, style: Style): SheetCell =>
  cell === '' ? null : { value: escaped(cell), type: String, format: '@', ...style };

/** All cells are text and stay text when they are edited, so that nothing runs as a formula and 00123 keeps its zeros. */
async function xlsxOf(lines: readonly (readonly string[])[]): Promise<Uint8Array> {
  const [header = []] = lines;
  const data: SheetData = lines.map((cells, index) => cells.map((cell) => sheetCell(cell, index === 0 ? heading : body)));
  const columns = header.map((label) => ({ width: label === LINE_HEADING ? 8 : label === CORRECTION_HEADING ? NOTE_WIDTH : 24 }));
  return new Uint8Array(
    await writeXlsxFile([{ data, columns, sheet: 'Korrektur', stickyRowsCount: 1 }], { fontFamily: 'Arial', fontSize: 10 }).toBuffer(),
  );
}

/**
 * The faulty rows as they came, each with its line and what to mend, in the format of the list; mended it can be read again as it is.
 * The file name says nothing about the event or anybody on the list.
 */
export async function correctionFile(table: ListTable, faultyRows: readonly FaultyRow[], format: ListFormat): Promise<CorrectionFile> {
  const lines = linesOf(table, faultyRows);
  if (format === 'csv') return { fileName: 'korrektur.csv', contentType: 'text/csv; charset=utf-8', content: csvOf(lines) };
  return {
    fileName: 'korrektur.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: await xlsxOf(lines),
  };
}

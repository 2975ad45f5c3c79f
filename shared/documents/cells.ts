import type { AnswerDocument, Cell, FigureTable } from '../domain/answer-document.ts';
import type { Qualifier } from '../domain/attendance.ts';
import { formatDay, formatDayLong } from '../domain/calendar.ts';
import { formatDecimal, formatEuro, formatPrinted, inThousands } from '../domain/money.ts';
import type { Worth } from '../domain/quantity.ts';
import { inert } from './csv-line.ts';

/*
 * One cell as text, for every writer. Two kinds of target: what people read (screen, print) says everything in words;
 * what is computed with (spreadsheet, machine) keeps the number bare and puts what it is worth beside it.
 */

/** `screen` follows DIN 5008 (29.536,03 Euro, 16.03.2016), `print` the papers of the Landtag (29 536,03 Euro, 16. März 2016). */
export type Notation = 'screen' | 'print';

const NBSP = '\u00a0';
/** What a cell shows that holds nothing. In a sum row nothing was expected, so nothing is shown. */
export const EMPTY = '–';
const SUPPRESSED = `<${NBSP}5`;
const UNKNOWN = 'nicht bekannt';

type Count = Extract<Cell, { kind: 'count' }>;

const inWords: Record<Qualifier, (value: string) => string> = {
  EXACT: (value) => value,
  MORE_THAN: (value) => `über${NBSP}${value}`,
  ABOUT: (value) => `rund${NBSP}${value}`,
  EXPECTED: (value) => `${value}${NBSP}erwartet`,
  UNKNOWN: () => UNKNOWN,
};

function countText({ value, qualifier, suppressed }: Count, separator: string): string {
  if (suppressed) return SUPPRESSED;
  return value === null ? UNKNOWN : inWords[qualifier](inThousands(String(value), separator));
}

type Quantity = Extract<Cell, { kind: 'quantity' }>;

const worthInWords: Record<Worth, (value: string) => string> = {
  EXACT: (value) => value,
  AT_LEAST: (value) => `mindestens${NBSP}${value}`,
  MORE_THAN: (value) => `mehr als${NBSP}${value}`,
  ABOUT: (value) => `rund${NBSP}${value}`,
  NEARLY: (value) => `knapp${NBSP}${value}`,
  UP_TO: (value) => `bis zu${NBSP}${value}`,
  EXPECTED: (value) => `${value}${NBSP}erwartet`,
  UNKNOWN: () => UNKNOWN,
};

/** `1.234,5`: at most three decimals, as many as there are. */
function decimal(value: number, separator: string): string {
  const [whole = '', fraction] = String(Math.round(value * 1000) / 1000).split('.');
  return `${inThousands(whole, separator)}${fraction === undefined ? '' : `,${fraction}`}`;
}

function quantityText({ value, upTo, worth, unit }: Quantity, separator: string, withUnit: boolean): string {
  if (value === null) return UNKNOWN;
  const range = upTo === null ? decimal(value, separator) : `${decimal(value, separator)}${NBSP}bis${NBSP}${decimal(upTo, separator)}`;
  return worthInWords[worth](withUnit ? `${range}${NBSP}${unit}` : range);
}

const notations = {
  screen: { day: formatDay, euro: formatEuro, separator: '.' },
  print: { day: formatDayLong, euro: formatPrinted, separator: NBSP },
} as const;

/** A cell as people read it; nothing in it breaks across lines where a number would come apart. */
export function readText(cell: Cell, notation: Notation): string {
  const { day, euro, separator } = notations[notation];
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'day':
      return day(cell.day);
    case 'euro':
      return `${euro(cell.cents)}${NBSP}Euro`;
    case 'count':
      return countText(cell, separator);
    case 'quantity':
      return quantityText(cell, separator, true);
    case 'empty':
      return EMPTY;
  }
}

export const readSum = (cell: Cell, notation: Notation): string => (cell.kind === 'empty' ? '' : readText(cell, notation));

/** A cell for a German spreadsheet: amounts and exact numbers bare, days as 16.03.2016, nothing for empty. */
export function sheetText(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return inert(cell.text);
    case 'day':
      return formatDay(cell.day);
    case 'euro':
      return formatEuro(cell.cents).replace('\u2212', '-');
    case 'count':
      return countText(cell, '').replaceAll(NBSP, ' ');
    case 'quantity':
      return quantityText(cell, '', false).replaceAll(NBSP, ' ');
    case 'empty':
      return '';
  }
}

/** A cell for a program: a point, ISO days; of a count the value alone, `qualityOf` says what it is worth. */
export function machineText(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return inert(cell.text);
    case 'day':
      return cell.day;
    case 'euro':
      return formatDecimal(cell.cents);
    case 'count':
      return cell.suppressed || cell.value === null ? '' : String(cell.value);
    case 'quantity':
      return cell.value === null ? '' : String(cell.value);
    case 'empty':
      return '';
  }
}

/** EXACT, MORE_THAN, ABOUT, EXPECTED, UNKNOWN or SUPPRESSED for a count, its worth for a measured value, nothing for anything else. */
export const qualityOf = (cell: Cell): string => {
  if (cell.kind === 'quantity') return cell.worth;
  if (cell.kind !== 'count') return '';
  return cell.suppressed ? 'SUPPRESSED' : cell.qualifier;
};

const withheldCell = (cell: Cell): Cell => (cell.kind === 'count' && cell.suppressed ? { ...cell, value: null } : cell);

const withheldTable = (table: FigureTable): FigureTable => ({
  ...table,
  rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(withheldCell) })),
  total: table.total?.map(withheldCell) ?? null,
});

/** The same document without the numbers behind suppressed cells: a writer can then leak none, whoever composed it. */
export const withheld = (document: AnswerDocument): AnswerDocument => ({
  ...document,
  units: document.units.map((unit) => ({ ...unit, tables: unit.tables.map(withheldTable) })),
  errata: document.errata.map((entry) => ({ ...entry, before: withheldCell(entry.before), after: withheldCell(entry.after) })),
});

import type { Cell, FigureTable } from '../domain/answer-document.ts';
import { formatDay, formatInstant } from '../domain/calendar.ts';
import { fold } from '../domain/text.ts';
import { machineText, qualityOf, sheetText } from './cells.ts';
import { csvLine, inert } from './csv-line.ts';
import type { Printable } from './printable.ts';

/*
 * Peculiar:
 * - A document has tables of different columns, a CSV file has one kind of row. For Excel they stand one below the other,
 *   each under its title, all lines padded to the widest. For programs there are two forms: the whole document as one file
 *   with one row per cell (`machineCsv`), and each table as a file of its own with its own columns (`tableCsv`, open data).
 * - Sum rows are left out for programs: a file with sums in it is added up wrongly.
 * - A measured value needs its unit: beside it in a column of its own wherever the number stands bare.
 */

export type Column = FigureTable['columns'][number];
const fallback: Cell = { kind: 'empty' };

/** `Ausgaben in Euro`: in a spreadsheet the amount stands bare, so its heading names the unit. */
export const sheetHeading = ({ label, kind }: Column): string =>
  kind === 'euro' && !/\beuro\b|€/i.test(label) ? `${label} in Euro` : label;

export const standLine = ({ asOf, knownAt }: FigureTable): string | null => {
  const parts = [
    ...(asOf === null ? [] : [`Stand: ${formatDay(asOf)}`]),
    ...(knownAt === null ? [] : [`Kenntnisstand: ${formatInstant(knownAt)}`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
};

const unitOf = (cell: Cell | undefined): Cell => (cell?.kind === 'quantity' ? { kind: 'text', text: cell.unit } : { kind: 'empty' });

/** A table as a spreadsheet shows it: units beside measured values. */
export function sheetTable(table: FigureTable): FigureTable {
  const { columns, rows, total } = table;
  if (!columns.some(({ kind }) => kind === 'quantity')) return table;
  const spread = (cells: readonly Cell[]): Cell[] =>
    columns.flatMap(({ kind }, index) => {
      const cell = cells[index] ?? fallback;
      return kind === 'quantity' ? [cell, unitOf(cell)] : [cell];
    });
  return {
    ...table,
    columns: columns.flatMap((column) =>
      column.kind === 'quantity' ? [column, { label: `${column.label}: Einheit`, kind: 'text' as const }] : [column],
    ),
    rows: rows.map((row) => ({ ...row, cells: spread(row.cells) })),
    total: total === null ? null : spread(total),
  };
}

/** For Excel in German: UTF-8 with byte order mark, semicolons, decimal comma, CRLF; table after table. */
export function germanCsv(document: Printable): string {
  const tables = document.tables.map(({ table }) => sheetTable(table));
  const width = Math.max(1, ...tables.map(({ columns }) => columns.length));
  const line = (cells: readonly string[]) => csvLine([...cells, ...Array.from({ length: width - cells.length }, () => '')], ';');
  const blocks = tables.map((table) =>
    [
      [inert(table.title)],
      table.columns.map((column) => inert(sheetHeading(column))),
      ...table.rows.map(({ cells }) => cells.map(sheetText)),
      ...(table.total === null ? [] : [table.total.map(sheetText)]),
      ...[standLine(table), ...table.notes].filter((note) => note !== null).map((note) => [inert(note)]),
    ]
      .map(line)
      .join(''),
  );
  return `\ufeff${blocks.join(line([]))}`;
}

/** `ausgaben_eur`, `teilnehmende`: a column's name for programs, unique within its table. */
export function columnNames(columns: readonly Column[]): string[] {
  const taken = new Set(['row_key', 'as_of', 'known_at']);
  return columns.map(({ label, kind }, index) => {
    const base = `${fold(label).replaceAll(' ', '_') || `spalte_${index + 1}`}${kind === 'euro' ? '_eur' : ''}`;
    const name = taken.has(base) ? `${base}_${index + 1}` : base;
    taken.add(name);
    return name;
  });
}

/** What stands beside a value for programs: the name's ending, and the cell's text. */
const beside: Partial<Record<Column['kind'], readonly (readonly [ending: string, text: (cell: Cell) => string])[]>> = {
  count: [['qualifier', qualityOf]],
  quantity: [
    ['up_to', (cell) => (cell.kind === 'quantity' && cell.upTo !== null ? String(cell.upTo) : '')],
    ['qualifier', qualityOf],
    ['unit', (cell) => (cell.kind === 'quantity' ? inert(cell.unit) : '')],
  ],
};

/**
 * One table for programs: comma, point, ISO days, one kind of row, no byte order mark (RFC 4180); a count has its quality
 * beside it, a measured value its upper end, quality and unit.
 */
export function tableCsv({ columns, rows, asOf, knownAt }: FigureTable): string {
  const names = columnNames(columns);
  const head = columns.flatMap(({ kind }, index) => {
    const name = names[index] ?? '';
    return [name, ...(beside[kind] ?? []).map(([ending]) => `${name}_${ending}`)];
  });
  const body = rows.map(({ key, cells }) => [
    inert(key),
    ...columns.flatMap(({ kind }, index) => {
      const cell = cells[index] ?? fallback;
      return [machineText(cell), ...(beside[kind] ?? []).map(([, text]) => text(cell))];
    }),
    asOf ?? '',
    knownAt ?? '',
  ]);
  return [['row_key', ...head, 'as_of', 'known_at'], ...body].map((cells) => csvLine(cells, ',')).join('');
}

/** A cell as lines of name, kind, value and quality: what a measured value has beside it gets lines of its own. */
function cellLines(name: string, cell: Cell): string[][] {
  const own = [name, cell.kind, machineText(cell), qualityOf(cell)];
  if (cell.kind !== 'quantity') return [own];
  const upper = cell.upTo === null ? [] : [[`${name}_up_to`, cell.kind, String(cell.upTo), cell.worth]];
  return [own, ...upper, [`${name}_unit`, 'text', inert(cell.unit), '']];
}

/** The whole document for programs: one row per cell, so that tables of different columns share one kind of row. */
export function machineCsv(document: Printable): string {
  const lines = document.tables.flatMap(({ table }) => {
    const names = columnNames(table.columns);
    return table.rows.flatMap(({ key, cells }, index) =>
      cells.flatMap((cell, column) =>
        cellLines(names[column] ?? '', cell).map((line) => [
          table.id,
          String(index + 1),
          inert(key),
          ...line,
          table.asOf ?? '',
          table.knownAt ?? '',
        ]),
      ),
    );
  });
  const head = ['table_id', 'row', 'row_key', 'column', 'kind', 'value', 'qualifier', 'as_of', 'known_at'];
  return [head, ...lines].map((cells) => csvLine(cells, ',')).join('');
}

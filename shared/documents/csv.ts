import type { AnswerDocument, Cell, FigureTable } from '../domain/answer-document.ts';
import { formatDay, formatInstant } from '../domain/calendar.ts';
import { fold } from '../domain/text.ts';
import { machineText, qualityOf, sheetText, withheld } from './cells.ts';
import { csvLine, inert } from './csv-line.ts';

/*
 * Peculiar:
 * - A document has tables of different columns, a CSV file has one kind of row. For Excel they stand one below the other,
 *   each under its title, all lines padded to the widest. For programs there are two forms: the whole document as one file
 *   with one row per cell (`machineCsv`), and each table as a file of its own with its own columns (`tableCsv`, open data).
 * - Sum rows are left out for programs: a file with sums in it is added up wrongly.
 */

export type Column = FigureTable['columns'][number];

export const tablesOf = ({ units }: AnswerDocument): FigureTable[] => units.flatMap(({ tables }) => tables);

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

/** For Excel in German: UTF-8 with byte order mark, semicolons, decimal comma, CRLF; table after table. */
export function germanCsv(answer: AnswerDocument): string {
  const tables = tablesOf(withheld(answer));
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

const fallback: Cell = { kind: 'empty' };

/** One table for programs: comma, point, ISO days, one kind of row, no byte order mark (RFC 4180); a count has its quality beside it. */
export function tableCsv({ columns, rows, asOf, knownAt }: FigureTable): string {
  const names = columnNames(columns);
  const head = columns.flatMap(({ kind }, index) => {
    const name = names[index] ?? '';
    return kind === 'count' ? [name, `${name}_qualifier`] : [name];
  });
  const body = rows.map(({ key, cells }) => [
    inert(key),
    ...columns.flatMap(({ kind }, index) => {
      const cell = cells[index] ?? fallback;
      return kind === 'count' ? [machineText(cell), qualityOf(cell)] : [machineText(cell)];
    }),
    asOf ?? '',
    knownAt ?? '',
  ]);
  return [['row_key', ...head, 'as_of', 'known_at'], ...body].map((cells) => csvLine(cells, ',')).join('');
}

/** The whole document for programs: one row per cell, so that tables of different columns share one kind of row. */
export function machineCsv(answer: AnswerDocument): string {
  const lines = tablesOf(withheld(answer)).flatMap((table) => {
    const names = columnNames(table.columns);
    return table.rows.flatMap(({ key, cells }, index) =>
      cells.map((cell, column) => [
        table.id,
        String(index + 1),
        inert(key),
        names[column] ?? '',
        cell.kind,
        machineText(cell),
        qualityOf(cell),
        table.asOf ?? '',
        table.knownAt ?? '',
      ]),
    );
  });
  const head = ['table_id', 'row', 'row_key', 'column', 'kind', 'value', 'qualifier', 'as_of', 'known_at'];
  return [head, ...lines].map((cells) => csvLine(cells, ',')).join('');
}

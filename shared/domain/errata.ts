import type * as z from 'zod';
import type { AnswerDocument, Cell, ErratumEntry, FigureTable } from './answer-document.ts';

type Entry = z.output<typeof ErratumEntry>;
const EMPTY: Cell = { kind: 'empty' };
const same = (a: Cell, b: Cell): boolean => JSON.stringify(a) === JSON.stringify(b);
const textOf = (cells: readonly Cell[]): string =>
  cells.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : []))[0] ?? '';

function cellsOf(table: FigureTable): Map<string, { row: string; cells: readonly Cell[] }> {
  const rows = table.rows.map(({ key, cells }) => [key, { row: textOf(cells) || key, cells }] as const);
  return new Map(table.total === null ? rows : [...rows, ['#total', { row: 'Summe', cells: table.total }]]);
}

function tableDifferences(before: FigureTable, after: FigureTable): Entry[] {
  const [old, now] = [cellsOf(before), cellsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    return after.columns.flatMap(({ label }, column): Entry[] => {
      const [from, to] = [was?.cells[column] ?? EMPTY, is?.cells[column] ?? EMPTY];
      return same(from, to)
        ? []
        : [{ tableId: after.id, tableTitle: after.title, row: is?.row ?? was?.row ?? key, column: label, before: from, after: to }];
    });
  });
}

/** Every cell that differs between two documents' tables of the same id, sums included: old value and new value. */
export function errataBetween(before: AnswerDocument, after: AnswerDocument): Entry[] {
  const earlier = new Map(before.units.flatMap(({ tables }) => tables).map((table) => [table.id, table]));
  return after.units
    .flatMap(({ tables }) => tables)
    .flatMap((table) => {
      const old = earlier.get(table.id);
      return old ? tableDifferences(old, table) : [];
    });
}

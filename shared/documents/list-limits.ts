import { at, type Failure } from '../domain/failures.ts';
import type { ListRow, ListTable } from '../domain/participant-list.ts';

/** What one list may hold. `bytes` as sent; the others guard the machine that reads it. */
export const LIST_LIMITS = {
  bytes: 4_000_000,
  rows: 10_000,
  columns: 50,
  characters: 16_000_000,
  archiveEntries: 1_000,
  inflatedBytes: 32_000_000,
} as const;

/** The failure of a file that cannot be taken as a list. @param detail German, says what to do */
export const refused = (detail: string): Failure => at('requestInvalid', '/content', detail);

export const tooManyRows = (): Failure =>
  refused(`Die Liste hat mehr als ${LIST_LIMITS.rows.toLocaleString('de')} Zeilen. Bitte teilen Sie sie auf mehrere Dateien auf.`);

export const tooManyColumns = (): Failure =>
  refused(`Die Liste hat mehr als ${LIST_LIMITS.columns} Spalten. Bitte löschen Sie die Spalten, die nicht gebraucht werden.`);

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * Header and rows of what a file holds, without blank rows; the first row that is not blank is the header.
 * @throws requestInvalid when there is no header or no row under it, and when there are too many rows or columns
 */
export function tableOf(lines: readonly ListRow[]): ListTable {
  const [header, ...rows] = lines;
  if (header === undefined) throw refused('Die Datei ist leer. Bitte wählen Sie die Datei mit der Liste.');
  if (rows.length === 0)
    throw refused('Die Datei enthält nur eine Zeile. Gebraucht werden eine Zeile mit Überschriften und darunter je Person eine Zeile.');
  if (rows.length > LIST_LIMITS.rows) throw tooManyRows();
  const isWide = ({ cells }: ListRow) => cells.length > LIST_LIMITS.columns && !isBlank(cells.slice(LIST_LIMITS.columns));
  if (lines.some(isWide)) throw tooManyColumns();
  const narrowed = ({ line, cells }: ListRow): ListRow => ({ line, cells: cells.slice(0, LIST_LIMITS.columns) });
  return { header: narrowed(header), rows: rows.map(narrowed) };
}

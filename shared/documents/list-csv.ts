import { CsvError, parse } from 'csv-parse/sync';
import type { ListRow } from '../domain/participant-list.ts';
import { inert } from './csv-line.ts';
import { LIST_LIMITS, refused, tooManyColumns, tooManyRows } from './list-limits.ts';

/*
 * Peculiar:
 * - A line is numbered as a spreadsheet shows it, not as an editor does: a cell with a line break stays one row, and
 *   Excel's `sep=;` is no row.
 * - Line endings are made one before parsing: files put together from two systems mix them.
 * - Windows-1252 fits any bytes, so it is what a file is when nothing else fits.
 */

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const SEPARATORS = [';', '\t', '|', ','] as const;
type Separator = (typeof SEPARATORS)[number];

const notText = () =>
  refused(
    'Die Datei ist keine Textdatei. Bitte speichern Sie die Liste in Excel als „CSV UTF-8 (durch Trennzeichen getrennt)“ oder als XLSX.',
  );

function decodedAs(encoding: CsvEncoding, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoded(bytes: Uint8Array): { encoding: CsvEncoding; text: string } {
  const [first, second] = bytes;
  const marked: CsvEncoding | undefined =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  for (const encoding of marked ? [marked] : (['utf-8', 'windows-1252'] as const)) {
    const text = decodedAs(encoding, bytes);
    if (text?.includes('\0') === false) return { encoding, text };
  }
  throw notText();
}

/** The text before the first line break that stands outside quotation marks, blank lines before it skipped, without what is quoted. */
function unquotedHeader(text: string): string {
  let header = '';
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (letter !== '\n') header += letter;
    else if (header.trim() !== '') break;
    else header = '';
  }
  return header;
}

/** The one that parts the header most often; of two the one that is rarer inside a heading. A list of one column has none. */
function guessedSeparator(text: string): Separator {
  const header = unquotedHeader(text);
  const count = (separator: Separator) => header.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

/** Excel writes and reads a first line `sep=;`. */
function separated(text: string): { separator: Separator; body: string } {
  const [line = '', named] = /^"?sep=([;,\t|])"?[;,\t| ]*(?:\n|$)/i.exec(text) ?? [];
  return { separator: SEPARATORS.find((one) => one === named) ?? guessedSeparator(text), body: text.slice(line.length) };
}

const APOSTROPHES = /^'+/;
const wouldRun = (cell: string): boolean => inert(cell) !== cell;

/** A cell for a CSV file that a spreadsheet opens: what would run as a formula, and what looks guarded already, gets one apostrophe. */
export const guarded = (cell: string): string => (wouldRun(cell.replace(APOSTROPHES, '')) ? `'${cell}` : cell);

/** Undoes `guarded`: files that we wrote come back with the cells they were made of. */
const unguarded = (cell: string): string => (cell.startsWith("'") && wouldRun(cell.replace(APOSTROPHES, '')) ? cell.slice(1) : cell);

const withoutTrailing = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);

/** @throws requestInvalid when the bytes are no text, a quotation mark is never closed, or there is too much of it */
export function csvLines(bytes: Uint8Array): { encoding: CsvEncoding; separator: Separator; lines: ListRow[] } {
  const { encoding, text } = decoded(bytes);
  const { separator, body } = separated(text.replace(/\r\n?/g, '\n'));
  const lines: ListRow[] = [];
  let line = 0;
  const keep = (cells: string[]): null => {
    line += 1;
    const shown = withoutTrailing(cells);
    if (shown.length > LIST_LIMITS.columns) throw tooManyColumns();
    if (shown.length > 0) lines.push({ line, cells: shown.map(unguarded) });
    if (lines.length > LIST_LIMITS.rows + 1) throw tooManyRows();
    return null;
  };
  try {
    parse(body, { delimiter: separator, record_delimiter: '\n', relax_column_count: true, relax_quotes: true, on_record: keep });
    return { encoding, separator, lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(
      `Ab Zeile ${line + 1} ist die Datei nicht lesbar: Ein Anführungszeichen wird geöffnet und nicht geschlossen. Bitte prüfen Sie diese Zeile.`,
    );
  }
}

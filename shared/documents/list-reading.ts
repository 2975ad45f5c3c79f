import type { ListTable } from '../domain/participant-list.ts';
import { type CsvEncoding, csvLines } from './list-csv.ts';
import { LIST_LIMITS, refused, tableOf } from './list-limits.ts';
import { sheetLines } from './list-sheet.ts';

export type ListFormat = 'csv' | 'xlsx';
/** A list as it came; `encoding` and `separator` are null for XLSX, which has neither. */
export type ReadTable = ListTable & {
  readonly format: ListFormat;
  readonly encoding: CsvEncoding | null;
  readonly separator: string | null;
};

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b);
/** Compound file: XLS up to Excel 2003, and every XLSX with a password. */
const isCompound = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
const isPdf = (bytes: Uint8Array): boolean => startsWith(bytes, 0x25, 0x50, 0x44, 0x46);

/** @throws requestInvalid when the name's ending and the first bytes do not agree on CSV or XLSX */
function formatOf(fileName: string, bytes: Uint8Array): ListFormat {
  const ending = /\.([^.]+)$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';
  if (isPdf(bytes)) throw refused('Die Datei ist ein PDF. Bitte speichern Sie die Liste als XLSX oder CSV.');
  if (isCompound(bytes))
    throw refused(
      'Die Datei ist im alten Excel-Format oder mit einem Kennwort geschützt. Bitte als XLSX oder CSV ohne Kennwort speichern.',
    );
  if (ending === 'xlsx') {
    if (!isZip(bytes)) throw refused('Die Datei heißt .xlsx, ist aber keine Excel-Datei. Bitte als XLSX oder CSV speichern.');
    return 'xlsx';
  }
  if (!['csv', 'txt', 'tsv'].includes(ending))
    throw refused('Gelesen werden Dateien mit der Endung .xlsx oder .csv. Bitte als XLSX oder CSV speichern.');
  if (isZip(bytes)) throw refused(`Die Datei heißt .${ending}, ist aber kein Text. Bitte als XLSX oder CSV speichern.`);
  return 'csv';
}

/**
 * A list as people send it: CSV in any of the usual German flavours, or the first sheet of an XLSX workbook.
 * Cells are text as the person sees it: dates 16.03.2016, numbers with a comma, formulas as their last value.
 * Blank rows are left out; `line` is the row's number in a spreadsheet, blank rows counted (an Excel `sep=` line is none).
 * @throws requestInvalid at `/content`, in German, when the file is none of these, is damaged, or is larger than LIST_LIMITS
 */
export async function readTable(fileName: string, bytes: Uint8Array): Promise<ReadTable> {
  if (bytes.length === 0) throw refused('Die Datei ist leer. Bitte wählen Sie die Datei mit der Liste.');
  if (bytes.length > LIST_LIMITS.bytes)
    throw refused(`Die Datei ist größer als ${LIST_LIMITS.bytes / 1_000_000} MB. Bitte teilen Sie die Liste auf mehrere Dateien auf.`);
  const format = formatOf(fileName, bytes);
  if (format === 'xlsx') return { format, encoding: null, separator: null, ...tableOf(await sheetLines(bytes)) };
  const { encoding, separator, lines } = csvLines(bytes);
  return { format, encoding, separator, ...tableOf(lines) };
}

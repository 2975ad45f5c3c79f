import { createHash } from 'node:crypto';
import type { FigureTable } from '../domain/answer-document.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { Column } from './csv.ts';
import { columnNames, tableCsv } from './csv.ts';
import type { Printable } from './printable.ts';

/** One open file of a document. The PDF carries the same bytes, so its attachments have the published checksums. */
export type OpenFile = {
  readonly tableId: string;
  readonly title: string;
  readonly fileName: string;
  readonly format: 'CSV' | 'JSON';
  readonly mediaType: 'text/csv' | 'application/json';
  readonly content: string;
  readonly byteSize: number;
  /** Hex. */
  readonly sha256: string;
};

const meanings: Record<Column['kind'], string> = {
  text: 'Text',
  day: 'Kalendertag in Europe/Berlin, ISO 8601; leer: nicht angegeben',
  euro: 'Ausgaben oder Haushaltsmittel in Euro, brutto; CSV mit Punkt und zwei Stellen, JSON in ganzen Cent; leer: nicht angegeben, nicht 0',
  count:
    'Anzahl; CSV mit einer zweiten Spalte „_qualifier“: EXACT genau, MORE_THAN mehr als, ABOUT rund, EXPECTED erwartet, UNKNOWN nicht bekannt, SUPPRESSED weniger als 5 und deshalb nicht genannt',
  quantity:
    'Gemessener oder genannter Wert; CSV mit „_up_to“ (oberes Ende einer Spanne), „_qualifier“ (EXACT genau, AT_LEAST mindestens, MORE_THAN mehr als, ABOUT rund, NEARLY knapp, UP_TO bis zu, EXPECTED erwartet, UNKNOWN nicht bekannt) und „_unit“ (Einheit); leer: nicht angegeben, nicht 0',
};

/** What each field of a table means. */
const fieldsOf = ({ columns }: FigureTable) => {
  const names = columnNames(columns);
  return columns.map(({ label, kind }, index) => ({ name: names[index], label, kind, meaning: meanings[kind] }));
};

/** In words, for the record of the data set. */
export const fieldNotes = (table: FigureTable): string =>
  fieldsOf(table)
    .map(({ name, label, meaning }) => `${name} („${label}“): ${meaning}`)
    .join('. ');

/** One table for readers of the data: without the ids of records behind it, which are not public. */
function tableJson({ about }: Printable, table: FigureTable): string {
  const { id, title, columns, rows, total, notes, asOf, knownAt, query, sha256 } = table;
  return canonicalJson({
    ...about,
    fields: fieldsOf(table),
    table: { id, title, columns, rows: rows.map(({ key, cells }) => ({ key, cells })), total, notes, asOf, knownAt, query, sha256 },
  });
}

function open(table: FigureTable, format: OpenFile['format'], content: string): OpenFile {
  const bytes = Buffer.from(content, 'utf8');
  return {
    tableId: table.id,
    title: table.title,
    fileName: `${table.id}.${format.toLowerCase()}`,
    format,
    mediaType: format === 'CSV' ? 'text/csv' : 'application/json',
    content,
    byteSize: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Every table of a document as CSV and JSON, in its order. */
export const openFilesOf = (document: Printable): OpenFile[] =>
  document.tables.flatMap(({ table }) => [open(table, 'CSV', tableCsv(table)), open(table, 'JSON', tableJson(document, table))]);

/** An issued answer does not change; a day in a cache spares the register and still lets a fault be withdrawn. */
export const publicHeaders = (sha256: string): Record<string, string> => ({
  'cache-control': 'public, max-age=86400',
  etag: `"${sha256}"`,
});

import type { ReadTable } from '../../shared/documents/list-reading.ts';
import { readTable } from '../../shared/documents/list-reading.ts';
import { withoutTwins } from '../../shared/domain/participant-import.ts';
import type { ColumnMapping, ParsedRow } from '../../shared/domain/participant-list.ts';
import { columnsOf, rowsOf } from '../../shared/domain/participant-list.ts';

/**
 * A list as it was sent, read to the end: what is a fault in the preview is one in the correction file.
 * @param content Base64
 * @throws requestInvalid at `/content` when it is no list
 */
export async function readList({ fileName, content }: { readonly fileName: string; readonly content: string }): Promise<{
  table: ReadTable;
  mapping: ColumnMapping;
  rows: ParsedRow[];
}> {
  const table = await readTable(fileName, new Uint8Array(Buffer.from(content, 'base64')));
  const mapping = columnsOf(table.header);
  return { table, mapping, rows: withoutTwins(rowsOf(table, mapping), mapping) };
}

import type { Cell } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import type { AttendanceStatistics } from '../../shared/domain/attendance-statistics.ts';
import type { SheetCell } from './statistics-sheet.ts';
import { closingNotes, headings, rowsOf } from './statistics-sheet.ts';

/** Typed, so that nothing in a text can run as a formula. */
const typed = (cell: SheetCell, style: { readonly fontWeight?: 'bold' }): Cell => {
  if (typeof cell === 'number') return { value: cell, type: Number, ...style };
  return cell === '' ? null : { value: cell, type: String, ...style };
};

/** One sheet: bold head that stays in view, sums in bold, the notes below. */
export async function workbook(statistics: AttendanceStatistics): Promise<Uint8Array> {
  const titles = headings(statistics);
  const labels = statistics.groupBy.length;
  const data = [
    titles.map((title) => typed(title, { fontWeight: 'bold' })),
    ...rowsOf(statistics).map(({ cells, isSum }) => cells.map((cell) => typed(cell, isSum ? { fontWeight: 'bold' } : {}))),
    [],
    ...closingNotes(statistics).map((note) => [typed(note, {})]),
  ];
  const columns = titles.map((title, index) => ({ width: index < labels ? 44 : Math.max(12, title.length + 2) }));
  return await writeXlsxFile(data, { sheet: 'Teilnahme', columns, stickyRowsCount: 1 }).toBuffer();
}

import type { Cell, SheetData } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import type { Cents } from '../../shared/domain/money.ts';
import type { Breakdown } from './compose.ts';
import { closingLines, headings, labelCells, rowsOf, standLine } from './sheet.ts';

const EURO_FORMAT = '#,##0.00';
const DAY_FORMAT = 'dd.mm.yyyy';
type Style = { readonly fontWeight?: 'bold' };
const bold: Style = { fontWeight: 'bold' };

/** Typed as text, so nothing in it can run as a formula. */
const textCell = (value: string, style: Style = {}): Cell => (value === '' ? null : { value, type: String, ...style });
/** A real number in euros. Exact to the cent up to 90 billion euro, the largest safe integer of cents. */
const euroCell = (cents: Cents, style: Style = {}): Cell => ({ value: cents / 100, type: Number, format: EURO_FORMAT, ...style });
const dayCell = (day: string | null): Cell =>
  day === null ? null : { value: new Date(`${day}T00:00:00Z`), type: Date, format: DAY_FORMAT };

/** One sheet: bold head that stays in view, number cells that add up, sums in bold, the reconciliation below. */
export async function workbook(breakdown: Breakdown): Promise<Uint8Array> {
  const depth = breakdown.groupBy.length;
  const rows = rowsOf(breakdown.groups).map((row): Cell[] => {
    const style = row.isSum ? bold : {};
    return [
      ...labelCells(row, depth).map((label) => textCell(label, style)),
      dayCell(row.date),
      euroCell(row.amountCents, style),
      { value: row.bookings, type: Number, ...style },
      textCell(row.flags),
    ];
  });
  const padding = Array.from({ length: depth }, () => null);
  const closing = closingLines(breakdown).map(({ label, amountCents, bookings }) => [
    textCell(label, bold),
    ...padding,
    euroCell(amountCents, bold),
    bookings === null ? null : { value: bookings, type: Number },
    null,
  ]);
  const notes = [standLine(breakdown), ...breakdown.notes].map((note) => [textCell(note)]);
  const data: SheetData = [headings(breakdown).map((title) => textCell(title, bold)), ...rows, [], ...closing, [], ...notes];
  const columns = [
    ...Array.from({ length: depth }, () => ({ width: depth === 1 ? 70 : 44 })),
    { width: 12 },
    { width: 18 },
    { width: 11 },
    { width: 34 },
  ];
  return await writeXlsxFile(data, { sheet: 'Ausgaben', columns, stickyRowsCount: 1 }).toBuffer();
}

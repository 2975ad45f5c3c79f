/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection), full-width
 * signs included. Numbers are written as numbers and never pass through here.
 */
export const inert = (text: string): string => (/^[\s]*[=+\-@\t\r\n＝＋－＠]/u.test(text) ? `'${text}` : text);

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) || cell.startsWith("'") ? `"${cell.replaceAll('"', '""')}"` : cell;

/** One line of a CSV file, RFC 4180. */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`;

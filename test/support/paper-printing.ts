import { formatEuro } from '../../shared/domain/money.ts';

/*
 * Prints tables and prose the way text comes out of printed papers: narrow lines, divided words, page breaks with the headings
 * again, amounts on a line of their own, one notation beside the other.
 */

export const notations = ['POINT', 'BLANK', 'FIXED_BLANK', 'THIN_BLANK', 'PLAIN', 'DASH', 'WHOLE'] as const;
export type Notation = (typeof notations)[number];

const withMark = (cents: number, mark: string): string => formatEuro(cents).replaceAll('.', mark);

/** An amount in one of the notations; those for whole euros print others with their cents. */
export function printAmount(cents: number, notation: Notation): string {
  const isWhole = cents % 100 === 0;
  if (notation === 'BLANK') return `${withMark(cents, ' ')} Euro`;
  if (notation === 'FIXED_BLANK') return `${withMark(cents, '\u00a0')}\u00a0Euro`;
  if (notation === 'THIN_BLANK') return `${withMark(cents, '\u2009')} €`;
  if (notation === 'PLAIN') return `${withMark(cents, '')} Euro`;
  if (notation === 'DASH' && isWhole) return `${formatEuro(cents).slice(0, -3)},- €`;
  if (notation === 'WHOLE' && isWhole) return `${formatEuro(cents).slice(0, -3)} €`;
  return `${formatEuro(cents)} €`;
}

export type PrintedRow = {
  /** "7." or "7. Januar 2016", or nothing. */
  readonly key: string;
  readonly title: string;
  readonly cents: number;
  readonly notation: Notation;
  readonly width: number;
  readonly divides: boolean;
  readonly amountOn: 'SAME' | 'NEXT' | 'AFTER_BLANK';
  readonly blankInside: boolean;
  /** A page break before this line of the row; null for none. */
  readonly breaksAt: number | null;
  readonly description: readonly string[];
};

/** Where a word may be divided: between small letters, three of them on either side. */
function divided(word: string, room: number): [string, string] | undefined {
  for (let at = Math.min(room - 1, word.length - 3); at >= 3; at -= 1) {
    if (/^\p{Ll}{3}/u.test(word.slice(at)) && /\p{L}{2}\p{Ll}$/u.test(word.slice(0, at)) && !word.includes('-'))
      return [`${word.slice(0, at)}-`, word.slice(at)];
  }
  return undefined;
}

/** Breaks a text into lines of a width; words longer than the rest of a line are divided where asked. */
export function wrap(text: string, width: number, divides: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ');
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const room = width - line.length - 1;
    const parts = divides && line !== '' && word.length > room ? divided(word, room) : undefined;
    if (parts) {
      lines.push(`${line} ${parts[0]}`);
      line = '';
      words.unshift(parts[1]);
    } else if (line !== '' && word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function linesOf({ key, title, cents, notation, width, divides, amountOn, blankInside, description }: PrintedRow): string[] {
  const titleLines = wrap(key === '' ? title : `${key} ${title}`, width, divides);
  const amount = printAmount(cents, notation);
  const isHyphenFirst = titleLines[0]?.endsWith('-') === true;
  const spread = blankInside && isHyphenFirst ? [titleLines[0] ?? '', '', ...titleLines.slice(1)] : titleLines;
  const last = spread.at(-1) ?? '';
  const body = {
    SAME: [...spread.slice(0, -1), `${last} ${amount} `],
    NEXT: [...spread, `${amount} `],
    AFTER_BLANK: [...spread, '', `${amount} `, ''],
  }[amountOn];
  return description.length === 0 ? body : [...body, '', ...description, ' ', ''];
}

/** A table under its headings, which every page it goes on to repeats. */
export function printTable(header: string, rows: readonly PrintedRow[], sumLine?: string): string {
  const lines = rows.flatMap((row) => {
    const own = linesOf(row);
    if (row.breaksAt === null) return own;
    const at = Math.min(row.breaksAt, own.length - 1 - row.description.length);
    const safe = Math.max(0, at);
    return [...own.slice(0, safe), `\f ${header} `, ...own.slice(safe)];
  });
  return [`${header} `, ...lines, ...(sumLine === undefined ? [] : [sumLine])].join('\n');
}

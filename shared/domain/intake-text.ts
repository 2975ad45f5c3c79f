/*
 * The text of a paper as it was meant: words that a line end divided are whole again, marks that only a page needs are gone.
 *
 * Peculiar:
 * - A hyphen at a line's end divides a word only before a small letter, and not before "und" and the like: "Kosten-⏎und" and
 *   "Nord-⏎Süd" keep theirs.
 * - Every character knows where it stood, so that what is found can be shown in the text as it was sent.
 */

/** Repaired text; `from[i]` and `to[i]` are where its i-th character stood, `lineOf` counts the sender's lines from 1. */
export type Repaired = {
  readonly text: string;
  readonly lines: readonly RepairedLine[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly lineOf: (sourceOffset: number) => number;
};

/** A line of the repaired text; `start` is its offset there, `number` the sender's line it begins on. */
export type RepairedLine = { readonly text: string; readonly start: number; readonly number: number; readonly isPageStart: boolean };

const connecting = '(?:und|oder|bzw|sowie|als|bis|wie|beziehungsweise)(?!\\p{L})';
const lineEnds = '(?:(?:\\r\\n|[\\n\\r\\f\\u000b\\u2028\\u2029])[ \\t\\u00a0]{0,40}){1,5}';
const HYPHENS = '[-\\u2010]';
const divided = `(?<=\\p{L})${HYPHENS}[ \\t\\u00a0]{0,9}${lineEnds}(?=\\p{Ll})(?!${connecting})`;
const softly = `\\u00ad(?:[ \\t]{0,9}${lineEnds})?`;
const invisible = '[\\u200b\\u2060\\ufeff]|\\*\\*|</?[a-z][a-z0-9]{0,9}>';

/** What is written otherwise in the repaired text, each kind as a named group. */
const changed = new RegExp(
  `(?<gone>${divided}|${softly}|${invisible})|(?<end>\\r\\n|[\\n\\r\\u000b\\u2028\\u2029])|(?<page>\\f)` +
    '|(?<control>[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f])|(?<composed>\\p{L}\\p{M}{1,9})',
  'gu',
);

const PAGE = '\f';

function replacementFor({ end, page, control, composed }: Readonly<Record<string, string | undefined>>): string {
  if (end !== undefined) return '\n';
  if (page !== undefined) return PAGE;
  if (control !== undefined) return ' ';
  return composed?.normalize('NFC') ?? '';
}

/** Binary search over the offsets at which the sender's lines begin. */
function lineCounter(source: string): (offset: number) => number {
  const starts = [0, ...[...source.matchAll(/\r\n|[\n\r]/g)].map(({ index, 0: end }) => index + end.length)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

/** A page break ends a line as well; before a line end it is none of its own. */
function linesOf(text: string, numberAt: (offset: number) => number): RepairedLine[] {
  const lines: RepairedLine[] = [];
  let start = 0;
  let isPageStart = true;
  for (const { index, 0: end } of [...text.matchAll(/\n|\f/g), { index: text.length, 0: '' }]) {
    lines.push({ text: text.slice(start, index), start, number: numberAt(start), isPageStart });
    isPageStart = end === PAGE || (isPageStart && text.slice(start, index).trim() === '');
    start = index + end.length;
  }
  return lines;
}

export function repair(source: string): Repaired {
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const keep = (start: number, end: number): void => {
    parts.push(source.slice(start, end));
    for (let at = start; at < end; at += 1) {
      from.push(at);
      to.push(at + 1);
    }
  };
  let done = 0;
  for (const { index, 0: printed, groups = {} } of source.matchAll(changed)) {
    keep(done, index);
    const written = replacementFor(groups);
    parts.push(written);
    for (let at = 0; at < written.length; at += 1) {
      from.push(index);
      to.push(index + printed.length);
    }
    done = index + printed.length;
  }
  keep(done, source.length);
  const text = parts.join('');
  const lineOf = lineCounter(source);
  return { text, from, to, lineOf, lines: linesOf(text, (offset) => lineOf(from[offset] ?? Math.max(0, source.length - 1))) };
}

/** The place in the sent text of a span of the repaired text. */
export function placeOf({ from, to, lineOf }: Repaired, start: number, end: number): { start: number; end: number; line: number } {
  const first = from[start] ?? 0;
  return { start: first, end: to[end - 1] ?? first, line: lineOf(first) };
}

const endsDivided = new RegExp(`\\p{L}${HYPHENS}$`, 'u');
/** Whether a word goes on after the line's end. */
export const isDivided = (line: string): boolean => endsDivided.test(line);
const continuesWord = new RegExp(`^(?!${connecting})\\p{Ll}`, 'u');
const continuesCompound = /^\p{Lu}/u;

/** Lines that belong together as one: a word that a dropped line stood in between is whole again. */
export function joinLines(lines: readonly string[]): string {
  let joined = '';
  for (const line of lines.map((each) => each.replace(/\s+/gu, ' ').trim())) {
    if (joined === '' || line === '') joined += line;
    else if (endsDivided.test(joined) && continuesWord.test(line)) joined = joined.slice(0, -1) + line;
    else joined += (endsDivided.test(joined) && continuesCompound.test(line)) || joined.endsWith('/') ? line : ` ${line}`;
  }
  return joined;
}

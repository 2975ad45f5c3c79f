import type { ColumnKind } from './intake.ts';
import type { AmountSpan } from './intake-amounts.ts';
import type { DateSpan } from './intake-dates.ts';
import { columnsOf, isPageMark, isSentence, leadsIntoAmount, saysEuro, sumKindOf } from './intake-headers.ts';
import type { Repaired, RepairedLine } from './intake-text.ts';
import { isDivided, joinLines } from './intake-text.ts';

/*
 * Finds tables in running text. A row is a number or a day, or neither; a title over one or more lines; and an amount that ends
 * a line. Rows that follow one another are a table, whatever a page break put between them.
 *
 * Peculiar:
 * - Columns are gone from such a text, so a row is read backwards from its amount: up to its number or day, or to where the row
 *   before it ends. What stands between a numbered row and the next describes the first.
 * - An amount inside a sentence ends no row, even where the line happens to end there; one row alone is no table.
 */

/** A line with something on it; `index` counts the lines of the repaired text. */
type Line = { readonly text: string; readonly index: number; readonly number: number; readonly afterBlank: boolean };
/** An amount that ends a line. `lead` is what stands before it on the line where it begins. */
type Cell = {
  readonly amount: AmountSpan;
  readonly first: number;
  readonly last: number;
  readonly lead: string;
  readonly several: boolean;
};

export type TableRow = {
  readonly number: number | null;
  readonly date: DateSpan | null;
  readonly title: string;
  /** The row's first line as printed, without its number or day: wide gaps show columns. */
  readonly parted: string;
  readonly amount: AmountSpan;
  readonly several: boolean;
  readonly lines: { readonly from: number; readonly to: number };
};
export type Header = { readonly printed: string; readonly line: number; readonly columns: readonly ColumnKind[] };
export type StatedAmount = { readonly kind: 'TOTAL' | 'SUBTOTAL'; readonly amount: AmountSpan; readonly rowsBefore: number };
export type RawTable = {
  readonly header: Header | null;
  readonly repeatedOn: readonly number[];
  readonly isInEuro: boolean;
  readonly rows: readonly TableRow[];
  readonly stated: readonly StatedAmount[];
};
type Draft = {
  header: Header | null;
  /** The line above the first row, whatever it says; pages repeat it. */
  above: string;
  isInEuro: boolean;
  repeatedOn: number[];
  rows: TableRow[];
  stated: StatedAmount[];
  /** The last row's number, and whether any row has a day. */
  lastNumber: number | null;
  isDated: boolean;
};

/** Lines that a title may have, and that may lie between two rows without number or day. */
const TITLE_LINES = 8;
const SHORT = 8;
/** Numbers that a numbered table may leave out. */
const SKIPPED = 5;
const WIDEST_INDENT = 200;

const single = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** First lines of pages that other pages begin with as well, but for their digits. */
function runningHeads(lines: readonly RepairedLine[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const { text, isPageStart } of lines) {
    const head = single(text).replace(/\d+/g, '#');
    if (isPageStart && head !== '') seen.set(head, (seen.get(head) ?? 0) + 1);
  }
  return new Set([...seen].filter(([, times]) => times > 1).map(([head]) => head));
}

type Page = {
  readonly lines: readonly RepairedLine[];
  readonly heads: ReadonlySet<string>;
  readonly dateAt: ReadonlyMap<number, DateSpan>;
};

/** Lines from `from` to before `to` that say something. */
function saying({ lines, heads }: Page, from: number, to: number): Line[] {
  const said: Line[] = [];
  let afterBlank = false;
  for (let index = from; index < to; index += 1) {
    const line = lines[index];
    const text = single(line?.text ?? '');
    const isHead = line?.isPageStart === true && columnsOf(text) === undefined && heads.has(text.replace(/\d+/g, '#'));
    if (line && text !== '' && !isPageMark(text) && !isHead) said.push({ text, index, number: line.number, afterBlank });
    afterBlank = text === '';
  }
  return said;
}

const numberOf = (text: string, mayBeBare: boolean): number | undefined => {
  const [, digits] = (mayBeBare ? /^(\d{1,4})[.)]?\s+\S/ : /^(\d{1,4})[.)]\s*\S/).exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
};
const bullet = /^[-–—•·*\uf0b7\uf0a7]\s+/u;

type Key = Pick<TableRow, 'number' | 'date'> & { readonly parted: string };

/** The number or day a row begins with, and what stands after it on its line. */
function keyOf(page: Page, first: Line | undefined, cell: Cell, numbered: boolean): Key {
  const line = page.lines[first?.index ?? cell.first];
  const printed = first === undefined || first.index === cell.first ? cell.lead : (line?.text ?? '');
  const number = (numbered && first && numberOf(first.text, true)) || null;
  if (number !== null) return { number, date: null, parted: printed.replace(/^\s*\d{1,4}[.)]?\s*/u, '') };
  const date = (first && page.dateAt.get(first.index)) ?? null;
  return { number, date, parted: date && line ? printed.slice(date.to - line.start) : printed };
}

const titleOf = (lines: readonly string[]): string =>
  joinLines(lines)
    .replace(bullet, '')
    .replace(/(?<![\s:|*])[\s:|*]+$/u, '')
    // Leaders: a single full stop stays, it may end "e. V."
    .replace(/(?<![ ._…])[ ._…]+$/u, (end) => (end.includes('…') || (end.match(/[._]/g) ?? []).length > 1 ? '' : end))
    .trim();

/** Everything of a row from the line `body[at]` to its amount; without letters it is none. */
function rowFrom(page: Page, body: readonly Line[], at: number, cell: Cell, numbered: boolean): TableRow | undefined {
  const first = body[at];
  const { number, date, parted } = keyOf(page, first, cell, numbered);
  const title = titleOf([parted, ...body.slice(at + 1).map(({ text }) => text)]);
  if (!/\p{L}/u.test(title) && date === null) return undefined;
  const from = page.lines[first?.index ?? cell.first]?.number ?? 1;
  const lines = { from, to: page.lines[cell.last]?.number ?? from };
  return { number, date, title, parted: parted.trim(), amount: cell.amount, several: cell.several, lines };
}

const lastIndex = (body: readonly Line[], fits: (line: Line) => boolean): number => {
  for (let at = body.length - 1; at >= 0; at -= 1) {
    const line = body[at];
    if (line && fits(line)) return at;
  }
  return -1;
};
const isBrief = (body: readonly Line[]): boolean => body.length <= SHORT && !body.some(({ text }) => isSentence(text));

function add(draft: Draft, row: TableRow): void {
  draft.rows.push(row);
  draft.lastNumber = row.number ?? draft.lastNumber;
  draft.isDated ||= row.date !== null;
}

/** Where the next row of a numbered table begins; -1 without one. */
function nextNumbered(last: number, { header }: Draft, body: readonly Line[]): number {
  const bare = header?.columns.includes('NUMBER') === true;
  const within = (at: number) => (at >= 0 && body.length - at <= TITLE_LINES ? at : -1);
  const next = within(lastIndex(body, ({ text }) => numberOf(text, bare) === last + 1));
  if (next >= 0) return next;
  return within(
    lastIndex(body, ({ text }) => {
      const number = numberOf(text, bare) ?? 0;
      return number > last && number <= last + SKIPPED;
    }),
  );
}

/** Takes out the headings that a page repeats, and says where. */
function withoutHeader(draft: Draft, body: readonly Line[]): Line[] {
  const headings = new Set([draft.above, draft.header?.printed ?? ''].filter((text) => text !== ''));
  const repeated = body.filter(({ text }) => headings.has(text));
  draft.repeatedOn.push(...repeated.map(({ number }) => number));
  return body.filter((line) => !repeated.includes(line));
}

/** The row that goes on with a table, or undefined where the table is over. */
function nextRow(page: Page, draft: Draft, said: readonly Line[], cell: Cell): TableRow | undefined {
  const body = withoutHeader(draft, said);
  if (body.some(({ text }) => columnsOf(text) !== undefined)) return undefined;
  if (draft.lastNumber !== null) {
    const at = nextNumbered(draft.lastNumber, draft, body);
    if (at >= 0) return rowFrom(page, body, at, cell, true);
    return isBrief(body) ? rowFrom(page, body, 0, cell, false) : undefined;
  }
  if (!isBrief(body) || (body[0] && !page.dateAt.has(body[0].index) && numberOf(body[0].text, false) !== undefined)) return undefined;
  const dated = draft.isDated && body[0] && !page.dateAt.has(body[0].index) ? lastIndex(body, ({ index }) => page.dateAt.has(index)) : 0;
  return rowFrom(page, body, Math.max(0, dated), cell, false);
}

/** Where a row without number or day begins: after a blank line, a sentence or headings. An amount alone on its line hangs on. */
function plainStart(body: readonly Line[], cell: Cell): number {
  let at = body.length - 1;
  while (at > 0) {
    const line = body[at];
    const above = body[at - 1];
    const isAmountAlone = line?.index === cell.first && single(cell.lead) === '';
    if (!line || !above || (line.afterBlank && !isAmountAlone && !isDivided(above.text))) break;
    at -= 1;
  }
  return at;
}

/** The first row may itself go over a page: then the same headings stand above it and in it. */
function withHeaderOnce(said: readonly Line[]): { near: Line[]; repeated: Line[] } {
  const repeated = said.filter(({ text }, at) => columnsOf(text) !== undefined && said.slice(0, at).some((above) => above.text === text));
  return { near: said.filter((line) => !repeated.includes(line)), repeated };
}

/** A first row; whether a table follows, the next one shows. */
function begin(page: Page, said: readonly Line[], cell: Cell): Draft | undefined {
  const { near, repeated } = withHeaderOnce(said.slice(-TITLE_LINES - 3));
  const cut = lastIndex(near.slice(0, -1), ({ text }) => isSentence(text) || columnsOf(text) !== undefined) + 1;
  const body = near.slice(cut);
  const bare = columnsOf(near[cut - 1]?.text ?? '')?.includes('NUMBER') === true;
  const keyed = lastIndex(body, ({ text, index }) => page.dateAt.has(index) || numberOf(text, bare) !== undefined);
  const at = keyed >= 0 ? keyed : plainStart(body, cell);
  const numbered = keyed >= 0 && !page.dateAt.has(body[at]?.index ?? -1);
  const row = rowFrom(page, body, at, cell, numbered);
  if (!row) return undefined;
  const above = near[cut + at - 1];
  const columns = columnsOf(above?.text ?? '');
  const header = above && columns ? { printed: above.text, line: above.number, columns } : null;
  const before = saying(page, Math.max(0, (above?.index ?? cell.first) - 12), (above?.index ?? -1) + 1).slice(-4);
  return {
    header,
    above: above && !isSentence(above.text) ? above.text : '',
    isInEuro: before.some(({ text }) => saysEuro(text)),
    repeatedOn: repeated.map(({ number }) => number),
    rows: [row],
    stated: [],
    lastNumber: row.number,
    isDated: row.date !== null,
  };
}

/** A title's line may be the amount's own: then it is the part before the amount. */
function saidBefore(page: Page, from: number, cell: Cell): Line[] {
  const whole = saying(page, from, cell.first);
  const lead = single(cell.lead);
  const line = page.lines[cell.first];
  if (lead === '' || !line) return whole;
  const afterBlank = single(page.lines[cell.first - 1]?.text ?? '') === '';
  return [...whole, { text: lead, index: cell.first, number: line.number, afterBlank }];
}

function cellOf(
  page: Page,
  amount: AmountSpan,
  lineAt: (offset: number) => number,
  ends: ReadonlySet<number>,
  earlier?: AmountSpan,
): Cell | undefined {
  const [first, last] = [lineAt(amount.from), lineAt(amount.to - 1)];
  const line = page.lines[first];
  if (!line || !ends.has(last) || amount.found.worth !== 'EXACT') return undefined;
  const lead = line.text.slice(0, Math.max(0, amount.from - line.start));
  const next = page.lines[last + 1];
  const isSum = sumKindOf(single(lead)) !== undefined;
  if ((leadsIntoAmount(lead) && !isSum) || (next && /^\s*\p{Ll}/u.test(next.text) && !ends.has(last + 1))) return undefined;
  const several = earlier !== undefined && earlier.from >= line.start && /^[\s|]*$/u.test(lead.slice(earlier.to - line.start));
  return { amount, first, last, lead, several };
}

/** Binary search for the line that an offset of the repaired text lies on. */
const lineFinder =
  (lines: readonly RepairedLine[]) =>
  (offset: number): number => {
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lines[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };

function cellsOf(page: Page, amounts: readonly AmountSpan[]): Cell[] {
  const lineAt = lineFinder(page.lines);
  const endsLine = ({ to }: AmountSpan): boolean => {
    const line = page.lines[lineAt(to - 1)];
    return line !== undefined && /^[\s|*]*(?:\d\)[\s|*]*)?$/u.test(line.text.slice(to - line.start));
  };
  const ends = new Set(amounts.filter(endsLine).map(({ to }) => lineAt(to - 1)));
  return amounts.flatMap((amount, at) => (endsLine(amount) ? (cellOf(page, amount, lineAt, ends, amounts[at - 1]) ?? []) : []));
}

function pageOf({ lines, text }: Repaired, dates: readonly DateSpan[]): Page {
  const lineAt = lineFinder(lines);
  const opening = dates.filter(({ from }) => {
    const start = lines[lineAt(from)]?.start ?? 0;
    return from - start <= WIDEST_INDENT && text.slice(start, from).trim() === '';
  });
  return { lines, heads: runningHeads(lines), dateAt: new Map(opening.map((span) => [lineAt(span.from), span])) };
}

/** One row is none, and rows of which none is certain are none without headings. */
const isTable = ({ rows, header, isInEuro }: Draft): boolean =>
  rows.length > 1 && (header !== null || isInEuro || rows.some(({ amount }) => amount.found.certain));

/** What a cell makes of the table so far: the same with a row or a sum more, another one, or none. */
function goOn(page: Page, draft: Draft | undefined, said: readonly Line[], cell: Cell): Draft | undefined {
  const kind = sumKindOf(said.at(-1)?.text ?? '');
  if (kind === 'PART') return draft;
  if (kind === 'TOTAL' || kind === 'SUBTOTAL') draft?.stated.push({ kind, amount: cell.amount, rowsBefore: draft.rows.length });
  if (kind !== undefined) return kind === 'SUBTOTAL' ? draft : undefined;
  const row = draft && nextRow(page, draft, said, cell);
  if (draft === undefined || row === undefined) return begin(page, said, cell);
  add(draft, row);
  return draft;
}

/** Every table of the text, in order. */
export function findTables(repaired: Repaired, amounts: readonly AmountSpan[], dates: readonly DateSpan[]): RawTable[] {
  const page = pageOf(repaired, dates);
  const drafts = new Set<Draft>();
  let draft: Draft | undefined;
  let from = 0;
  for (const cell of cellsOf(page, amounts)) {
    draft = goOn(page, draft, saidBefore(page, from, cell), cell);
    from = cell.last + 1;
    if (draft) drafts.add(draft);
  }
  return [...drafts].filter(isTable);
}

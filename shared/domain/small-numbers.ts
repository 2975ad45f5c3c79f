import type { Day } from './calendar.ts';

/**
 * What may be published of counts of people. Two ways, for two uses (docs/adr/0014-small-numbers.md):
 * - `suppress` for one table that is printed with its totals: small cells go, and as many others as it takes so that no
 *   subtraction brings them back;
 * - `isPublishable` for numbers that are added up in ever other ways: what is too small enters no published sum at all,
 *   so that no two answers can be subtracted from each other.
 */
export type SmallNumberRule = {
  readonly validFrom: Day;
  /** The smallest count that is printed; 1 up to one less are not. 0 is printed: nobody is nobody. */
  readonly smallestShown: number;
  /** Splits by gender or origin, and answers to questions, only for more people than this. */
  readonly splitAbove: number;
  readonly source: string;
};

/** In force from a day on, the latest last. @see docs/sources.md#small-numbers */
export const smallNumberRules: readonly SmallNumberRule[] = [
  { validFrom: '2015-11-30', smallestShown: 5, splitAbove: 20, source: 'proposal; TBC by the office' },
];

/** The rule on the day of publishing, whatever days the numbers are about. @throws RangeError before the first rule */
export function smallNumberRuleOn(day: Day, rules: readonly SmallNumberRule[] = smallNumberRules): SmallNumberRule {
  const rule = rules.findLast(({ validFrom }) => validFrom <= day);
  if (!rule) throw new RangeError(`no rule for small numbers on ${day}`);
  return rule;
}

export const isPublishable = (count: number, { smallestShown }: SmallNumberRule): boolean => count === 0 || count >= smallestShown;

export const splitAllowed = (total: number, { splitAbove }: SmallNumberRule): boolean => total > splitAbove;

/** A count as it is printed. BELOW: 1 up to one less than the smallest shown. WITHHELD: hidden so that others stay hidden. */
export type Shown = number | 'BELOW' | 'WITHHELD';

export const shownInWords = (shown: Shown, { smallestShown }: Pick<SmallNumberRule, 'smallestShown'>): string =>
  shown === 'BELOW' ? `< ${smallestShown}` : shown === 'WITHHELD' ? 'zurückgehalten' : String(shown);

export type SuppressedTable = {
  readonly cells: readonly (readonly Shown[])[];
  readonly rowTotals: readonly Shown[];
  readonly columnTotals: readonly Shown[];
  readonly total: Shown;
};

/** One entry of the table with its totals: the last row and the last column hold them. */
type Entry = { readonly value: number; readonly isTotal: boolean; readonly sign: 1 | -1; hidden: boolean };
type Grid = readonly (readonly Entry[])[];
type Step = { readonly row: number; readonly column: number };

/** What it takes to hide an entry. */
const priceOf = ({ hidden, value }: Entry): number => (hidden ? 0 : value);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const entryAt = (grid: Grid, { row, column }: Step): Entry => grid[row]?.[column] as Entry;

/** With totals negative every row and every column adds up to 0, so that what one entry gains another of its line loses. */
function gridOf(cells: readonly (readonly number[])[], smallestShown: number): Grid {
  const withRowTotals = cells.map((row) => [...row, sum(row)]);
  const width = withRowTotals[0]?.length ?? 0;
  const last = Array.from({ length: width }, (_, column) => sum(withRowTotals.map((row) => row[column] ?? 0)));
  const all = [...withRowTotals, last];
  return all.map((row, index) =>
    row.map((value, column): Entry => {
      const [inLastRow, inLastColumn] = [index === all.length - 1, column === width - 1];
      const isTotal = inLastRow || inLastColumn;
      return { value, isTotal, sign: inLastRow === inLastColumn ? 1 : -1, hidden: value > 0 && value < smallestShown };
    }),
  );
}

/**
 * Whether an entry could be one more or one less for all a reader knows. A hidden cell is known to be below the smallest
 * shown or not, by its mark; a hidden total is known to be 1 or more.
 */
function mayBe({ value, isTotal }: Entry, by: 1 | -1, smallestShown: number): boolean {
  if (value === 0) return false;
  if (isTotal) return value + by >= 1;
  return value < smallestShown ? value + by >= 1 && value + by < smallestShown : value + by >= smallestShown;
}

/** From one line to another over an entry. Lines are numbered, rows first, columns after them. */
type Reached = { readonly price: number; readonly before: number; readonly step: Step | undefined };

/** Where an entry leads from a line, and how it changes on the way: leaving a row raises, leaving a column lowers; totals count negative. */
function waysFrom(grid: Grid, line: number): { next: number; step: Step; entry: Entry; change: 1 | -1 }[] {
  const rows = grid.length;
  const isRow = line < rows;
  const others = isRow ? (grid[0]?.length ?? 0) : rows;
  return Array.from({ length: others }, (_, other) => {
    const step = isRow ? { row: line, column: other } : { row: other, column: line - rows };
    const entry = entryAt(grid, step);
    return { next: isRow ? rows + other : other, step, entry, change: (isRow ? entry.sign : -entry.sign) as 1 | -1 };
  });
}

/** The line that is cheapest to reach and not yet settled; of equal ones the first. */
function nearest(reached: ReadonlyMap<number, Reached>, settled: ReadonlySet<number>): number | undefined {
  let best: number | undefined;
  for (const [line, { price }] of [...reached].sort(([a], [b]) => a - b))
    if (!settled.has(line) && (best === undefined || price < (reached.get(best)?.price ?? 0))) best = line;
  return best;
}

/**
 * The cheapest way to let one entry be another number: a ring of entries, each of which takes what the one before it
 * gives (Dijkstra over the lines). Hidden ones are free, others go for their value.
 * @returns the entries of the ring besides the one, and what hiding them takes; undefined when there is no such ring
 */
function ringFor(grid: Grid, start: Step, by: 1 | -1, smallestShown: number): { price: number; steps: Step[] } | undefined {
  const own = entryAt(grid, start);
  if (!mayBe(own, by, smallestShown)) return undefined;
  const ends = [start.row, grid.length + start.column] as const;
  const [to, from] = own.sign === by ? ends : [ends[1], ends[0]];
  const reached = new Map<number, Reached>([[from, { price: 0, before: from, step: undefined }]]);
  const settled = new Set<number>();
  for (let line = nearest(reached, settled); line !== undefined && line !== to; line = nearest(reached, settled)) {
    settled.add(line);
    const paid = reached.get(line)?.price ?? 0;
    for (const { next, step, entry, change } of waysFrom(grid, line)) {
      const price = paid + priceOf(entry);
      const isBetter = price < (reached.get(next)?.price ?? Number.POSITIVE_INFINITY);
      if (isBetter && entry !== own && mayBe(entry, change, smallestShown)) reached.set(next, { price, before: line, step });
    }
  }
  const end = reached.get(to);
  return end && { price: end.price, steps: stepsBack(reached, end) };
}

function stepsBack(reached: ReadonlyMap<number, Reached>, end: Reached): Step[] {
  const steps: Step[] = [];
  for (let at: Reached | undefined = end; at?.step !== undefined; at = reached.get(at.before)) steps.push(at.step);
  return steps;
}

/**
 * A table of counts as it may be printed with its totals. Hidden is what is too small, totals too, and beside it the
 * smallest further entries, so that every hidden entry has at least two values that fit everything printed: totals,
 * other cells and the marks themselves. Zeros stay. Equal tables give equal results.
 *
 * Not covered: a reader who holds a second table of the same people (use `isPublishable` there), or who knows one of the
 * people counted.
 * @param cells rows of equal length; a list is a table of one row
 */
export function suppress(cells: readonly (readonly number[])[], { smallestShown }: SmallNumberRule): SuppressedTable {
  const grid = gridOf(cells, smallestShown);
  const small = grid.flatMap((row, index) => row.flatMap(({ hidden }, column) => (hidden ? [{ row: index, column }] : [])));
  for (const step of small) {
    const rings = ([1, -1] as const).flatMap((by) => ringFor(grid, step, by, smallestShown) ?? []);
    const cheapest = rings.sort((a, b) => a.price - b.price)[0];
    for (const other of cheapest?.steps ?? []) entryAt(grid, other).hidden = true;
  }
  const shown = grid.map((row) =>
    row.map(({ value, hidden, isTotal }): Shown => (!hidden ? value : value < smallestShown && !isTotal ? 'BELOW' : 'WITHHELD')),
  );
  return {
    cells: shown.slice(0, -1).map((row) => row.slice(0, -1)),
    rowTotals: shown.slice(0, -1).map((row) => row.at(-1) ?? 0),
    columnTotals: shown.at(-1)?.slice(0, -1) ?? [],
    total: shown.at(-1)?.at(-1) ?? 0,
  };
}

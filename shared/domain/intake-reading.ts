import type { Day } from './calendar.ts';
import type { ColumnKind, Doubt, FoundAmount, FoundTable, PaperReading, RecordProposal, StatedSum } from './intake.ts';
import { MOST_SHOWN } from './intake.ts';
import { findAmounts } from './intake-amounts.ts';
import { findDates } from './intake-dates.ts';
import { recordKindOf, speaksOfCosts, splitOrganisation } from './intake-headers.ts';
import type { RawTable, TableRow } from './intake-tables.ts';
import { findTables } from './intake-tables.ts';
import { repair } from './intake-text.ts';
import { formatEuro, sumCents } from './money.ts';
import { gateRules } from './release-gate.ts';
import { quoted } from './text.ts';

const LONGEST_TITLE = 500;
const inEuro: ReadonlySet<Doubt> = new Set<Doubt>(['NO_CURRENCY', 'POINT_OR_COMMA']);
const inAmounts: ReadonlySet<Doubt> = new Set<Doubt>(['NO_CURRENCY']);
const amountColumns: readonly ColumnKind[] = ['AMOUNT', 'EXPENDITURE', 'GRANTED'];

/** What headings settle: in a column of amounts a missing currency, in one of euro also a point, which is one of thousands. */
function inColumn(amount: FoundAmount, { isInEuro, header }: RawTable, several: boolean): FoundAmount {
  const [reading] = amount.readings;
  const isOfAmounts = header?.columns.some((column) => amountColumns.includes(column)) === true;
  const settles: ReadonlySet<Doubt> = isInEuro ? inEuro : isOfAmounts ? inAmounts : new Set();
  const isSettled = amount.doubts.length > 0 && amount.doubts.every((doubt) => settles.has(doubt)) && reading?.cents != null;
  const settled: FoundAmount =
    isSettled && reading ? { ...amount, cents: reading.cents, readings: [reading], certain: true, doubts: [] } : amount;
  return several ? { ...settled, certain: false, doubts: [...settled.doubts, 'SEVERAL_AMOUNTS'] } : settled;
}

const withProject: ReadonlySet<string> = new Set(['PROJECT', 'TITLE', 'EVENT']);

/** Of a title that two columns ran into: what shows the seam is used, nothing else. */
function namesOf({ header }: RawTable, { title, parted }: TableRow): { title: string; organisation: string | null } {
  const columns = header?.columns ?? [];
  if (!columns.includes('ORGANISATION')) return { title, organisation: null };
  if (!columns.some((column) => withProject.has(column))) return { title, organisation: title };
  return splitOrganisation(title, parted) ?? { title, organisation: null };
}

function dateOf({ date }: TableRow): RecordProposal['date'] {
  if (date === null) return null;
  const { printed, precision, from, to, certain } = date.found;
  return { printed, precision, from, to, certain };
}

function proposalOf(table: RawTable, at: number, row: TableRow): RecordProposal {
  const amount = inColumn(row.amount.found, table, row.several);
  const { title, organisation } = namesOf(table, row);
  const date = dateOf(row);
  return {
    kind: recordKindOf(table.header?.columns ?? []),
    table: at,
    number: row.number,
    title: title.slice(0, LONGEST_TITLE),
    organisation: organisation?.slice(0, LONGEST_TITLE) ?? null,
    date,
    amountCents: amount.cents,
    amount,
    certain: amount.certain && date?.certain !== false,
    lines: row.lines,
  };
}

const sumOf = (proposals: readonly RecordProposal[]): number => sumCents(proposals.map(({ amountCents }) => amountCents ?? 0));

function statedSums({ stated }: RawTable, rows: readonly RecordProposal[]): StatedSum[] {
  return stated.flatMap(({ kind, amount: { found }, rowsBefore }) => {
    const cents = found.cents ?? found.readings[0]?.cents;
    if (cents == null) return [];
    const computedCents = sumOf(rows.slice(0, rowsBefore));
    return [{ kind, printed: found.printed, line: found.line, statedCents: cents, computedCents, differenceCents: cents - computedCents }];
  });
}

function remarksOn({ header }: RawTable, sums: readonly StatedSum[], uncertainRows: number): string[] {
  const differing = sums.filter(({ differenceCents }) => differenceCents !== 0);
  return [
    ...differing.map(
      ({ kind, statedCents, computedCents, differenceCents }) =>
        `Die ${kind === 'TOTAL' ? 'Summe' : 'Zwischensumme'} im Text ist ${formatEuro(statedCents)} €, die der gelesenen Zeilen ` +
        `${formatEuro(computedCents)} €; der Unterschied ist ${formatEuro(differenceCents)} €.`,
    ),
    ...(uncertainRows === 0 ? [] : [`Nicht sicher gelesen: ${uncertainRows} ${uncertainRows === 1 ? 'Zeile' : 'Zeilen'}.`]),
    ...(header && speaksOfCosts(header.printed)
      ? [`Überschrift ${quoted(header.printed)}: ${gateRules.COSTS_FOR_EXPENDITURE.remedy}`]
      : []),
  ];
}

function tableOf(raw: RawTable, rows: readonly RecordProposal[]): FoundTable {
  const sums = statedSums(raw, rows);
  const uncertainRows = rows.filter(({ certain }) => !certain).length;
  const first = rows[0]?.lines.from ?? 1;
  return {
    kind: recordKindOf(raw.header?.columns ?? []),
    header: raw.header && { ...raw.header, columns: [...raw.header.columns], repeatedOn: [...raw.repeatedOn] },
    lines: { from: raw.header?.line ?? first, to: Math.max(rows.at(-1)?.lines.to ?? first, ...sums.map(({ line }) => line)) },
    rowCount: rows.length,
    sumCents: sumOf(rows),
    uncertainRows,
    statedSums: sums,
    remarks: remarksOn(raw, sums, uncertainRows),
  };
}

/**
 * Reads the text of a paper; the same text always reads the same.
 * @param saidOn the day of the paper, for days without a year; they stay a question
 */
export function readPaper(text: string, saidOn?: Day): PaperReading {
  const repaired = repair(text);
  const dates = findDates(repaired, saidOn);
  const amounts = findAmounts(repaired, dates);
  const raw = findTables(repaired, amounts, dates);
  const rows = raw.map((table, at) => table.rows.map((row) => proposalOf(table, at, row)));
  const proposals = rows.flat();
  const settled = new Map(proposals.map(({ amount }) => [amount.start, amount]));
  const tables = raw.map((table, at) => tableOf(table, rows[at] ?? []));
  return {
    lineCount: repaired.lineOf(Math.max(0, text.length - 1)),
    amounts: amounts.slice(0, MOST_SHOWN).map(({ found }) => settled.get(found.start) ?? found),
    dates: dates.slice(0, MOST_SHOWN).map(({ found }) => found),
    tables: tables.slice(0, MOST_SHOWN),
    proposals: proposals.slice(0, MOST_SHOWN),
    found: { amounts: amounts.length, dates: dates.length, tables: tables.length, proposals: proposals.length },
  };
}

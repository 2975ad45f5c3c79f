import type { Cents } from './money.ts';
import { formatEuro, sumCents } from './money.ts';
import type { MunicipalPaper } from './municipal-paper.ts';
import { sumsOf } from './paper-figures.ts';

/** The table of financial effects of a paper against itself and against what the paper asks for. */

type Table = NonNullable<MunicipalPaper['financeTable']>;
type Row = Table['rows'][number];
type Asked = { readonly fiscalYear: number; readonly amountCents: Cents };
type Finding = {
  readonly rule: 'PAPER_AMOUNT_NOT_IN_TABLE' | 'PAPER_TABLE_SUM_DIFFERS' | 'PAPER_TABLE_MIXES_YEARS' | 'PAPER_TABLE_NOT_PER_YEAR';
  readonly place: string;
  readonly amountCents: Cents;
  readonly sentence: string;
};

const isSpending = ({ kind }: Row): boolean => kind !== 'BALANCE' && kind !== 'INVESTMENT_BALANCE';
const sumOf = (rows: readonly Row[]): Cents => sumCents(rows.map(({ amountCents }) => amountCents));
const euros = (cents: Cents): string => `${formatEuro(cents)} Euro`;
const listed = (years: readonly number[]): string => years.join(', ').replace(/, (\d+)$/, ' und $1');

const yearsOf = (rows: readonly Row[]): number[] =>
  [...new Set(rows.flatMap(({ fiscalYear }) => (fiscalYear === null ? [] : [fiscalYear])))].sort((a, b) => a - b);

/** Each balance is the rows it stands under, with the sign turned: those of its year, or all where it names none. */
function sumFindings({ rows }: Table): Finding[] {
  const balances = rows.filter(({ kind }) => kind === 'BALANCE');
  const spending = rows.filter(isSpending);
  return [...new Set(balances.map(({ fiscalYear }) => fiscalYear))].flatMap((year) => {
    const balance = sumOf(balances.filter(({ fiscalYear }) => fiscalYear === year));
    const own = spending.filter(({ fiscalYear }) => year === null || fiscalYear === year);
    // A table of one year need not repeat it on every row.
    const under = own.length === 0 && balances.length === 1 ? spending : own;
    const difference = sumOf(under) + balance;
    if (difference === 0) return [];
    const sentence = `Die Zeilen ergeben zusammen ${euros(sumOf(under))}, der Saldo nennt ${euros(balance)}.`;
    return [{ rule: 'PAPER_TABLE_SUM_DIFFERS', place: String(year ?? 'TABLE'), amountCents: difference, sentence } satisfies Finding];
  });
}

/** "Angaben pro Jahr", but the rows are of several years and are added up to one balance. */
function mixFindings({ basis, rows }: Table): Finding[] {
  const years = yearsOf(rows.filter(isSpending));
  const balanced = new Set(rows.filter(({ kind }) => kind === 'BALANCE').map(({ fiscalYear }) => fiscalYear));
  if (basis !== 'PER_YEAR' || years.length < 2 || years.every((year) => balanced.has(year))) return [];
  const sentence = `Die Tabelle nennt ihre Angaben „pro Jahr“, ihre Zeilen gehören aber zu ${listed(years)}.`;
  const spent = sumOf(rows.filter((row) => isSpending(row) && row.fiscalYear !== null));
  return [{ rule: 'PAPER_TABLE_MIXES_YEARS', place: years.join('/'), amountCents: spent, sentence }];
}

/** Rows without a year hold for every year of a table per year: one of them, or all together. */
function holdsPerYear({ rows }: Table, { fiscalYear, amountCents }: Asked): boolean {
  const spending = rows.filter(isSpending);
  const own = spending.filter((row) => row.fiscalYear === fiscalYear);
  const unlabelled = spending.filter((row) => row.fiscalYear === null);
  return [own, unlabelled, [...own, ...unlabelled], ...own.map((row) => [row]), ...unlabelled.map((row) => [row])].some(
    (part) => part.length > 0 && sumOf(part) === amountCents,
  );
}

const missing = ({ fiscalYear, amountCents }: Asked): Finding => ({
  rule: 'PAPER_AMOUNT_NOT_IN_TABLE',
  place: String(fiscalYear),
  amountCents,
  sentence: `Beantragt sind ${euros(amountCents)} für ${fiscalYear}; die Tabelle nennt diesen Betrag nicht.`,
});

/** A table that is not per year shows everything asked for, or each year by itself. */
function totalFindings(table: Table, asked: readonly Asked[], totalCents: Cents): Finding[] {
  const shown = sumOf(table.rows.filter(isSpending));
  if (totalCents === 0 || shown === totalCents || asked.every((one) => holdsPerYear(table, one))) return [];
  const sentence = `Beantragt sind zusammen ${euros(totalCents)}, die Tabelle nennt ${euros(shown)}.`;
  return [{ rule: 'PAPER_AMOUNT_NOT_IN_TABLE', place: 'TOTAL', amountCents: totalCents - shown, sentence }];
}

/** Rows without a year in a table per year say that every year is like the other. */
function notPerYear({ rows }: Table, asked: readonly Asked[]): Finding[] {
  const amounts = new Set(asked.map(({ amountCents }) => amountCents));
  const unlabelled = rows.filter((row) => isSpending(row) && row.fiscalYear === null);
  if (amounts.size < 2 || unlabelled.length === 0) return [];
  const years = asked.map(({ fiscalYear }) => fiscalYear);
  const each = asked.map(({ fiscalYear, amountCents }) => `${fiscalYear}: ${euros(amountCents)}`).join(', ');
  const sentence = `Die Tabelle nennt ihre Angaben „pro Jahr“, beantragt ist aber für jedes Jahr etwas anderes (${each}).`;
  return [{ rule: 'PAPER_TABLE_NOT_PER_YEAR', place: years.join('/'), amountCents: sumOf(unlabelled), sentence }];
}

/** Everything that does not fit in or around the table of a paper; nothing where the paper has none. */
export function financeFindings(paper: Pick<MunicipalPaper, 'amounts' | 'financeTable'>): Finding[] {
  const { financeTable: table } = paper;
  if (table === null) return [];
  const { totalCents, byYear } = sumsOf(paper);
  const asked = byYear.flatMap(({ fiscalYear, amountCents }) => (fiscalYear === null ? [] : [{ fiscalYear, amountCents }]));
  const isPerYear = table.basis === 'PER_YEAR';
  const against = isPerYear
    ? [...asked.filter((one) => !holdsPerYear(table, one)).map(missing), ...notPerYear(table, asked)]
    : totalFindings(table, asked, totalCents);
  return [...against, ...sumFindings(table), ...mixFindings(table)];
}

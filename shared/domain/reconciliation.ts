import * as z from 'zod';
import type { Sum } from './breakdown.ts';
import type { Appropriation, Dated, StatedTotal } from './budget.ts';
import { appropriationsInForce, perMille, statedTotalsOn } from './budget.ts';
import type { Day } from './calendar.ts';
import type { Cents } from './money.ts';
import { formatEuro, sumCents } from './money.ts';

/**
 * Whether the parts reach the stated totals of the book of record, and by how much they do not. In 2017 nobody put the
 * two side by side; here nobody can avoid it.
 */
export const Reconciliation = z.strictObject({
  statedCents: z.int(),
  itemisedCents: z.int(),
  /** Stated minus itemised: positive when something stated was never itemised. */
  differenceCents: z.int(),
  /**
   * What one fiscal year has too much and another as much too little; the total over all years does not show it. Zero
   * also where bookings without a fiscal year leave open which year they belong to.
   */
  inWrongYearCents: z.int(),
  adds: z.boolean(),
  /** Amounts whose as-of day cannot be decided; part of neither side. */
  undeterminedCents: z.int(),
  /** Bookings of years for which nothing is stated; left out of the comparison. */
  notComparedCents: z.int(),
  /** Itemised amounts that name no fiscal year: no comparison by year is possible for them. */
  withoutFiscalYearCents: z.int(),
  withoutFiscalYearBookings: z.int(),
  years: z.array(
    z.strictObject({
      fiscalYear: z.int(),
      appropriationCents: z.int().nullable(),
      statedCents: z.int().nullable(),
      statedAsOf: z.string().nullable(),
      itemisedCents: z.int(),
      unspentCents: z.int().nullable(),
      /** Tenths of a per cent of the appropriation. */
      usedPerMille: z.int().nullable(),
    }),
  ),
  sentence: z.string(),
});
export type Reconciliation = z.output<typeof Reconciliation>;

type Compared = {
  readonly statedCents: Cents;
  readonly itemisedCents: Cents;
  readonly undeterminedCents: Cents;
  readonly notComparedCents: Cents;
  readonly deviations: readonly Deviation[];
};

/** Stated minus itemised of one fiscal year. */
type Deviation = { readonly fiscalYear: number; readonly cents: Cents };

const inWrongYear = (deviations: readonly Deviation[]): Cents => {
  const missing = sumCents(deviations.map(({ cents }) => Math.max(0, cents)));
  const surplus = sumCents(deviations.map(({ cents }) => Math.max(0, -cents)));
  return Math.min(missing, surplus);
};

/**
 * The amount by which somebody who releases in spite of it names the gap: the difference; where years deviate in both
 * directions, the deviations of all years without their signs.
 */
export const gapToName = ({ differenceCents, inWrongYearCents }: Pick<Reconciliation, 'differenceCents' | 'inWrongYearCents'>): Cents =>
  inWrongYearCents === 0 ? differenceCents : Math.abs(differenceCents) + 2 * inWrongYearCents;

const yearsInWords = (deviations: readonly Deviation[]): string =>
  deviations
    .filter(({ cents }) => cents !== 0)
    .map(({ fiscalYear, cents }) => `${fiscalYear} ${cents > 0 ? 'fehlen' : 'sind zu viel'} ${formatEuro(Math.abs(cents))} Euro`)
    .join(', ');

function verdictOn({ statedCents, itemisedCents, undeterminedCents }: Compared): string {
  const difference = statedCents - itemisedCents;
  if (undeterminedCents !== 0) {
    return `Nicht vergleichbar: Bei ${formatEuro(undeterminedCents)} Euro steht nicht fest, ob sie bis zu diesem Tag gehören. Mitgeteilt sind ${formatEuro(statedCents)} Euro, sicher zugeordnet ${formatEuro(itemisedCents)} Euro.`;
  }
  if (difference === 0) return `Die Einzelbeträge ergeben die mitgeteilte Gesamtsumme von ${formatEuro(statedCents)} Euro.`;
  if (difference > 0)
    return `${formatEuro(difference)} Euro der mitgeteilten Gesamtsumme von ${formatEuro(statedCents)} Euro sind keiner Position zugeordnet.`;
  return `Die Einzelbeträge übersteigen die mitgeteilte Gesamtsumme von ${formatEuro(statedCents)} Euro um ${formatEuro(-difference)} Euro.`;
}

function sentenceOf(compared: Compared, hasStated: boolean): string {
  if (!hasStated) return 'Für diesen Stand ist keine Gesamtsumme aus dem HVS mitgeteilt; ein Abgleich ist nicht möglich.';
  const apart =
    compared.notComparedCents === 0
      ? ''
      : ` Nicht verglichen sind ${formatEuro(compared.notComparedCents)} Euro aus Haushaltsjahren ohne mitgeteilte Gesamtsumme.`;
  const years =
    inWrongYear(compared.deviations) === 0
      ? ''
      : ` Die Haushaltsjahre stimmen einzeln nicht: ${yearsInWords(compared.deviations)}. Wahrscheinlich sind Buchungen dem falschen Jahr zugeordnet.`;
  return `${verdictOn(compared)}${years}${apart}`;
}

const byYear = (a: Deviation, b: Deviation): number => a.fiscalYear - b.fiscalYear;

/**
 * @param counted sums that count on the as-of day, unfiltered
 * @param undeterminedCents what may or may not count on that day
 */
export function reconcile(
  counted: readonly Sum[],
  undeterminedCents: Cents,
  totals: readonly Dated<StatedTotal>[],
  appropriations: readonly Dated<Appropriation>[],
  asOf: Day,
): Reconciliation {
  const stated = statedTotalsOn(totals, asOf);
  const budgets = appropriationsInForce(appropriations);
  const comparable = counted.filter(({ fiscalYear }) => fiscalYear === null || stated.has(fiscalYear));
  const unknown = counted.filter(({ fiscalYear }) => fiscalYear === null);
  const itemisedCents = sumCents(comparable.map(({ amountCents }) => amountCents));
  const statedCents = sumCents([...stated.values()].map(({ statement }) => statement.amountCents));
  const years = [
    ...new Set([...stated.keys(), ...budgets.keys(), ...counted.flatMap(({ fiscalYear }) => (fiscalYear === null ? [] : [fiscalYear]))]),
  ].sort();
  const notComparedCents = sumCents(counted.filter((sum) => !comparable.includes(sum)).map(({ amountCents }) => amountCents));
  const differenceCents = stated.size === 0 ? 0 : statedCents - itemisedCents;
  const itemisedIn = (year: number) =>
    sumCents(counted.filter(({ fiscalYear }) => fiscalYear === year).map(({ amountCents }) => amountCents));
  const isDecidable = unknown.length === 0 && undeterminedCents === 0;
  const deviations = isDecidable
    ? [...stated].map(([fiscalYear, { statement }]) => ({ fiscalYear, cents: statement.amountCents - itemisedIn(fiscalYear) })).sort(byYear)
    : [];
  const inWrongYearCents = inWrongYear(deviations);
  return {
    statedCents,
    itemisedCents,
    differenceCents,
    inWrongYearCents,
    adds: stated.size > 0 && differenceCents === 0 && inWrongYearCents === 0 && undeterminedCents === 0,
    undeterminedCents,
    notComparedCents,
    withoutFiscalYearCents: sumCents(unknown.map(({ amountCents }) => amountCents)),
    withoutFiscalYearBookings: unknown.reduce((count, { bookings }) => count + bookings, 0),
    years: years.map((year) => {
      const total = stated.get(year)?.statement;
      const appropriation = budgets.get(year)?.statement.amountCents ?? null;
      return {
        fiscalYear: year,
        appropriationCents: appropriation,
        statedCents: total?.amountCents ?? null,
        statedAsOf: total?.asOf ?? null,
        itemisedCents: itemisedIn(year),
        unspentCents: total && appropriation !== null ? appropriation - total.amountCents : null,
        usedPerMille: total && appropriation !== null && appropriation > 0 ? perMille(total.amountCents, appropriation) : null,
      };
    }),
    sentence: sentenceOf({ statedCents, itemisedCents, undeterminedCents, notComparedCents, deviations }, stated.size > 0),
  };
}

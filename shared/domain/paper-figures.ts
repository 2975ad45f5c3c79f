import * as z from 'zod';
import { yearOf } from './calendar.ts';
import type { Cents } from './money.ts';
import { perHead, sumCents } from './money.ts';
import type { MunicipalPaper } from './municipal-paper.ts';
import type { Indicator } from './result.ts';

/** What a paper asks for, by year and in all, and what that is per unit of something it wants to reach. */

type Amounts = Pick<MunicipalPaper, 'amounts'>;

export const PaperAmounts = z.strictObject({
  totalCents: z.int(),
  /** In the order of the years; amounts without a year last. */
  byYear: z.array(z.strictObject({ fiscalYear: z.int().nullable(), amountCents: z.int() })),
});

const LAST = 9999;

export function sumsOf({ amounts }: Amounts): z.output<typeof PaperAmounts> {
  const years = [...new Set(amounts.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => (a ?? LAST) - (b ?? LAST));
  const of = (year: number | null): Cents =>
    sumCents(amounts.filter(({ fiscalYear }) => fiscalYear === year).map(({ amountCents }) => amountCents));
  return {
    totalCents: sumCents(amounts.map(({ amountCents }) => amountCents)),
    byYear: years.map((fiscalYear) => ({ fiscalYear, amountCents: of(fiscalYear) })),
  };
}

export const AmountPerUnit = z.strictObject({
  indicatorId: z.string(),
  unit: z.string(),
  /** The years whose amounts the target is compared with; none: all amounts of the paper. */
  fiscalYears: z.array(z.int()),
  amountCents: z.int(),
  units: z.int().nullable(),
  /** Null: the indicator has no target in whole numbers above 0, or the paper asks for nothing in these years. */
  perUnitCents: z.int().nullable(),
});

/** Rounded once, half up; a target that is unknown, a range or no whole number gives none. */
export const perUnit = (amountCents: Cents, units: number | null): Cents | null =>
  units === null || units <= 0 || !Number.isSafeInteger(units) ? null : perHead(amountCents, units);

function yearsOf({ target }: Pick<Indicator, 'target'>): number[] {
  const { from, to } = target?.due ?? { from: null, to: null };
  if (to === null) return [];
  const [first, last] = [yearOf(from ?? to), yearOf(to)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** What the paper asks for in the years of an indicator's target, per unit: 67 000 for 200 tandems in 2017 are 335,00 each. */
export function amountPerUnit(
  { amounts }: Amounts,
  indicator: { readonly id: string; readonly state: Indicator },
): z.output<typeof AmountPerUnit> {
  const { target, unit } = indicator.state;
  const fiscalYears = yearsOf(indicator.state);
  const counted = amounts.filter(({ fiscalYear }) => fiscalYears.length === 0 || (fiscalYear !== null && fiscalYears.includes(fiscalYear)));
  const amountCents = sumCents(counted.map((one) => one.amountCents));
  const units = target === null || target.value.upTo !== null ? null : target.value.value;
  const whole = units !== null && Number.isSafeInteger(units) ? units : null;
  return {
    indicatorId: indicator.id,
    unit,
    fiscalYears,
    amountCents,
    units: whole,
    perUnitCents: counted.length === 0 ? null : perUnit(amountCents, whole),
  };
}

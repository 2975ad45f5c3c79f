import type { Day } from './calendar.ts';
import { isOverdue } from './due.ts';
import { Failure } from './failures.ts';
import type { StatedValue, Worth } from './quantity.ts';
import type { Indicator } from './result.ts';
import { factOn, MOST_FACTS, withFact } from './result.ts';
import { fold } from './text.ts';

/** Measured results: what a value is against its target, against the one before it, and with others. */

/** From sure to unsure; a sum or a share is worth no more than its least sure part. */
const weakness: Record<Worth, number> = { EXACT: 0, MORE_THAN: 1, AT_LEAST: 2, NEARLY: 3, UP_TO: 4, ABOUT: 5, EXPECTED: 6, UNKNOWN: 7 };
const isLowerBound = (worth: Worth): boolean => worth === 'AT_LEAST' || worth === 'MORE_THAN';
const isUpperBound = (worth: Worth): boolean => worth === 'UP_TO' || worth === 'NEARLY';

/** What two values together are worth: the weaker of both; a floor and a ceiling together are neither. */
export function weakerOf(one: Worth, other: Worth): Worth {
  if ((isLowerBound(one) && isUpperBound(other)) || (isUpperBound(one) && isLowerBound(other))) return 'ABOUT';
  return weakness[one] >= weakness[other] ? one : other;
}

/** Numbers have at most three decimals: as whole thousandths nothing is lost in adding and dividing. */
const thousandths = (value: number): bigint => BigInt(Math.round(value * 1000));
const fromThousandths = (value: bigint): number => Number(value) / 1000;

export type Share = { readonly text: string; readonly worth: Worth };

/**
 * Share of a target: "21,4 %", one decimal, rounded half up once, with the weaker worth of both.
 * @returns undefined where either is a range or unknown, or the target is 0
 */
export function shareOf(value: StatedValue, target: StatedValue): Share | undefined {
  if (value.value === null || target.value === null || value.upTo !== null || target.upTo !== null) return undefined;
  const [part, whole] = [thousandths(value.value), thousandths(target.value)];
  if (whole === 0n) return undefined;
  const tenths = (part * 2000n + whole) / (whole * 2n);
  return { text: `${tenths / 10n},${tenths % 10n}\u00a0%`, worth: weakerOf(value.worth, target.worth) };
}

/** A value as a part of another indicator's: how much of it, and how many are left. */
export type PartOf = Share & { readonly others: number | null };

/**
 * What part of the whole an indicator is: 404 of 607 votes are 66,6 %, 203 are others.
 * @returns undefined unless both are one number, of one unit, area and day
 */
export function partOfWhole(part: PartFacts, whole: PartFacts, on: Day): PartOf | undefined {
  const [own, all] = [factOn(part.values, on), factOn(whole.values, on)];
  const isAlike = part.unit === whole.unit && part.area.kind === whole.area.kind && part.area.name === whole.area.name;
  const share = own && all && isAlike && own.asOf === all.asOf ? shareOf(own, all) : undefined;
  if (!share || own?.value == null || all?.value == null) return undefined;
  const isCertain = share.worth === 'EXACT' && all.value >= own.value;
  return { ...share, others: isCertain ? fromThousandths(thousandths(all.value) - thousandths(own.value)) : null };
}
type PartFacts = Pick<Indicator, 'unit' | 'area' | 'values'>;

type Span = { readonly from: number; readonly to: number };

/** What a statement leaves possible: a floor has no upper end, a ceiling no lower one. */
function spanOf({ value, upTo, worth }: StatedValue): Span | undefined {
  if (value === null) return undefined;
  const end = upTo ?? value;
  if (isLowerBound(worth)) return { from: value, to: Number.POSITIVE_INFINITY };
  return { from: worth === 'UP_TO' ? 0 : value, to: end };
}

export const reachNames = {
  BELOW: 'noch nicht erreicht',
  REACHED: 'erreicht',
  EXCEEDED: 'übertroffen',
  UNKNOWN: 'nicht zu sagen',
} as const;
export type Reach = keyof typeof reachNames;
export const reaches = Object.keys(reachNames) as [Reach, ...Reach[]];

/** A value against its target, which may be a range ("zwei bis drei"): 4 exceeds it, 2 reaches it. */
export function reachOf(value: StatedValue | undefined, target: StatedValue): Reach {
  const is = value && value.worth !== 'EXPECTED' ? spanOf(value) : undefined;
  if (!is || target.value === null) return 'UNKNOWN';
  const [least, most] = [target.value, target.upTo ?? target.value];
  if (is.to < least) return 'BELOW';
  if (is.from > most) return 'EXCEEDED';
  return is.from >= least && is.to <= most ? 'REACHED' : 'UNKNOWN';
}

export const trendNames = { UP: 'steigend', DOWN: 'fallend', SAME: 'unverändert', UNKNOWN: 'nicht zu sagen' } as const;
export type Trend = keyof typeof trendNames;
export const trends = Object.keys(trendNames) as [Trend, ...Trend[]];

/** Values that can be set against each other: measured, not expected, with a day; of one day the last one stated. */
function comparableValues(values: readonly StatedValue[], on: Day): StatedValue[] {
  const byDay = new Map<Day, StatedValue>();
  for (const value of values) if (value.asOf !== null && value.asOf <= on) byDay.set(value.asOf, value);
  return [...byDay.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => value)
    .filter(({ value, worth }) => value !== null && worth !== 'EXPECTED');
}

/** The two latest comparable values, the earlier one first. */
export function trendOf({ values }: Pick<Indicator, 'values'>, on: Day): Trend {
  const [earlier, later] = comparableValues(values, on).slice(-2);
  const [before, after] = [earlier && spanOf(earlier), later && spanOf(later)];
  if (!(earlier && later && before && after)) return 'UNKNOWN';
  if (earlier.value === later.value && earlier.upTo === later.upTo && earlier.worth === later.worth) return 'SAME';
  if (after.from > before.to) return 'UP';
  return after.to < before.from ? 'DOWN' : 'UNKNOWN';
}

/** What is said of an indicator on a day, beside the facts themselves. */
export function standingOf(indicator: Pick<Indicator, 'values' | 'target'>, on: Day) {
  const { values, target } = indicator;
  const current = factOn(values, on);
  const reach = target === null ? undefined : reachOf(current, target.value);
  return {
    current,
    share: current && target ? shareOf(current, target.value) : undefined,
    reach,
    trend: trendOf(indicator, on),
    isTargetOverdue: target !== null && isOverdue(target.due, on) && reach !== 'REACHED' && reach !== 'EXCEEDED',
  };
}

/** @throws statusInFuture */
export function assertValueNotInFuture({ asOf }: StatedValue, today: Day): void {
  if (asOf !== null && asOf > today) throw new Failure('statusInFuture', { detail: 'Bitte geben Sie einen Stand bis heute an.' });
}

/** A value is a new fact beside the others. @throws statusInFuture, tooManyFacts */
export function stateValue(indicator: Indicator, value: StatedValue, today: Day): Indicator {
  assertValueNotInFuture(value, today);
  if (indicator.values.length >= MOST_FACTS) throw new Failure('tooManyFacts');
  return { ...indicator, values: withFact(indicator.values, value) };
}

export const sumRefusalNames = {
  NOT_ADDITIVE: 'Anteile und Zeiträume werden nicht addiert',
  UNITS_DIFFER: 'verschiedene Einheiten werden nicht addiert',
  AREAS_DIFFER: 'Zahlen verschiedener Gebiete werden nicht addiert',
  NOTHING_KNOWN: 'es ist kein Wert bekannt',
} as const;
export type SumRefusal = keyof typeof sumRefusalNames;
export const sumRefusals = Object.keys(sumRefusalNames) as [SumRefusal, ...SumRefusal[]];

/** Per cents and spans of time: 60 % here and 30 % there are not 90 %, and two projects of three years not six. */
const notAdditive = /^(?:prozent|.*quote|.*anteile?|jahre?|monate?|wochen?|.*tage?|.*stunden?)$/;

type Counted = { readonly id: string; readonly state: Pick<Indicator, 'unit' | 'area' | 'partOfIndicatorId' | 'values'> };
export type IndicatorSum = { readonly value: number; readonly upTo: number | null; readonly worth: Worth; readonly unknown: number };

/** Those that are part of another one of the list, also of a part of it: they are in its number already. */
export function partsAmong(indicators: readonly Counted[]): Set<string> {
  const partOf = new Map(indicators.map(({ id, state }) => [id, state.partOfIndicatorId as string | null]));
  const isPart = (id: string): boolean => {
    const whole = partOf.get(id);
    if (whole === null || whole === undefined || !partOf.has(whole)) return false;
    // Two that call each other a part are no parts of anything: neither may get lost.
    const seen = new Set([id]);
    for (let up: string | null | undefined = whole; up != null && partOf.has(up); up = partOf.get(up)) {
      if (seen.has(up)) return false;
      seen.add(up);
    }
    return true;
  };
  return new Set(indicators.map(({ id }) => id).filter(isPart));
}

/**
 * The sum of what is known of indicators of one unit and one area as of a day; parts are not added to their whole, unknown
 * ones are counted apart and are not 0.
 * @returns the reason where there is no sum
 */
export function sumOf(indicators: readonly Counted[], on: Day): IndicatorSum | { readonly refused: SumRefusal } {
  const [first] = indicators;
  if (!first) return { refused: 'NOTHING_KNOWN' };
  const { unit, area } = first.state;
  if (indicators.some(({ state }) => state.unit !== unit)) return { refused: 'UNITS_DIFFER' };
  if (indicators.some(({ state }) => state.area.kind !== area.kind || state.area.name !== area.name)) return { refused: 'AREAS_DIFFER' };
  if (unit.includes('%') || notAdditive.test(fold(unit))) return { refused: 'NOT_ADDITIVE' };
  const parts = partsAmong(indicators);
  const values = indicators.filter(({ id }) => !parts.has(id)).map(({ state }) => factOn(state.values, on));
  const known = values.flatMap((fact) =>
    fact && fact.value !== null ? [{ from: fact.value, to: fact.upTo ?? fact.value, worth: fact.worth }] : [],
  );
  if (known.length === 0) return { refused: 'NOTHING_KNOWN' };
  const total = (end: 'from' | 'to') => fromThousandths(known.reduce((sum, value) => sum + thousandths(value[end]), 0n));
  const [least, most] = [total('from'), total('to')];
  const worth = known.map((value) => value.worth).reduce(weakerOf);
  return { value: least, upTo: most > least ? most : null, worth, unknown: values.length - known.length };
}

export type IndicatorTotal = {
  readonly unit: string;
  readonly area: Indicator['area'];
  readonly sum: ReturnType<typeof sumOf>;
  readonly indicatorIds: string[];
  readonly partIds: string[];
};

/** One total per unit and area, for those of which there is more than one. */
export function totalsOf(indicators: readonly Counted[], on: Day): IndicatorTotal[] {
  const groups = Map.groupBy(indicators, ({ state }) => JSON.stringify([state.unit, state.area.kind, state.area.name]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < 2) return [];
    const { unit, area } = first.state;
    return [{ unit, area, sum: sumOf(group, on), indicatorIds: group.map(({ id }) => id), partIds: [...partsAmong(group)] }];
  });
}

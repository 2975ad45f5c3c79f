import * as z from 'zod';
import type { Rhythm } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { isDay } from './calendar.ts';
import { Failure } from './failures.ts';
import { addDays } from './holidays.ts';

/** Periods of the calendar in Europe/Berlin: a year `2016`, a half-year `2016-h2`, a quarter `2016-q4`. */
const PATTERN = /^(\d{4})(?:-h([12])|-q([1-4]))?$/;

export const periodKey = z
  .string()
  .regex(PATTERN, { error: 'Bitte geben Sie einen Zeitraum an, zum Beispiel 2016, 2016-h2 oder 2016-q4.' })
  .meta({ title: 'Zeitraum', description: 'Jahr 2016, Halbjahr 2016-h2 oder Quartal 2016-q4' });

export type Period = {
  readonly key: string;
  readonly rhythm: Rhythm;
  /** First and last day, both included. */
  readonly from: Day;
  readonly to: Day;
  /** `das Jahr 2016`, `das 2. Halbjahr 2016`, `das 4. Quartal 2016`. */
  readonly label: string;
};

const two = (value: number): string => String(value).padStart(2, '0');

/** First to last day of `months` months from the first month on. */
function span(year: number, firstMonth: number, months: number): { from: Day; to: Day } {
  const after = firstMonth + months;
  const next = after > 12 ? `${year + 1}-01-01` : `${year}-${two(after)}-01`;
  return { from: `${year}-${two(firstMonth)}-01`, to: addDays(next, -1) };
}

/** @throws reportPeriodInvalid for what is no period, or lies outside the calendar of the register */
export function periodOf(key: string): Period {
  const [, digits, half, quarter] = PATTERN.exec(key) ?? [];
  const year = Number(digits);
  if (digits === undefined || !isDay(`${digits}-01-01`))
    throw new Failure('reportPeriodInvalid', { detail: 'Bitte geben Sie ein Jahr zwischen 1900 und 2199 an.' });
  if (half !== undefined)
    return { key, rhythm: 'HALF_YEAR', ...span(year, Number(half) * 6 - 5, 6), label: `das ${half}. Halbjahr ${digits}` };
  if (quarter !== undefined)
    return { key, rhythm: 'QUARTER', ...span(year, Number(quarter) * 3 - 2, 3), label: `das ${quarter}. Quartal ${digits}` };
  return { key, rhythm: 'YEAR', ...span(year, 1, 12), label: `das Jahr ${digits}` };
}

const keysOf: Record<Rhythm, (year: number) => string[]> = {
  YEAR: (year) => [`${year}`],
  HALF_YEAR: (year) => [`${year}-h1`, `${year}-h2`],
  QUARTER: (year) => [`${year}-q1`, `${year}-q2`, `${year}-q3`, `${year}-q4`],
};

/**
 * Days that managing staff have after a period to release its results: 31 December is reported on 6 January. What is
 * released within them counts; what is reported still stands as on the period's last day.
 */
export const GRACE_DAYS = 5;

/** The first day on which a period's report is compiled by schedule. */
export const reportedFrom = ({ to }: Pick<Period, 'to'>): Day => addDays(to, GRACE_DAYS + 1);

/** Every period that begins on or after `since` and is over on `today`, the oldest first. */
export function periodsOver(rhythm: Rhythm, since: Day, today: Day): Period[] {
  const [first, last] = [Number(since.slice(0, 4)), Number(today.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return years
    .flatMap((year) => keysOf[rhythm](year))
    .map(periodOf)
    .filter(({ from, to }) => from >= since && to < today);
}

/** The year, half-year and quarter that end on the day before, as far as one does: what a period follows on. */
export const periodsBefore = ({ from }: Period): Period[] => {
  const last = addDays(from, -1);
  const year = Number(last.slice(0, 4));
  return Object.values(keysOf)
    .flatMap((keys) => keys(year))
    .map(periodOf)
    .filter(({ to }) => to === last);
};

/** Whether something existed on a day of the period. */
export const existedIn = ({ validFrom, validTo }: { validFrom: Day | null; validTo: Day | null }, { from, to }: Period): boolean =>
  (validFrom ?? to) <= to && (validTo ?? from) >= from;

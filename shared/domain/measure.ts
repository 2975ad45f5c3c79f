import type { Day } from './calendar.ts';
import { Failure } from './failures.ts';
import type { Indicator, Measure, StatedStatus } from './result.ts';
import { factOn, MOST_FACTS, withFact } from './result.ts';

/** Measures as a line of dated facts. */

/** The source's numbering, with the section it belongs to: it restarts in each, so the number alone names two measures. */
export function numberOf({ group, label }: Pick<Measure, 'group' | 'label'>): string | null {
  const named = [group, label].filter((part) => part !== null);
  return named.length === 0 ? null : named.join(' ');
}

/** @returns undefined before the first as-of day */
export const statusOn = ({ statuses }: Pick<Measure, 'statuses'>, on: Day): StatedStatus | undefined => factOn(statuses, on);

const assertNotInFuture = (asOf: Day, today: Day): void => {
  if (asOf > today) throw new Failure('statusInFuture', { detail: 'Bitte geben Sie einen Stand bis heute an.' });
};

/** The first fact of a new measure. @throws statusInFuture */
export function firstStatus(status: StatedStatus, today: Day): StatedStatus[] {
  assertNotInFuture(status.asOf, today);
  return [status];
}

/** A status is a new fact; one of an earlier day takes its place in time, after those of the same day. @throws statusInFuture, tooManyFacts */
export function stateStatus(measure: Measure, status: StatedStatus, today: Day): Measure {
  assertNotInFuture(status.asOf, today);
  if (measure.statuses.length >= MOST_FACTS) throw new Failure('tooManyFacts');
  return { ...measure, statuses: withFact(measure.statuses, status) };
}

/** The latest day as of which anything was stated, status or value of an indicator; values without a day tell nothing. */
export function lastNewsOn(measure: Pick<Measure, 'statuses'>, indicators: readonly Pick<Indicator, 'values'>[], on: Day): Day | null {
  const days = [...measure.statuses.map(({ asOf }) => asOf), ...indicators.flatMap(({ values }) => values.map(({ asOf }) => asOf ?? ''))];
  return days
    .filter((day) => day !== '' && day <= on)
    .reduce<Day | null>((latest, day) => (latest === null || day > latest ? day : latest), null);
}

/** Nothing heard on or after the day: neither of the measure nor of what it is measured by. */
export const isSilentSince = (lastNews: Day | null, since: Day): boolean => lastNews === null || lastNews < since;

import type * as z from 'zod';
import type { Day } from '../../shared/domain/calendar.ts';
import { standingOf } from '../../shared/domain/indicator.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { lastNewsOn, numberOf, statusOn } from '../../shared/domain/measure.ts';
import type { Indicator, Measure } from '../../shared/domain/result.ts';
import type { IndicatorLine, MeasureLine } from './views.ts';

export function toIndicatorLine(indicator: Versioned<Indicator>, on: Day): z.output<typeof IndicatorLine> {
  const { current, share, reach, trend, isTargetOverdue } = standingOf(indicator.state, on);
  return { ...viewOf(indicator), current: current ?? null, share: share ?? null, reach: reach ?? null, trend, isTargetOverdue };
}

export const toMeasureLine = (
  measure: Versioned<Measure>,
  indicators: readonly Versioned<Indicator>[],
  on: Day,
): z.output<typeof MeasureLine> => ({
  ...viewOf(measure),
  number: numberOf(measure.state),
  current: statusOn(measure.state, on) ?? null,
  lastNewsOn: lastNewsOn(
    measure.state,
    indicators.map(({ state }) => state),
    on,
  ),
});

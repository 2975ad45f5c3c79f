import type * as z from 'zod';
import type { Actor } from '../../shared/domain/access.ts';
import type { Day } from '../../shared/domain/calendar.ts';
import { partOfWhole, standingOf } from '../../shared/domain/indicator.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import { lastNewsOn, numberOf, statusOn } from '../../shared/domain/measure.ts';
import type { Indicator, Measure } from '../../shared/domain/result.ts';
import type { ResultDeps } from './deps.ts';
import { maySee } from './reach.ts';
import type { IndicatorLine, MeasureLine } from './views.ts';

type Line = z.output<typeof IndicatorLine>;
type Wholes = ReadonlyMap<string, Indicator>;

function toIndicatorLine(indicator: Versioned<Indicator>, on: Day, wholes: Wholes): Line {
  const { current, share, reach, trend, isTargetOverdue } = standingOf(indicator.state, on);
  const whole = wholes.get(indicator.state.partOfIndicatorId ?? '');
  const ofWhole = (whole && partOfWhole(indicator.state, whole, on)) ?? null;
  const known = { current: current ?? null, share: share ?? null, ofWhole, reach: reach ?? null };
  return { ...viewOf(indicator), ...known, trend, isTargetOverdue };
}

/** Each with its share of the one it is a part of, where the caller may see that. */
export async function toIndicatorLines(
  { indicators }: Pick<ResultDeps, 'indicators'>,
  actor: Actor,
  own: readonly Versioned<Indicator>[],
  on: Day,
): Promise<Line[]> {
  const wanted = [...new Set(own.flatMap(({ state }) => state.partOfIndicatorId ?? []))];
  const wholes = await Promise.all(wanted.map((id) => indicators.find(actor.alliance, id)));
  const seen = wholes.flatMap((whole) => (whole && maySee(actor, whole.state) ? [[whole.id, whole.state] as const] : []));
  const known: Wholes = new Map(seen);
  return own.map((indicator) => toIndicatorLine(indicator, on, known));
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

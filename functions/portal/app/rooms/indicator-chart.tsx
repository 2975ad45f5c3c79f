import { useId } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { StatedValue } from '../../../../shared/domain/quantity.ts';
import type { Indicator } from '../../../../shared/domain/result.ts';
import { useWidth } from '../chart.tsx';
import { amountInWords, numberInWords } from './results-words.tsx';

const HEIGHT = 132;
const TOP = 18;
const BOTTOM = 26;
const SIDE = 8;
const WIDEST = 460;
const HEADROOM = 1.08;

type Point = { readonly day: string; readonly value: number; readonly said: string };

/** What can be drawn: a number with a day; of several on one day the last. */
const pointsOf = (values: readonly StatedValue[]): Point[] => {
  const byDay = new Map<string, Point>();
  for (const stated of values)
    if (stated.asOf !== null && stated.value !== null)
      byDay.set(stated.asOf, { day: stated.asOf, value: stated.value, said: amountInWords(stated) });
  return [...byDay.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
};

/** A line needs two values on two days. */
export const isDrawable = ({ values }: Pick<Indicator, 'values'>): boolean => pointsOf(values).length > 1;

const daysSince = (first: string, day: string): number => (Date.parse(day) - Date.parse(first)) / 86_400_000;

function Drawing({ points, target, width }: { points: readonly Point[]; target: number | null; width: number }) {
  const [first, last] = [points[0]?.day ?? '', points.at(-1)?.day ?? ''];
  const largest = Math.max(target ?? 0, ...points.map(({ value }) => value), 1) * HEADROOM;
  const x = ({ day }: Point) => SIDE + (daysSince(first, day) / Math.max(1, daysSince(first, last))) * (width - 2 * SIDE);
  const y = (value: number) => TOP + (1 - value / largest) * (HEIGHT - TOP - BOTTOM);
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point)} ${y(point.value)}`).join('');
  const latest = points.at(-1);
  /** Below the point where the target's line runs through the text above it. */
  const isCrossed = latest !== undefined && target !== null && y(latest.value) - y(target) > -6 && y(latest.value) - y(target) < 26;
  return (
    <>
      <path class="trend-axis" d={`M${SIDE} ${y(0)}H${width - SIDE}`} />
      {target !== null && (
        <>
          <path class="trend-target" d={`M${SIDE} ${y(target)}H${width - SIDE}`} />
          <text class="chart-text chart-muted" x={SIDE} y={y(target) - 5}>
            Ziel {numberInWords(target)}
          </text>
        </>
      )}
      <path class="trend-line" d={path} />
      {points.map((point) => (
        <circle class="trend-point" cx={x(point)} cy={y(point.value)} r="4" key={point.day} />
      ))}
      {latest && (
        <text class="chart-label" x={x(latest) - 8} y={y(latest.value) + (isCrossed ? 20 : -9)} text-anchor="end">
          {latest.said}
        </text>
      )}
      <text class="chart-text chart-muted" x={SIDE} y={HEIGHT - 6}>
        {formatDay(first)}
      </text>
      <text class="chart-text chart-muted" x={width - SIDE} y={HEIGHT - 6} text-anchor="end">
        {formatDay(last)}
      </text>
    </>
  );
}

/** A value over time with its target as a dashed line. The same numbers stand in a table beside it. */
export function IndicatorChart({ indicator }: { indicator: Pick<Indicator, 'label' | 'unit' | 'values' | 'target'> }) {
  const { box, width } = useWidth();
  const id = useId();
  const points = pointsOf(indicator.values);
  const target = indicator.target?.value.value ?? null;
  const wide = Math.min(width, WIDEST);
  const said = points.map(({ day, said: value }) => `${formatDay(day)}: ${value}`).join('; ');
  return (
    <div class="chart trend" ref={box}>
      {wide > 0 && (
        <svg
          class="trend-chart"
          width={wide}
          height={HEIGHT}
          viewBox={`0 0 ${wide} ${HEIGHT}`}
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
        >
          <title id={`${id}-title`}>{`${indicator.label}: Verlauf`}</title>
          <desc id={`${id}-desc`}>{`${said}${target === null ? '' : `; Ziel ${numberInWords(target)}`} (${indicator.unit})`}</desc>
          <Drawing points={points} target={target} width={wide} />
        </svg>
      )}
    </div>
  );
}

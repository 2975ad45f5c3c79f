import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * EXACT ends where it ends; OPEN is at least that long ("mehr als"); UP_TO is at most that long ("weniger als"). The
 * text beside it says the same, so that neither colour nor pattern carries anything alone.
 */
export type Bar = { readonly value: number | null; readonly text: string; readonly end: 'EXACT' | 'OPEN' | 'UP_TO' };
export type BarRow = { readonly key: string; readonly label: string; readonly bars: readonly Bar[] };

const BAR = 18;
const GAP = 4;
const LABEL = 22;
const SPACE = 16;
/** Kept free at the right for the text beside the longest bar. */
const TEXT = 190;
const OPEN_END = 22;
const LETTER = 8;

const shortened = (label: string, width: number): string => {
  const most = Math.max(12, Math.floor(width / LETTER));
  return label.length <= most ? label : `${label.slice(0, most - 1).trimEnd()}…`;
};

export function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}

/** The second series is hatched. */
const Hatching = ({ id }: { id: string }) => (
  <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="chart-hatch-ground" width="7" height="7" />
    <rect class="chart-hatch" width="3" height="7" />
  </pattern>
);

function OneBar({ bar, y, scale, fill }: { bar: Bar; y: number; scale: number; fill: string | undefined }) {
  const length = bar.value === null ? 0 : Math.max(2, bar.value * scale);
  const end = bar.end === 'OPEN' && bar.value !== null ? length + OPEN_END : length;
  const middle = y + BAR / 2;
  return (
    <g>
      {bar.value !== null && (
        <rect
          class={bar.end === 'UP_TO' ? 'chart-up-to' : 'chart-bar'}
          x="1"
          y={y}
          width={length}
          height={BAR}
          {...(fill === undefined || bar.end === 'UP_TO' ? {} : { fill })}
        />
      )}
      {bar.value !== null && bar.end === 'OPEN' && <path class="chart-open" d={`M${length + 4} ${middle}H${end - 1}m-6 -5l6 5l-6 5`} />}
      <text class={bar.value === null ? 'chart-text chart-muted' : 'chart-text'} x={bar.value === null ? 8 : end + 8} y={middle + 5}>
        {bar.text}
      </text>
    </g>
  );
}

const Swatch = ({ fill }: { fill: string | undefined }) => (
  <svg width="28" height="14" aria-hidden="true">
    <rect class="chart-bar" x="1" y="1" width="26" height="12" {...(fill === undefined ? {} : { fill })} />
  </svg>
);

/** Horizontal bars, one or two per row, with their values as text. The same numbers must stand in a table beside it. */
export function BarChart({
  title,
  desc,
  series,
  rows,
}: {
  title: string;
  desc: string;
  series: readonly string[];
  rows: readonly BarRow[];
}) {
  const { box, width } = useWidth();
  const id = useId();
  const fills = series.map((_, index) => (index === 0 ? undefined : `url(#${id}-hatch)`));
  const largest = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value ?? 0)));
  const scale = Math.max(0, width - TEXT - OPEN_END) / largest;
  const rowHeight = LABEL + series.length * (BAR + GAP) + SPACE;
  const height = rows.length * rowHeight;
  return (
    <div class="chart" ref={box}>
      <ul class="chart-legend">
        {series.map((name, index) => (
          <li key={name}>
            <Swatch fill={fills[index]} />
            {name}
          </li>
        ))}
      </ul>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{desc}</desc>
          <defs>
            <Hatching id={`${id}-hatch`} />
          </defs>
          {rows.map(({ key, label, bars }, index) => (
            <g key={key}>
              <text class="chart-label" x="0" y={index * rowHeight + 15}>
                {shortened(label, width)}
              </text>
              {bars.map((bar, place) => (
                <OneBar
                  key={series[place]}
                  bar={bar}
                  y={index * rowHeight + LABEL + place * (BAR + GAP)}
                  scale={scale}
                  fill={fills[place]}
                />
              ))}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

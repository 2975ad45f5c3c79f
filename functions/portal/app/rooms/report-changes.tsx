import type { ComponentChildren } from 'preact';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { IndicatorStanding, MeasureStanding } from '../../../../shared/domain/report.ts';
import { measureStatusNames } from '../../../../shared/domain/result.ts';
import type { Success } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { Badge, Link, P, Section, type Tone } from '../ui.tsx';
import { amountInWords, measureHref } from './results-words.tsx';

type Compared = Success<'getReportChanges'>;
type MeasureChange = Compared['measures']['added'][number];
type IndicatorChange = Compared['indicators'][number];

const kinds = {
  added: ['info', 'neu'],
  changed: ['warning', 'geändert'],
  done: ['success', 'abgeschlossen'],
  dropped: ['danger', 'aufgegeben'],
  gone: ['warning', 'nicht mehr im Bericht'],
} as const satisfies Record<keyof Compared['measures'], readonly [Tone, string]>;
const order = Object.keys(kinds) as (keyof typeof kinds)[];

/** Rows about what is new or different since the last report, by the record behind them. */
export function marksOf({ measures, indicators }: Compared): ReadonlyMap<string, ComponentChildren> {
  const marked = order.flatMap((kind) =>
    measures[kind].map(({ id }) => [id, <Badge tone={kinds[kind][0]}>{kinds[kind][1]}</Badge>] as const),
  );
  const values = indicators.map(({ id, before }) => [id, <Badge tone="info">{before === null ? 'neu' : 'neuer Wert'}</Badge>] as const);
  return new Map<string, ComponentChildren>([...marked, ...values]);
}

const statusSaid = (standing: MeasureStanding | null): string =>
  standing === null ? '' : `${measureStatusNames[standing.status]} (${formatDay(standing.statusAsOf)})`;
const valueSaid = (standing: IndicatorStanding | null): string =>
  standing?.value
    ? `${amountInWords(standing.value)} ${standing.unit}${standing.value.asOf === null ? '' : ` (${formatDay(standing.value.asOf)})`}`
    : '';

function BeforeAfter({ before, after }: { before: string; after: string }) {
  return (
    <span class="flags">
      {before !== '' && (
        <>
          <span class="kern-sr-only">vorher: </span>
          {before} <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <span class="kern-sr-only">jetzt: </span>
      {after || 'nicht mehr genannt'}
    </span>
  );
}

function MeasureLine({ change, kind }: { change: MeasureChange; kind: keyof typeof kinds }) {
  const desk = useDesk();
  const [tone, words] = kinds[kind];
  return (
    <li>
      <Badge tone={tone}>{words}</Badge>{' '}
      {may(desk, 'getMeasure') ? <Link href={measureHref(desk.alliance, change.id)}>{change.label}</Link> : change.label}
      <BeforeAfter before={statusSaid(change.before)} after={statusSaid(change.after)} />
    </li>
  );
}

const IndicatorLine = ({ change }: { change: IndicatorChange }) => (
  <li>
    <Badge tone="info">{change.before === null ? 'neu' : 'neuer Wert'}</Badge> {change.label}
    <BeforeAfter before={valueSaid(change.before)} after={valueSaid(change.after)} />
  </li>
);

/** What differs from the last report of this body. */
export function Changes({ compared }: { compared: Compared }) {
  const { measures, indicators } = compared;
  const total = order.reduce((sum, kind) => sum + measures[kind].length, indicators.length);
  return (
    <Section title="Seit dem vorigen Bericht">
      {total === 0 ? (
        <P>Keine Maßnahme und keine Kennzahl hat sich geändert.</P>
      ) : (
        <ul class="bare link-list">
          {order.flatMap((kind) =>
            measures[kind].map((change) => <MeasureLine change={change} kind={kind} key={`${kind} ${change.id}`} />),
          )}
          {indicators.map((change) => (
            <IndicatorLine change={change} key={change.id} />
          ))}
        </ul>
      )}
    </Section>
  );
}

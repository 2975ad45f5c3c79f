import { formatDay } from '../../../../shared/domain/calendar.ts';
import { trendNames } from '../../../../shared/domain/indicator.ts';
import { areaKinds } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { type Column, Filter, Link, LinkButton, Loading, P, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { changer, ResultsRoom, ScopeFilters } from './results-frame.tsx';
import { type IndicatorLine, useOrigins } from './results-known.ts';
import {
  amountInWords,
  areaInWords,
  dueInWords,
  indicatorHref,
  isUnknownDue,
  measureHref,
  proposalHref,
  ReachBadge,
  shareInWords,
} from './results-words.tsx';

const goalOf = (alliance: string, { measureId, proposalId }: IndicatorLine): string | undefined => {
  if (measureId !== null) return measureHref(alliance, measureId);
  return proposalId === null ? undefined : proposalHref(alliance, proposalId);
};

type Homes = ReadonlyMap<string, string>;
type IndicatorColumn = Column<IndicatorLine>;

const labelColumn = (alliance: string, homes: Homes): IndicatorColumn => ({
  title: 'Kennzahl',
  heads: true,
  cell: (indicator) => {
    const href = goalOf(alliance, indicator);
    return (
      <>
        {href ? <Link href={href}>{indicator.label}</Link> : indicator.label}
        <span class="flags">{homes.get(indicator.measureId ?? indicator.proposalId ?? '')}</span>
      </>
    );
  },
});

const valueColumn: IndicatorColumn = {
  title: 'Wert',
  cell: ({ current, unit }) => (
    <>
      {current ? `${amountInWords(current)} ${unit}` : 'nicht bekannt'}
      <span class="flags">{asOfInWords(current)}</span>
    </>
  ),
};

const targetColumns: readonly IndicatorColumn[] = [
  {
    title: 'Ziel',
    cell: ({ target }) => (
      <>
        {target && amountInWords(target.value)}
        {target && !isUnknownDue(target.due) && <span class="flags">{dueInWords(target.due)}</span>}
      </>
    ),
  },
  {
    title: 'Erreicht',
    cell: ({ share, reach, isTargetOverdue }) => (
      <span class="reach">
        {share && <span class="nowrap">{shareInWords(share)}</span>} <ReachBadge reach={reach} isTargetOverdue={isTargetOverdue} />
      </span>
    ),
  },
];

const trendColumn: IndicatorColumn = {
  title: 'Tendenz',
  nowrap: true,
  cell: ({ trend, values }) => (values.length < 2 ? '–' : trendNames[trend]),
};

const stateColumn = (alliance: string): IndicatorColumn => ({
  title: 'Neuer Wert',
  nowrap: true,
  cell: ({ id, label }) => (
    <Link href={indicatorHref(alliance, id, 'wert')}>
      Angeben<span class="kern-sr-only">: {label}</span>
    </Link>
  ),
});

/** Of one area: figures of different areas stand in tables of their own, and no table has a total. */
const OneArea = ({ title, indicators, homes }: { title: string; indicators: readonly IndicatorLine[]; homes: Homes }) => {
  const desk = useDesk();
  const last = may(desk, 'stateIndicatorValue') ? [stateColumn(desk.alliance)] : [];
  const table = (name: string, rows: readonly IndicatorLine[], columns: readonly IndicatorColumn[]) =>
    rows.length > 0 && (
      <div class="figure">
        <h3 class="figure-title">{name}</h3>
        <Table<IndicatorLine> caption={`${title}: ${name}`} rows={rows} keyOf={({ id }) => id} columns={columns} />
      </div>
    );
  const label = labelColumn(desk.alliance, homes);
  return (
    <Section title={title}>
      {table(
        'Mit Ziel',
        indicators.filter(({ target }) => target !== null),
        [label, valueColumn, ...targetColumns, trendColumn, ...last],
      )}
      {table(
        'Ohne Ziel',
        indicators.filter(({ target }) => target === null),
        [label, valueColumn, trendColumn, ...last],
      )}
    </Section>
  );
};

const asOfInWords = (current: IndicatorLine['current']): string => {
  if (current === null) return '';
  return current.asOf === null ? 'ohne Stand' : `Stand ${formatDay(current.asOf)}`;
};

const areaOrder = ({ area }: IndicatorLine): number => areaKinds.indexOf(area.kind);
const byArea = (a: IndicatorLine, b: IndicatorLine): number => areaOrder(a) - areaOrder(b);

const goals = [
  ['mit', 'mit Ziel'],
  ['offen', 'Ziel noch nicht erreicht'],
  ['vorbei', 'Ziel überfällig'],
] as const;
const fitsGoal = ({ target, reach, isTargetOverdue }: IndicatorLine, asked: string | undefined): boolean => {
  if (asked === 'mit') return target !== null;
  if (asked === 'offen') return reach === 'BELOW' || reach === 'UNKNOWN';
  return asked !== 'vorbei' || isTargetOverdue;
};

export default function IndicatorsRoom({ query }: RoomProps) {
  const desk = useDesk();
  const origins = useOrigins();
  const bodyId = query.gremium;
  const scope = bodyId ? { bodyId } : {};
  const { data, problem, loading } = useLoaded(`${bodyId}`, async () => {
    const [indicators, matrix] = await Promise.all([
      everyPage((page) => call('listIndicators', desk.alliance, { query: { ...page, ...scope } })),
      call('getResultMatrix', desk.alliance, { query: scope }),
    ]);
    return { indicators, homes: new Map([...matrix.measures, ...matrix.proposals].map(({ id, title }) => [id, title])) };
  });
  const shown = (data?.indicators ?? []).filter((one) => fitsGoal(one, query.ziel)).toSorted(byArea);
  const areas = [...Map.groupBy(shown, ({ area }) => areaInWords(area))];
  const chosen = query.gebiet;
  const change = changer(desk.alliance, 'kennzahlen', query);
  return (
    <ResultsRoom
      tab="kennzahlen"
      query={query}
      actions={
        may(desk, 'recordIndicator') && (
          <LinkButton kind="primary" href={hrefOf(desk.alliance, 'ergebnisse/kennzahlen/neu', { gremium: bodyId })}>
            Kennzahl aufnehmen
          </LinkButton>
        )
      }
    >
      <search class="filters">
        <ScopeFilters tab="kennzahlen" query={query} origins={origins} withConference={false} />
        <Filter
          label="Gebiet"
          value={chosen}
          all="alle, einzeln"
          options={areas.map(([name]) => [name, name] as const)}
          onChange={(gebiet) => change({ gebiet })}
        />
        <Filter label="Ziel" value={query.ziel} all="alle" options={goals} onChange={(ziel) => change({ ziel })} />
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'results stale' : 'results'} aria-busy={loading}>
          <p class="kern-body count" role="status">
            {count(shown.length, 'Kennzahl', 'Kennzahlen')}
            {areas.length > 1 && '; Zahlen verschiedener Gebiete werden nicht addiert'}
          </p>
          {shown.length === 0 && <P>Zu diesen Angaben gibt es keine Kennzahl.</P>}
          {areas
            .filter(([name]) => chosen === undefined || name === chosen)
            .map(([name, indicators]) => (
              <OneArea title={name} indicators={indicators} homes={data.homes} key={name} />
            ))}
        </div>
      )}
    </ResultsRoom>
  );
}

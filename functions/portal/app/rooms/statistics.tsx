import { useState } from 'preact/hooks';
import { eventKindNames } from '../../../../shared/domain/alliance-event.ts';
import { statisticsDimensionNames } from '../../../../shared/domain/attendance-statistics.ts';
import { formatDayLong, yearOf } from '../../../../shared/domain/calendar.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { call, save } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { BarChart, type BarRow } from '../chart.tsx';
import type { Query, Statistics } from '../contract.ts';
import { useAlliance, useDesk, useEvents, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Alert, Filter, Loading, optionsOf, P, Room, Section, type SelectOption, Trouble } from '../ui.tsx';
import { count, officeOptions, themeOptions, thousands } from '../words.ts';
import { Downloads } from './downloads.tsx';
import { Answers } from './statistics-answers.tsx';
import { StatisticsTable } from './statistics-table.tsx';
import type { Group, Held, Planned } from './statistics-words.ts';
import { labelOf, listBar, missingOf, rateInWords, statedBar, statedInWords, sumInWords } from './statistics-words.ts';

const FIRST = 'theme';
const divisions: readonly SelectOption[] = [
  ...optionsOf(statisticsDimensionNames),
  ['office,theme', 'Amt, darin Thema'],
  ['year,kind', 'Jahr, darin Art'],
];
const filterNames = ['year', 'theme', 'kind', 'office', 'eventId'] as const;

type Change = (changes: Readonly<Record<string, string | undefined>>) => void;
type Asked = { readonly query: Readonly<Record<string, string>>; readonly change: Change };

function Question({ query, change, years }: Asked & { years: readonly number[] }) {
  const desk = useDesk();
  const alliance = useAlliance();
  const [opened, setOpened] = useState(false);
  const events = useEvents(opened || query.eventId !== undefined);
  const isRegion = desk.office !== null;
  const chosen = filterNames.filter((name) => query[name]).length;
  return (
    <div class="question">
      <div class="filters">
        <Filter
          label="Gliederung"
          value={query.groupBy ?? FIRST}
          options={divisions.filter(([key]) => !(isRegion && key.includes('office')))}
          onChange={(groupBy) => change({ groupBy: groupBy === FIRST ? undefined : groupBy })}
        />
        <Filter
          label="Jahr"
          value={query.year}
          all="alle"
          options={years.toReversed().map((year) => [String(year), String(year)] as const)}
          onChange={(year) => change({ year })}
        />
        <Filter label="Thema" value={query.theme} all="alle" options={themeOptions(alliance)} onChange={(theme) => change({ theme })} />
        {!isRegion && (
          <Filter label="Amt" value={query.office} all="alle" options={officeOptions} onChange={(office) => change({ office })} />
        )}
      </div>
      <details
        class="more"
        open={opened || query.kind !== undefined || query.eventId !== undefined}
        onToggle={(event) => setOpened(event.currentTarget.open)}
      >
        <summary>Weiter einschränken</summary>
        <div class="filters">
          <Filter label="Art" value={query.kind} all="alle" options={optionsOf(eventKindNames)} onChange={(kind) => change({ kind })} />
          {events.length > 0 && (
            <Filter
              label="Veranstaltung"
              value={query.eventId}
              all="alle"
              options={events.filter(({ ownership }) => ownership === 'OWN').map(({ id, title }) => [id, title] as const)}
              onChange={(eventId) => change({ eventId })}
            />
          )}
        </div>
      </details>
      {chosen > 0 && (
        <button type="button" class="plain lift" onClick={() => change(Object.fromEntries(filterNames.map((name) => [name, undefined])))}>
          {chosen === 1 ? 'Einschränkung aufheben' : `${chosen} Einschränkungen aufheben`}
        </button>
      )}
    </div>
  );
}

type TileText = { readonly name: string; readonly value: string; readonly isKnown?: boolean; readonly note: string };

const eventsInWords = (events: number): string => (events === 1 ? 'Veranstaltung' : 'Veranstaltungen');

function heldTiles({ held, heldThisYear, asOf, smallestShown, audience }: Statistics, isOneYear: boolean): TileText[] {
  const { events, present, stated, noShows } = held;
  const rate = rateInWords(held);
  const missed: TileText =
    rate === undefined
      ? { name: 'Nicht erschienen', value: 'nicht bekannt', isKnown: false, note: 'nur mit Anmeldungen und Erfassung an der Tür' }
      : {
          name: 'Nicht erschienen',
          value: rate,
          note: `${thousands(noShows.value ?? 0)} von ${thousands(held.noShowBase ?? 0)} Angemeldeten`,
        };
  return [
    {
      name: 'Durchgeführt',
      value: thousands(events),
      note: `${eventsInWords(events)}${isOneYear ? '' : `, davon ${yearOf(asOf)}: ${thousands(heldThisYear)}`}`,
    },
    {
      name: 'Anwesend laut Listen',
      value: sumInWords(present, 'SMALL', smallestShown),
      isKnown: present.value !== null || present.withheld > 0,
      note: missingOf(present, events) || 'alle Veranstaltungen gezählt',
    },
    {
      name: 'Mitgeteilt',
      value: statedInWords(stated),
      isKnown: statedBar(stated).value !== null,
      note: stated.eventsWithoutFigure === 0 ? '' : `${thousands(stated.eventsWithoutFigure)} von ${thousands(events)} ohne Angabe`,
    },
    ...(audience === 'PUBLISHED' && rate === undefined ? [] : [missed]),
  ];
}

function placesInWords({ registered, places, events }: Planned): string {
  const open = events - registered.without;
  const unlimited = places.without > registered.without ? ', sonst ohne Grenze' : '';
  return `bei ${count(open, 'Veranstaltung', 'Veranstaltungen')}${places.value === null ? '' : ` mit ${count(places.value, 'Platz', 'Plätzen')}${unlimited}`}`;
}

function plannedTiles(planned: Planned): TileText[] {
  const { events, unconfirmed, registered, waiting } = planned;
  return [
    {
      name: 'Geplant',
      value: thousands(events),
      note: `${eventsInWords(events)}${unconfirmed === 0 ? '' : `, davon ${thousands(unconfirmed)} begonnen und nicht bestätigt`}`,
    },
    registered.value === null
      ? { name: 'Offene Anmeldungen', value: 'keine', isKnown: false, note: 'für nichts davon ist eine Anmeldung eingerichtet' }
      : { name: 'Offene Anmeldungen', value: thousands(registered.value), note: placesInWords(planned) },
    { name: 'Auf der Warteliste', value: thousands(waiting.value ?? 0), note: '' },
  ];
}

/** What was, and below it what is to come; each in words when there is nothing. */
function KeyNumbers({ statistics, isOneYear }: { statistics: Statistics; isOneYear: boolean }) {
  const { held, planned } = statistics;
  if (held.events === 0 && (planned?.events ?? 0) === 0) return null;
  return (
    <>
      {held.events === 0 ? (
        <P muted>In dieser Auswahl wurde noch keine Veranstaltung durchgeführt.</P>
      ) : (
        <Tiles tiles={heldTiles(statistics, isOneYear)} />
      )}
      {planned !== null &&
        (planned.events === 0 ? <P muted>Geplant ist in dieser Auswahl nichts.</P> : <Tiles tiles={plannedTiles(planned)} />)}
    </>
  );
}

const Tiles = ({ tiles }: { tiles: readonly TileText[] }) => (
  <dl class="tiles">
    {tiles.map(({ name, value, isKnown = true, note }) => (
      <div class="tile" key={name}>
        <dt>{name}</dt>
        <dd class={isKnown ? 'tile-value' : 'tile-value unknown'}>{value}</dd>
        {note !== '' && <dd class="tile-note">{note}</dd>}
      </div>
    ))}
  </dl>
);

const MOST_ROWS = 12;
const SERIES = { lists: 'Anwesend laut Listen', stated: 'Mitgeteilt' } as const;

const chartRows = (groups: readonly Group[], smallestShown: number, within?: string): (BarRow & { held: Held })[] =>
  groups.flatMap(({ held, groups: deeper, ...group }) => {
    const short = labelOf(group);
    const name = within === undefined ? short : `${within} · ${short}`;
    if (deeper.length > 0) return chartRows(deeper, smallestShown, name);
    return [
      { key: `${within ?? ''}/${group.key}`, label: name, held, bars: [listBar(held.present, smallestShown), statedBar(held.stated)] },
    ];
  });

/** Bars only for what somebody counted or stated, and only the kinds of number there are. */
function Chart({ statistics }: { statistics: Statistics }) {
  const { groupBy, smallestShown } = statistics;
  const all = chartRows(statistics.groups as readonly Group[], smallestShown);
  const known = all.filter(({ bars }) => bars.some(({ value }) => value !== null));
  const series = ([0, 1] as const).filter((place) => known.some(({ bars }) => bars[place]?.value !== null && bars[place] !== undefined));
  const size = ({ bars }: BarRow) => Math.max(...series.map((place) => bars[place]?.value ?? 0));
  const isTimely = groupBy[0] === 'year';
  const rows = (isTimely ? known : known.toSorted((a, b) => size(b) - size(a))).slice(0, MOST_ROWS);
  if (rows.length === 0)
    return (
      <P muted>Für diese Auswahl hat noch niemand gezählt oder eine Zahl mitgeteilt. Sobald es Zahlen gibt, erscheint hier ein Diagramm.</P>
    );
  const left = all.length - rows.length;
  return (
    <>
      <BarChart
        title={`Teilnahme nach ${groupBy.map((dimension) => statisticsDimensionNames[dimension]).join(' und ')}`}
        desc="Balken je Zeile. Alle Werte stehen in der Tabelle darunter."
        series={series.map((place) => (place === 0 ? SERIES.lists : SERIES.stated))}
        rows={rows.map((row) => ({ ...row, bars: series.flatMap((place) => row.bars[place] ?? []) }))}
      />
      {left > 0 && <P muted>{`${count(left, 'weitere Zeile steht', 'weitere Zeilen stehen')} nur in der Tabelle.`}</P>}
    </>
  );
}

const formats = { csv: 'CSV (Excel)', xlsx: 'XLSX' } as const;

function Result({
  statistics,
  query,
  asked,
}: {
  statistics: Statistics;
  query: RoomProps['query'];
  asked: Query<'getAttendanceStatistics'>;
}) {
  const { alliance } = useDesk();
  const { groups, notes, organisationsNote, groupBy, asOf } = statistics;
  const [smallNumbers, ...others] = statistics.audience === 'PUBLISHED' ? notes : ['', ...notes];
  return (
    <>
      {smallNumbers !== '' && (
        <Alert tone="info" title="Ohne kleine Zahlen" live={false}>
          <P>{smallNumbers}</P>
        </Alert>
      )}
      <KeyNumbers statistics={statistics} isOneYear={query.year !== undefined} />
      {groups.length === 0 ? (
        <P>Zu dieser Auswahl gibt es keine Veranstaltung.</P>
      ) : (
        <Section
          title={`Nach ${groupBy.map((dimension) => statisticsDimensionNames[dimension]).join(' und ')}`}
          actions={
            <Downloads
              formats={formats}
              fetchAs={(format) => save('getAttendanceStatisticsFile', alliance, { query: { ...asked, format } }, 'teilnahme')}
            />
          }
        >
          <Chart statistics={statistics} />
          <StatisticsTable statistics={statistics} query={query} />
        </Section>
      )}
      {query.eventId !== undefined && <Answers eventId={query.eventId} />}
      <div class="notes">
        {[
          `Stand: ${formatDayLong(asOf)}`,
          ...others,
          ...(organisationsNote === null || statistics.audience === 'PUBLISHED' ? [] : [organisationsNote]),
        ].map((note) => (
          <P muted key={note}>
            {note}
          </P>
        ))}
      </div>
    </>
  );
}

export default function StatisticsRoom({ query }: RoomProps) {
  const { alliance, office } = useDesk();
  const asked: Query<'getAttendanceStatistics'> = { groupBy: FIRST, ...query };
  const { data, problem, loading } = useLoaded(JSON.stringify(asked), () => call('getAttendanceStatistics', alliance, { query: asked }));
  const change: Change = (changes) => go(hrefOf(alliance, 'teilnahme', { ...query, ...changes }));
  return (
    <Room title="Teilnahme" {...(office === null ? {} : { lead: `Nur Veranstaltungen im Bereich: ${officeNames[office]}` })}>
      {(data || problem) && <Question query={query} change={change} years={data?.years ?? []} />}
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <Result statistics={data} query={query} asked={asked} />
        </div>
      )}
    </Room>
  );
}

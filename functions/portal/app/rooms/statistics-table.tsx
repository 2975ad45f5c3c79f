import type { ComponentChildren } from 'preact';
import { statisticsDimensionNames } from '../../../../shared/domain/attendance-statistics.ts';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { missingInWords } from '../../../../shared/domain/statistics-words.ts';
import type { Statistics } from '../contract.ts';
import { may, useDesk } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { type Column, Link, Table } from '../ui.tsx';
import { thousands } from '../words.ts';
import type { Group, Held } from './statistics-words.ts';
import { labelOf, rateInWords, statedBar, statedInWords, sumInWords, UNCOUNTED } from './statistics-words.ts';

type Row = Pick<Group, 'held' | 'planned'> & {
  readonly key: string;
  readonly label: string;
  readonly date: string | null;
  readonly dimension: string | null;
  readonly depth: number;
  readonly isSum: boolean;
};

const rowsOf = (groups: readonly Group[], depth = 0, within = ''): Row[] =>
  groups.flatMap(({ groups: deeper, key, ...group }) => [
    { ...group, label: labelOf({ ...group, key }), key: `${within}/${key}`, depth, isSum: deeper.length > 0 },
    ...rowsOf(deeper, depth + 1, `${within}/${key}`),
  ]);

const leavesOf = (groups: readonly Group[]): Group[] =>
  groups.flatMap((group) => (group.groups.length === 0 ? [group] : leavesOf(group.groups)));

const Value = ({ children, note, strong }: { children: ComponentChildren; note?: string; strong?: boolean }) => (
  <>
    {strong ? <strong>{children}</strong> : children}
    {note !== undefined && note !== '' && <span class="flags">{note}</span>}
  </>
);

type SumProps = { readonly held: Held; readonly of: Part; readonly smallestShown: number; readonly strong: boolean };
type Part = 'registered' | 'present' | 'walkIns' | 'noShows';

/** What nobody counted, and how many events did not count, is said once per row, at who was present. */
function SumCell({ held, of, smallestShown, strong }: SumProps) {
  const sum = held[of];
  const isPresence = of === 'present';
  const words = sumInWords(sum, isPresence ? 'SMALL' : 'ANY', smallestShown);
  if (words === UNCOUNTED) return <span class="unknown">{isPresence || held.present.value !== null ? words : '–'}</span>;
  const isSaid = !isPresence && sum.without === held.present.without && sum.withheld === held.present.withheld;
  return (
    <Value note={isSaid || sum.value === null ? '' : missingInWords(sum)} strong={strong}>
      {words}
    </Value>
  );
}

const Stated = ({ held: { stated }, isSum }: Row) => (
  <Value
    strong={isSum}
    note={stated.eventsWithoutFigure > 0 && stated.events > 1 ? `${stated.eventsWithoutFigure} von ${stated.events} ohne Angabe` : ''}
  >
    {statedBar(stated).value === null ? <span class="unknown">{statedInWords(stated)}</span> : statedInWords(stated)}
  </Value>
);

function NoShows({ held, smallestShown, strong }: Omit<SumProps, 'of'>) {
  const rate = rateInWords(held);
  if (rate === undefined) return <SumCell held={held} of="noShows" smallestShown={smallestShown} strong={strong} />;
  return (
    <Value strong={strong} note={`${rate} von ${thousands(held.noShowBase ?? 0)}`}>
      {sumInWords(held.noShows, 'ANY', smallestShown)}
    </Value>
  );
}

/** Planned events, and who is registered and waits for them. */
function PlannedCell({ planned, isSum }: Row) {
  if (planned === null || planned.events === 0) return '';
  const { events, registered, waiting } = planned;
  const note = [
    registered.value === null ? '' : `${thousands(registered.value)} angemeldet`,
    waiting.value === null || waiting.value === 0 ? '' : `${thousands(waiting.value)} auf der Warteliste`,
  ];
  return (
    <Value strong={isSum} note={note.filter(Boolean).join(', ')}>
      {thousands(events)}
    </Value>
  );
}

/** Where a row leads: an event to its page, a group to its events. */
function hrefFor(row: Row, alliance: string, query: Readonly<Record<string, string>>, mayOpen: boolean): string | undefined {
  const id = row.key.split('/').at(-1) ?? '';
  if (row.dimension === 'event') return mayOpen ? hrefOf(alliance, `veranstaltungen/${id}`) : undefined;
  if (row.dimension === null || row.depth > 0 || (id === 'NONE' && row.dimension !== 'office')) return undefined;
  return hrefOf(alliance, 'teilnahme', { ...query, groupBy: 'event', [row.dimension]: id });
}

type Kept = { readonly when: boolean; readonly column: Column<Row> };

/** Every number of the chart and more. Columns in which nobody could say anything are left out. */
export function StatisticsTable({ statistics, query }: { statistics: Statistics; query: Readonly<Record<string, string>> }) {
  const desk = useDesk();
  const { smallestShown, groupBy } = statistics;
  const groups = statistics.groups as readonly Group[];
  const leaves = leavesOf(groups);
  const whole: Row = { ...statistics, key: 'Gesamt', label: 'Gesamt', date: null, dimension: null, depth: 0, isSum: true };
  const isByEvent = groupBy.includes('event');
  const told = (of: Part) => leaves.some(({ held }) => held[of].value !== null || held[of].withheld > 0);
  const sum = (title: string, of: Part): Kept => ({
    when: told(of),
    column: {
      title,
      numeric: true,
      cell: ({ held, isSum }) => <SumCell held={held} of={of} smallestShown={smallestShown} strong={isSum} />,
    },
  });
  const columns: Kept[] = [
    {
      when: true,
      column: {
        title: groupBy.map((dimension) => statisticsDimensionNames[dimension]).join(' / '),
        heads: true,
        cell: (row) => {
          const href = hrefFor(row, desk.alliance, query, may(desk, 'getAllianceEvent'));
          const label = row.isSum ? <strong>{row.label}</strong> : row.label;
          return <span class={row.depth > 0 ? 'indented' : ''}>{href === undefined ? label : <Link href={href}>{label}</Link>}</span>;
        },
      },
    },
    { when: isByEvent, column: { title: 'Datum', nowrap: true, cell: ({ date }) => (date === null ? '' : formatDay(date)) } },
    {
      when: !isByEvent || groupBy.length > 1,
      column: { title: 'Durchgeführt', numeric: true, cell: ({ held, isSum }) => <Value strong={isSum}>{thousands(held.events)}</Value> },
    },
    sum('Anwesend', 'present'),
    { when: true, column: { title: 'Mitgeteilt', numeric: true, cell: (row) => <Stated {...row} /> } },
    sum('Angemeldet', 'registered'),
    sum('Spontan', 'walkIns'),
    {
      when: told('noShows'),
      column: {
        title: 'Nicht erschienen',
        numeric: true,
        cell: ({ held, isSum }) => <NoShows held={held} smallestShown={smallestShown} strong={isSum} />,
      },
    },
    {
      when: leaves.some(({ held }) => held.organisations !== null),
      column: {
        title: 'Organisationen',
        numeric: true,
        cell: ({ held, isSum }) => <Value strong={isSum}>{held.organisations === null ? '' : thousands(held.organisations)}</Value>,
      },
    },
    {
      when: leaves.some(({ planned }) => (planned?.events ?? 0) > 0),
      column: { title: 'Geplant', numeric: true, cell: (row) => <PlannedCell {...row} /> },
    },
  ];
  return (
    <div class="attendance">
      <Table<Row>
        caption={`Teilnahme nach ${groupBy.map((dimension) => statisticsDimensionNames[dimension]).join(' und ')}, Stand ${formatDay(statistics.asOf)}`}
        rows={[...rowsOf(groups), ...(groups.length > 1 ? [whole] : [])]}
        keyOf={({ key }) => key}
        columns={columns.filter(({ when }) => when).map(({ column }) => column)}
      />
    </div>
  );
}

import { useState } from 'preact/hooks';
import { eventKindNames } from '../../../../shared/domain/alliance-event.ts';
import type { Flag } from '../../../../shared/domain/breakdown.ts';
import { dimensionNames, flagNames, positionNames } from '../../../../shared/domain/breakdown.ts';
import { endOfBerlinDay, formatDay, formatDayLong, formatInstant, yearOf } from '../../../../shared/domain/calendar.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { occasionNames } from '../../../../shared/domain/posting.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { call, download } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Breakdown, Query } from '../contract.ts';
import { useAlliance, useDesk, useEvents, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Filter, FilterInput, Loading, optionsOf, P, Room, Scroller, Section, type SelectOption, Trouble } from '../ui.tsx';
import { count, euro, headsInWords, officeOptions, perHeadInWords, themeOptions, todayInBerlin } from '../words.ts';
import { Downloads } from './downloads.tsx';
import { Reconciliation, YearsTable } from './reconciliation.tsx';

type Group = {
  readonly dimension: string;
  readonly key: string;
  readonly label: string;
  readonly date: string | null;
  readonly amountCents: number;
  readonly bookings: number;
  readonly flags: readonly Flag[];
  readonly headcount: Breakdown['headcount'];
  readonly perHead: Breakdown['perHead'];
  readonly groups: readonly Group[];
};

const PRINTED = 'section,line';
const presets: readonly SelectOption[] = [
  [PRINTED, 'Wie gedruckt'],
  ['theme', 'nach Thema'],
  ['office', 'nach Amt'],
  ['kind', 'nach Art'],
  ['occasion', 'nach Anlass'],
  ['fiscalYear', 'nach Haushaltsjahr'],
  ['campaign', 'nach Reihe'],
];
const FREE = 'free';
const filterNames = ['section', 'kind', 'theme', 'office', 'occasion', 'fiscalYear', 'budgetLine', 'campaignId', 'eventId'] as const;
const FIRST_YEAR = 2016;

const yearOptions = (today: string): SelectOption[] => {
  const last = yearOf(today);
  const years = Array.from({ length: last - FIRST_YEAR + 1 }, (_, index) => String(last - index));
  return [...years.map((year) => [year, year] as const), ['UNKNOWN', 'nicht bekannt']];
};

/** The question as the address holds it; the day of knowledge becomes its last instant. */
function askedOf({ bekannt, ...query }: Readonly<Record<string, string>>, today: string): Query<'getExpenditureBreakdown'> {
  return { groupBy: PRINTED, ...query, ...(bekannt && bekannt < today ? { knownAt: endOfBerlinDay(bekannt) } : {}) };
}

const undated: Flag[] = ['WITHOUT_FISCAL_YEAR', 'WITHOUT_BUDGET_LINE'];

/** What holds for every row is said once above the table, not in each row. */
const flagsOf = (group: Group, common: ReadonlySet<Flag>): string =>
  group.flags
    .filter((flag) => !common.has(flag))
    .map((flag) => flagNames[flag])
    .join(', ');

const leavesOf = (groups: readonly Group[]): Group[] =>
  groups.flatMap((group) => (group.groups.length === 0 ? [group] : leavesOf(group.groups)));

function commonFlags(groups: readonly Group[]): ReadonlySet<Flag> {
  const leaves = leavesOf(groups);
  return new Set(undated.filter((flag) => leaves.length > 1 && leaves.every(({ flags }) => flags.includes(flag))));
}

const HeadCell = ({ heads }: { heads: Breakdown['headcount'] }) => (
  <td
    class={
      heads && heads.qualifier !== 'UNKNOWN'
        ? 'kern-table__cell kern-table__cell--numeric'
        : 'kern-table__cell kern-table__cell--numeric unknown'
    }
  >
    {heads ? headsInWords(heads) : ''}
  </td>
);

type Shown = { readonly common: ReadonlySet<Flag>; readonly heads: boolean; readonly dates: boolean };

function Rows({ groups, depth, shown }: { groups: readonly Group[]; depth: number; shown: Shown }) {
  return groups.map((group) => {
    const sums = group.groups.length > 0;
    const flags = sums ? '' : flagsOf(group, shown.common);
    return (
      <>
        <tr class={sums ? `kern-table__row sum sum-${depth}` : 'kern-table__row'} key={group.key}>
          <th scope={sums ? 'rowgroup' : 'row'} class={`kern-table__cell row-head depth-${depth}`}>
            {group.label}
            {flags !== '' && <span class="flags">{flags}</span>}
          </th>
          {shown.dates && <td class="kern-table__cell nowrap">{group.date === null ? '' : formatDay(group.date)}</td>}
          <td class="kern-table__cell kern-table__cell--numeric minor">{group.bookings}</td>
          {shown.heads && <HeadCell heads={group.headcount} />}
          {shown.heads && (
            <td class="kern-table__cell kern-table__cell--numeric per-head">{group.perHead ? perHeadInWords(group.perHead) : ''}</td>
          )}
          <td class="kern-table__cell kern-table__cell--numeric amount">{formatEuro(group.amountCents)}</td>
        </tr>
        <Rows groups={group.groups} depth={depth + 1} shown={shown} />
      </>
    );
  });
}

function AmountTable({ breakdown, groups }: { breakdown: Breakdown; groups: readonly Group[] }) {
  const common = commonFlags(groups);
  const heads = hasHeads(groups);
  const dates = hasDates(groups);
  const caption = `Ausgaben nach ${breakdown.groupBy.map((dimension) => dimensionNames[dimension]).join(' und ')}, Stand ${formatDay(breakdown.asOf)}, Beträge in Euro`;
  return (
    <Scroller label={caption}>
      <table class="kern-table kern-table--small amounts">
        <caption class="kern-sr-only">{caption}</caption>
        <thead>
          <tr class="kern-table__row">
            <th scope="col" class="kern-table__header">
              {breakdown.groupBy.map((dimension) => dimensionNames[dimension]).join(' / ')}
            </th>
            {dates && (
              <th scope="col" class="kern-table__header">
                Datum
              </th>
            )}
            <th scope="col" class="kern-table__header kern-table__header--numeric minor">
              Buchungen
            </th>
            {heads && (
              <th scope="col" class="kern-table__header kern-table__header--numeric">
                Teilnehmende
              </th>
            )}
            {heads && (
              <th scope="col" class="kern-table__header kern-table__header--numeric">
                Ausgaben je Kopf
              </th>
            )}
            <th scope="col" class="kern-table__header kern-table__header--numeric">
              Ausgaben in Euro
            </th>
          </tr>
        </thead>
        <tbody class="kern-table__body">
          <Rows groups={groups} depth={0} shown={{ common, heads, dates }} />
        </tbody>
        <tfoot class="kern-table__footer">
          <tr class="kern-table__row total">
            <th scope="row" class="kern-table__cell row-head">
              Summe der Einzelbeträge
            </th>
            {dates && <td class="kern-table__cell" />}
            <td class="kern-table__cell kern-table__cell--numeric minor">{breakdown.bookings}</td>
            {heads && (
              <td class="kern-table__cell kern-table__cell--numeric">{breakdown.headcount ? headsInWords(breakdown.headcount) : ''}</td>
            )}
            {heads && (
              <td class="kern-table__cell kern-table__cell--numeric per-head">
                {breakdown.perHead ? perHeadInWords(breakdown.perHead) : ''}
              </td>
            )}
            <td class="kern-table__cell kern-table__cell--numeric amount">{formatEuro(breakdown.amountCents)}</td>
          </tr>
        </tfoot>
      </table>
    </Scroller>
  );
}

const hasDates = (groups: readonly Group[]): boolean => groups.some(({ date, groups: deeper }) => date !== null || hasDates(deeper));
const hasHeads = (groups: readonly Group[]): boolean =>
  groups.some(
    ({ headcount, groups: deeper }) => (headcount !== null && headcount.events > headcount.eventsWithoutFigure) || hasHeads(deeper),
  );

const MOST_BARS = 16;

/** The largest entries as bars; every value stands in the table above. */
function Bars({ groups }: { groups: readonly Group[] }) {
  const leaves = groups
    .flatMap((group) =>
      leavesOf([group]).map((leaf) => ({ ...leaf, within: leaf === group || group.dimension === 'section' ? undefined : group.label })),
    )
    .toSorted((a, b) => b.amountCents - a.amountCents);
  const shown = leaves.slice(0, MOST_BARS);
  const largest = Math.max(1, ...shown.map(({ amountCents }) => Math.abs(amountCents)));
  if (shown.length < 2) return null;
  return (
    <Section title={leaves.length > MOST_BARS ? `Die ${MOST_BARS} größten Posten` : 'Vergleich der Posten'}>
      <div class="bars" role="img" aria-label="Balkendiagramm der Ausgaben. Alle Werte stehen in der Tabelle darüber.">
        {shown.map(({ key, label, date, within, amountCents }) => (
          <div class="bar" key={`${key} ${label} ${within}`}>
            <span class="bar-label">
              {label}
              {within !== undefined && <span class="bar-date"> · {within}</span>}
              {date !== null && <span class="bar-date"> {formatDay(date)}</span>}
            </span>
            <svg class="bar-track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect
                class={amountCents < 0 ? 'bar-minus' : 'bar-plus'}
                x="0"
                y="0"
                width={Math.max(0.3, (Math.abs(amountCents) / largest) * 100)}
                height="10"
              />
            </svg>
            <span class="bar-amount">{formatEuro(amountCents)}</span>
          </div>
        ))}
      </div>
    </Section>
  );
}

const formats = { csv: 'CSV (Excel)', 'csv-machine': 'CSV (maschinenlesbar)', xlsx: 'XLSX' } as const;

function Levels({ groupBy, onChange }: { groupBy: string; onChange: (groupBy: string) => void }) {
  const levels = groupBy.split(',');
  return [0, 1, 2]
    .filter((index) => index <= levels.length)
    .map((index) => (
      <Filter
        key={index}
        label={`${index + 1}. Ebene`}
        value={levels[index]}
        {...(index === 0 ? {} : { all: 'keine' })}
        options={optionsOf(dimensionNames).filter(([key]) => key === levels[index] || !levels.includes(key))}
        onChange={(value) => onChange([...levels.slice(0, index), value, ...levels.slice(index + 1)].filter(Boolean).slice(0, 3).join(','))}
      />
    ));
}

type Change = (changes: Readonly<Record<string, string | undefined>>) => void;

function Question({
  query,
  change,
  asOf,
  releasedThrough,
}: {
  query: RoomProps['query'];
  change: Change;
  asOf: string | undefined;
  releasedThrough: string | null;
}) {
  const today = todayInBerlin();
  const alliance = useAlliance();
  const [opened, setOpened] = useState(false);
  const events = useEvents(opened || query.campaignId !== undefined);
  const groupBy = query.groupBy ?? PRINTED;
  const [wantsFree, setFree] = useState(false);
  const free = wantsFree || !presets.some(([key]) => key === groupBy);
  const filters = filterNames.filter((name) => query[name]).length;
  const choose = (value: string) => {
    setFree(value === FREE);
    if (value !== FREE) change({ groupBy: value === PRINTED ? undefined : value });
  };
  return (
    <div class="question">
      <div class="filters">
        <Filter label="Gliederung" value={free ? FREE : groupBy} options={[...presets, [FREE, 'eigene Gliederung …']]} onChange={choose} />
        <FilterInput
          label="Stand (Wertstellung bis)"
          type="date"
          value={query.asOf ?? asOf}
          max={releasedThrough ?? today}
          onChange={(chosen) => change({ asOf: chosen })}
        />
        {releasedThrough === null && (
          <FilterInput
            label="Kenntnisstand vom (leer: jetzt)"
            type="date"
            value={query.bekannt}
            max={today}
            onChange={(bekannt) => change({ bekannt })}
          />
        )}
      </div>
      {free && (
        <div class="filters">
          <Levels groupBy={groupBy} onChange={(value) => change({ groupBy: value })} />
        </div>
      )}
      <details class="more" open={filters > 0 || opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>{filters === 0 ? 'Auswahl einschränken' : `Auswahl einschränken (${count(filters, 'Angabe', 'Angaben')})`}</summary>
        <div class="filters">
          <Filter
            label="Abschnitt"
            value={query.section}
            all="alle"
            options={optionsOf(positionNames)}
            onChange={(section) => change({ section })}
          />
          <Filter label="Art" value={query.kind} all="alle" options={optionsOf(eventKindNames)} onChange={(kind) => change({ kind })} />
          <Filter label="Thema" value={query.theme} all="alle" options={themeOptions(alliance)} onChange={(theme) => change({ theme })} />
          <Filter label="Amt" value={query.office} all="alle" options={officeOptions} onChange={(office) => change({ office })} />
          <Filter
            label="Anlass"
            value={query.occasion}
            all="alle"
            options={optionsOf(occasionNames)}
            onChange={(occasion) => change({ occasion })}
          />
          <Filter
            label="Haushaltsjahr"
            value={query.fiscalYear}
            all="alle"
            options={yearOptions(today)}
            onChange={(fiscalYear) => change({ fiscalYear })}
          />
          {events.length > 0 && (
            <Filter
              label="Reihe"
              value={query.campaignId}
              all="alle"
              options={events.filter(({ kind }) => kind === 'CAMPAIGN').map(({ id, title }) => [id, title] as const)}
              onChange={(campaignId) => change({ campaignId })}
            />
          )}
        </div>
        {filters > 0 && (
          <button type="button" class="plain" onClick={() => change(Object.fromEntries(filterNames.map((name) => [name, undefined])))}>
            Einschränkungen aufheben
          </button>
        )}
      </details>
    </div>
  );
}

const standInWords = ({ asOf, knownAt, releasedThrough }: Breakdown): string =>
  [
    `Stand: ${formatDayLong(asOf)}`,
    knownAt === null ? '' : `Kenntnisstand: ${formatInstant(knownAt)}`,
    releasedThrough === null ? '' : `für den Landtag freigegeben bis ${formatDayLong(releasedThrough)}`,
  ]
    .filter(Boolean)
    .join(' · ');

const nothingInWords = ({ undetermined: { amountCents, bookings } }: Breakdown): string =>
  bookings === 0
    ? 'Für diese Auswahl ist nichts gebucht.'
    : `Für diesen Tag steht keine Buchung fest: Bei ${count(bookings, 'Buchung', 'Buchungen')} über ${euro(amountCents)} ist offen, ob sie bis dahin gehören.`;

function Result({ breakdown, asked }: { breakdown: Breakdown; asked: Query<'getExpenditureBreakdown'> }) {
  const { alliance } = useDesk();
  const groups = breakdown.groups as readonly Group[];
  const { reconciliation, findings, notes } = breakdown;
  return (
    <>
      <div class="result-head">
        <p class="kern-body" role="status">
          <strong>{euro(breakdown.amountCents)}</strong> in {count(breakdown.bookings, 'Buchung', 'Buchungen')}. {standInWords(breakdown)}
        </p>
        <Downloads formats={formats} fetchAs={(format) => download(alliance, { ...asked, format })}>
          <button type="button" class="plain" onClick={() => window.print()}>
            Drucken
          </button>
        </Downloads>
      </div>
      {groups.length === 0 ? <P>{nothingInWords(breakdown)}</P> : <AmountTable breakdown={breakdown} groups={groups} />}
      {findings.length > 0 && (
        <Section title="Vor der Verwendung zu beachten">
          <ul class="kern-list kern-list--bullet findings">
            {findings.map(({ rule, sentence }) => (
              <li key={rule}>{sentence}</li>
            ))}
          </ul>
        </Section>
      )}
      <Bars groups={groups} />
      {reconciliation && reconciliation.years.length > 0 && <YearsTable years={reconciliation.years} />}
      <div class="notes">
        {notes.map((note) => (
          <P muted key={note}>
            {note}
          </P>
        ))}
      </div>
    </>
  );
}

export default function BreakdownRoom({ query }: RoomProps) {
  const { alliance, office } = useDesk();
  const asked = askedOf(query, todayInBerlin());
  const { data, problem, loading } = useLoaded(JSON.stringify(asked), () => call('getExpenditureBreakdown', alliance, { query: asked }));
  const change: Change = (changes) => go(hrefOf(alliance, 'ausgabenaufstellung', { ...query, ...changes }));
  return (
    <Room title="Ausgabenaufstellung" {...(office === null ? {} : { lead: `Nur Veranstaltungen im Bereich: ${officeNames[office]}` })}>
      {data?.reconciliation && (
        <Reconciliation
          reconciliation={data.reconciliation}
          undetermined={data.undetermined}
          partial={filterNames.some((name) => query[name])}
        />
      )}
      {(data || problem) && <Question query={query} change={change} asOf={data?.asOf} releasedThrough={data?.releasedThrough ?? null} />}
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <Result breakdown={data} asked={asked} />
        </div>
      )}
    </Room>
  );
}

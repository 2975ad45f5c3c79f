import { formatDay } from '../../../../shared/domain/calendar.ts';
import { measureStatuses, measureStatusNames, proposalKindNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Query as RowQuery } from '../contract.ts';
import { type Desk, everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Filter, FilterInput, Link, Loading, optionsOf, P, Section, Table, Trouble } from '../ui.tsx';
import { count, thousands, todayInBerlin } from '../words.ts';
import { changer, type Query, RecordActions, ResultsRoom, ScopeFilters } from './results-frame.tsx';
import { type Matrix, type MeasureLine, type Origins, type ProposalRecord, useOrigins } from './results-known.ts';
import { measureHref, proposalHref, responsibleOf, StatusBadge } from './results-words.tsx';

const MEASURE = 'MASSNAHME';
const PROPOSALS = 'VORSCHLAG';
const kinds = { [MEASURE]: 'Maßnahmen', [PROPOSALS]: 'Vorschläge aller Arten', ...proposalKindNames } as const;

type Scope = Pick<RowQuery<'listMeasures'>, 'eventId' | 'bodyId'>;
export const scopeQuery = ({ konferenz, gremium }: Query): Scope =>
  ({ ...(konferenz ? { eventId: konferenz } : {}), ...(gremium ? { bodyId: gremium } : {}) }) as Scope;

/** What only a measure has: whoever asks for it sees no proposals. */
const asksMeasures = ({ art, stand, still }: Query): boolean => art === MEASURE || Boolean(stand) || Boolean(still);
const asksProposals = ({ art }: Query): boolean => art !== undefined && art !== MEASURE;

async function proposalsFor(desk: Desk, query: Query) {
  if (asksMeasures(query)) return undefined;
  const kind = query.art === PROPOSALS ? undefined : (query.art as ProposalRecord['kind'] | undefined);
  const asked = { ...scopeQuery(query), ...(kind ? { kind } : {}), ...(query.offen === 'ja' ? { open: 'true' as const } : {}) };
  return await everyPage((page) => call('listProposals', desk.alliance, { query: { ...asked, ...page } }));
}

async function measuresFor(desk: Desk, query: Query) {
  if (asksProposals(query) || !may(desk, 'listMeasures')) return undefined;
  const asked = {
    ...scopeQuery(query),
    ...(query.stand ? { status: query.stand as keyof typeof measureStatusNames } : {}),
    ...(query.still ? { silentSince: query.still } : {}),
    ...(query.offen === 'ja' ? { open: 'true' as const } : {}),
  };
  return await everyPage((page) => call('listMeasures', desk.alliance, { query: { ...asked, ...page } }));
}

async function listFor(desk: Desk, query: Query) {
  const [proposals, measures, matrix] = await Promise.all([
    proposalsFor(desk, query),
    measuresFor(desk, query),
    may(desk, 'getResultMatrix') ? call('getResultMatrix', desk.alliance, { query: scopeQuery(query) }) : undefined,
  ]);
  return { proposals, measures, matrix };
}

function Filters({ query, origins }: { query: Query; origins: Origins | undefined }) {
  const desk = useDesk();
  const change = changer(desk.alliance, '', query);
  const withMeasures = may(desk, 'listMeasures');
  return (
    <search class="filters filters-narrow">
      <ScopeFilters tab="" query={query} origins={origins} />
      <Filter
        label="Art"
        value={query.art}
        all="alle"
        options={optionsOf(kinds).filter(([key]) => withMeasures || key !== MEASURE)}
        onChange={(art) => change({ art })}
      />
      {withMeasures && (
        <>
          <Filter
            label="Stand"
            value={query.stand}
            all="alle"
            options={optionsOf(measureStatusNames)}
            onChange={(stand) => change({ stand })}
          />
          <FilterInput
            label="Ohne Nachricht seit"
            type="date"
            max={todayInBerlin()}
            value={query.still}
            onChange={(still) => change({ still })}
          />
          <Filter
            label="Verknüpfung"
            value={query.offen}
            all="alle"
            options={[['ja', 'nur offene Enden']]}
            onChange={(offen) => change({ offen })}
          />
        </>
      )}
    </search>
  );
}

/** How much there is in all of the chosen conference and body, whatever else is narrowed below. */
function Counts({ matrix, query }: { matrix: Matrix; query: Query }) {
  const { alliance } = useDesk();
  const { counts } = matrix;
  const to = (changes: Query) => hrefOf(alliance, 'ergebnisse', { konferenz: query.konferenz, gremium: query.gremium, ...changes });
  const tiles = [
    {
      name: 'Vorschläge',
      value: counts.proposals,
      href: to({ art: PROPOSALS }),
      note: { value: counts.openProposals, said: 'ohne Maßnahme', href: to({ art: PROPOSALS, offen: 'ja' }) },
    },
    {
      name: 'Maßnahmen',
      value: counts.measures,
      href: to({ art: MEASURE }),
      note: { value: counts.openMeasures, said: 'ohne Vorschlag', href: to({ art: MEASURE, offen: 'ja' }) },
    },
    ...measureStatuses
      .map((status) => ({ name: measureStatusNames[status], value: counts.byStatus[status] ?? 0, href: to({ stand: status }), note: null }))
      .filter(({ value }) => value > 0),
  ];
  return (
    <dl class="tiles tiles-small">
      {tiles.map(({ name, value, href, note }) => (
        <div class="tile" key={name}>
          <dt>{name}</dt>
          <dd class="tile-value">{value === 0 ? '0' : <Link href={href}>{thousands(value)}</Link>}</dd>
          {note && (
            <dd class="tile-note small-links">
              {note.value === 0 ? `keine ${note.said}` : <Link href={note.href}>{`${thousands(note.value)} ${note.said}`}</Link>}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** Where it comes from, below its title. */
const originLine = (origins: Origins | undefined, eventId: string | null, ...more: readonly (string | null)[]): string =>
  [origins?.conferenceName(eventId) ?? (eventId === null ? 'ohne Konferenz' : null), ...more].filter(Boolean).join(' · ');

const Measures = ({ measures, origins }: { measures: readonly MeasureLine[]; origins: Origins | undefined }) => {
  const { alliance } = useDesk();
  return (
    <Section title={count(measures.length, 'Maßnahme', 'Maßnahmen')}>
      {measures.length === 0 ? (
        <P>Zu diesen Angaben gibt es keine Maßnahme.</P>
      ) : (
        <Table<MeasureLine>
          caption="Maßnahmen nach Konferenz und Reihenfolge"
          rows={measures}
          keyOf={({ id }) => id}
          columns={[
            {
              title: 'Maßnahme',
              heads: true,
              cell: ({ id, title, number, eventId }) => (
                <>
                  <Link href={measureHref(alliance, id)}>{title}</Link>
                  <span class="flags">{originLine(origins, eventId, number)}</span>
                </>
              ),
            },
            { title: 'Zuständig', cell: (measure) => responsibleOf(measure) },
            {
              title: 'Stand',
              nowrap: true,
              cell: ({ current }) => (current ? <StatusBadge status={current.status} /> : 'noch keiner'),
            },
            { title: 'Stand vom', nowrap: true, cell: ({ current }) => (current ? formatDay(current.asOf) : '–') },
            { title: 'Zuletzt gehört', nowrap: true, cell: ({ lastNewsOn }) => (lastNewsOn === null ? 'nie' : formatDay(lastNewsOn)) },
            { title: 'Vorschläge', numeric: true, cell: ({ answers }) => (answers.length === 0 ? 'keiner' : thousands(answers.length)) },
          ]}
        />
      )}
    </Section>
  );
};

const Proposals = ({
  proposals,
  matrix,
  origins,
}: {
  proposals: readonly ProposalRecord[];
  matrix: Matrix | undefined;
  origins: Origins | undefined;
}) => {
  const { alliance } = useDesk();
  const links = new Map(matrix?.proposals.map((one) => [one.id, one.links.length]));
  return (
    <Section title={count(proposals.length, 'Vorschlag', 'Vorschläge')}>
      {proposals.length === 0 ? (
        <P>Zu diesen Angaben gibt es keinen Vorschlag.</P>
      ) : (
        <Table<ProposalRecord>
          caption="Vorschläge nach Konferenz und Nummer"
          rows={proposals}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Nr.', numeric: true, cell: ({ order }) => order },
            {
              title: 'Vorschlag',
              heads: true,
              cell: ({ id, title, eventId }) => (
                <>
                  <Link href={proposalHref(alliance, id)}>{title}</Link>
                  <span class="flags">{originLine(origins, eventId)}</span>
                </>
              ),
            },
            { title: 'Art', nowrap: true, cell: ({ kind }) => proposalKindNames[kind] },
            ...(matrix
              ? [
                  {
                    title: 'Maßnahmen',
                    numeric: true,
                    cell: ({ id }: ProposalRecord) => (links.get(id) ? thousands(links.get(id) ?? 0) : 'keine'),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  );
};

const nextOf = (records: readonly { readonly order: number }[] | undefined): number =>
  Math.max(0, ...(records ?? []).map(({ order }) => order)) + 1;

/** Proposals of conferences and what became of them. */
export default function ResultsListRoom({ query }: RoomProps) {
  const desk = useDesk();
  const origins = useOrigins();
  const { data, problem, loading } = useLoaded(JSON.stringify(query), () => listFor(desk, query));
  return (
    <ResultsRoom
      tab=""
      query={query}
      actions={<RecordActions query={query} nextProposal={nextOf(data?.proposals)} nextMeasure={nextOf(data?.measures)} />}
    >
      {data?.matrix && <Counts matrix={data.matrix} query={query} />}
      <Filters query={query} origins={origins} />
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          {data.measures && <Measures measures={data.measures} origins={origins} />}
          {data.proposals && <Proposals proposals={data.proposals} matrix={data.matrix} origins={origins} />}
        </div>
      )}
    </ResultsRoom>
  );
}

import { linkBasisNames, proposalKindNames } from '../../../../shared/domain/result.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Alert, Link, Loading, P, Section, Table, Trouble } from '../ui.tsx';
import { count, thousands } from '../words.ts';
import { scopeQuery } from './results.tsx';
import { type Query, ResultsRoom, ScopeFilters } from './results-frame.tsx';
import { type Matrix, type Origins, useOrigins } from './results-known.ts';
import { measureHref, proposalHref, StatusBadge } from './results-words.tsx';

type Proposal = Matrix['proposals'][number];
type Measure = Matrix['measures'][number];
type PerEvent = Matrix['byEvent'][number];

function ByConference({ matrix, origins, query }: { matrix: Matrix; origins: Origins | undefined; query: Query }) {
  const { alliance } = useDesk();
  const to = (konferenz: string | null, changes: Readonly<Record<string, string>>) =>
    hrefOf(alliance, 'ergebnisse', { gremium: query.gremium, konferenz: konferenz ?? undefined, offen: 'ja', ...changes });
  const open = (value: number, href: string, name: string) =>
    value === 0 ? (
      '0'
    ) : (
      <Link href={href}>
        {thousands(value)}
        <span class="kern-sr-only"> {name}</span>
      </Link>
    );
  return (
    <Table<PerEvent>
      caption="Vorschläge und Maßnahmen je Konferenz"
      rows={matrix.byEvent}
      keyOf={({ eventId }) => eventId ?? ''}
      columns={[
        {
          title: 'Konferenz',
          heads: true,
          cell: ({ eventId }) => (eventId === null ? 'ohne Konferenz' : (origins?.conferenceName(eventId) ?? eventId)),
        },
        { title: 'Vorschläge', numeric: true, cell: ({ proposals }) => thousands(proposals) },
        {
          title: 'ohne Maßnahme',
          numeric: true,
          cell: ({ openProposals, eventId }) => open(openProposals, to(eventId, { art: 'VORSCHLAG' }), 'Vorschläge ohne Maßnahme'),
        },
        { title: 'Maßnahmen', numeric: true, cell: ({ measures }) => thousands(measures) },
        {
          title: 'ohne Vorschlag',
          numeric: true,
          cell: ({ openMeasures, eventId }) => open(openMeasures, to(eventId, { art: 'MASSNAHME' }), 'Maßnahmen ohne Vorschlag'),
        },
      ]}
    />
  );
}

/** Every proposal with what answers it. */
function Linked({ matrix }: { matrix: Matrix }) {
  const { alliance } = useDesk();
  const measures = new Map(matrix.measures.map((measure) => [measure.id, measure]));
  const linked = matrix.proposals.filter(({ links }) => links.length > 0);
  return (
    <Section title={`${count(linked.length, 'Vorschlag', 'Vorschläge')} mit Maßnahmen`}>
      {linked.length === 0 ? (
        <P>Noch ist nichts verknüpft.</P>
      ) : (
        <Table<Proposal>
          caption="Vorschläge und die Maßnahmen, die ihnen folgen"
          rows={linked}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Nr.', numeric: true, cell: ({ order }) => order },
            { title: 'Vorschlag', heads: true, cell: ({ id, title }) => <Link href={proposalHref(alliance, id)}>{title}</Link> },
            {
              title: 'Maßnahmen',
              cell: ({ links }) => (
                <ul class="bare link-list">
                  {links.map(({ measureId, basis }) => {
                    const measure = measures.get(measureId);
                    return (
                      <li key={measureId}>
                        <Link href={measureHref(alliance, measureId)}>{measure?.title ?? measureId}</Link>{' '}
                        {measure?.status && <StatusBadge status={measure.status} />}
                        <span class="flags">{linkBasisNames[basis]}</span>
                      </li>
                    );
                  })}
                </ul>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

/** What leads nowhere yet, on both sides. */
function OpenEnds({ matrix }: { matrix: Matrix }) {
  const { alliance } = useDesk();
  const proposals = matrix.proposals.filter(({ links }) => links.length === 0);
  const measures = matrix.measures.filter(({ links }) => links.length === 0);
  return (
    <div class="columns">
      <Section title={`${count(proposals.length, 'Vorschlag', 'Vorschläge')} ohne Maßnahme`}>
        {proposals.length === 0 ? (
          <P>Keiner ist offen.</P>
        ) : (
          <Table<Proposal>
            caption="Vorschläge ohne Maßnahme"
            rows={proposals}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Nr.', numeric: true, cell: ({ order }) => order },
              {
                title: 'Vorschlag',
                heads: true,
                cell: ({ id, title, kind }) => (
                  <>
                    <Link href={proposalHref(alliance, id)}>{title}</Link>
                    {kind !== 'PROPOSAL' && <span class="flags">{proposalKindNames[kind]}</span>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Section title={`${count(measures.length, 'Maßnahme', 'Maßnahmen')} ohne Vorschlag`}>
        {measures.length === 0 ? (
          <P>Keine ist offen.</P>
        ) : (
          <Table<Measure>
            caption="Maßnahmen ohne Vorschlag"
            rows={measures}
            keyOf={({ id }) => id}
            columns={[
              {
                title: 'Maßnahme',
                heads: true,
                cell: ({ id, title, number }) => (
                  <>
                    <Link href={measureHref(alliance, id)}>{title}</Link>
                    {number !== null && <span class="flags">{number}</span>}
                  </>
                ),
              },
              { title: 'Stand', nowrap: true, cell: ({ status }) => (status === null ? 'noch keiner' : <StatusBadge status={status} />) },
            ]}
          />
        )}
      </Section>
    </div>
  );
}

export default function ResultsMatrixRoom({ query }: RoomProps) {
  const { alliance } = useDesk();
  const origins = useOrigins();
  const { data, problem, loading } = useLoaded(JSON.stringify(query), () =>
    call('getResultMatrix', alliance, { query: scopeQuery(query) }),
  );
  return (
    <ResultsRoom tab="verknuepfungen" query={query}>
      <search class="filters">
        <ScopeFilters tab="verknuepfungen" query={query} origins={origins} />
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          {data.isCut && (
            <Alert tone="info" title="Gezeigt wird nur ein Teil" live={false}>
              <P>Die Anzahlen gelten für alle. Bitte wählen Sie eine Konferenz oder ein Gremium.</P>
            </Alert>
          )}
          <ByConference matrix={data} origins={origins} query={query} />
          <OpenEnds matrix={data} />
          <Linked matrix={data} />
        </div>
      )}
    </ResultsRoom>
  );
}

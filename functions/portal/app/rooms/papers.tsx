import { formatDay } from '../../../../shared/domain/calendar.ts';
import { paperKindNames } from '../../../../shared/domain/municipal-paper.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Filter, FilterInput, Link, LinkButton, Loading, optionsOf, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { PaperBadge, type PaperLine, paperHref, type StrategyLine, strategiesOf, strategyHref, strategyName } from './paper-words.tsx';

type Query = RoomProps['query'];

async function listFor(alliance: string, { art, jahr, strategie }: Query) {
  const query = {
    ...(art ? { kind: art as PaperLine['kind'] } : {}),
    ...(jahr ? { year: jahr } : {}),
    ...(strategie ? { strategyId: strategie as NonNullable<PaperLine['strategyId']> } : {}),
  };
  const [papers, strategies] = await Promise.all([
    everyPage((page) => call('listPapers', alliance, { query: { ...query, ...page } })),
    strategiesOf(alliance),
  ]);
  return { papers, strategies };
}

function Filters({ query, strategies }: { query: Query; strategies: readonly StrategyLine[] }) {
  const { alliance } = useDesk();
  const change = (changes: Readonly<Record<string, string>>) => go(hrefOf(alliance, 'drucksachen', { ...query, ...changes }));
  return (
    <search class="filters filters-narrow">
      <Filter label="Art" value={query.art} all="alle" options={optionsOf(paperKindNames)} onChange={(art) => change({ art })} />
      <FilterInput label="Jahr der Nummer" value={query.jahr} onChange={(jahr) => change({ jahr })} />
      {strategies.length > 0 && (
        <Filter
          label="Strategie"
          value={query.strategie}
          all="alle"
          options={strategies.map((one) => [one.id, strategyName(one)] as const)}
          onChange={(strategie) => change({ strategie })}
        />
      )}
    </search>
  );
}

/** What a later version replaced is not waiting for anybody any more. */
const Standing = ({ paper, papers }: { paper: PaperLine; papers: readonly PaperLine[] }) => {
  const later = papers.filter(({ number, revision }) => number !== null && number === paper.number && revision > paper.revision).at(-1);
  return later ? <span class="unknown">{`ersetzt durch N${later.revision}`}</span> : <PaperBadge of={paper} />;
};

const Papers = ({ papers, strategies }: { papers: readonly PaperLine[]; strategies: readonly StrategyLine[] }) => {
  const { alliance } = useDesk();
  const nameOf = (id: string | null): string | null => {
    const found = strategies.find((one) => one.id === id);
    return found ? strategyName(found) : null;
  };
  return (
    <Section title={count(papers.length, 'Drucksache', 'Drucksachen')}>
      {papers.length === 0 ? (
        <P>Zu diesen Angaben gibt es keine Drucksache.</P>
      ) : (
        <Table<PaperLine>
          caption="Drucksachen nach Jahr, Nummer und Fassung"
          rows={papers}
          keyOf={({ id }) => id}
          columns={[
            { title: 'Nummer', nowrap: true, cell: ({ numberPending, label }) => (numberPending ? 'wird nachgereicht' : label) },
            {
              title: 'Drucksache',
              heads: true,
              cell: ({ id, title, department, strategyId }) => {
                const below = [department, nameOf(strategyId)].filter(Boolean).join(' · ');
                return (
                  <>
                    <Link href={paperHref(alliance, id)}>{title}</Link>
                    {below !== '' && <span class="flags">{below}</span>}
                  </>
                );
              },
            },
            { title: 'Art', nowrap: true, cell: ({ kind }) => paperKindNames[kind] },
            { title: 'Datum', nowrap: true, cell: ({ datedOn }) => (datedOn === null ? 'ohne Datum' : formatDay(datedOn)) },
            { title: 'Stand', nowrap: true, cell: (paper) => <Standing paper={paper} papers={papers} /> },
          ]}
        />
      )}
    </Section>
  );
};

const Strategies = ({ strategies }: { strategies: readonly StrategyLine[] }) => {
  const desk = useDesk();
  const { alliance } = desk;
  return (
    <Section
      title={count(strategies.length, 'Strategie', 'Strategien')}
      actions={may(desk, 'recordStrategy') && <Link href={strategyHref(alliance, 'neu')}>Strategie aufnehmen</Link>}
    >
      {strategies.length === 0 ? (
        <P>Noch ist keine Strategie aufgenommen.</P>
      ) : (
        <ul class="bare link-list">
          {strategies.map((one) => (
            <li key={one.id}>
              <Link href={strategyHref(alliance, one.id)}>{one.title}</Link>
              {one.shortName !== null && <span class="flags">{one.shortName}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};

/** Papers of the council by number, and the strategies that they carry. */
export default function PapersRoom({ query }: RoomProps) {
  const desk = useDesk();
  const { data, problem, loading } = useLoaded(JSON.stringify(query), () => listFor(desk.alliance, query));
  return (
    <Room
      title="Drucksachen"
      actions={
        may(desk, 'recordPaper') && (
          <LinkButton kind="primary" href={paperHref(desk.alliance, 'neu')}>
            Drucksache aufnehmen
          </LinkButton>
        )
      }
    >
      <Filters query={query} strategies={data?.strategies ?? []} />
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <Papers {...data} />
          <Strategies strategies={data.strategies} />
        </div>
      )}
    </Room>
  );
}

import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { FilterInput, Link, LinkButton, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { count } from '../words.ts';
import { joined, type Organisation, organisationHref } from './fund-words.tsx';

const List = ({ organisations }: { organisations: readonly Organisation[] }) => {
  const { alliance } = useDesk();
  return (
    <Table<Organisation>
      caption="Organisationen nach Namen"
      rows={organisations}
      keyOf={({ id }) => id}
      columns={[
        {
          title: 'Organisation',
          heads: true,
          cell: ({ id, name, spellings, dissolvedYear }) => {
            const below = joined(
              spellings.length > 0 && `auch: ${spellings.join('; ')}`,
              dissolvedYear !== null && `aufgelöst ${dissolvedYear}`,
            );
            return (
              <>
                <Link href={organisationHref(alliance, id)}>{name}</Link>
                {below !== '' && <span class="flags">{below}</span>}
              </>
            );
          },
        },
        { title: 'Fundstelle', cell: ({ source }) => source ?? '–' },
      ]}
    />
  );
};

/** Whoever had to do with the alliance, each once. */
export default function OrganisationsRoom({ query }: RoomProps) {
  const desk = useDesk();
  const search = query.suche?.trim() ?? '';
  const { data, problem, loading } = useLoaded(search, () =>
    everyPage<Organisation>((page) =>
      call('listOrganisations', desk.alliance, { query: { ...page, ...(search === '' ? {} : { search }) } }),
    ),
  );
  return (
    <Room
      title="Organisationen"
      lead="Jede einmal, mit allem, was sie mit dem Bündnis zu tun hatte"
      actions={
        may(desk, 'recordOrganisation') && (
          <LinkButton kind="primary" href={organisationHref(desk.alliance, 'neu')}>
            Organisation aufnehmen
          </LinkButton>
        )
      }
    >
      <search class="filters">
        <FilterInput
          label="Name oder Schreibweise"
          type="search"
          value={query.suche}
          onChange={(suche) => go(hrefOf(desk.alliance, 'organisationen', { suche }))}
        />
      </search>
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <Section title={count(data.length, 'Organisation', 'Organisationen')}>
            {data.length === 0 ? (
              <P>{search === '' ? 'Noch ist keine Organisation aufgenommen.' : `Zu „${search}“ gibt es keine Organisation.`}</P>
            ) : (
              <List organisations={data} />
            )}
          </Section>
        </div>
      )}
    </Room>
  );
}

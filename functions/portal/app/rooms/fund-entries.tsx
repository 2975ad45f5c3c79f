import { formatDay } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { Filter, Link, LinkButton, Loading, optionsOf, P, Section, Table, Trouble } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { FundRoom } from './fund-frame.tsx';
import {
  accountOf,
  EntryBadge,
  entryStatusNames,
  type Fund,
  type FundEntry,
  fundHref,
  type GrantLine,
  grantHref,
  organisationsOf,
} from './fund-words.tsx';

type Names = ReadonlyMap<string, string>;

/** By the day on which they count; what counts on one day, in the order of entering. */
const inOrder = (one: FundEntry, other: FundEntry): number =>
  one.valueDay === other.valueDay ? one.enteredBy.at.localeCompare(other.enteredBy.at) : one.valueDay.localeCompare(other.valueDay);

async function entriesFor(alliance: string, fundId: Fund['id'], year: number, status: string | undefined) {
  const fiscalYear = String(year);
  const chosen = status ? { status: status as FundEntry['status'] } : {};
  const [entries, grants, organisations] = await Promise.all([
    everyPage<FundEntry>((page) => call('listFundEntries', alliance, { query: { fundId, fiscalYear, ...chosen, ...page } })),
    everyPage<GrantLine>((page) => call('listGrants', alliance, { query: { fundId, fiscalYear, ...page } })),
    organisationsOf(alliance),
  ]);
  return {
    entries: entries.toSorted(inOrder),
    projects: new Map(grants.map(({ id, project }) => [id, project])),
    organisations: namesOf(organisations),
  };
}
const namesOf = (records: readonly { readonly id: string; readonly name: string }[]): Names =>
  new Map(records.map(({ id, name }) => [id, name]));

/** What a movement belongs to: a grant, or what somebody gave back. */
const About = ({ entry, projects, organisations }: { entry: FundEntry; projects: Names; organisations: Names }) => {
  const { alliance } = useDesk();
  const { grantId, organisationId, cause, causeYear } = entry;
  if (grantId !== null) return <Link href={grantHref(alliance, grantId)}>{projects.get(grantId) ?? 'Zuwendung'}</Link>;
  const said = [organisationId === null ? null : organisations.get(organisationId), cause, causeYear && `aus ${causeYear}`];
  return <>{said.filter(Boolean).join(', ') || 'Fonds insgesamt'}</>;
};

/** A draft counts for nothing until another person confirms it. */
const State = ({ entry }: { entry: FundEntry }) => {
  const { subject } = useDesk();
  return (
    <>
      <EntryBadge status={entry.status} />
      {entry.status === 'DRAFT' && entry.enteredBy.subject === subject && (
        <span class="flags">von Ihnen erfasst, eine andere Person bestätigt</span>
      )}
    </>
  );
};

function Entries({ fund, year, status }: { fund: Fund; year: number; status: string | undefined }) {
  const { alliance } = useDesk();
  const key = JSON.stringify([fund.id, year, status]);
  const { data, problem, loading } = useLoaded(key, () => entriesFor(alliance, fund.id, year, status));
  if (problem) return <Trouble problem={problem} />;
  if (!data) return <Loading />;
  return (
    <Section title={count(data.entries.length, 'Buchung', 'Buchungen')}>
      {data.entries.length === 0 ? (
        <P>Zu diesen Angaben gibt es keine Buchung.</P>
      ) : (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <Table<FundEntry>
            caption={`Buchungen ${year} nach dem Tag, an dem sie wirken`}
            rows={data.entries}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Wirksam am', nowrap: true, cell: ({ valueDay }) => formatDay(valueDay) },
              {
                title: 'Konto',
                heads: true,
                cell: (entry) => <Link href={fundHref(alliance, [fund.id, 'buchungen', entry.id])}>{accountOf(entry)}</Link>,
              },
              { title: 'Betrag', numeric: true, nowrap: true, cell: ({ amountCents }) => euro(amountCents) },
              {
                title: 'Wofür',
                cell: (entry) => <About entry={entry} projects={data.projects} organisations={data.organisations} />,
              },
              { title: 'Stand', cell: (entry) => <State entry={entry} /> },
            ]}
          />
        </div>
      )}
    </Section>
  );
}

/** Movements of one year; nothing is entered as granted, that follows from a decision. */
export default function FundEntriesRoom({ path, query }: RoomProps) {
  const desk = useDesk();
  return (
    <FundRoom
      path={path}
      query={query}
      tab="buchungen"
      actions={({ fund, year }) =>
        may(desk, 'enterFundEntry') && (
          <LinkButton kind="primary" href={fundHref(desk.alliance, [fund.id, 'buchungen', 'neu'], { jahr: String(year) })}>
            Buchung erfassen
          </LinkButton>
        )
      }
      filters={(change) => (
        <Filter
          label="Stand der Buchung"
          value={query.status}
          all="alle"
          options={optionsOf(entryStatusNames)}
          onChange={(status) => change({ status })}
        />
      )}
    >
      {({ fund, year }) => <Entries fund={fund} year={year} status={query.status} />}
    </FundRoom>
  );
}

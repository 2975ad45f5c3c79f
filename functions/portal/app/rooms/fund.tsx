import { endOfBerlinDay, formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { Alert, FilterInput, LinkButton, Loading, P, Section, Trouble } from '../ui.tsx';
import { todayInBerlin } from '../words.ts';
import { BookTable } from './fund-book.tsx';
import { FundRoom } from './fund-frame.tsx';
import { FundGrants } from './fund-grants.tsx';
import { FundRule } from './fund-rule.tsx';
import { type Book, type Fund, fundHref, type GrantLine, isUnmoved, organisationsOf } from './fund-words.tsx';

type Query = RoomProps['query'];

const standInWords = ({ asOf, knownAt }: Book): string =>
  [
    asOf === null ? 'Alles, was bestätigt ist' : `Stand ${formatDay(asOf)}`,
    knownAt === null ? '' : `Kenntnisstand ${formatInstant(knownAt)}`,
  ]
    .filter(Boolean)
    .join(' · ');

async function bookFor(alliance: string, fundId: Fund['id'], fiscalYear: number, { stand, kenntnis }: Query) {
  const year = String(fiscalYear);
  const knownAt = kenntnis && kenntnis < todayInBerlin() ? { knownAt: endOfBerlinDay(kenntnis) } : {};
  const query = { fiscalYear: year, ...(stand ? { asOf: stand } : {}), ...knownAt };
  const [book, grants, organisations] = await Promise.all([
    call('getFundBook', alliance, { params: { fundId }, query }),
    everyPage<GrantLine>((page) => call('listGrants', alliance, { query: { fundId, fiscalYear: year, ...page } })),
    organisationsOf(alliance),
  ]);
  return { book, grants, names: new Map<string, string>(organisations.map(({ id, name }) => [id, name])) };
}

const Findings = ({ book }: { book: Book }) =>
  book.findings.length > 0 && (
    <Alert tone="warning" title={book.findings.length === 1 ? 'Ein Hinweis' : `${book.findings.length} Hinweise`} live={false}>
      <ul class="kern-list kern-list--bullet findings">
        {book.findings.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );

const Unmoved = () => (
  <Section title="Fondsbuch">
    <P>Zu diesen Angaben ist nichts gebucht. Die Beträge sind nicht bekannt; das heißt nicht, dass sie null sind.</P>
  </Section>
);

function BookView({ fund, year, query }: { fund: Fund; year: number; query: Query }) {
  const { alliance } = useDesk();
  const key = JSON.stringify([fund.id, year, query.stand, query.kenntnis]);
  const { data, problem, loading } = useLoaded(key, () => bookFor(alliance, fund.id, year, query));
  if (problem) return <Trouble problem={problem} />;
  if (!data) return <Loading />;
  return (
    <div class={loading ? 'stale' : ''} aria-busy={loading}>
      <div class="before-alert">
        <P muted>{standInWords(data.book)}</P>
      </div>
      <Findings book={data.book} />
      <div class="columns columns-even">
        {isUnmoved(data.book) ? <Unmoved /> : <BookTable book={data.book} names={data.names} />}
        <FundRule fund={fund} />
      </div>
      <div class="fund-grants">
        <FundGrants fund={fund} book={data.book} grants={data.grants} />
      </div>
    </div>
  );
}

function Actions({ fund, year }: { fund: Fund; year: number }) {
  const desk = useDesk();
  return (
    <>
      {may(desk, 'applyForGrant') && (
        <LinkButton kind="primary" href={fundHref(desk.alliance, ['zuwendungen', 'neu'], { fonds: fund.id, jahr: String(year) })}>
          Antrag aufnehmen
        </LinkButton>
      )}
      {may(desk, 'editFund') && <LinkButton href={fundHref(desk.alliance, [fund.id, 'angaben'])}>Fonds ändern</LinkButton>}
      {may(desk, 'getFundJournal') && (
        <LinkButton kind="tertiary" href={fundHref(desk.alliance, [fund.id, 'journal'])}>
          Journal
        </LinkButton>
      )}
    </>
  );
}

/** The book of one year: what there was, what was promised, what became of it. */
export default function FundBookRoom({ path, query }: RoomProps) {
  const today = todayInBerlin();
  return (
    <FundRoom
      path={path}
      query={query}
      tab=""
      actions={({ fund, year }) => <Actions fund={fund} year={year} />}
      filters={(change) => (
        <>
          <FilterInput label="Stand vom" type="date" value={query.stand} onChange={(stand) => change({ stand })} />
          <FilterInput
            label="Kenntnisstand vom"
            type="date"
            max={today}
            value={query.kenntnis}
            onChange={(kenntnis) => change({ kenntnis })}
          />
        </>
      )}
    >
      {({ fund, year }) => <BookView fund={fund} year={year} query={query} />}
    </FundRoom>
  );
}

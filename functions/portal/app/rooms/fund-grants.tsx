import { may, useDesk } from '../desk.ts';
import { Link, P, Section, Table } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { bookingsOn } from './fund-book.tsx';
import { type Book, decidedBy, type Fund, GrantBadge, type GrantLine, grantHref, isUnmoved, organisationHref } from './fund-words.tsx';

type Line = GrantLine & {
  readonly booked: Pick<Book['grants'][number], 'grantedCents' | 'drawnCents' | 'notDrawnCents' | 'openCents'> | undefined;
};

const Sums = ({ book }: { book: Book }) => (
  <tfoot class="kern-table__footer">
    <tr class="kern-table__row total">
      <th scope="row" colSpan={3} class="kern-table__cell row-head">
        Zusammen
      </th>
      <td class="kern-table__cell kern-table__cell--numeric nowrap">{euro(book.grantedCents)}</td>
      <td class="kern-table__cell kern-table__cell--numeric nowrap">{bookingsOn(book, 'DRAWN') === 0 ? '–' : euro(book.drawnCents)}</td>
      <td class="kern-table__cell" />
    </tr>
  </tfoot>
);

/** Nothing in the ledger yet: what was asked for is not what was granted. */
const grantedIn = ({ booked, requestedCents }: Line) => {
  if (booked && booked.grantedCents !== 0) return euro(booked.grantedCents);
  return requestedCents === null ? '–' : <span class="flags">{`beantragt ${euro(requestedCents)}`}</span>;
};

/** The grants of the year, with what the ledger holds of each. */
export function FundGrants({ fund, book, grants }: { fund: Fund; book: Book; grants: readonly GrantLine[] }) {
  const desk = useDesk();
  const byId = new Map(book.grants.map((line) => [line.grantId, line]));
  const lines = grants.map((grant): Line => ({ ...grant, booked: byId.get(grant.id) }));
  return (
    <Section title={count(grants.length, 'Zuwendung', 'Zuwendungen')}>
      {lines.length === 0 ? (
        <P>Für dieses Jahr ist kein Antrag aufgenommen.</P>
      ) : (
        <Table<Line>
          caption={`Zuwendungen ${book.fiscalYear} nach Nummer`}
          rows={lines}
          keyOf={({ id }) => id}
          foot={!isUnmoved(book) && <Sums book={book} />}
          columns={[
            { title: 'Nr.', numeric: true, cell: ({ no }) => no ?? '–' },
            {
              title: 'Organisation',
              cell: ({ organisationId, organisationName }) =>
                may(desk, 'getOrganisation') ? (
                  <Link href={organisationHref(desk.alliance, organisationId)}>{organisationName}</Link>
                ) : (
                  organisationName
                ),
            },
            { title: 'Projekt', heads: true, cell: ({ id, project }) => <Link href={grantHref(desk.alliance, id)}>{project}</Link> },
            { title: 'Bewilligt', numeric: true, nowrap: true, cell: grantedIn },
            {
              title: 'Abgerufen',
              numeric: true,
              nowrap: true,
              cell: ({ booked }) => (booked && booked.drawnCents !== 0 ? euro(booked.drawnCents) : '–'),
            },
            {
              title: 'Stand',
              nowrap: true,
              cell: (grant) => (
                <>
                  <GrantBadge status={grant.status} />
                  {grant.decision !== null && <span class="flags nowrap">{decidedBy(fund, grant)}</span>}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}

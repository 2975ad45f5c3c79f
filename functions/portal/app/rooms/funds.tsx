import { call } from '../api.ts';
import { may, useDesk, useLoaded } from '../desk.ts';
import { Badge, Link, LinkButton, Loading, P, Room, Table, Trouble } from '../ui.tsx';
import { count, euro } from '../words.ts';
import { type Book, type Fund, fundHref, fundOf, fundsOf, isUnmoved, joined, yearShown } from './fund-words.tsx';

type Line = { readonly fund: Fund; readonly book: Book };

async function linesOf(alliance: string): Promise<Line[]> {
  const funds = await fundsOf(alliance);
  return await Promise.all(
    funds.map(async ({ id: fundId }) => {
      const fund = await fundOf(alliance, fundId);
      const fiscalYear = String(yearShown(fund, undefined));
      return { fund, book: await call('getFundBook', alliance, { params: { fundId }, query: { fiscalYear } }) };
    }),
  );
}

const amountOf = (book: Book, cents: number) => (isUnmoved(book) ? <span class="unknown">nicht bekannt</span> : euro(cents));

const Funds = ({ lines }: { lines: readonly Line[] }) => {
  const { alliance } = useDesk();
  return (
    <Table<Line>
      caption="Fonds mit dem Buch ihres jüngsten Jahres"
      rows={lines}
      keyOf={({ fund }) => fund.id}
      columns={[
        {
          title: 'Fonds',
          heads: true,
          cell: ({ fund, book }) => (
            <>
              <Link href={fundHref(alliance, [fund.id], { jahr: String(book.fiscalYear) })}>{fund.name}</Link>
              <span class="flags">{joined(fund.instrumentOf, fund.product !== null && `Produkt ${fund.product}`)}</span>
            </>
          ),
        },
        { title: 'Jahr', numeric: true, cell: ({ book }) => book.fiscalYear },
        { title: 'Verfügbar', numeric: true, nowrap: true, cell: ({ book }) => amountOf(book, book.availableCents) },
        { title: 'Bewilligt', numeric: true, nowrap: true, cell: ({ book }) => amountOf(book, book.grantedCents) },
        { title: 'Rest des Fonds', numeric: true, nowrap: true, cell: ({ book }) => amountOf(book, book.remainderCents) },
        {
          title: 'Hinweise',
          nowrap: true,
          cell: ({ fund, book }) => {
            const found = fund.findings.length + book.findings.length;
            return found === 0 ? '–' : <Badge tone="warning">{count(found, 'Hinweis', 'Hinweise')}</Badge>;
          },
        },
      ]}
    />
  );
};

/** Funds from which grants are made. */
export default function FundsRoom() {
  const desk = useDesk();
  const { data, problem } = useLoaded(desk.alliance, () => linesOf(desk.alliance));
  const isWriter = may(desk, 'applyForGrant');
  return (
    <Room
      title="Förderung"
      lead="Bewilligt ist noch nicht abgerufen; was andere zusagen, zählt hier nicht mit"
      actions={
        isWriter && (
          <>
            {(data?.length ?? 0) > 0 && (
              <LinkButton kind="primary" href={fundHref(desk.alliance, ['zuwendungen', 'neu'])}>
                Antrag aufnehmen
              </LinkButton>
            )}
            <LinkButton kind={data?.length === 0 ? 'primary' : 'secondary'} href={fundHref(desk.alliance, ['neu'])}>
              Fonds anlegen
            </LinkButton>
          </>
        )
      }
    >
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data?.length === 0 && <P>In diesem Bündnis gibt es noch keinen Fonds.</P>}
      {data && data.length > 0 && <Funds lines={data} />}
    </Room>
  );
}

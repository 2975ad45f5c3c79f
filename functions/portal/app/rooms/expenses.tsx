import { useState } from 'preact/hooks';
import { expenseKindNames, expenseStatusNames } from '../../../../shared/domain/expense.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { occasionNames } from '../../../../shared/domain/posting.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { call, Problem } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent, Expense } from '../contract.ts';
import { eventsOf, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Badge, Button, Link, LinkButton, Loading, P, Room, Table, type Tone, Trouble } from '../ui.tsx';
import { count } from '../words.ts';

export const expenseTones = { DRAFT: 'warning', CERTIFIED: 'info', BOOKED: 'success', WITHDRAWN: 'danger' } as const satisfies Record<
  Expense['status'],
  Tone
>;

const everywhere = { '': 'alle', ...expenseStatusNames } as const;

export const assignmentOf = ({ eventId, occasion }: Expense['postings'][number], events: readonly AllianceEvent[]): string =>
  eventId === null
    ? occasion === null
      ? '–'
      : occasionNames[occasion]
    : (events.find(({ id }) => id === eventId)?.title ?? 'Veranstaltung');

export const amountsOf = ({ postings }: Expense): string => postings.map(({ amountCents }) => formatEuro(amountCents)).join(' / ');

const waitingFor: Record<Expense['status'], string> = {
  DRAFT: 'Warten auf die sachliche und rechnerische Feststellung durch eine andere Person.',
  CERTIFIED: 'Festgestellt; warten auf die Buchung durch eine Person, die nicht festgestellt hat.',
  BOOKED: 'Im HVS gebucht; nur diese Beträge zählen in der Aufstellung.',
  WITHDRAWN: 'Vor der Buchung zurückgezogen; zählen nicht.',
};

function Rows({
  status,
  first,
}: {
  status: Expense['status'] | undefined;
  first: { items: readonly Expense[]; cursor: string | null; events: readonly AllianceEvent[] };
}) {
  const { alliance } = useDesk();
  const [later, setLater] = useState<readonly Expense[]>([]);
  const [cursor, setCursor] = useState(first.cursor);
  const [problem, setProblem] = useState<Problem>();
  const items = [...first.items, ...later];
  const more = async (from: string) => {
    try {
      const page = await call('listExpenses', alliance, { query: { ...(status === undefined ? {} : { status }), cursor: from } });
      setLater((known) => [...known, ...page.items]);
      setCursor(page.cursor);
    } catch (error) {
      if (error instanceof Problem) setProblem(error);
    }
  };
  return (
    <>
      <p class="kern-body count" role="status">
        {count(items.length, 'Eintrag', 'Einträge')}
        {cursor === null ? '' : ' bisher geladen'}
      </p>
      {items.length > 0 && (
        <Table<Expense>
          caption="Ausgaben und Berichtigungen, die jüngste zuerst"
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            {
              title: 'Verwendungszweck',
              heads: true,
              cell: ({ id, text }) => <Link href={hrefOf(alliance, `ausgaben/${id}`)}>{text}</Link>,
            },
            {
              title: 'Veranstaltung oder Anlass',
              cell: ({ postings }) => [...new Set(postings.map((posting) => assignmentOf(posting, first.events)))].join(' → '),
            },
            { title: 'Art', nowrap: true, cell: ({ kind }) => expenseKindNames[kind] },
            { title: 'Jahr', nowrap: true, cell: ({ postings }) => postings.at(-1)?.fiscalYear ?? '–' },
            {
              title: 'Stand',
              nowrap: true,
              cell: ({ status: state, possibleDuplicateOf }) => (
                <>
                  <Badge tone={expenseTones[state]}>{expenseStatusNames[state]}</Badge>
                  {possibleDuplicateOf.length > 0 && <span class="flags">möglicherweise doppelt</span>}
                </>
              ),
            },
            { title: 'Betrag in Euro', numeric: true, cell: amountsOf },
          ]}
        />
      )}
      {problem && <Trouble problem={problem} />}
      {cursor !== null && (
        <div class="more-rows">
          <Button onClick={() => void more(cursor)}>Weitere laden</Button>
        </div>
      )}
    </>
  );
}

export default function ExpensesRoom({ query }: RoomProps) {
  const desk = useDesk();
  const status = Object.hasOwn(expenseStatusNames, query.status ?? '') ? (query.status as Expense['status']) : undefined;
  const { data, problem, loading } = useLoaded(status ?? '', async () => {
    const [page, events] = await Promise.all([
      call('listExpenses', desk.alliance, { query: status === undefined ? {} : { status } }),
      may(desk, 'listAllianceEvents') ? eventsOf(desk.alliance) : [],
    ]);
    return { ...page, events, status };
  });
  return (
    <Room
      title="Ausgaben"
      {...(desk.office === null ? {} : { lead: `Nur Veranstaltungen im Bereich: ${officeNames[desk.office]}` })}
      actions={
        may(desk, 'enterExpense') && (
          <LinkButton kind="primary" href={hrefOf(desk.alliance, 'ausgaben/neu')}>
            Ausgabe erfassen
          </LinkButton>
        )
      }
    >
      <nav class="tabs" aria-label="Arbeitsliste nach Stand">
        <ul>
          {Object.entries(everywhere).map(([key, name]) => (
            <li key={key}>
              <a href={hrefOf(desk.alliance, 'ausgaben', { status: key })} {...((status ?? '') === key ? { 'aria-current': 'page' } : {})}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {status !== undefined && <P muted>{waitingFor[status]}</P>}
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && (
        <div class={loading ? 'stale' : ''} aria-busy={loading}>
          <Rows status={data.status} first={data} key={data.status ?? ''} />
        </div>
      )}
    </Room>
  );
}

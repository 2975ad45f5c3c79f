import { formatBudgetLine } from '../../../../shared/domain/budget.ts';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { expenseKindNames, expenseStatusNames } from '../../../../shared/domain/expense.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { allocationRuleNames, sectionNames } from '../../../../shared/domain/posting.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent, ExpenseDetail } from '../contract.ts';
import { type Desk, eventsOf, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { Alert, Badge, Facts, Link, LinkButton, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { amountsOf, assignmentOf, expenseTones } from './expenses.tsx';

type Sign = ExpenseDetail['factualCheck'];
type Posting = ExpenseDetail['postings'][number];

const signed = (sign: Sign, subject: string): string | null =>
  sign && `${sign.subject === subject ? 'Sie' : sign.subject}, ${formatInstant(sign.at)}`;

const valueDateInWords = ({ valueDate }: ExpenseDetail): string | null =>
  valueDate && `${valueDate.kind === 'ON' ? '' : 'spätestens '}${formatDay(valueDate.day)}`;

/** Who may take the next step, and why it may not be the person reading. */
function nextStep(expense: ExpenseDetail, { subject }: Desk): string | undefined {
  const mine = (sign: Sign): boolean => sign?.subject === subject;
  if (expense.status === 'DRAFT') {
    const own = mine(expense.enteredBy) || expense.editedBy.includes(subject);
    return own
      ? 'Sie haben diese Ausgabe erfasst oder geändert. Nach dem Vier-Augen-Prinzip stellt sie eine andere Person fest.'
      : 'Als Nächstes: sachlich und rechnerisch feststellen, durch eine Person, die sie weder erfasst noch geändert hat.';
  }
  if (expense.status !== 'CERTIFIED') return undefined;
  return mine(expense.factualCheck) || mine(expense.arithmeticCheck)
    ? 'Sie haben diese Ausgabe festgestellt. Nach dem Vier-Augen-Prinzip bucht sie eine andere Person.'
    : 'Als Nächstes: die Buchung im HVS nachvollziehen, durch eine Person, die nicht festgestellt hat. Erst dann zählt der Betrag.';
}

const isOpen = ({ status }: ExpenseDetail): boolean => status === 'DRAFT' || status === 'CERTIFIED';

function Actions({ desk, expense }: { desk: Desk; expense: ExpenseDetail }) {
  const to = (action: string) => hrefOf(desk.alliance, `ausgaben/${expense.id}/${action}`);
  return (
    <>
      {expense.status === 'DRAFT' && may(desk, 'certifyExpense') && (
        <LinkButton kind="primary" href={to('feststellen')}>
          Feststellen
        </LinkButton>
      )}
      {expense.status === 'CERTIFIED' && may(desk, 'bookExpense') && (
        <LinkButton kind="primary" href={to('buchen')}>
          Buchen
        </LinkButton>
      )}
      {isOpen(expense) && expense.kind === 'ORIGINAL' && may(desk, 'editExpense') && (
        <LinkButton href={to('bearbeiten')}>Bearbeiten</LinkButton>
      )}
      {isOpen(expense) && may(desk, 'withdrawExpense') && <LinkButton href={to('zurueckziehen')}>Zurückziehen</LinkButton>}
      {expense.status === 'BOOKED' && expense.kind !== 'REVERSAL' && may(desk, 'correctExpense') && (
        <LinkButton href={to('berichtigen')}>Berichtigen</LinkButton>
      )}
      {may(desk, 'getExpenseJournal') && (
        <LinkButton kind="tertiary" href={to('journal')}>
          Journal
        </LinkButton>
      )}
    </>
  );
}

const advice: Record<ExpenseDetail['status'], string> = {
  DRAFT: ' Ist diese hier zu viel, ziehen Sie sie zurück.',
  CERTIFIED: ' Ist diese hier zu viel, ziehen Sie sie zurück.',
  BOOKED: ' Ist diese hier zu viel, stornieren Sie sie über „Berichtigen“.',
  WITHDRAWN: '',
};

const shortly = (other: ExpenseDetail): string =>
  `${other.text}, ${amountsOf(other)} €, ${valueDateInWords(other) ?? `erfasst am ${formatInstant(other.enteredBy.at)}`}`;

type Twin = { readonly id: string; readonly other: ExpenseDetail | undefined };

const Duplicates = ({ alliance, expense, twins }: { alliance: string; expense: ExpenseDetail; twins: readonly Twin[] }) =>
  twins.length > 0 && (
    <Alert tone="warning" title="Möglicherweise doppelt erfasst" live={false}>
      <P>Derselbe Zahlungsempfänger, dieselbe Rechnungsnummer und derselbe Betrag stehen schon in:</P>
      <ul class="kern-list kern-list--bullet">
        {twins.map(({ id, other }) => (
          <li key={id}>
            <Link href={hrefOf(alliance, `ausgaben/${id}`)}>{other ? shortly(other) : 'Ausgabe ansehen'}</Link>
          </li>
        ))}
      </ul>
      <P>Zusammengeführt wird nichts von selbst.{advice[expense.status]}</P>
    </Alert>
  );

const Postings = ({ alliance, expense, events }: { alliance: string; expense: ExpenseDetail; events: readonly AllianceEvent[] }) => (
  <Table<Posting>
    caption="Beträge und ihre Zuordnung"
    rows={expense.postings}
    keyOf={({ eventId, occasion, amountCents }) => `${eventId} ${occasion} ${amountCents}`}
    columns={[
      {
        title: 'Veranstaltung oder Anlass',
        heads: true,
        cell: (posting) =>
          posting.eventId === null ? (
            assignmentOf(posting, events)
          ) : (
            <Link href={hrefOf(alliance, `veranstaltungen/${posting.eventId}`)}>{assignmentOf(posting, events)}</Link>
          ),
      },
      {
        title: 'Abschnitt und Zeile der Aufstellung',
        cell: ({ reportingLine: { section, label } }) => (
          <>
            {sectionNames[section]}
            {label !== null && <span class="flags">{label}</span>}
          </>
        ),
      },
      {
        title: 'Haushaltsstelle',
        nowrap: true,
        cell: ({ budgetLine }) => (budgetLine === null ? 'nicht bekannt' : formatBudgetLine(budgetLine)),
      },
      { title: 'Haushaltsjahr', nowrap: true, cell: ({ fiscalYear }) => fiscalYear ?? 'nicht bekannt' },
      { title: 'Betrag in Euro', numeric: true, cell: ({ amountCents }) => formatEuro(amountCents) },
    ]}
  />
);

const Provenance = ({ desk, expense }: { desk: Desk; expense: ExpenseDetail }) => (
  <Facts
    items={[
      ['Erfasst von', expense.takenOverFrom === null ? signed(expense.enteredBy, desk.subject) : null],
      ['Übernommen aus', expense.takenOverFrom],
      ['Geändert von', expense.editedBy.join(', ')],
      ['Sachlich richtig', signed(expense.factualCheck, desk.subject)],
      ['Rechnerisch richtig', signed(expense.arithmeticCheck, desk.subject)],
      ['Gebucht von', signed(expense.bookedBy, desk.subject)],
      ['Wertstellung', valueDateInWords(expense)],
      ['HVS-Beleg', expense.hvsReference],
    ]}
  />
);

/** One that is out of reach is still linked. */
const twinsOf = (alliance: string, { possibleDuplicateOf }: ExpenseDetail): Promise<Twin[]> =>
  Promise.all(
    possibleDuplicateOf.map(async (id) => ({
      id,
      other: await call('getExpense', alliance, { params: { expenseId: id } }).catch(() => undefined),
    })),
  );

export default function ExpenseRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const [, expenseId = ''] = path;
  const { data, problem } = useLoaded(expenseId, async () => {
    const [expense, events] = await Promise.all([
      call('getExpense', alliance, { params: { expenseId } }),
      may(desk, 'listAllianceEvents') ? eventsOf(alliance) : [],
    ]);
    return { expense, events, twins: await twinsOf(alliance, expense) };
  });
  if (problem || !data) return <Room title="Ausgabe">{problem ? <Trouble problem={problem} /> : <Loading />}</Room>;
  const { expense, events, twins } = data;
  const step = nextStep(expense, desk);
  return (
    <Room
      title={expense.text}
      lead={
        <>
          <Badge tone={expenseTones[expense.status]}>{expenseStatusNames[expense.status]}</Badge> {expenseKindNames[expense.kind]}
        </>
      }
      actions={<Actions desk={desk} expense={expense} />}
    >
      <Duplicates alliance={alliance} expense={expense} twins={twins} />
      {step !== undefined && (
        <Alert tone="info" title="Vier-Augen-Prinzip" live={false}>
          <P>{step}</P>
        </Alert>
      )}
      <Section title="Beträge">
        <Postings alliance={alliance} expense={expense} events={events} />
      </Section>
      <div class="columns">
        <Section title="Angaben">
          <Facts
            items={[
              ['Zahlungsempfänger', expense.supplier],
              ['Rechnungsnummer', expense.invoiceReference],
              ['Berichtigt', expense.corrects && <Link href={hrefOf(alliance, `ausgaben/${expense.corrects}`)}>die frühere Ausgabe</Link>],
              ['Begründung', expense.reason],
              ['Zuordnungsregel', expense.postings[0] && allocationRuleNames[expense.postings[0].reportingLine.allocationRule]],
            ]}
          />
        </Section>
        <Section title="Bearbeitung">
          <Provenance desk={desk} expense={expense} />
        </Section>
      </div>
    </Room>
  );
}

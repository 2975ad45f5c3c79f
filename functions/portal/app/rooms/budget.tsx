import { useState } from 'preact/hooks';
import { formatDay, formatInstant } from '../../../../shared/domain/calendar.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { call, Problem } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { sentences } from '../checks.ts';
import type { Body, Success } from '../contract.ts';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { type Entries, Field, Form, fault, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { LinkButton, Loading, P, Room, Section, Table, Trouble } from '../ui.tsx';
import { euro, todayInBerlin } from '../words.ts';
import { readAmount } from './amount.tsx';

type Statement = Success<'listBudgetStatements'>['items'][number];
type Kind<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

const ofKind = <K extends Statement['kind']>(items: readonly Statement[], kind: K): Kind<K>[] =>
  items.filter((one): one is Kind<K> => one.kind === kind);
const basisNames = { STATED: 'mitgeteilt', CARRIED_FORWARD: 'fortgeschrieben' } as const;

const Nothing = () => <P>Noch keine Angabe.</P>;

function Statements({ items }: { items: readonly Statement[] }) {
  const appropriations = ofKind(items, 'APPROPRIATION');
  const totals = ofKind(items, 'STATED_TOTAL');
  const releases = ofKind(items, 'RELEASE');
  return (
    <>
      <Section title="Ansätze">
        {appropriations.length === 0 ? (
          <Nothing />
        ) : (
          <Table
            caption="Ansätze je Haushaltsjahr, in Euro"
            rows={appropriations}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Jahr', heads: true, cell: ({ fiscalYear }) => fiscalYear },
              { title: 'Grundlage', cell: ({ basis }) => basisNames[basis] },
              { title: 'Quelle', cell: ({ source }) => source },
              { title: 'Festgehalten', nowrap: true, cell: ({ changedAt }) => formatInstant(changedAt) },
              { title: 'Ansatz in Euro', numeric: true, cell: ({ amountCents }) => formatEuro(amountCents) },
            ]}
          />
        )}
      </Section>
      <Section title="Mitgeteilte Gesamtsummen aus dem HVS">
        {totals.length === 0 ? (
          <Nothing />
        ) : (
          <Table
            caption="Gesamtsummen je Haushaltsjahr, in Euro"
            rows={totals}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Jahr', heads: true, cell: ({ fiscalYear }) => fiscalYear },
              { title: 'Stand', nowrap: true, cell: ({ asOf }) => (asOf === null ? '–' : formatDay(asOf)) },
              { title: 'Quelle', cell: ({ source }) => source },
              { title: 'Festgehalten', nowrap: true, cell: ({ changedAt }) => formatInstant(changedAt) },
              { title: 'Gesamtsumme in Euro', numeric: true, cell: ({ amountCents }) => formatEuro(amountCents) },
            ]}
          />
        )}
      </Section>
      <Section title="Freigaben für den Landtag">
        {releases.length === 0 ? (
          <P>Noch ist nichts freigegeben; der Landtag sieht keine Ausgaben.</P>
        ) : (
          <Table
            caption="Freigaben"
            rows={releases}
            keyOf={({ id }) => id}
            columns={[
              { title: 'Freigegeben bis', heads: true, nowrap: true, cell: ({ throughDay }) => formatDay(throughDay) },
              { title: 'Anlass', cell: ({ source }) => source },
              {
                title: 'Benannte Differenz',
                cell: ({ namedDifference }) =>
                  namedDifference === null ? 'keine' : `${euro(namedDifference.amountCents)}: ${namedDifference.explanation}`,
              },
              { title: 'Freigegeben am', nowrap: true, cell: ({ changedAt }) => formatInstant(changedAt) },
            ]}
          />
        )}
      </Section>
    </>
  );
}

function readYear(entries: Entries): number {
  const year = entries.yearOrNull('/fiscalYear');
  if (year === null) throw fault('/fiscalYear', sentences.year);
  return year;
}
const YearAndAmount = () => (
  <Row>
    <Field name="/fiscalYear" label="Haushaltsjahr" required inputMode="numeric" reads="year" />
    <Field name="/amountCents" label="Betrag in Euro" required inputMode="decimal" reads="amount" hint="Zum Beispiel 1.000.000,00" />
  </Row>
);

function Appropriation({ home }: { home: string }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const basis = entries.text('/basis') as keyof typeof basisNames;
    await call('stateAppropriation', alliance, {
      key,
      body: { fiscalYear: readYear(entries), amountCents: readAmount(entries, '/amountCents'), basis, source: entries.text('/source') },
    });
    go(home);
  };
  return (
    <Form submitLabel="Ansatz festhalten" cancelHref={home} onSubmit={submit}>
      <YearAndAmount />
      <Select name="/basis" label="Grundlage" required value="STATED" options={Object.entries(basisNames)} />
      <Field name="/source" label="Quelle" required />
    </Form>
  );
}

function Total({ home }: { home: string }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('stateTotal', alliance, {
      key,
      body: {
        fiscalYear: readYear(entries),
        amountCents: readAmount(entries, '/amountCents'),
        asOf: entries.textOrNull('/asOf'),
        source: entries.text('/source'),
      },
    });
    go(home);
  };
  return (
    <Form submitLabel="Gesamtsumme festhalten" cancelHref={home} onSubmit={submit}>
      <YearAndAmount />
      <Field name="/asOf" label="Stand" type="date" value={todayInBerlin()} />
      <Field name="/source" label="Quelle" required />
    </Form>
  );
}

/** The API refuses a gap nobody named; then the fields to name it appear, with its sentence. */
function Release({ home }: { home: string }) {
  const { alliance } = useDesk();
  const [naming, setNaming] = useState(false);
  const submit = async (entries: Entries, { key }: Sending) => {
    const amount = entries.text('/namedDifference/amountCents');
    const body: Body<'releaseExpenditure'> = {
      throughDay: entries.text('/throughDay'),
      source: entries.text('/source'),
      namedDifference:
        amount === ''
          ? null
          : { amountCents: readAmount(entries, '/namedDifference/amountCents'), explanation: entries.text('/namedDifference/explanation') },
    };
    try {
      await call('releaseExpenditure', alliance, { key, body });
    } catch (error) {
      if (error instanceof Problem && error.code === 'differenceNotNamed') setNaming(true);
      throw error;
    }
    go(home);
  };
  return (
    <Form submitLabel="Freigeben" cancelHref={home} onSubmit={submit}>
      <P>
        Der Landtag sieht danach alle Ausgaben bis zu diesem Tag, so wie sie jetzt im Register stehen. Spätere Buchungen sieht er erst nach
        der nächsten Freigabe.
      </P>
      <Row>
        <Field name="/throughDay" label="Freigegeben bis" type="date" required value={todayInBerlin()} max={todayInBerlin()} />
        <Field name="/source" label="Anlass" required hint="Zum Beispiel die Nummer der Anfrage" />
      </Row>
      {naming && (
        <Group legend="Differenz benennen">
          <Field
            name="/namedDifference/amountCents"
            label="Betrag der Differenz in Euro"
            inputMode="decimal"
            reads="amount"
            hint="Gesamtsumme minus Einzelbeträge, auf den Cent"
          />
          <TextArea
            name="/namedDifference/explanation"
            label="Erläuterung"
            hint="Woher die Differenz kommt oder dass sie ungeklärt ist"
            rows={2}
          />
        </Group>
      )}
    </Form>
  );
}

const tasks = {
  ansatz: { title: 'Ansatz festhalten', row: 'stateAppropriation', Task: Appropriation },
  gesamtsumme: { title: 'Gesamtsumme festhalten', row: 'stateTotal', Task: Total },
  freigabe: { title: 'Ausgaben freigeben', row: 'releaseExpenditure', Task: Release },
} as const;

function Overview() {
  const { alliance } = useDesk();
  const { data, problem } = useLoaded(alliance, () => everyPage((page) => call('listBudgetStatements', alliance, { query: page })));
  if (problem) return <Trouble problem={problem} />;
  return data ? <Statements items={data} /> : <Loading />;
}

export default function BudgetRoom({ path }: RoomProps) {
  const desk = useDesk();
  const home = hrefOf(desk.alliance, 'haushalt');
  const task = Object.hasOwn(tasks, path[1] ?? '') ? tasks[path[1] as keyof typeof tasks] : undefined;
  if (task)
    return (
      <Room title={task.title}>
        <task.Task home={home} />
      </Room>
    );
  return (
    <Room
      title="Haushalt"
      actions={Object.entries(tasks)
        .filter(([, { row }]) => may(desk, row))
        .map(([key, { title }]) => (
          <LinkButton href={hrefOf(desk.alliance, `haushalt/${key}`)} key={key}>
            {title}
          </LinkButton>
        ))}
    >
      <Overview />
    </Room>
  );
}

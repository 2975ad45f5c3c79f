import { useState } from 'preact/hooks';
import { formatBudgetLine } from '../../../../shared/domain/budget.ts';
import { yearOf } from '../../../../shared/domain/calendar.ts';
import { expenseKindNames } from '../../../../shared/domain/expense.ts';
import { occasionNames } from '../../../../shared/domain/posting.ts';
import { fold } from '../../../../shared/domain/text.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { AllianceEvent, Body, ExpenseDetail } from '../contract.ts';
import { eventsOf, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, fault, Group, Row, Select, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Facts, Loading, optionsOf, P, Room, type SelectOption, Trouble } from '../ui.tsx';
import { daysOf, todayInBerlin } from '../words.ts';
import { AmountField, readAmount } from './amount.tsx';
import { amountsOf, assignmentOf } from './expenses.tsx';

type Line = Body<'enterExpense'>['budgetLine'];
type Posting = ExpenseDetail['postings'][number];
type Events = readonly AllianceEvent[];

/** Four boxes that are empty together or filled together. */
function readLine(entries: Entries, at: string): Line {
  const chapter = entries.text(`${at}/chapter`).replace(/\s/g, '');
  const item = entries.text(`${at}/item`).replace(/\s/g, '');
  const itemGroup = entries.textOrNull(`${at}/itemGroup`);
  return chapter === '' && item === '' && itemGroup === null ? null : { section: chapter.slice(0, 2), chapter, item, itemGroup };
}

const LineFields = ({ at, line, required = false }: { at: string; line: Line | undefined; required?: boolean }) => (
  <Row>
    <Field
      name={`${at}/chapter`}
      label="Kapitel"
      inputMode="numeric"
      required={required}
      value={line?.chapter}
      hint="Vier Ziffern, zum Beispiel 0201"
    />
    <Field
      name={`${at}/item`}
      label="Titel"
      inputMode="numeric"
      required={required}
      value={line?.item}
      hint="Fünf Ziffern, zum Beispiel 53101"
    />
    <Field name={`${at}/itemGroup`} label="Titelgruppe" inputMode="numeric" value={line?.itemGroup} hint="Zwei Ziffern" />
  </Row>
);

const readYear = (entries: Entries, name: string): number | null => entries.yearOrNull(name);

const MOST_FOUND = 30;
/** The first that match, the chosen one always among them, and how many match in all. */
function found(events: Events, search: string, chosen: string): { options: SelectOption[]; none: string } {
  const needle = fold(search);
  const all = events.filter(
    ({ id, title, place, dates }) => id === chosen || fold(`${title} ${place?.name ?? ''} ${daysOf(dates)}`).includes(needle),
  );
  const shown = all.filter(({ id }, index) => index < MOST_FOUND || id === chosen);
  return {
    options: shown.map(({ id, title, dates }) => [id, `${daysOf(dates)}: ${title}`]),
    none:
      shown.length < all.length
        ? `bitte wählen (${shown.length} von ${all.length}; bitte genauer suchen)`
        : `bitte wählen (${shown.length})`,
  };
}

/** Either an event, found by title, place or day, or an occasion. */
function AssignmentFields({
  at = '',
  events,
  posting,
  legend,
}: {
  at?: string;
  events: Events;
  posting?: Posting | undefined;
  legend: string;
}) {
  const [kind, setKind] = useState(posting?.eventId === null ? 'occasion' : 'event');
  const [search, setSearch] = useState('');
  const { options, none } = found(
    events.filter(({ status }) => status !== 'UNKNOWN'),
    search,
    posting?.eventId ?? '',
  );
  return (
    <Group legend={legend}>
      <Choices
        legend="Wofür"
        name={`${at}/for`}
        type="radio"
        value={kind}
        options={[
          ['event', 'für eine Veranstaltung'],
          ['occasion', 'ohne Veranstaltung, für einen Anlass'],
        ]}
        onChange={setKind}
      />
      {kind === 'event' ? (
        <Row>
          <Field name={`${at}/search`} label="Veranstaltung suchen" hint="Titel, Ort oder Datum" onInput={setSearch} />
          <Select
            name={`${at}/eventId`}
            label="Veranstaltung"
            required
            value={posting?.eventId}
            none={none}
            hint="Gefundene Veranstaltungen"
            options={options}
          />
        </Row>
      ) : (
        <Select
          name={`${at}/occasion`}
          label="Anlass"
          required
          value={posting?.occasion}
          none="bitte wählen"
          options={optionsOf(occasionNames)}
        />
      )}
    </Group>
  );
}

const readAssignment = (entries: Entries, at = ''): { eventId: string | null; occasion: keyof typeof occasionNames | null } =>
  entries.text(`${at}/for`) === 'event'
    ? { eventId: entries.textOrNull(`${at}/eventId`), occasion: null }
    : { eventId: null, occasion: entries.textOrNull(`${at}/occasion`) as keyof typeof occasionNames | null };

/** A row of the breakdown goes with the event or occasion it was made for; another assignment gets the ordinary row. */
const keptLine = (
  before: Posting | undefined,
  now: { eventId: string | null; occasion: string | null },
): Posting['reportingLine'] | null =>
  before && before.eventId === now.eventId && before.occasion === now.occasion ? before.reportingLine : null;

function readExpense(entries: Entries, before: Posting | undefined): Body<'enterExpense'> {
  const assignment = readAssignment(entries);
  return {
    ...assignment,
    amountCents: readAmount(entries, '/amountCents'),
    reportingLine: keptLine(before, assignment),
    fiscalYear: readYear(entries, '/fiscalYear'),
    budgetLine: readLine(entries, '/budgetLine'),
    text: entries.text('/text'),
    invoiceReference: entries.textOrNull('/invoiceReference'),
    supplier: entries.textOrNull('/supplier'),
  };
}

function ExpenseFields({ events, expense }: { events: Events; expense?: ExpenseDetail }) {
  const posting = expense?.postings.at(-1);
  return (
    <>
      <Group legend="Betrag und Zweck">
        <AmountField name="/amountCents" label="Betrag in Euro" reads="positive" cents={posting?.amountCents} />
        <Field name="/text" label="Verwendungszweck" required value={expense?.text} hint="Ohne Namen von Personen" />
      </Group>
      <AssignmentFields legend="Zuordnung" events={events} posting={posting} />
      <Group legend="Rechnung">
        <Row>
          <Field name="/supplier" label="Zahlungsempfänger" value={expense?.supplier} />
          <Field name="/invoiceReference" label="Rechnungsnummer" value={expense?.invoiceReference} />
        </Row>
      </Group>
      <Group legend="Haushaltsstelle">
        <LineFields at="/budgetLine" line={posting?.budgetLine} />
        <Field
          name="/fiscalYear"
          label="Haushaltsjahr"
          inputMode="numeric"
          reads="year"
          value={posting?.fiscalYear?.toString()}
          hint="Solange unbekannt: leer. Verbindlich wird das Jahr der Buchung im HVS."
        />
      </Group>
    </>
  );
}

const detail = (alliance: string, id: string): string => hrefOf(alliance, `ausgaben/${id}`);

function Enter({ events }: { events: Events }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const { id } = await call('enterExpense', alliance, { body: readExpense(entries, undefined), key });
    go(detail(alliance, id));
  };
  return (
    <Form submitLabel="Erfassen" cancelHref={hrefOf(alliance, 'ausgaben')} onSubmit={submit}>
      <P>Erfasst zählt noch nicht: Danach stellt eine andere Person fest, und eine dritte vollzieht die Buchung im HVS nach.</P>
      <ExpenseFields events={events} />
    </Form>
  );
}

type TaskProps = { readonly expense: ExpenseDetail; readonly events: Events; readonly reload: () => void };

function useTask(expense: ExpenseDetail) {
  const { alliance } = useDesk();
  return {
    alliance,
    cancelHref: detail(alliance, expense.id),
    named: { params: { expenseId: expense.id }, version: expense.version },
    done: (id = expense.id) => go(detail(alliance, id)),
  };
}

const Short = ({ expense, events }: { expense: ExpenseDetail; events: Events }) => (
  <Facts
    items={[
      ['Betrag', `${amountsOf(expense)} €`],
      ['Für', [...new Set(expense.postings.map((posting) => assignmentOf(posting, events)))].join(' → ')],
      ['Zahlungsempfänger', expense.supplier],
      ['Rechnungsnummer', expense.invoiceReference],
      [
        'Haushaltsstelle',
        expense.postings.at(-1)?.budgetLine && formatBudgetLine(expense.postings.at(-1)?.budgetLine as NonNullable<Line>),
      ],
      ['Haushaltsjahr', expense.postings.at(-1)?.fiscalYear],
      ['Art', expenseKindNames[expense.kind]],
      ['Begründung', expense.reason],
    ]}
  />
);

function Edit({ expense, events, reload }: TaskProps) {
  const { alliance, cancelHref, named, done } = useTask(expense);
  const submit = async (entries: Entries) => {
    await call('editExpense', alliance, { ...named, body: readExpense(entries, expense.postings.at(-1)) });
    done();
  };
  return (
    <Form submitLabel="Änderungen speichern" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      <P>Nach einer Änderung gelten frühere Feststellungen nicht mehr.</P>
      <ExpenseFields events={events} expense={expense} />
    </Form>
  );
}

const OwnHand = ({ sentence }: { sentence: string }) => (
  <Alert tone="warning" title="Hier braucht es eine andere Person" live={false}>
    <P>{sentence}</P>
  </Alert>
);

function Certify({ expense, events, reload }: TaskProps) {
  const { alliance, cancelHref, named, done } = useTask(expense);
  const { subject } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const checks = (['FACTUAL', 'ARITHMETIC'] as const).filter((check) => entries.has(`/checks/${check}`));
    await call('certifyExpense', alliance, { ...named, key, body: { checks } });
    done();
  };
  return (
    <Form submitLabel="Feststellen" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      {(expense.enteredBy.subject === subject || expense.editedBy.includes(subject)) && (
        <OwnHand sentence="Sie haben diese Ausgabe erfasst oder geändert. Nach dem Vier-Augen-Prinzip können Sie sie nicht selbst feststellen." />
      )}
      <Short expense={expense} events={events} />
      <Choices
        legend="Ich stelle fest"
        name="/checks"
        type="checkbox"
        options={[
          ['FACTUAL', 'sachlich richtig'],
          ['ARITHMETIC', 'rechnerisch richtig'],
        ]}
        hint="Wer feststellt, bucht nicht. Festgestellt ist, was beides hat."
      />
    </Form>
  );
}

function Book({ expense, events, reload }: TaskProps) {
  const { alliance, cancelHref, named, done } = useTask(expense);
  const { subject } = useDesk();
  const posting = expense.postings.at(-1);
  const original = expense.kind === 'ORIGINAL';
  const submit = async (entries: Entries, { key }: Sending) => {
    const body: Body<'bookExpense'> = {
      bookedOn: entries.text('/bookedOn'),
      hvsReference: entries.text('/hvsReference'),
      fiscalYear: original ? readYear(entries, '/fiscalYear') : null,
      budgetLine: original ? readLine(entries, '/budgetLine') : null,
    };
    await call('bookExpense', alliance, { ...named, key, body });
    done();
  };
  const certifiedByMe = expense.factualCheck?.subject === subject || expense.arithmeticCheck?.subject === subject;
  return (
    <Form submitLabel="Buchen" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      {certifiedByMe && (
        <OwnHand sentence="Sie haben diese Ausgabe festgestellt. Nach dem Vier-Augen-Prinzip können Sie sie nicht selbst buchen." />
      )}
      <Short expense={expense} events={events} />
      <P>
        Hier wird nichts ausgezahlt: Sie halten fest, was im HVS gebucht ist. Danach ändert sich der Eintrag nicht mehr; Fehler werden
        berichtigt.
      </P>
      <Row>
        <Field name="/bookedOn" label="Wertstellung" type="date" required value={todayInBerlin()} max={todayInBerlin()} />
        <Field name="/hvsReference" label="HVS-Beleg" required />
        {original && (
          <Field
            name="/fiscalYear"
            label="Haushaltsjahr"
            required
            inputMode="numeric"
            reads="year"
            value={String(posting?.fiscalYear ?? yearOf(todayInBerlin()))}
          />
        )}
      </Row>
      {original && (
        <Group legend="Haushaltsstelle">
          <LineFields at="/budgetLine" line={posting?.budgetLine} required />
        </Group>
      )}
    </Form>
  );
}

function Withdraw({ expense, events, reload }: TaskProps) {
  const { alliance, cancelHref, named, done } = useTask(expense);
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('withdrawExpense', alliance, { ...named, key, body: { reason: entries.text('/reason') } });
    done();
  };
  return (
    <Form submitLabel="Zurückziehen" cancelHref={cancelHref} onSubmit={submit} onReload={reload}>
      <Short expense={expense} events={events} />
      <TextArea name="/reason" label="Begründung" required rows={2} />
    </Form>
  );
}

const correctionHints = {
  REVERSAL: 'Der ganze Betrag wird mit umgekehrtem Vorzeichen gebucht.',
  CHANGE: 'Nur der Unterschied wird gebucht, mehr oder weniger.',
  REBOOKING: 'Der Betrag wandert an eine andere Stelle; die Summe bleibt gleich.',
} as const;
type Correction = keyof typeof correctionHints;

function readCorrection(entries: Entries): Body<'correctExpense'> {
  const kind = entries.text('/kind') as Correction;
  const reason = entries.text('/reason');
  if (kind === 'REVERSAL') return { kind, reason };
  if (kind === 'CHANGE') return { kind, reason, differenceCents: readAmount(entries, '/differenceCents') };
  const line = readLine(entries, '/to/budgetLine');
  const year = readYear(entries, '/to/fiscalYear');
  if (line === null || year === null) throw fault('/to/budgetLine/chapter', 'Bitte geben Sie Haushaltsstelle und Haushaltsjahr an.');
  return { kind, reason, to: { ...readAssignment(entries, '/to'), reportingLine: null, fiscalYear: year, budgetLine: line } };
}

function Correct({ expense, events }: TaskProps) {
  const { alliance, cancelHref, done } = useTask(expense);
  const [kind, setKind] = useState<Correction>('REVERSAL');
  const posting = expense.postings.at(-1);
  const submit = async (entries: Entries, { key }: Sending) => {
    const { id } = await call('correctExpense', alliance, { params: { expenseId: expense.id }, key, body: readCorrection(entries) });
    done(id);
  };
  return (
    <Form submitLabel="Berichtigung erfassen" cancelHref={cancelHref} onSubmit={submit}>
      <Short expense={expense} events={events} />
      <P>Gebuchtes bleibt stehen. Die Berichtigung ist ein eigener Eintrag und zählt erst, wenn sie festgestellt und gebucht ist.</P>
      <Choices
        legend="Art der Berichtigung"
        name="/kind"
        type="radio"
        value={kind}
        options={optionsOf(expenseKindNames).filter(([key]) => key !== 'ORIGINAL')}
        hint={correctionHints[kind]}
        onChange={(value) => setKind(value as Correction)}
      />
      {kind === 'CHANGE' && (
        <AmountField name="/differenceCents" label="Unterschied in Euro" reads="amount" hint="Mehr: 12,50. Weniger: -12,50" />
      )}
      {kind === 'REBOOKING' && (
        <>
          <AssignmentFields at="/to" legend="Neue Zuordnung" events={events} posting={posting} />
          <Group legend="Neue Haushaltsstelle">
            <LineFields at="/to/budgetLine" line={posting?.budgetLine} required />
            <Field
              name="/to/fiscalYear"
              label="Haushaltsjahr"
              required
              inputMode="numeric"
              reads="year"
              value={posting?.fiscalYear?.toString()}
            />
          </Group>
        </>
      )}
      <TextArea name="/reason" label="Begründung" required rows={2} />
    </Form>
  );
}

const tasks = {
  bearbeiten: { title: 'Ausgabe bearbeiten', Task: Edit },
  feststellen: { title: 'Ausgabe feststellen', Task: Certify },
  buchen: { title: 'Buchung nachvollziehen', Task: Book },
  zurueckziehen: { title: 'Ausgabe zurückziehen', Task: Withdraw },
  berichtigen: { title: 'Ausgabe berichtigen', Task: Correct },
} as const;

export default function ExpenseFormRoom({ path }: RoomProps) {
  const { alliance } = useDesk();
  const [, id = '', action = ''] = path;
  const isNew = id === 'neu';
  const { data, problem, reload } = useLoaded(path.join('/'), async () => {
    const [events, expense] = await Promise.all([
      eventsOf(alliance),
      isNew ? undefined : call('getExpense', alliance, { params: { expenseId: id } }),
    ]);
    return { events, expense };
  });
  const task = Object.hasOwn(tasks, action) ? tasks[action as keyof typeof tasks] : undefined;
  return (
    <Room
      title={isNew ? 'Ausgabe erfassen' : (task?.title ?? 'Diese Seite gibt es nicht')}
      {...(data?.expense ? { lead: data.expense.text } : {})}
    >
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      {data && isNew && <Enter events={data.events} />}
      {data?.expense && task && <task.Task expense={data.expense} events={data.events} reload={reload} key={data.expense.version} />}
    </Room>
  );
}

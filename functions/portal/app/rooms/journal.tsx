import { roleNames } from '../../../../shared/domain/access.ts';
import { eventKindNames, eventStatusNames, ownershipNames } from '../../../../shared/domain/alliance-event.ts';
import { formatBudgetLine } from '../../../../shared/domain/budget.ts';
import { formatDay, formatInstant, isDay } from '../../../../shared/domain/calendar.ts';
import { expenseKindNames, expenseStatusNames } from '../../../../shared/domain/expense.ts';
import { inquiryKindNames, inquiryStatusNames } from '../../../../shared/domain/inquiry.ts';
import { formatEuro } from '../../../../shared/domain/money.ts';
import { allocationRuleNames, occasionNames, sectionNames } from '../../../../shared/domain/posting.ts';
import { officeNames } from '../../../../shared/domain/regions.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import type { Success } from '../contract.ts';
import { eventsOf, may, useDesk, useLoaded } from '../desk.ts';
import { hrefOf } from '../place.ts';
import { LinkButton, Loading, Room, Trouble } from '../ui.tsx';
import { count, datesInWords, shortOffice } from '../words.ts';
import {
  bodyCodes,
  bodyFields,
  bodyHappened,
  bodyJournalOf,
  bodyJournalTitles,
  bodyKindWords,
  bodyStatusWords,
  namesInJournal,
} from './body-journal.ts';
import { fundCodes, fundFields, fundHappened, fundJournalOf, fundJournalTitles, fundKinds, fundStatuses } from './fund-journal.ts';
import { handInWords } from './inquiry-words.tsx';
import {
  namesInPapers,
  paperFields,
  paperHappened,
  paperJournalOf,
  paperJournalTitles,
  paperKindWords,
  paperRoleWords,
  strategyFields,
} from './paper-journal.ts';
import {
  resultCodes,
  resultFields,
  resultHappened,
  resultJournalOf,
  resultJournalTitles,
  resultKinds,
  resultStatuses,
} from './result-journal.ts';
import { dueInWords } from './results-words.tsx';

type Entry = Success<'getExpenseJournal'>['entries'][number];

/** What happened, as a clerk says it. */
const happened: Record<string, string> = {
  ...fundHappened,
  ...paperHappened,
  ...resultHappened,
  ...bodyHappened,
  AllianceEventRegistered: 'Veranstaltung registriert',
  AllianceEventEdited: 'Beschreibung geändert',
  AllianceEventMoved: 'Veranstaltung verlegt',
  AllianceEventHeld: 'Durchführung bestätigt',
  AllianceEventCancelled: 'Veranstaltung abgesagt',
  ExpenseEntered: 'Ausgabe erfasst',
  ExpenseEdited: 'Ausgabe geändert',
  ExpenseCertified: 'Ausgabe festgestellt',
  ExpenseBooked: 'Ausgabe gebucht',
  ExpenseWithdrawn: 'Ausgabe zurückgezogen',
  ExpenseTakenOver: 'Aus einem früheren Dokument übernommen',
  ExpenseCorrectionEntered: 'Berichtigung erfasst',
  InquiryOpened: 'Anfrage aufgenommen',
  InquiryEdited: 'Rahmen der Antwort geändert',
  InquiryExtended: 'Spätere Antwort mitgeteilt',
  InquiryAdvanced: 'Nächster Schritt',
  FindingsAccepted: 'Befunde angenommen',
  FiguresFrozen: 'Zahlen festgehalten',
  AnswerIssued: 'Antwort ausgegeben',
  AnswerTakenOver: 'Ausgegebene Antwort übernommen',
  AnswerCorrectionOpened: 'Berichtigung begonnen',
};

const fieldNames: Record<string, string> = {
  ...paperFields,
  ...fundFields,
  ...resultFields,
  ...bodyFields,
  title: 'Titel',
  kind: 'Art',
  theme: 'Thema',
  ownership: 'Trägerschaft',
  ownershipReason: 'Begründung der Trägerschaft',
  place: 'Ort',
  organisers: 'Veranstalter',
  guests: 'Gäste nach Funktion',
  facts: 'Weitere Zahlen',
  followsEventId: 'Folgt auf',
  campaignId: 'Gehört zur Reihe',
  note: 'Anmerkung',
  source: 'Fundstelle',
  dates: 'Wann',
  movedFrom: 'Verlegt vom',
  status: 'Status',
  statusReason: 'Grund des Status',
  responsibleOffice: 'Zuständiges Amt',
  officeOverride: 'Abweichend zuständiges Amt',
  corrects: 'Berichtigt',
  reason: 'Begründung',
  postings: 'Beträge und Zuordnung',
  text: 'Verwendungszweck',
  invoiceReference: 'Rechnungsnummer',
  enteredBy: 'Erfasst von',
  editedBy: 'Geändert von',
  factualCheck: 'Sachlich richtig',
  arithmeticCheck: 'Rechnerisch richtig',
  bookedBy: 'Gebucht von',
  valueDate: 'Wertstellung',
  hvsReference: 'HVS-Beleg',
  takenOverFrom: 'Übernommen aus',
  possibleDuplicateOf: 'Möglicherweise doppelt',
  term: 'Wahlperiode',
  questionPaper: 'Drucksache der Anfrage',
  answerPaper: 'Drucksache der Antwort',
  receivedOn: 'Eingegangen am',
  forwardedOn: 'Übersandt am',
  answeredOn: 'Beantwortet am',
  issuedOn: 'Ausgegeben am',
  questions: 'Fragen',
  askersPreamble: 'Vorbemerkung der Fragestellenden',
  governmentPreamble: 'Vorbemerkung der Landesregierung',
  deadlineRule: 'Frist',
  leadUnit: 'Federführung',
  extensions: 'Mitteilungen an den Landtag',
  steps: 'Schritte',
  drafters: 'Mitgeschrieben',
  acceptedFindings: 'Angenommene Befunde',
  packHash: 'Prüfsumme der Zahlen',
  packVersion: 'Fassung der Zahlen',
  frozenAt: 'Zahlen festgehalten am',
};

const kindNames: Readonly<Record<string, string>> = {
  ...paperKindWords,
  ...fundKinds,
  ...eventKindNames,
  ...expenseKindNames,
  ...inquiryKindNames,
  ...resultKinds,
  ...bodyKindWords,
};
const statusNames: Readonly<Record<string, string>> = {
  ...fundStatuses,
  ...eventStatusNames,
  ...expenseStatusNames,
  ...inquiryStatusNames,
  ...resultStatuses,
  ...bodyStatusWords,
};

/** Codes by the field they stand in. */
const wordsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kind: kindNames,
  status: statusNames,
  ownership: ownershipNames,
  occasion: occasionNames,
  section: sectionNames,
  allocationRule: allocationRuleNames,
  responsibleOffice: officeNames,
  office: officeNames,
  ...resultCodes,
  ...bodyCodes,
  ...fundCodes,
  role: { ...resultCodes.role, ...fundCodes.role, ...paperRoleWords },
};

type Titles = ReadonlyMap<string, string>;

function scalarSaid(value: unknown, key: string, titles: Titles): string {
  const text = String(value);
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  if (key.endsWith('Cents')) return `${formatEuro(Number(value))} €`;
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return formatInstant(text);
  if (isDay(text)) return formatDay(text);
  return wordsOf[key]?.[text] ?? titles.get(text) ?? text;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A value on one line, the same for the same value, whatever order its parts were stored in; what is empty says so. */
function said(value: unknown, key: string, titles: Titles): string {
  if (isEmpty(value)) return 'leer';
  if (Array.isArray(value)) return value.map((one) => said(one, key, titles)).join('; ');
  if (typeof value !== 'object' || value === null) return scalarSaid(value, key, titles);
  if ('chapter' in value) return formatBudgetLine(value as Parameters<typeof formatBudgetLine>[0]);
  if ('precision' in value) return dueInWords(value as Parameters<typeof dueInWords>[0]);
  if ('startTime' in value) return datesInWords(value as Parameters<typeof datesInWords>[0]);
  if ('subject' in value && 'at' in value) return `${handInWords(String(value.subject), '')}, ${formatInstant(String(value.at))}`;
  const parts = Object.entries(value)
    .filter(([name, inner]) => name !== 'id' && !isEmpty(inner))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return parts.map(([name, inner]) => said(inner, name, titles)).join(', ') || 'leer';
}

type Difference = { readonly field: string; readonly before: string; readonly after: string };

const differencesOf = (before: Entry | undefined, { after }: Entry, titles: Titles): Difference[] =>
  Object.keys(after)
    .map((field) => ({ field, before: said(before?.after[field], field, titles), after: said(after[field], field, titles) }))
    .filter((one) => one.before !== one.after);

const who = ({ role, office }: Entry): string =>
  Object.hasOwn(roleNames, role)
    ? `${roleNames[role as keyof typeof roleNames]}${office === null ? '' : `, ${shortOffice(office as 'BS')}`}`
    : 'System';

/** A stored record has no order of its own: without one here, the same entry reads differently each time. */
const inOrderOfNames = (differences: readonly Difference[], names: Readonly<Record<string, string>>): readonly Difference[] =>
  differences.toSorted((one, other) => (names[one.field] ?? one.field).localeCompare(names[other.field] ?? other.field, 'de'));

const Changes = ({
  differences,
  first,
  names,
}: {
  differences: readonly Difference[];
  first: boolean;
  names: Readonly<Record<string, string>>;
}) => (
  <details class="more" open={!first}>
    <summary>{first ? 'Angaben bei der Aufnahme' : count(differences.length, 'geänderte Angabe', 'geänderte Angaben')}</summary>
    <dl class="changes">
      {inOrderOfNames(differences, names).map(({ field, before, after }) => (
        <div key={field}>
          <dt>{names[field] ?? field}</dt>
          <dd>
            {!first && (
              <>
                <del>
                  <span class="kern-sr-only">vorher: </span>
                  {before}
                </del>{' '}
                <span aria-hidden="true">→</span>{' '}
              </>
            )}
            <ins>
              {!first && <span class="kern-sr-only">jetzt: </span>}
              {after}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  </details>
);

function journalOf(kind: string, alliance: string, id: string) {
  if (kind === 'ausgaben') return call('getExpenseJournal', alliance, { params: { expenseId: id } });
  if (kind === 'anfragen') return call('getInquiryJournal', alliance, { params: { inquiryId: id } });
  if (Object.hasOwn(bodyJournalTitles, kind)) return bodyJournalOf(kind, alliance, id);
  if (Object.hasOwn(resultJournalTitles, kind)) return resultJournalOf(kind, alliance, id);
  if (Object.hasOwn(paperJournalTitles, kind)) return paperJournalOf(kind, alliance, id);
  if (Object.hasOwn(fundJournalTitles, kind)) return fundJournalOf(kind, alliance, id);
  return call('getAllianceEventJournal', alliance, { params: { eventId: id } });
}

const titleOf: Readonly<Record<string, string>> = {
  ausgaben: 'Journal der Ausgabe',
  anfragen: 'Journal der Anfrage',
  ...resultJournalTitles,
  ...bodyJournalTitles,
  ...fundJournalTitles,
  ...paperJournalTitles,
};

/** The record stands before the word „journal“; results lie one step deeper than the others. */
export default function JournalRoom({ path }: RoomProps) {
  const desk = useDesk();
  const { alliance } = desk;
  const record = path.slice(0, -1);
  const [kind = '', id = ''] = record.slice(-2);
  const ofExpense = kind === 'ausgaben';
  const names = kind === 'strategien' ? { ...fieldNames, ...strategyFields } : fieldNames;
  const { data, problem } = useLoaded(path.join('/'), async () => {
    const [journal, events, named] = await Promise.all([
      journalOf(kind, alliance, id),
      may(desk, 'listAllianceEvents') ? eventsOf(alliance) : [],
      Object.hasOwn(paperJournalTitles, kind) ? namesInPapers(desk) : namesInJournal(kind, desk),
    ]);
    return { ...journal, titles: new Map([...events.map((event) => [event.id as string, event.title] as const), ...named]) };
  });
  const titles: Titles = data?.titles ?? new Map();
  const entries = data?.entries ?? [];
  const last = entries.at(-1)?.after;
  const name = ofExpense ? last?.text : (last?.title ?? last?.project ?? last?.name);
  return (
    <Room
      title={titleOf[kind] ?? 'Journal der Veranstaltung'}
      {...(typeof name === 'string' ? { lead: name } : {})}
      actions={<LinkButton href={hrefOf(alliance, record.join('/'))}>Zurück</LinkButton>}
    >
      {problem && <Trouble problem={problem} />}
      {!data && !problem && <Loading />}
      <ol class="journal">
        {entries
          .map((entry, index) => ({ entry, before: entries[index - 1] }))
          .toReversed()
          .map(({ entry, before }) => (
            <li key={entry.version}>
              <h2 class="kern-heading-small">{happened[entry.event] ?? entry.event}</h2>
              <p class="kern-body kern-body--muted">
                {formatInstant(entry.recordedAt)} · {who(entry)} · {handInWords(entry.subject, '')} · Fassung {entry.version}
              </p>
              <Changes differences={differencesOf(before, entry, titles)} first={before === undefined} names={names} />
            </li>
          ))}
      </ol>
    </Room>
  );
}

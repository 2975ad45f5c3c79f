import { readFileSync } from 'node:fs';
import type { AnswerDocument, Cell, FigureTable } from '../../shared/domain/answer-document.ts';
import { sumCents } from '../../shared/domain/money.ts';
import { hashOf } from '../../shared/store/pack-store.ts';

/** Answers to write: the printed figures of 2016 with own questions and invented people, and a long one. */

type ReferenceExpense = {
  readonly id: string;
  readonly amountCents: number;
  readonly reportingLine: { readonly section: 'EVENTS' | 'OTHER'; readonly date: string | null; readonly label: string };
};
const reference = JSON.parse(readFileSync(new URL('../../infra/local/reference/npa-2016.json', import.meta.url), 'utf8')) as {
  expenses: ReferenceExpense[];
};

export const text = (value: string): Cell => ({ kind: 'text', text: value });
export const day = (value: string | null): Cell => (value === null ? { kind: 'empty' } : { kind: 'day', day: value });
export const euro = (cents: number): Cell => ({ kind: 'euro', cents });
type Count = Extract<Cell, { kind: 'count' }>;
export const count = (value: number | null, qualifier: Count['qualifier'] = 'EXACT', suppressed = false): Cell => ({
  kind: 'count',
  value,
  qualifier,
  suppressed,
});

type TableInput = Pick<FigureTable, 'id' | 'title' | 'columns' | 'rows' | 'total'> & Partial<FigureTable>;
export const aTable = ({ columns, rows, total, ...rest }: TableInput): FigureTable => ({
  columns,
  rows,
  total,
  notes: [],
  asOf: '2017-02-27',
  knownAt: '2017-02-28T08:30:00.000Z',
  query: { kind: 'FREE_TABLE' },
  sha256: hashOf({ columns, rows, total }),
  ...rest,
});

const held = reference.expenses.filter(({ id }) => /^q9-\d+$/.test(id));
const other = reference.expenses.filter(({ id }) => id.startsWith('q10-'));
const sumOf = (expenses: readonly ReferenceExpense[]) => sumCents(expenses.map(({ amountCents }) => amountCents));

export const expenditurePerEvent = aTable({
  id: 'ausgaben-je-veranstaltung',
  title: 'Ausgaben für Veranstaltungen',
  columns: [
    { label: 'Datum', kind: 'day' },
    { label: 'Veranstaltung', kind: 'text' },
    { label: 'Ausgaben', kind: 'euro' },
  ],
  rows: held.map(({ id, amountCents, reportingLine: { date, label } }) => ({
    key: id,
    cells: [day(date), text(label), euro(amountCents)],
    sources: [{ type: 'EXPENSE', id }],
  })),
  total: [text('Summe'), { kind: 'empty' }, euro(sumOf(held))],
  notes: ['Haushaltsjahr 2016. Publikationen zu einer Veranstaltung sind bei ihr enthalten.'],
  query: { kind: 'EXPENDITURE', groupBy: ['line'], filter: { section: 'HELD' } },
});

export const otherExpenditure = aTable({
  id: 'weitere-ausgaben',
  title: 'Weitere Ausgaben',
  columns: [
    { label: 'Anlass', kind: 'text' },
    { label: 'Ausgaben', kind: 'euro' },
  ],
  rows: other.map(({ id, amountCents, reportingLine: { label } }) => ({
    key: id,
    cells: [text(label), euro(amountCents)],
    sources: [{ type: 'EXPENSE', id }],
  })),
  total: [text('Summe'), euro(sumOf(other))],
});

export const attendance = aTable({
  id: 'teilnehmende',
  title: 'Teilnehmende der landesweiten Konferenzen',
  columns: [
    { label: 'Konferenz', kind: 'text' },
    { label: 'Tag', kind: 'day' },
    { label: 'Teilnehmende', kind: 'count' },
  ],
  rows: [
    { key: 'sprache', cells: [text('Werkstatt Sprache'), day('2016-03-16'), count(500, 'MORE_THAN')], sources: [] },
    { key: 'arbeit', cells: [text('Werkstatt Arbeit'), day('2016-06-06'), count(600, 'MORE_THAN')], sources: [] },
    { key: 'wohnen', cells: [text('Werkstatt Wohnen und Leben'), day('2016-08-29'), count(null, 'UNKNOWN')], sources: [] },
    { key: 'engagement', cells: [text('Werkstatt Bürgerschaftliches Engagement'), day('2017-03-06'), count(670, 'ABOUT')], sources: [] },
    { key: 'runde', cells: [text('Vorbereitende Runde'), day(null), count(3, 'EXACT', true)], sources: [] },
    { key: 'ausstellung', cells: [text('Ausstellung'), day(null), count(10_000, 'EXPECTED')], sources: [] },
    { key: 'zusammen', cells: [text('Die ersten drei zusammen'), { kind: 'empty' }, count(1570)], sources: [] },
  ],
  total: null,
  notes: ['„über“ und „rund“ sind Angaben der Veranstalter.'],
});

const statedTotals = aTable({
  id: 'gesamtausgaben',
  title: 'Ausgaben je Haushaltsjahr',
  columns: [
    { label: 'Haushaltsjahr', kind: 'text' },
    { label: 'Ausgaben', kind: 'euro' },
  ],
  rows: [
    { key: '2016', cells: [text('2016'), euro(53_896_795)], sources: [{ type: 'BUDGET', id: 'gesamtsumme-2016' }] },
    { key: '2017', cells: [text('2017 (bis 27. Februar)'), euro(654_303)], sources: [{ type: 'BUDGET', id: 'gesamtsumme-2017' }] },
  ],
  total: [text('Summe'), euro(54_551_098)],
  notes: ['Minderausgaben stünden mit Minuszeichen.'],
});

type Unit = AnswerDocument['units'][number];
export const aUnit = (no: number, question: string, more: Partial<Unit> = {}): Unit => ({
  id: `${no}${more.letter ?? ''}`,
  no,
  letter: null,
  leadIn: null,
  question,
  disposition: 'FULL',
  ground: null,
  reasoning: null,
  prose: [],
  tables: [],
  ...more,
});

const units: Unit[] = [
  aUnit(1, 'Wozu wurde das Bündnis gegründet, und was ist seitdem geschehen?', {
    prose: [
      'Das Bündnis bringt seit dem 30. November 2015 Land, Kommunen, Kirchen, Gewerkschaften und Wirtschaft an einen Tisch. Seine Arbeit gliedert sich in drei Schritte:',
      '– Handlungsfelder bestimmen und Hemmnisse benennen,',
      '– gute Beispiele aus den Regionen sammeln und weitergeben,',
      '– Vorschläge an die zuständigen Stellen übergeben.',
      'Die Geschäftsstelle ist in der Staatskanzlei eingerichtet.',
    ],
  }),
  aUnit(2, 'Was davon ist erreicht?', { prose: ['Drei landesweite und zwölf regionale Konferenzen haben stattgefunden.'] }),
  aUnit(3, 'Wie viele Veranstaltungen gab es, und wie viele Menschen kamen?', {
    prose: ['Bekannt sind folgende Zahlen.'],
    tables: [attendance],
  }),
  aUnit(4, 'Welche Beschlüsse wurden gefasst?', {
    disposition: 'NOT_OURS',
    prose: ['Konferenzen fassen keine Beschlüsse; sie bringen Vorschläge hervor.'],
  }),
  aUnit(5, 'Was wurde in den Gremien im Einzelnen beraten?', {
    disposition: 'PARTIAL',
    ground: 'Kernbereich der Regierung (Art. 24 Abs. 3 der Verfassung)',
    reasoning: 'Beratungen, die noch andauern, würden durch eine Auskunft vorweggenommen. Abgeschlossene Beratungen sind aufgeführt.',
    prose: ['Abgeschlossen sind die Beratungen zur Sprachförderung.'],
  }),
  aUnit(6, 'welche waren das,', {
    letter: 'a',
    leadIn: 'Gab es Kulturveranstaltungen und, wenn ja,',
    prose: ['Eine Ausstellung und zwei Musikwerkstätten.'],
  }),
  aUnit(6, 'was haben sie bewirkt?', { letter: 'b', prose: ['Eine Wirkung im Einzelnen lässt sich nicht messen.'] }),
  aUnit(7, 'Woher kommt das Geld?', { prose: ['Aus dem Landeshaushalt, im Jahr 2016 eine Million Euro.'] }),
  aUnit(8, 'Wie hoch waren die Kosten insgesamt?', { prose: ['Berichtet werden Ausgaben aus Haushaltsmitteln.'], tables: [statedTotals] }),
  aUnit(9, 'Wie hoch waren sie je Veranstaltung?', {
    prose: ['Die Ausgaben sind nach Veranstaltungen zusammengefasst.'],
    tables: [expenditurePerEvent],
  }),
  aUnit(10, 'Welche weiteren gab es, und wofür?', {
    prose: ['Weitere Ausgaben entfielen auf folgende Anlässe.'],
    tables: [otherExpenditure],
  }),
];

export const anAnswer = (more: Partial<AnswerDocument> = {}): AnswerDocument => ({
  alliance: 'npa',
  inquiryId: 'anfrage-17-7349',
  term: 17,
  kindLabel: 'Kleine Anfrage zur schriftlichen Beantwortung',
  title: 'Was leistet das Bündnis?',
  questionPaper: '17/7349',
  answerPaper: '17/7539',
  askers: [
    { name: 'Ayşe Köroğlu', faction: 'ABC' },
    { name: 'Doğan Yılmaz', faction: 'ABC' },
    { name: 'Jörg Weißenfels-Müller', faction: 'XYZ' },
  ],
  receivedOn: '2017-02-01',
  forwardedOn: '2017-02-06',
  answeredOn: '2017-02-28',
  issuedOn: '2017-03-07',
  answeredBy: 'Niedersächsische Staatskanzlei',
  signedBy: { name: 'Dr. Erika Beispiel', office: 'Chefin der Staatskanzlei', asDeputy: false },
  askersPreamble: ['Das Bündnis wurde vor gut einem Jahr gegründet. Wir fragen nach dem Stand seiner Arbeit.'],
  governmentPreamble: [],
  units,
  status: 'ISSUED',
  composedAt: '2017-02-28T09:15:00.000Z',
  corrects: null,
  errata: [],
  packHash: 'a'.repeat(64),
  ...more,
});

export const aDraft = (more: Partial<AnswerDocument> = {}): AnswerDocument =>
  anAnswer({ status: 'DRAFT', answerPaper: null, answeredOn: null, issuedOn: null, signedBy: null, packHash: null, ...more });

export const aCorrection = (): AnswerDocument =>
  anAnswer({
    inquiryId: 'anfrage-17-7349-berichtigung',
    answerPaper: '17/7801',
    issuedOn: '2017-04-11',
    signedBy: { name: 'Max Beispiel', office: 'Staatssekretär', asDeputy: true },
    corrects: {
      inquiryId: 'anfrage-17-7349',
      answerPaper: '17/7539',
      issuedOn: '2017-03-07',
      reason: 'Eine Rechnung vom Dezember 2016 wurde erst am 10. März 2017 gebucht',
    },
    errata: [
      {
        tableId: 'ausgaben-je-veranstaltung',
        tableTitle: 'Ausgaben für Veranstaltungen',
        row: 'Veranstaltung „1 Jahr Bündnis“, Berlin',
        column: 'Ausgaben',
        before: euro(4_625_677),
        after: euro(4_702_177),
      },
      {
        tableId: 'teilnehmende',
        tableTitle: 'Teilnehmende',
        row: 'Runde',
        column: 'Teilnehmende',
        before: count(4, 'EXACT', true),
        after: count(12),
      },
    ],
  });

/** 2 000 rows in four tables. */
export const aLongAnswer = (): AnswerDocument =>
  anAnswer({
    inquiryId: 'anfrage-lang',
    units: [1, 2, 3, 4].map((no) =>
      aUnit(no, `Welche Ausgaben gab es im ${no}. Vierteljahr?`, {
        tables: [
          aTable({
            id: `vierteljahr-${no}`,
            title: `Ausgaben im ${no}. Vierteljahr`,
            columns: [
              { label: 'Tag', kind: 'day' },
              { label: 'Gegenstand', kind: 'text' },
              { label: 'Teilnehmende', kind: 'count' },
              { label: 'Ausgaben', kind: 'euro' },
            ],
            rows: Array.from({ length: 500 }, (_, index) => ({
              key: `zeile-${no}-${index + 1}`,
              cells: [
                day(`2016-${String(no * 3).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`),
                text(`Zusammenkunft ${no}.${index + 1} mit Köroğlu, Straße und „Anführung“ in Südheide`),
                count(index * 3),
                euro(index * 12_345 + no),
              ],
              sources: [],
            })),
            total: [text('Summe'), { kind: 'empty' }, { kind: 'empty' }, euro(500 * no + (12_345 * 500 * 499) / 2)],
          }),
        ],
      }),
    ),
  });

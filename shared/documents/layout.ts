import type { AnswerDocument, Cell, FigureTable } from '../domain/answer-document.ts';
import { formatDay } from '../domain/calendar.ts';
import type { Notation } from './cells.ts';
import { EMPTY, readSum, readText, withheld } from './cells.ts';
import { standLine } from './csv.ts';

/*
 * The answer as a page of paper reads it, for every writer that has pages (HTML, DOCX, PDF): all sentences, headings and
 * cells as text in reading order. Writers add form and nothing else, so the documents cannot differ in what they say.
 */

export const DRAFT_LABEL = 'Entwurf – nicht zur Weitergabe';

export type LaidTable = {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right'; readonly weight: number | null }[];
  /** Whether a word is so long that its column may be too narrow for it: only then a printer has to hyphenate. */
  readonly breaksWords: boolean;
  /** The column that names its row; null when no column is text. */
  readonly rowHeader: number | null;
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[]; readonly sources: readonly string[] }[];
  readonly total: readonly string[] | null;
  readonly notes: readonly string[];
};
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: LaidTable };

/** A question with its answer; a question in parts has one answer per part, each under "Zu a)". */
export type LaidQuestion = {
  readonly no: string;
  readonly text: string;
  readonly parts: readonly string[];
  readonly answers: readonly { readonly unitId: string; readonly heading: string | null; readonly blocks: readonly Block[] }[];
};

export type Layout = {
  readonly term: number;
  readonly draftLabel: string | null;
  readonly head: { readonly left: string; readonly right: string };
  readonly documentTitle: string;
  readonly author: string;
  readonly kindLines: readonly string[];
  readonly title: string;
  readonly askedLines: readonly string[];
  readonly answeredLines: readonly string[];
  readonly correction: { readonly heading: string; readonly blocks: readonly Block[] } | null;
  readonly preambles: readonly { readonly heading: string; readonly blocks: readonly Block[] }[];
  readonly questions: readonly LaidQuestion[];
  readonly issueNote: string | null;
};

type AnswerUnit = AnswerDocument['units'][number];
type ErratumEntry = AnswerDocument['errata'][number];

const isSomething = <Value>(value: Value | null): value is Value => value !== null;

/** "der Niedersächsischen Staatskanzlei", "des Niedersächsischen Finanzministeriums"; a name of any other form stays as it is, in apposition. */
export function ofOffice(name: string): string {
  if (/^(?:der|des) /.test(name)) return name;
  if (/^(?:Niedersächsische )?Staatskanzlei$/.test(name)) return `der ${name.replace(/^Niedersächsische /, 'Niedersächsischen ')}`;
  const ministry = /^(?:Niedersächsisches )?([\p{L}-]*[Mm]inisterium)( .*)?$/u.exec(name);
  if (ministry) return `des ${name.startsWith('Niedersächsisches ') ? 'Niedersächsischen ' : ''}${ministry[1]}s${ministry[2] ?? ''}`;
  return `der Behörde „${name}“`;
}

/** `Anna Muster, Benno Beispiel (FDP) und Carla Probe (CDU)`: the faction once, after the last of its members in a row. */
export function namesOf(askers: AnswerDocument['askers']): string {
  const named = askers.map(({ name, faction }, index) => (askers[index + 1]?.faction === faction ? name : `${name} (${faction})`));
  const last = named.at(-1) ?? '';
  return named.length < 2 ? last : `${named.slice(0, -1).join(', ')} und ${last}`;
}

/** Lines of prose that begin with a dash or bullet are points of a list. */
const POINT = /^[–−•-][ \u00a0\t]+/;

export function blocksOf(paragraphs: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const text of paragraphs.flatMap((paragraph) => (POINT.test(paragraph) ? paragraph.split('\n') : [paragraph]))) {
    const last = blocks.at(-1);
    if (!POINT.test(text)) blocks.push({ kind: 'paragraph', text });
    else if (last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, text.replace(POINT, '')] };
    else blocks.push({ kind: 'list', items: [text.replace(POINT, '')] });
  }
  return blocks;
}

/** Letters on a line of paper, and of them those of a column for a day or an amount. */
const LINE = 90;
const NARROW = 18;

/** On the safe side: capitals and bold letters are wider than the average. */
function breaksWords(columns: LaidTable['columns'], cells: readonly (readonly string[])[]): boolean {
  const weights = columns.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  const room = LINE - NARROW * columns.filter(({ weight }) => weight === null).length;
  return columns.some(({ weight, label }, index) => {
    if (weight === null) return false;
    const fits = (0.7 * room * weight) / weights;
    return [label, ...cells.map((row) => row[index] ?? '')].some(
      (text) => text.length > fits && text.split(/[\s/-]/).some((word) => word.length > fits),
    );
  });
}

/** A text column this short is as wide as its longest cell, like a day or an amount. */
const SHORT = 16;

/**
 * Room each text column asks for, in parts: its longest cell, within bounds so that no column starves another; null for
 * columns that take what they need. The widest text column always fills the line.
 */
function weightsOf(isText: readonly boolean[], rows: readonly (readonly string[])[]): (number | null)[] {
  const longest = isText.map((text, index) => (text ? Math.max(...rows.map((row) => row[index]?.length ?? 0)) : 0));
  const widest = longest.indexOf(Math.max(...longest));
  return isText.map((text, index) => {
    const length = longest[index] ?? 0;
    if (!text || (length <= SHORT && index !== widest)) return null;
    return Math.min(60, Math.max(10, length));
  });
}

function laidTable(table: FigureTable, notation: Notation): LaidTable {
  const rows = table.rows.map(({ key, cells, sources }) => ({
    key,
    cells: table.columns.map((_, index) => readText(cells[index] ?? { kind: 'empty' }, notation)),
    sources: sources.map(({ type, id }) => `${type}:${id}`),
  }));
  const rowHeader = table.columns.findIndex(({ kind }) => kind === 'text');
  const weights = weightsOf(
    table.columns.map(({ kind }) => kind === 'text'),
    [table.columns.map(({ label }) => label), ...rows.map(({ cells }) => cells)],
  );
  const columns = table.columns.map(({ label, kind }, index): LaidTable['columns'][number] => ({
    label,
    align: kind === 'euro' || kind === 'count' ? 'right' : 'left',
    weight: weights[index] ?? null,
  }));
  return {
    id: table.id,
    title: table.title,
    columns,
    breaksWords: breaksWords(
      columns,
      rows.map(({ cells }) => cells),
    ),
    rowHeader: rowHeader < 0 ? null : rowHeader,
    rows,
    total: table.total === null ? null : table.columns.map((_, index) => readSum(table.total?.[index] ?? { kind: 'empty' }, notation)),
    notes: [standLine(table), ...table.notes].filter(isSomething),
  };
}

const dispositionSentences: Record<AnswerUnit['disposition'], string | null> = {
  FULL: null,
  PARTIAL: 'Die Frage wird teilweise beantwortet.',
  REFUSED: 'Die Frage wird nicht beantwortet.',
  NOT_OURS: 'Die Frage betrifft nicht das Bündnis.',
};

/** What is not answered is said first, with its ground and reasons: they cannot be supplied later. */
function answerBlocks({ disposition, ground, reasoning, prose, tables }: AnswerUnit, notation: Notation): Block[] {
  const sentence = dispositionSentences[disposition];
  const withheldPart = [
    ...(sentence === null ? [] : [ground === null ? sentence : `${sentence} Grund: ${ground.replace(/\.$/, '')}.`]),
    ...(reasoning === null ? [] : [reasoning]),
  ];
  return [
    ...blocksOf([...withheldPart, ...prose]),
    ...tables.map((table): Block => ({ kind: 'table', table: laidTable(table, notation) })),
  ];
}

function laidQuestions(units: readonly AnswerUnit[], notation: Notation): LaidQuestion[] {
  const numbers = [...new Set(units.map(({ no }) => no))];
  return numbers.map((no) => {
    const own = units.filter((unit) => unit.no === no);
    const inParts = own.some(({ letter }) => letter !== null);
    return {
      no: `${no}.`,
      text: inParts ? (own.find(({ leadIn }) => leadIn !== null)?.leadIn ?? '') : (own[0]?.question ?? ''),
      parts: inParts ? own.map(({ letter, question }) => `${letter ?? ''}) ${question}`) : [],
      answers: own.map((unit) => ({
        unitId: unit.id,
        heading: unit.letter === null ? null : `Zu ${unit.letter})`,
        blocks: answerBlocks(unit, notation),
      })),
    };
  });
}

const paper = (number: string): string => `Drucksache ${number}`;

function erratumTable(errata: readonly ErratumEntry[], notation: Notation): LaidTable {
  const text = (cell: Cell) => readText(cell, notation);
  const rows = errata.map(({ tableId, tableTitle, row, column, before, after }, index) => ({
    key: `${tableId}-${index + 1}`,
    cells: [tableTitle, row, column, text(before), text(after)].map((cell) => cell || EMPTY),
    sources: [],
  }));
  const labels = ['Tabelle', 'Zeile', 'Spalte', 'bisher', 'jetzt'];
  const weights = weightsOf(
    labels.map((_, index) => index < 3),
    [labels, ...rows.map(({ cells }) => cells)],
  );
  return {
    id: 'berichtigung',
    title: 'Berichtigte Angaben',
    columns: labels.map((label, index) => ({ label, align: index > 2 ? 'right' : 'left', weight: weights[index] ?? null })),
    breaksWords: true,
    rowHeader: 1,
    rows,
    total: null,
    notes: [],
  };
}

function correctionOf({ corrects, errata }: AnswerDocument, notation: Notation): Layout['correction'] {
  if (corrects === null) return null;
  const { answerPaper, issuedOn, reason } = corrects;
  const which = answerPaper === null ? 'die frühere Antwort' : `die Antwort in der ${paper(answerPaper)}`;
  const issued = issuedOn === null ? '' : `, ausgegeben am ${formatDay(issuedOn)}`;
  return {
    heading: 'Berichtigung',
    blocks: [
      { kind: 'paragraph', text: `Diese Antwort berichtigt ${which}${issued}. Grund: ${reason.replace(/\.$/, '')}.` },
      ...(errata.length === 0 ? [] : [{ kind: 'table', table: erratumTable(errata, notation) } satisfies Block]),
    ],
  };
}

/** How the papers of a legislative term word their head. A term without an entry takes the latest known before it. */
const wordings: readonly {
  readonly fromTerm: number;
  readonly paperLine: (number: string) => string;
  readonly answered: (office: string) => string;
}[] = [
  {
    fromTerm: 17,
    paperLine: (number) => `− ${paper(number)} −`,
    answered: (office) => `Antwort ${ofOffice(office)} namens der Landesregierung`,
  },
];
const wordingOf = (term: number) => wordings.findLast(({ fromTerm }) => fromTerm <= term) ?? wordings[0];

function answeredLines(document: AnswerDocument): string[] {
  const { answeredBy, answeredOn, signedBy, term } = document;
  const sentence = `${wordingOf(term)?.answered(answeredBy) ?? ''}${answeredOn === null ? '' : ` vom ${formatDay(answeredOn)}`}`;
  if (signedBy === null) return [sentence];
  return [`${sentence}, gezeichnet`, ...(signedBy.asDeputy ? ['In Vertretung'] : []), signedBy.name, signedBy.office];
}

function askedLines({ askers, receivedOn, forwardedOn, kindLabel }: AnswerDocument): string[] {
  const major = kindLabel.startsWith('Große');
  const who = askers.length === 0 ? '' : ` der Abgeordneten ${namesOf(askers)}`;
  const forwarded = forwardedOn === null ? '' : `, an die Staatskanzlei übersandt am ${formatDay(forwardedOn)}`;
  return [`${major ? 'Große Anfrage' : 'Anfrage'}${who} an die Landesregierung,`, `eingegangen am ${formatDay(receivedOn)}${forwarded}`];
}

const withAnswer = (kindLabel: string): string =>
  kindLabel.includes('mit Antwort') ? kindLabel : `${kindLabel} mit Antwort der Landesregierung`;

/** @param notation amounts, days and numbers as the reader of this document is used to them */
export function layoutOf(answer: AnswerDocument, notation: Notation): Layout {
  const document = withheld(answer);
  const { term, title, questionPaper, answerPaper, issuedOn, status } = document;
  const number = answerPaper === null ? `${term}/…` : answerPaper;
  return {
    term,
    draftLabel: status === 'DRAFT' ? DRAFT_LABEL : null,
    head: { left: `Niedersächsischer Landtag − ${term}. Wahlperiode`, right: paper(number) },
    documentTitle: `${answerPaper === null ? `Antwort zu ${paper(questionPaper)}` : paper(answerPaper)}: ${title}`,
    author: document.answeredBy,
    kindLines: [withAnswer(document.kindLabel), wordingOf(term)?.paperLine(questionPaper) ?? ''],
    title,
    askedLines: askedLines(document),
    answeredLines: answeredLines(document),
    correction: correctionOf(document, notation),
    preambles: [
      { heading: 'Vorbemerkung der Abgeordneten', blocks: blocksOf(document.askersPreamble) },
      { heading: 'Vorbemerkung der Landesregierung', blocks: blocksOf(document.governmentPreamble) },
    ].filter(({ blocks }) => blocks.length > 0),
    questions: laidQuestions(document.units, notation),
    issueNote: issuedOn === null ? null : `(Ausgegeben am ${formatDay(issuedOn)})`,
  };
}

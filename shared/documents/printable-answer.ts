import type { AnswerDocument, Cell } from '../domain/answer-document.ts';
import { formatDay, formatInstant } from '../domain/calendar.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { Notation } from './cells.ts';
import { EMPTY, readText, withheld } from './cells.ts';
import type { Block, LaidQuestion, LaidTable, Layout } from './layout.ts';
import { blocksOf, DRAFT_LABEL, laidTable, weightsOf } from './layout.ts';
import type { Printable } from './printable.ts';

/** The answer to an inquiry for the writers: a printed paper of the Landtag in the words of its term. */

type AnswerUnit = AnswerDocument['units'][number];
type ErratumEntry = AnswerDocument['errata'][number];

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

const ERRATA = 'berichtigung';

function erratumTable(errata: readonly ErratumEntry[], notation: Notation): LaidTable {
  const text = (cell: Cell) => readText(cell, notation);
  const rows = errata.map(({ tableId, tableTitle, row, column, before, after }, index) => ({
    key: `${tableId}-${index + 1}`,
    cells: [tableTitle, row, column, text(before), text(after)].map((cell) => cell || EMPTY),
    sources: [],
  }));
  const labels = ['Tabelle', 'Zeile', 'Spalte', 'bisher', 'jetzt'];
  const weights = weightsOf(
    labels.map((_, index) => (index < 3 ? 'TEXT' : 'FIXED')),
    [labels, ...rows.map(({ cells }) => cells)],
  );
  return {
    id: ERRATA,
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

function layoutOf(document: AnswerDocument, notation: Notation): Layout {
  const { term, title, questionPaper, answerPaper, issuedOn, status } = document;
  const number = answerPaper === null ? `${term}/…` : answerPaper;
  return {
    isDense: false,
    draftLabel: status === 'DRAFT' ? DRAFT_LABEL : null,
    head: { left: `Niedersächsischer Landtag − ${term}. Wahlperiode`, right: paper(number) },
    documentTitle: `${answerPaper === null ? `Antwort zu ${paper(questionPaper)}` : paper(answerPaper)}: ${title}`,
    author: document.answeredBy,
    kindLines: [withAnswer(document.kindLabel), wordingOf(term)?.paperLine(questionPaper) ?? ''],
    title,
    leadLines: askedLines(document),
    byLines: answeredLines(document),
    correction: correctionOf(document, notation),
    sections: [
      { heading: 'Vorbemerkung der Abgeordneten', blocks: blocksOf(document.askersPreamble), anchor: null },
      { heading: 'Vorbemerkung der Landesregierung', blocks: blocksOf(document.governmentPreamble), anchor: null },
    ].filter(({ blocks }) => blocks.length > 0),
    questions: laidQuestions(document.units, notation),
    issueNote: issuedOn === null ? null : `(Ausgegeben am ${formatDay(issuedOn)})`,
  };
}

/** `antwort-17-7539`, `entwurf-zu-17-7349`. */
function stemOf({ status, questionPaper, answerPaper }: AnswerDocument): string {
  const dashed = (number: string) => number.replaceAll('/', '-');
  if (status === 'DRAFT') return `entwurf-zu-${dashed(questionPaper)}`;
  return answerPaper === null ? `antwort-zu-${dashed(questionPaper)}` : `antwort-${dashed(answerPaper)}`;
}

/** `Frage 6 a`, `Frage 9 (2)`: a name that every spreadsheet takes, without words of others in it. */
const placedTables = ({ units }: AnswerDocument): Printable['tables'] =>
  units.flatMap(({ no, letter, tables }) => {
    const question = `Frage ${no}${letter === null ? '' : ` ${letter}`}`;
    return tables.map((table, index) => ({ table, sheet: tables.length === 1 ? question : `${question} (${index + 1})` }));
  });

function coverOf(document: AnswerDocument): Printable['cover'] {
  const { kindLabel, questionPaper, answerPaper, answeredBy, answeredOn, issuedOn, composedAt, packHash, corrects } = document;
  return [
    ['Art', kindLabel],
    ['Anfrage', paper(questionPaper)],
    ['Antwort', answerPaper === null ? null : paper(answerPaper)],
    ['Beantwortet', `${answeredBy}${answeredOn === null ? '' : `, ${formatDay(answeredOn)}`}`],
    ['Ausgegeben am', issuedOn === null ? null : formatDay(issuedOn)],
    ['Erstellt', formatInstant(composedAt)],
    ['Prüfsumme der Belege', packHash === null ? null : `SHA-256 ${packHash}`],
    ['Berichtigt', corrects === null ? null : `${paper(corrects.answerPaper ?? corrects.inquiryId)}. Grund: ${corrects.reason}`],
  ];
}

/** Published tables link to their files; before that, to the document's own data, which say query and sources of each table. */
const linksOf =
  ({ status, alliance, inquiryId }: AnswerDocument): Printable['links'] =>
  (tableId) => {
    if (tableId === ERRATA) return [];
    const [safeAlliance, safeInquiry, safeTable] = [alliance, inquiryId, tableId].map(encodeURIComponent);
    const published = `/open-data/${safeAlliance}/${safeInquiry}/${safeTable}`;
    return status === 'ISSUED'
      ? [
          { href: `${published}.csv`, words: 'Daten (CSV)' },
          { href: `${published}.json`, words: 'Daten und Abfrage (JSON)' },
        ]
      : [{ href: `/alliances/${safeAlliance}/inquiries/${safeInquiry}/document?format=json`, words: 'Abfrage und Quellen (JSON)' }];
  };

/** The answer for every writer, without the numbers behind suppressed cells: none can leak, whoever composed it. */
export function printableAnswer(answer: AnswerDocument): Printable {
  const document = withheld(answer);
  const { alliance, inquiryId, questionPaper, answerPaper, issuedOn } = document;
  return {
    title: document.title,
    stem: stemOf(document),
    isDraft: document.status === 'DRAFT',
    composedAt: document.composedAt,
    layout: (notation) => layoutOf(document, notation),
    tables: placedTables(document),
    errata: document.errata,
    cover: coverOf(document),
    links: linksOf(document),
    about: { answer: { alliance, inquiryId, questionPaper, answerPaper, issuedOn } },
    json: () => canonicalJson(document),
  };
}

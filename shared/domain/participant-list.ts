import * as z from 'zod';
import { at } from './failures.ts';
import { emailAddress, personName, sameAddressForm } from './participant.ts';
import { splitName } from './participant-list-name.ts';
import { LARGEST_PARTY } from './registration.ts';
import { composed, fold, quoted, text } from './text.ts';

/*
 * What a participant list says, once its cells are text.
 * Peculiar:
 * - `Name` beside `Vorname` is the family name; alone it is the whole name and is taken apart.
 * - `Begleitpersonen` counts those who come along, `Personenzahl` everybody.
 * - Of two rows with one e-mail address or one id the first stands and the later ones are faults: an office that shares one
 *   mailbox leaves the address empty for the others.
 */

/** A row of a list; `line` as a spreadsheet numbers it. Rows may be shorter than the header. */
export type ListRow = { readonly line: number; readonly cells: readonly string[] };
export type ListTable = { readonly header: ListRow; readonly rows: readonly ListRow[] };

/** A person as a list names them. Only a family name is needed; whoever has no e-mail address gets no mail. */
export const ListedPerson = z.strictObject({
  ...personName,
  email: emailAddress.nullable(),
  organisation: text(200, 'Organisation').nullable(),
  function: text(200, 'Funktion').nullable(),
  /** The sender's own number or code: what makes a second import of the same list change nothing. */
  externalId: text(100, 'Kennung').nullable(),
});
export type ListedPerson = z.output<typeof ListedPerson>;

type PersonField = keyof ListedPerson;
type Meaning = PersonField | 'fullName' | 'name' | 'companions' | 'partySize' | 'ignored';

/** Columns that the correction file adds; read again they say nothing. */
export const LINE_HEADING = 'Zeile';
export const CORRECTION_HEADING = 'Was zu ändern ist';

const headings: Record<Exclude<Meaning, 'name'>, readonly string[]> = {
  givenName: ['Vorname', 'Vornamen', 'Rufname', 'First name', 'Given name', 'Forename'],
  familyName: ['Nachname', 'Familienname', 'Zuname', 'Last name', 'Family name', 'Surname'],
  fullName: [
    'Name, Vorname',
    'Nachname, Vorname',
    'Vorname Nachname',
    'Vor- und Nachname',
    'Vor- und Zuname',
    'Vorname und Name',
    'Full name',
  ],
  title: ['Titel', 'akad. Titel', 'Akademischer Titel', 'Akademischer Grad', 'Title'],
  email: ['E-Mail', 'Email', 'Mail', 'E-Mail-Adresse', 'Emailadresse', 'Mailadresse', 'E-Mail address', 'Email address'],
  organisation: [
    'Organisation',
    'Institution',
    'Einrichtung',
    'Verein',
    'Firma',
    'Behörde',
    'Dienststelle',
    'Träger',
    'Organization',
    'Company',
  ],
  function: ['Funktion', 'Position', 'Funktion/Position', 'Rolle', 'Amt', 'Function', 'Role', 'Job title'],
  externalId: [
    'externe Kennung',
    'Kennung',
    'ID',
    'externe ID',
    'Teilnehmernummer',
    'Teilnehmer-Nr.',
    'Teilnehmer-ID',
    'Nr.',
    'Nummer',
    'External ID',
    'Number',
  ],
  companions: ['Begleitpersonen', 'Begleitung', 'Anzahl Begleitpersonen', 'Companions'],
  partySize: ['Personenzahl', 'Personen', 'Anzahl Personen', 'Anzahl', 'Party size'],
  ignored: [
    'Anrede',
    'Geschlecht',
    'Bemerkung',
    'Bemerkungen',
    'Anmerkung',
    'Anmerkungen',
    'lfd. Nr.',
    'Laufende Nummer',
    'Salutation',
    'Remark',
    'Remarks',
    'Comment',
    LINE_HEADING,
    CORRECTION_HEADING,
  ],
};

const meanings = new Map<string, Meaning>([
  ['name', 'name'],
  ...Object.entries(headings).flatMap(([meaning, names]) => names.map((name) => [fold(name), meaning as Meaning] as const)),
]);

/** A, B, … Z, AA: a column as spreadsheets call it. @param index from 0 */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

type Column = { readonly index: number; readonly column: string; readonly heading: string };
export type ColumnMapping = {
  readonly columns: Readonly<Partial<Record<Exclude<Meaning, 'name' | 'ignored'>, Column>>>;
  /** Columns that nobody reads and that were not expected: shown before an import, so that nothing is lost silently. */
  readonly unknown: readonly Column[];
  /** Columns known to hold nothing for the register, such as a form of address. */
  readonly ignored: readonly Column[];
  /** Whether the list has e-mail addresses at all; without them nobody on it can be written to. */
  readonly hasEmail: boolean;
};

const named = ({ column, heading }: Column): string => `${quoted(heading)} (Spalte ${column})`;
const headerFault = (detail: string) => at('requestInvalid', '/content', detail);

/** @throws requestInvalid when two columns mean the same, or none holds a name */
export function columnsOf({ cells }: ListRow): ColumnMapping {
  const all = cells.map((cell, index) => ({ index, column: columnLetters(index), heading: cell.replace(/\s+/gu, ' ').trim() }));
  const read = all.filter(({ heading }) => heading !== '').map((column) => ({ column, meaning: meanings.get(fold(column.heading)) }));
  const hasGivenName = read.some(({ meaning }) => meaning === 'givenName');
  const columns: Partial<Record<Meaning, Column>> = {};
  for (const { column, meaning } of read) {
    if (meaning === undefined || meaning === 'ignored') continue;
    const field = meaning === 'name' ? (hasGivenName ? 'familyName' : 'fullName') : meaning;
    assertSingle(columns[field], column);
    columns[field] = column;
  }
  assertSingle(columns.fullName, columns.familyName ?? columns.givenName);
  assertSingle(columns.companions, columns.partySize);
  if (!columns.familyName && !columns.fullName)
    throw headerFault(
      'In der ersten Zeile fehlt die Überschrift einer Spalte mit Namen. Bitte nennen Sie die Spalten dort zum Beispiel „Vorname“, „Nachname“ und „E-Mail“.',
    );
  const ofMeaning = (wanted: Meaning | undefined) => read.filter(({ meaning }) => meaning === wanted).map(({ column }) => column);
  return { columns, unknown: ofMeaning(undefined), ignored: ofMeaning('ignored'), hasEmail: columns.email !== undefined };
}

function assertSingle(one: Column | undefined, other: Column | undefined): void {
  if (one && other)
    throw headerFault(
      `Die Spalten ${named(one)} und ${named(other)} bedeuten dasselbe. Bitte löschen Sie eine davon oder benennen Sie sie um.`,
    );
}

type CellFault = { readonly column: string; readonly heading: string; readonly detail: string };
export type FaultyRow = { readonly line: number; readonly ok: false; readonly faults: readonly CellFault[] };
export type ParsedRow = { readonly line: number; readonly ok: true; readonly person: ListedPerson; readonly partySize: number } | FaultyRow;

/** Line breaks and wide blanks inside a cell are how it was typed, not what it says. */
const oneLine = (cell: string): string => cell.replace(/[ \t\n\u00a0\u2007\u202f]+/gu, ' ').trim();
const faultOf = ({ column, heading }: Column, detail: string): CellFault => ({ column, heading, detail });

const LOST_LETTER = /\p{L}\?|\?\p{L}|\ufffd/u;
const lostLetter =
  'Hier ist beim Speichern ein Buchstabe verloren gegangen. Bitte tippen Sie ihn neu und speichern Sie die Liste als XLSX oder „CSV UTF-8“.';

const tooManyCells = 'Die Zeile hat mehr Zellen als die Überschrift. Bitte prüfen Sie, ob ein Trennzeichen zu viel darin steht.';
const noPartySize = `Bitte eine ganze Zahl; eine Gruppe hat höchstens ${LARGEST_PARTY} Personen.`;

const nameFields: readonly PersonField[] = ['title', 'givenName', 'familyName'];
const fields = Object.keys(ListedPerson.shape) as PersonField[];

type RawPerson = Record<PersonField, string>;
type CellOf = (column: Column | undefined) => string;

/** The row's cells by field, a whole name taken apart; `openName` when it cannot be. */
function rawOf({ columns }: ColumnMapping, cellOf: CellOf): { raw: RawPerson; openName: boolean } {
  const raw = Object.fromEntries(fields.map((field) => [field, cellOf(columns[field])])) as RawPerson;
  if (!columns.fullName) return { raw, openName: false };
  const split = splitName(cellOf(columns.fullName));
  if (!split) return { raw, openName: true };
  const title = raw.title || (split.title ?? '');
  return { raw: { ...raw, title, givenName: split.givenName ?? '', familyName: split.familyName ?? '' }, openName: false };
}

/** What is wrong with the name as a whole; its length and characters are the schema's matter. */
function nameFault({ columns }: ColumnMapping, raw: RawPerson, openName: boolean): string | undefined {
  if (openName) return 'Der Name lässt sich nicht zuordnen. Bitte schreiben Sie ihn als „Nachname, Vorname“.';
  if (raw.familyName === '') return columns.fullName ? 'Der Name fehlt.' : 'Der Nachname fehlt.';
  return undefined;
}

function personOf(mapping: ColumnMapping, cellOf: CellOf): { person?: ListedPerson; faults: CellFault[] } {
  const { columns } = mapping;
  const { raw, openName } = rawOf(mapping, cellOf);
  const details = new Map<PersonField, string>();
  const missing = nameFault(mapping, raw, openName);
  if (missing !== undefined) details.set('familyName', missing);
  for (const field of nameFields) if (LOST_LETTER.test(raw[field])) details.set(field, lostLetter);
  const parsed = ListedPerson.safeParse(Object.fromEntries(fields.map((field) => [field, raw[field] === '' ? null : raw[field]])));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = fields.find((one) => one === path[0]);
    if (field !== undefined && !details.has(field)) details.set(field, message);
  }
  const faults = fields.flatMap((field) => {
    const column = columns[field] ?? columns.fullName;
    const detail = details.get(field);
    return column && detail !== undefined ? [faultOf(column, detail)] : [];
  });
  return parsed.success && faults.length === 0 ? { person: parsed.data, faults } : { faults };
}

/** @returns heads of the party, 1 when the list does not say; undefined when the cell is no number in range */
function partySizeOf({ columns }: ColumnMapping, cellOf: CellOf): number | undefined {
  const cell = cellOf(columns.companions ?? columns.partySize);
  if (cell === '') return 1;
  const size = /^\d{1,3}$/.test(cell) ? Number(cell) + (columns.companions ? 1 : 0) : 0;
  return size >= 1 && size <= LARGEST_PARTY ? size : undefined;
}

function parsedRow(mapping: ColumnMapping, width: number, { line, cells }: ListRow): ParsedRow {
  const beyond = cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
  if (beyond >= 0)
    return { line, ok: false, faults: [faultOf({ index: beyond, column: columnLetters(beyond), heading: '' }, tooManyCells)] };
  const cellOf: CellOf = (column) => (column ? oneLine(cells[column.index] ?? '') : '');
  const { person, faults } = personOf(mapping, cellOf);
  const partySize = partySizeOf(mapping, cellOf);
  if (person && partySize !== undefined) return { line, ok: true, person, partySize };
  const sizeColumn = mapping.columns.companions ?? mapping.columns.partySize;
  const sizeFaults = partySize === undefined && sizeColumn ? [faultOf(sizeColumn, noPartySize)] : [];
  return { line, ok: false, faults: [...faults, ...sizeFaults] };
}

/** Names the first line that says the same, by what makes two values the same. */
function repeats(column: Column | undefined, formOf: (cell: string) => string, detail: (line: number) => string) {
  const lines = new Map<string, number>();
  return ({ line, cells }: ListRow): CellFault[] => {
    const cell = column ? composed(oneLine(cells[column.index] ?? '')) : '';
    if (!column || cell === '') return [];
    const before = lines.get(formOf(cell));
    if (before === undefined) lines.set(formOf(cell), line);
    return before === undefined ? [] : [faultOf(column, detail(before))];
  };
}

/** Every row of the list, in its order, with the person it names or with what is wrong in which cell. */
export function rowsOf({ header, rows }: ListTable, mapping: ColumnMapping): ParsedRow[] {
  const { email, externalId } = mapping.columns;
  const sameEmail = repeats(
    email,
    sameAddressForm,
    (line) => `Diese E-Mail-Adresse steht schon in Zeile ${line}. Bitte lassen Sie das Feld bei einer der beiden Personen leer.`,
  );
  const sameId = repeats(
    externalId,
    (id) => id,
    (line) => `Diese Kennung steht schon in Zeile ${line}. Jede Person braucht ihre eigene.`,
  );
  return rows.map((row) => {
    const parsed = parsedRow(mapping, header.cells.length, row);
    const twice = [...sameEmail(row), ...sameId(row)];
    if (twice.length === 0) return parsed;
    return { line: row.line, ok: false, faults: [...(parsed.ok ? [] : parsed.faults), ...twice] };
  });
}

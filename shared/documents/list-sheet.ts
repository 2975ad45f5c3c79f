import { strFromU8, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { isFailure } from '../domain/failures.ts';
import type { ListRow } from '../domain/participant-list.ts';
import { openArchive } from './list-archive.ts';
import { isBlank, LIST_LIMITS, refused } from './list-limits.ts';

/*
 * Peculiar: read-excel-file unpacks without limits and makes room for every row and column a file names, so one cell at
 * XFD1048576 fills the memory. It therefore gets a copy that holds only the parts of the first sheet, looked through before.
 */

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
/** Rows × columns that the reader may lay out, empty ones included. */
const LARGEST_AREA = 4_000_000;
const LAST_ROW = 1_048_576;
const LETTERS = 26;

const damaged = () => refused('Die Excel-Datei ist beschädigt. Bitte öffnen Sie sie in Excel und speichern Sie sie neu als XLSX.');
const noWorkbook = () => refused('Die Datei ist keine Excel-Arbeitsmappe. Bitte als XLSX oder CSV speichern.');
const tooFarOut = () =>
  refused('Weit unter oder weit neben der Liste stehen noch Zellen. Bitte kopieren Sie nur die Liste in eine neue Datei.');

type Tag = { readonly name: string; readonly attribute: (name: string) => string | undefined };

const TAG = /<(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/g;

/** The name without its prefix; short and after a sign that ends what was before, so that no tag takes long. */
const ATTRIBUTE = /(?<=[\s"'/:])([^\s="'/:]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** DOCTYPE, ENTITY, CDATA and comments: no spreadsheet program writes them, and readers take them in different ways. */
function assertPlain(xml: string): void {
  if (xml.includes('<!'))
    throw refused(
      'Die Excel-Datei enthält Anweisungen, die in einer Liste nichts zu suchen haben. Bitte speichern Sie sie in Excel neu als XLSX.',
    );
}

/** Opening tags in order, names without prefix. @throws requestInvalid for markup that a reader could take in two ways */
function* tagsOf(xml: string): Generator<Tag> {
  assertPlain(xml);
  let end = 0;
  for (const { 0: tag, index } of xml.matchAll(TAG)) {
    if (xml.indexOf('<', end) !== index) throw damaged();
    end = index + tag.length;
    const [start, name] = /^<(?:[^\s:/>]+:)?([^\s:/>]+)/.exec(tag) ?? [];
    if (start === undefined || name === undefined) continue;
    yield {
      name,
      attribute: (wanted) => {
        const found = [...tag.slice(start.length).matchAll(ATTRIBUTE)].filter(([, key]) => key === wanted);
        if (found.length > 1) throw damaged();
        return found[0]?.[2] ?? found[0]?.[3];
      },
    };
  }
  if (xml.includes('<', end)) throw damaged();
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0);
}

const numberUpTo = (most: number, digits: string | undefined): number => {
  if (!/^\d{1,7}$/.test(digits ?? '') || Number(digits) > most) throw damaged();
  return Number(digits);
};

/** @throws requestInvalid when the rows and columns that hold something would take too much room */
function assertSmallArea(sheet: string): void {
  let lastRow = 0;
  let lastColumn = 0;
  let cell: readonly [row: number, column: number] = [0, 0];
  for (const { name, attribute } of tagsOf(sheet)) {
    if (name === 'row') numberUpTo(LAST_ROW, attribute('r') ?? '1');
    if (name === 'c') {
      const [, letters = '', digits] = /^([A-Z]{1,3})(\d+)$/.exec(attribute('r') ?? '') ?? [];
      cell = [numberUpTo(LAST_ROW, digits), columnNumber(letters)];
    }
    if (name !== 'v' && name !== 'is') continue;
    lastRow = Math.max(lastRow, cell[0]);
    lastColumn = Math.max(lastColumn, cell[1]);
  }
  if (lastRow * lastColumn > LARGEST_AREA) throw tooFarOut();
}

const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

/** A workbook of the first sheet alone, stored and not packed. */
function firstSheet(bytes: Uint8Array): ArrayBuffer {
  const read = openArchive(bytes);
  const copy: Record<string, Uint8Array> = {};
  const part = (name: string): string => {
    const content = read(name);
    if (content === undefined) throw noWorkbook();
    copy[name] = content;
    return strFromU8(content);
  };
  const first = [...tagsOf(part(WORKBOOK))].find(({ name, attribute }) => name === 'sheet' && Boolean(attribute('name')));
  const id = first?.attribute('id');
  for (const { name, attribute } of tagsOf(part(RELATIONS))) {
    if (name !== 'Relationship') continue;
    const path = pathOf(attribute('Target') ?? '');
    if (/\/(?:styles|sharedStrings)$/.test(attribute('Type') ?? '')) assertPlain(part(path));
    else if (attribute('Id') === id) assertSmallArea(part(path));
  }
  const zip = zipSync(copy, { level: 0 });
  return zip.buffer.slice(zip.byteOffset, zip.byteOffset + zip.byteLength);
}

const two = (part: number): string => String(part).padStart(2, '0');

/** A spreadsheet's day and time have no zone; the reader gives them as UTC. Without a day there is only a time. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (date.getUTCFullYear() < 1900) return time;
  const day = `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}.${date.getUTCFullYear()}`;
  return time === '00:00' ? day : `${day} ${time}`;
}

/** Without exponent and without the digits beyond the 15 that a spreadsheet keeps. */
const numberText = (digits: string): string => {
  const value = Number(Number(digits).toPrecision(15));
  if (Number.isNaN(value)) return digits;
  return Number.isSafeInteger(value) ? value.toFixed(0) : String(value).replace('.', ',');
};

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'WAHR' : 'FALSCH';
  return String(value).toWellFormed().replace(/\r\n?/g, '\n');
}

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);

/** @throws requestInvalid when the file is damaged, holds markup that no list needs, or too much of it */
export async function sheetLines(bytes: Uint8Array): Promise<ListRow[]> {
  const copy = firstSheet(bytes);
  try {
    const rows: readonly (readonly unknown[])[] = await readSheet<string>(copy, { trim: false, parseNumber: numberText });
    const characters = rows.reduce((sum, row) => sum + row.reduce<number>((length, cell) => length + lengthOf(cell), 0), 0);
    if (characters > LIST_LIMITS.characters) throw tooFarOut();
    return rows
      .map((row, index) => ({ line: index + 1, cells: row.map(cellText) }))
      .filter(({ cells }) => !isBlank(cells))
      .map(({ line, cells }) => ({ line, cells: cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1) }));
  } catch (error) {
    throw isFailure(error) ? error : damaged();
  }
}

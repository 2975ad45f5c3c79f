import { deflateRawSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';

/** Lists as they are sent, made as bytes: text in any encoding, and workbooks part by part, as no spreadsheet would write them. */

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return new Uint8Array(order === 'be' ? bytes.swap16() : bytes);
};
/** Windows code page 1252: ISO 8859-1 and what Microsoft put between 80 and 9F. */
const beyondLatin1: Record<string, number> = { '€': 0x80, '„': 0x84, Š: 0x8a, Ž: 0x8e, '“': 0x93, '–': 0x96, š: 0x9a, ž: 0x9e };
export const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from([...text], (letter) => beyondLatin1[letter] ?? letter.charCodeAt(0));

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

type Parts = {
  readonly sheet?: string;
  readonly strings?: string;
  readonly workbook?: string;
  readonly styles?: string;
  readonly more?: Zippable;
};

export const WORKBOOK = `<workbook xmlns="${NAMESPACE}" xmlns:r="${OFFICE}"><sheets><sheet name="Liste" sheetId="1" r:id="rId1"/><sheet name="Zweites" sheetId="2" r:id="rId4"/></sheets></workbook>`;
const RELATIONS = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`;
/** Style 1 is a German date, style 2 a date with a time. */
const STYLES = `<styleSheet xmlns="${NAMESPACE}"><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`;

export const sheetXml = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="${NAMESPACE}"><sheetData>${rows}</sheetData></worksheet>`;
export const inlineRow = (line: number, ...cells: readonly string[]): string =>
  `<row r="${line}">${cells.map((cell, index) => `<c r="${String.fromCharCode(65 + index)}${line}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;

export const twoPeople = sheetXml(inlineRow(1, 'Vorname', 'Nachname') + inlineRow(2, 'Anna', 'Weiß'));

export const workbookParts = ({ sheet = twoPeople, strings, workbook = WORKBOOK, styles = STYLES, more = {} }: Parts = {}): Zippable => ({
  '[Content_Types].xml': strToU8('<Types/>'),
  'xl/workbook.xml': strToU8(workbook),
  'xl/_rels/workbook.xml.rels': strToU8(RELATIONS),
  'xl/styles.xml': strToU8(styles),
  'xl/sharedStrings.xml': strToU8(strings ?? `<sst xmlns="${NAMESPACE}"><si><t>00123</t></si></sst>`),
  'xl/worksheets/sheet1.xml': strToU8(sheet),
  'xl/worksheets/sheet2.xml': strToU8(sheetXml(inlineRow(1, 'Nicht', 'lesen'))),
  ...more,
});
export const aWorkbook = (parts: Parts = {}): Uint8Array => zipSync(workbookParts(parts));

export const textWorkbook = async (rows: readonly (readonly string[])[]): Promise<Uint8Array> =>
  new Uint8Array(await writeXlsxFile(rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String })))).toBuffer());

/** An archive whose directory says something else: `change` gets the view at each entry of the directory. */
export function forged(archive: Uint8Array, change: (view: DataView, at: number, name: string) => void): Uint8Array {
  const copy = archive.slice();
  const view = new DataView(copy.buffer);
  let end = copy.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < view.getUint16(end + 10, true); index += 1) {
    const length = view.getUint16(at + 28, true);
    const next = at + 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    change(view, at, new TextDecoder().decode(copy.subarray(at + 46, at + 46 + length)));
    at = next;
  }
  return copy;
}

const isFirstSheet = (name: string): boolean => name === 'xl/worksheets/sheet1.xml';

/** A workbook of 100 kB whose first sheet is 100 MB of blanks. @param says the size that its directory admits */
export function aBomb(says = 100_000_000): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(100_000_000, 0x20));
  return forged(zipSync({ ...workbookParts(), 'xl/worksheets/sheet1.xml': [packed, { level: 0 }] }), (view, at, name) => {
    if (!isFirstSheet(name)) return;
    view.setUint16(at + 10, 8, true);
    view.setUint32(at + 24, says, true);
  });
}

/** The second sheet is the very bytes of the first, each by itself in order. */
export function overlapping(): Uint8Array {
  const offsets = [20, 24, 42];
  let first: number[] = [];
  return forged(aWorkbook(), (view, at, name) => {
    if (isFirstSheet(name)) first = offsets.map((offset) => view.getUint32(at + offset, true));
    if (name === 'xl/worksheets/sheet2.xml')
      for (const [index, offset] of offsets.entries()) view.setUint32(at + offset, first[index] ?? 0, true);
  });
}

/** The first sheet is said to be of another size than it is. */
export const misstated = (size: number): Uint8Array =>
  forged(aWorkbook(), (view, at, name) => {
    if (isFirstSheet(name)) view.setUint32(at + 24, size, true);
  });

/** Two parts of 20 MB each that pack about ten to one. */
export function aHeavyWorkbook(): Uint8Array {
  let state = 1;
  const heavy = Uint8Array.from({ length: 20_000_000 }, (_, index) => {
    if (index % 64 === 0) state = (state * 48_271) % 2_147_483_647;
    return index % 64 === 0 ? 0x41 + (state % 16) : 0x20;
  });
  return zipSync({ ...workbookParts(), 'xl/sharedStrings.xml': [heavy, { level: 1 }], 'xl/styles.xml': [heavy, { level: 1 }] });
}

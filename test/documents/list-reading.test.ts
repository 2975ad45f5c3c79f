import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { readTable } from '../../shared/documents/list-reading.ts';
import { isFailure } from '../../shared/domain/failures.ts';
import {
  aBomb,
  aHeavyWorkbook,
  aWorkbook,
  bytesOf,
  inlineRow,
  misstated,
  overlapping,
  sheetXml,
  textWorkbook,
  twoPeople,
  utf16,
  WORKBOOK,
  windows1252,
  workbookParts,
} from './list-files.ts';

const HEAD = 'Vorname;Nachname;Organisation';
const SEEN = [{ line: 2, cells: ['Jörg', 'Weiß', 'Stadt „Nord“ – Amt 3'] }];
const LIST = `${HEAD}\r\nJörg;Weiß;Stadt „Nord“ – Amt 3\r\n`;
const inOne = [{ line: 2, cells: ['Anna', 'Weiß'] }];

describe('CSV as it is sent', () => {
  test.each([
    ['UTF-8', bytesOf(LIST), 'utf-8', ';', SEEN],
    ['UTF-8 with byte order mark', bytesOf(`\ufeff${LIST}`), 'utf-8', ';', SEEN],
    ['UTF-16, little end first', utf16(LIST, 'le'), 'utf-16le', ';', SEEN],
    ['UTF-16, big end first', utf16(LIST, 'be'), 'utf-16be', ';', SEEN],
    ['Windows-1252', windows1252(LIST), 'windows-1252', ';', SEEN],
    ['comma', bytesOf('Vorname,Nachname\nAnna,Weiß\n'), 'utf-8', ',', inOne],
    ['tabulator', bytesOf('Vorname\tNachname\nAnna\tWeiß\n'), 'utf-8', '\t', inOne],
    ['bar', bytesOf('Vorname|Nachname\nAnna|Weiß\n'), 'utf-8', '|', inOne],
    ['one column', bytesOf('Name\nWeiß\n'), 'utf-8', ';', [{ line: 2, cells: ['Weiß'] }]],
    [
      'separator in a quoted heading',
      bytesOf('"Name, Vorname, Titel";Ort\n"Weiß, Anna";X\n'),
      'utf-8',
      ';',
      [{ line: 2, cells: ['Weiß, Anna', 'X'] }],
    ],
    ['line endings of old Macs', bytesOf('Vorname;Nachname\rAnna;Weiß\r'), 'utf-8', ';', inOne],
    [
      'mixed line endings',
      bytesOf('Vorname;Nachname\r\nAnna;Weiß\nJo;X\rY;Z'),
      'utf-8',
      ';',
      [...inOne, { line: 3, cells: ['Jo', 'X'] }, { line: 4, cells: ['Y', 'Z'] }],
    ],
    ["Excel's sep= is no row", bytesOf('sep=,\r\nVorname,Nachname\r\nAnna,Weiß\r\n'), 'utf-8', ',', inOne],
    ['quoted sep=', bytesOf('"sep=|"\nVorname|Nachname\nAnna|Weiß\n'), 'utf-8', '|', inOne],
    [
      'line breaks and doubled quotation marks in cells',
      bytesOf('A;B\n"x\r\ny";"sagt ""ja"""\nAnna;Weiß'),
      'utf-8',
      ';',
      [
        { line: 2, cells: ['x\ny', 'sagt "ja"'] },
        { line: 3, cells: ['Anna', 'Weiß'] },
      ],
    ],
    [
      'a quotation mark inside a cell',
      bytesOf('A;B\nHans "Hansi" Wolf;5" Rohr\n'),
      'utf-8',
      ';',
      [{ line: 2, cells: ['Hans "Hansi" Wolf', '5" Rohr'] }],
    ],
    ['blank rows before, between and after', bytesOf('\n;;\nA;B\n\n ; ;\n1;2\n;;\n\n\n'), 'utf-8', ';', [{ line: 6, cells: ['1', '2'] }]],
    [
      'short rows and empty cells at the end',
      bytesOf('A;B;C\n1\n1;2;;;;;\n'),
      'utf-8',
      ';',
      [
        { line: 2, cells: ['1'] },
        { line: 3, cells: ['1', '2'] },
      ],
    ],
    ['numbers stay what they are', bytesOf('A;B\n00123;1,50\n'), 'utf-8', ';', [{ line: 2, cells: ['00123', '1,50'] }]],
    ['a formula is text, our own guard comes off', bytesOf("A;B\n=1+1;'=1+1\n"), 'utf-8', ';', [{ line: 2, cells: ['=1+1', '=1+1'] }]],
    [
      'an apostrophe that guards nothing stays',
      bytesOf("A;B\n's-Hertogenbosch;'t Hooft\n"),
      'utf-8',
      ';',
      [{ line: 2, cells: ["'s-Hertogenbosch", "'t Hooft"] }],
    ],
  ] as const)('%s', async (_what, bytes, encoding, separator, rows) => {
    expect(await readTable('liste.csv', bytes)).toMatchObject({ format: 'csv', encoding, separator, rows });
  });

  test('heading of the first row that is not blank', async () => {
    expect((await readTable('LISTE.CSV', bytesOf('\n\nA;B\n1;2'))).header).toEqual({ line: 3, cells: ['A', 'B'] });
  });
});

describe('XLSX as it is sent', () => {
  test('text keeps its zeros, days and numbers read as people see them, a formula is its value', async () => {
    const cells =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>42445</v></c><c r="C2" s="2"><v>42445.5</v></c><c r="D2"><v>0.30000000000000004</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="str"><f>A1&amp;"x"</f><v>Ergebnis</v></c><c r="G2"><v>4.9511123456E11</v></c></row>';
    const { rows, ...rest } = await readTable('liste.xlsx', aWorkbook({ sheet: sheetXml(inlineRow(1, 'A', 'B') + cells) }));
    expect(rest).toEqual({ format: 'xlsx', encoding: null, separator: null, header: { line: 1, cells: ['A', 'B'] } });
    expect(rows).toEqual([{ line: 2, cells: ['00123', '16.03.2016', '16.03.2016 12:00', '0,3', 'WAHR', 'Ergebnis', '495111234560'] }]);
  });

  test('only the first sheet, blank and far empty rows left out, lines as the spreadsheet numbers them', async () => {
    const rows = `${inlineRow(3, 'A', 'B')}<row r="4"><c r="A4" s="1"/></row>${inlineRow(7, '1', '2')}<row r="1048576"><c r="XFD1048576" s="1"/></row>`;
    const table = await readTable('liste.xlsx', aWorkbook({ sheet: sheetXml(rows) }));
    expect([table.header.line, table.rows]).toEqual([3, [{ line: 7, cells: ['1', '2'] }]]);
  });

  test.each([
    [
      'prefixed names',
      sheetXml('')
        .replaceAll(/<(\/?)(worksheet|sheetData)/g, '<$1x:$2')
        .replace('xmlns=', 'xmlns:x=')
        .replace('<x:sheetData>', `<x:sheetData>${(inlineRow(1, 'A') + inlineRow(2, 'B')).replaceAll(/<(\/?)(\w)/g, '<$1x:$2')}`),
    ],
    [
      'rich text and markup as text',
      sheetXml(`${inlineRow(1, 'A')}<row r="2"><c r="A2" t="inlineStr"><is><r><t>B</t></r><r><t></t></r></is></c></row>`),
    ],
  ])('%s', async (_what, sheet) => {
    expect((await readTable('liste.xlsx', aWorkbook({ sheet }))).rows).toEqual([{ line: 2, cells: ['B'] }]);
  });

  test('names of other alphabets and signs come through', async () => {
    const names = ['Köroğlu', 'Yılmaz', 'von Below-Neufeldt', 'Weiß', 'Šťastná', 'Ḩasan', '<b>&amp;"\'', '_x0041_'];
    const read = await readTable('liste.xlsx', await textWorkbook([names.map((_, index) => `S${index}`), names]));
    expect(read.rows[0]?.cells.slice(0, 7)).toEqual(names.slice(0, 7));
  });
});

const megabytes = (count: number): Uint8Array => new Uint8Array(count * 1_000_000).fill(0x20);
const rows = (count: number) => `A;B\n${'1;2\n'.repeat(count)}`;
const doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${'&a;'.repeat(10)}">`).join('')}]>`;

describe('what is refused, and why', () => {
  test.each<readonly [what: string, fileName: string, bytes: () => Uint8Array, reason: RegExp]>([
    ['nothing', 'a.csv', () => new Uint8Array(), /leer/],
    ['blanks only', 'a.csv', () => bytesOf('\n;;\n  \n'), /leer/],
    ['a header only', 'a.csv', () => bytesOf('Vorname;Nachname\n'), /nur eine Zeile/],
    ['an empty workbook', 'a.xlsx', () => aWorkbook({ sheet: sheetXml('') }), /leer/],
    ['10 001 rows', 'a.csv', () => bytesOf(rows(10_001)), /mehr als 10\.000 Zeilen/],
    [
      '10 001 rows of a workbook',
      'a.xlsx',
      () => aWorkbook({ sheet: sheetXml(Array.from({ length: 10_002 }, (_, i) => inlineRow(i + 1, 'x')).join('')) }),
      /mehr als 10\.000 Zeilen/,
    ],
    ['51 columns', 'a.csv', () => bytesOf(`${'A;'.repeat(50)}A\n1\n`), /mehr als 50 Spalten/],
    ['51 columns in one row', 'a.csv', () => bytesOf(`A;B\n${'1;'.repeat(50)}1\n`), /mehr als 50 Spalten/],
    ['a file too large', 'a.csv', () => megabytes(5), /größer als 4 MB/],
    ['a PDF named XLSX', 'a.xlsx', () => bytesOf('%PDF-1.7\n'), /PDF/],
    ['a PDF named CSV', 'a.csv', () => bytesOf('%PDF-1.7\n'), /PDF/],
    ['old Excel', 'a.xls', () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), /XLSX oder CSV/],
    ['a workbook with a password', 'a.xlsx', () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), /Kennwort/],
    ['text named XLSX', 'a.xlsx', () => bytesOf(LIST), /keine Excel-Datei/],
    ['a workbook named CSV', 'a.csv', () => aWorkbook(), /kein Text/],
    ['another ending', 'a.exe', () => bytesOf(LIST), /Endung/],
    ['no ending', 'liste', () => bytesOf(LIST), /Endung/],
    ['bytes that are no text', 'a.csv', () => Uint8Array.of(0x41, 0, 0, 0xff), /keine Textdatei/],
    ['UTF-16 that ends in the middle', 'a.csv', () => utf16(LIST, 'le').slice(0, -1), /keine Textdatei/],
    ['a quotation mark never closed', 'a.csv', () => bytesOf('A;B\n1;2\n3;"4\n5;6\n'), /Ab Zeile 3 .*Anführungszeichen/],
    ['another Office file', 'a.xlsx', () => zipSync({ 'word/document.xml': bytesOf('<x/>') }), /keine Excel-Arbeitsmappe/],
    ['half a workbook', 'a.xlsx', () => aWorkbook().slice(0, 900), /beschädigt/],
    ['no archive behind the first bytes', 'a.xlsx', () => bytesOf('PK\u0003\u0004'.padEnd(5000, 'x')), /beschädigt/],
    ['a bomb that says how large it is', 'a.xlsx', () => aBomb(), /ausgepackt zu groß/],
    ['a bomb that says it is small', 'a.xlsx', () => aBomb(5_000), /beschädigt/],
    ['a bomb just within the limit', 'a.xlsx', () => aBomb(20_000_000), /ausgepackt zu groß/],
    ['an entry smaller than it says', 'a.xlsx', () => misstated(900_000), /beschädigt/],
    ['an entry larger than it says', 'a.xlsx', () => misstated(20), /beschädigt/],
    ['parts that are too large together', 'a.xlsx', aHeavyWorkbook, /ausgepackt zu groß/],
    ['entries that share bytes', 'a.xlsx', overlapping, /beschädigt/],
    [
      '10 001 entries',
      'a.xlsx',
      () =>
        zipSync({
          ...workbookParts(),
          ...Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`n${i}`, [new Uint8Array(), { level: 0 }] as const])),
        }),
      /ausgepackt zu groß/,
    ],
    ['an archive inside', 'a.xlsx', () => aWorkbook({ more: { 'xl/worksheets/sheet1.xml': aBomb() } }), /beschädigt/],
    ['a name outside the target', 'a.xlsx', () => aWorkbook({ workbook: WORKBOOK.replace('rId1', '../../etc/passwd') }), /beschädigt/],
    ['an external entity', 'a.xlsx', () => aWorkbook({ sheet: twoPeople.replace('<worksheet', `${doctype}<worksheet`) }), /Anweisungen/],
    ['an entity in the shared strings', 'a.xlsx', () => aWorkbook({ strings: `${doctype}<sst><si><t>&a;</t></si></sst>` }), /Anweisungen/],
    ['billion laughs', 'a.xlsx', () => aWorkbook({ styles: `${laughs}<styleSheet/>` }), /Anweisungen/],
    ['an entity in the workbook', 'a.xlsx', () => aWorkbook({ workbook: doctype + WORKBOOK }), /Anweisungen/],
    [
      'a cell at the far corner',
      'a.xlsx',
      () => aWorkbook({ sheet: sheetXml(`${inlineRow(1, 'A')}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`) }),
      /Weit unter/,
    ],
    ['a row beyond all rows', 'a.xlsx', () => aWorkbook({ sheet: sheetXml(`${inlineRow(1, 'A')}<row r="999999999"/>`) }), /beschädigt/],
    [
      'a row number in disguise',
      'a.xlsx',
      () => aWorkbook({ sheet: sheetXml(`${inlineRow(1, 'A')}<row r="&#57;99999999"/>`) }),
      /beschädigt/,
    ],
    [
      'a row with two numbers',
      'a.xlsx',
      () => aWorkbook({ sheet: sheetXml(`${inlineRow(1, 'A')}<row r="2"r="999999999"/>`) }),
      /beschädigt/,
    ],
    [
      'a tag inside an attribute',
      'a.xlsx',
      () => aWorkbook({ sheet: sheetXml(`${inlineRow(1, 'A')}<row x="<" r="999999999"/>`) }),
      /beschädigt/,
    ],
    [
      'one long text in very many cells',
      'a.xlsx',
      () =>
        aWorkbook({
          strings: `<sst><si><t>${'ab'.repeat(5_000)}</t></si></sst>`,
          sheet: sheetXml(Array.from({ length: 2_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>0</v></c></row>`).join('')),
        }),
      /Bitte kopieren Sie nur die Liste/,
    ],
  ])('%s', async (_what, fileName, bytes, reason) => {
    const failure = await readTable(fileName, bytes()).catch((error: unknown) => error);
    if (!isFailure(failure, 'requestInvalid')) throw new Error(`not refused as it should: ${String(failure)}`);
    expect(failure.detail).toMatch(reason);
    expect(failure.faults).toEqual([{ pointer: '/content', detail: failure.detail }]);
  });

  test.each([
    ['that says how large it is', undefined],
    ['that says it is small', 30_000_000],
  ])('a bomb %s takes less than 100 MB, in a process of its own', (_what, says) => {
    const folder = mkdtempSync(join(tmpdir(), 'register-list-'));
    try {
      writeFileSync(join(folder, 'bomb'), aBomb(says));
      const reading = new URL('../../shared/documents/list-reading.ts', import.meta.url).href;
      const script = `
        const { readTable } = await import(${JSON.stringify(reading)});
        const bytes = (await import('node:fs')).readFileSync(${JSON.stringify(join(folder, 'bomb'))});
        const before = process.resourceUsage().maxRSS;
        const outcome = await readTable('a.xlsx', bytes).then(() => 'read', ({ code }) => code);
        console.log(JSON.stringify({ outcome, grownKilobytes: process.resourceUsage().maxRSS - before }));`;
      const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
      const { outcome, grownKilobytes } = JSON.parse(ran.stdout) as { outcome: string; grownKilobytes: number };
      expect(outcome).toBe('requestInvalid');
      expect(grownKilobytes).toBeLessThan(100_000);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test('exactly 10 000 rows are read, of either kind', async () => {
  expect((await readTable('a.csv', bytesOf(rows(10_000)))).rows).toHaveLength(10_000);
  const sheet = sheetXml(Array.from({ length: 10_001 }, (_, i) => inlineRow(i + 1, `Vorname${i}`, 'Nachname', 'x@y.de')).join(''));
  const read = await readTable('a.xlsx', aWorkbook({ sheet }));
  expect([read.rows.length, read.rows.at(-1)]).toEqual([10_000, { line: 10_001, cells: ['Vorname10000', 'Nachname', 'x@y.de'] }]);
});

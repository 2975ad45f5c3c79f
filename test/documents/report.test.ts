import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { getDocumentProxy } from 'unpdf';
import { reportPdf } from '../../functions/document-pdf/pdf.ts';
import { docxOf } from '../../functions/documents/docx.ts';
import { htmlOf } from '../../functions/documents/html.ts';
import { xlsxOf } from '../../functions/documents/xlsx.ts';
import { germanCsv, machineCsv, tableCsv } from '../../shared/documents/csv.ts';
import { openFilesOf } from '../../shared/documents/open-files.ts';
import { printableReport } from '../../shared/documents/printable-report.ts';
import type { ReadReport } from '../../shared/domain/report.ts';
import { ReportDocument } from '../../shared/domain/report.ts';
import { periodOf } from '../../shared/domain/report-period.ts';
import { aFigure } from '../support/builders.ts';
import { aMeasure, aMeeting, aProposal } from '../support/records.ts';
import { aConference, aDue, anIndicator, aPromise, aRelease, aStated, composed, known } from '../support/reports.ts';
import { assertWellFormed, HOSTILE, read, unpacked, unspaced } from './reading.ts';

/** The report through every writer: the same words, the same bytes each time, and one changed number as the only difference. */

const conference = known('werkstatt', aConference());
function aReport({
  value = 2137,
  title = 'Abendkurse',
  status = 'COMPILED',
}: {
  value?: number;
  title?: string;
  status?: ReadReport['status'];
} = {}): ReadReport {
  const release = aRelease();
  const statuses = [{ status: 'RUNNING', asOf: '2016-06-01', wording: null, source: null }];
  const target = { value: aStated(10_000, null), due: aDue(null) };
  const document = composed({
    release,
    events: new Map([[conference.id, conference]]),
    figures: [aFigure('f1', ['werkstatt'], { value: 500, qualifier: 'MORE_THAN' })],
    meetings: [known('s-1', aMeeting({ plannedOn: '2016-05-01', status: 'HELD' }))],
    proposals: [known('vor-1', aProposal({ eventId: 'werkstatt', title }))],
    measures: [known('mass-1', aMeasure({ title, statuses }))],
    indicators: [
      known('zahl-1', anIndicator({ measureId: 'mass-1', target, values: [aStated(value, '2016-12-06')] })),
      known('zahl-2', anIndicator({ order: 2, label: 'Klassen', unit: 'Klassen', values: [aStated(2, null, { upTo: 3 })] })),
      known('zahl-3', anIndicator({ order: 3, label: 'Anteil', unit: '%', values: [aStated(12.5, '2016-11-01', { worth: 'ABOUT' })] })),
    ],
    commitments: [known('zusage-1', aPromise())],
  });
  return { document, status };
}

async function pdfText(report: ReadReport): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(reportPdf(report)));
  try {
    const pages = await Promise.all(
      Array.from({ length: pdf.numPages }, async (_, index) => await (await pdf.getPage(index + 1)).getTextContent()),
    );
    return pages.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' ');
  } finally {
    await pdf.loadingTask.destroy();
  }
}

const writers: readonly (readonly [name: string, write: (report: ReadReport) => Promise<string> | string])[] = [
  ['HTML', (report) => htmlOf(printableReport(report))],
  ['CSV for Excel', (report) => germanCsv(printableReport(report))],
  ['CSV for programs', (report) => machineCsv(printableReport(report))],
  ['JSON', (report) => printableReport(report).json()],
  ['DOCX', async (report) => unpacked(await docxOf(printableReport(report)))['word/document.xml'] ?? ''],
  ['XLSX', async (report) => Object.values(unpacked(await xlsxOf(printableReport(report)))).join('\n')],
  ['PDF', pdfText],
];

describe.each(writers)('%s', (name, write) => {
  test('is equal to the byte each time, however it came about', async () => {
    expect(await write(aReport())).toBe(
      await write({ ...aReport(), document: ReportDocument.parse(JSON.parse(JSON.stringify(aReport().document))) }),
    );
  });

  test('one changed value is the only difference', async () => {
    const [one, other] = [await write(aReport()), await write(aReport({ value: 2138 }))];
    expect(one).not.toBe(other);
    // The value and its share to the tenth; in data, its hash and, in binary files, nothing else.
    const neutral = (text: string) => text.replace(/2[.\s\u00a0]?13[78](?!\d)/g, '#').replace(/"sha256":"[0-9a-f]{64}"/g, '"sha256":"#"');
    expect(neutral(one)).toBe(neutral(other));
  });

  test('shows value, target and what the number is worth', async () => {
    const text = unspaced(await write(aReport())).replaceAll('&nbsp;', '');
    const words = { 'CSV for programs': 'rund', JSON: 'ABOUT' }[name] === undefined ? 'rund12,5' : 'ABOUT';
    expect(text).toContain(words);
  });
});

describe('every format', () => {
  test('says that it is a draft until it is published, and nothing of it after', async () => {
    const draft = aReport();
    const published = aReport({ status: 'PUBLISHED' });
    expect([printableReport(draft).stem, printableReport(published).stem]).toEqual([
      'entwurf-ergebnisbericht-ag-sprache--2016',
      'ergebnisbericht-ag-sprache--2016',
    ]);
    for (const write of [htmlOf, docxOf, xlsxOf] as const) {
      const text = async (report: ReadReport) => {
        const content = await write(printableReport(report));
        return typeof content === 'string' ? content : Object.values(unpacked(content)).join('\n');
      };
      expect(await text(draft)).toContain('Entwurf – nicht zur Weitergabe');
      expect(await text(published)).not.toMatch(/Entwurf –|class="is-draft"/);
    }
    expect(await pdfText(draft)).toContain('Entwurf – nicht zur Weitergabe');
    expect(await pdfText(published)).not.toContain('Entwurf');
  });

  test('a report of nothing is one in every format', async () => {
    const empty: ReadReport = { document: composed({ period: periodOf('2016-q4') }), status: 'PUBLISHED' };
    for (const write of [htmlOf, docxOf] as const) {
      const content = await write(printableReport(empty));
      expect(read(typeof content === 'string' ? content : (unpacked(content)['word/document.xml'] ?? ''))).toContain('Nichts zu berichten');
    }
    expect(read(await pdfText(empty))).toContain(
      'Nichts zu berichten: Für das 4. Quartal 2016 liegen zu diesem Gremium weder eine Konferenz noch Sitzungen noch Ergebnisse vor.',
    );
    expect(germanCsv(printableReport(empty))).toBe('\ufeff');
    expect((await readSheet(Buffer.from(await xlsxOf(printableReport(empty)))))[0]?.[0]).toBe(
      'Arbeitsgruppe Sprache: Ergebnisbericht über das 4. Quartal 2016',
    );
  });
});

describe('measured values', () => {
  const { document } = aReport();
  const table = document.sections.flatMap(({ tables }) => tables).find(({ id }) => id === 'kennzahlen');

  test('for programs: number, upper end, worth and unit, each in a column of its own', () => {
    const rows = parse(table === undefined ? '' : tableCsv(table), { columns: true }) as Record<string, string>[];
    const fields = ({ wert, wert_up_to, wert_qualifier, wert_unit }: Record<string, string>) => [
      wert,
      wert_up_to,
      wert_qualifier,
      wert_unit,
    ];
    expect(rows.map(fields)).toEqual([
      ['2137', '', 'EXACT', 'Plätze'],
      ['2', '3', 'EXACT', 'Klassen'],
      ['12.5', '', 'ABOUT', '%'],
    ]);
    expect(rows[0]?.anteil).toBe('21.4');
  });

  test('in a spreadsheet: a number is a number, with its unit beside it; what is not exact says so', async () => {
    const sheet = (await readSheet(Buffer.from(await xlsxOf(printableReport(aReport()))), 'Kennzahlen')) as unknown[][];
    expect(sheet[0]).toEqual(expect.arrayContaining(['Wert', 'Wert: Einheit', 'Ziel', 'Ziel: Einheit']));
    const at = sheet[0]?.indexOf('Wert') ?? -1;
    expect(sheet.slice(1, 4).map((row) => row.slice(at, at + 2))).toEqual([
      [2137, 'Plätze'],
      ['2 bis 3', 'Klassen'],
      ['rund 12,5', '%'],
    ]);
  });

  test('the open files of a report say where they come from, and name no record behind a row', () => {
    const files = openFilesOf(printableReport(aReport()));
    const json = files.find(({ fileName }) => fileName === 'kennzahlen.json')?.content ?? '';
    expect(JSON.parse(json)).toMatchObject({ report: { reportId: 'ag-sprache--2016', period: '2016', asOf: '2016-12-31' } });
    expect(json).not.toContain('sources');
  });
});

describe('the paper', () => {
  test('is PDF/A-3a, tagged, German and titled, brings its tables along and passes the checks of PDF/UA-1', async () => {
    const report = aReport({ status: 'PUBLISHED' });
    const pdf = await getDocumentProxy(new Uint8Array(reportPdf(report)));
    const { info, metadata } = await pdf.getMetadata();
    expect(info).toMatchObject({ Language: 'de-DE', Title: 'Arbeitsgruppe Sprache: Ergebnisbericht über das Jahr 2016' });
    expect([metadata?.get('pdfaid:part'), metadata?.get('pdfaid:conformance')]).toEqual(['3', 'A']);
    const attached = [...((await pdf.getAttachments()) ?? new Map()).values()] as { filename: string }[];
    expect(new Set(attached.map(({ filename }) => filename))).toEqual(
      new Set(openFilesOf(printableReport(report)).map(({ fileName }) => fileName)),
    );
    await pdf.loadingTask.destroy();
    expect(reportPdf(report, 'ua-1').length).toBeGreaterThan(10_000);
  });
});

describe('hostile text', () => {
  test.each(HOSTILE.map((sign) => [sign]))('%s is text everywhere', async (sign) => {
    const report = aReport({ title: sign });
    const printable = printableReport(report);
    for (const content of Object.entries(unpacked(await docxOf(printable)))) if (content[0].endsWith('.xml')) assertWellFormed(content[1]);
    expect(htmlOf(printable)).not.toMatch(/<script|<img|onerror="|onmouseover="/);
    expect(reportPdf(report).length).toBeGreaterThan(10_000);
    expect((parse(machineCsv(printable), { columns: true }) as unknown[]).length).toBeGreaterThan(10);
  });
});

import { gzipSync } from 'node:zlib';
import { answerPdf } from '../functions/document-pdf/pdf.ts';
import { docxOf } from '../functions/documents/docx.ts';
import { htmlOf } from '../functions/documents/html.ts';
import { xlsxOf } from '../functions/documents/xlsx.ts';
import { importReference } from '../infra/local/import.ts';
import { printableAnswer } from '../shared/documents/printable-answer.ts';
import type { AnswerDocument, FigureTable } from '../shared/domain/answer-document.ts';
import { answerStore } from '../shared/store/answer-store.ts';
import { inquiryStore } from '../shared/store/inquiry-store.ts';
import { liveTable } from '../shared/store/live-table.ts';
import type { Part } from './measure.ts';
import { figure, medianTime, table, whole } from './measure.ts';
import { openEngine } from './register.ts';

const ROUNDS = 7;
const ROWS = 2_000;
const INQUIRY = 'anfrage-17-7349';

/** The same answer with one table of many rows in place of the 23 printed ones. */
function enlarged(document: AnswerDocument): AnswerDocument {
  const grown = (one: FigureTable): FigureTable =>
    one.id === 'q9-veranstaltungen'
      ? {
          ...one,
          rows: Array.from({ length: ROWS }, (_, index) => ({
            ...(one.rows[index % one.rows.length] as FigureTable['rows'][number]),
            key: String(index),
          })),
        }
      : one;
  return { ...document, units: document.units.map((unit) => ({ ...unit, tables: unit.tables.map(grown) })) };
}

async function run(say: (progress: string) => void): Promise<string> {
  const engine = await openEngine();
  try {
    const registers = liveTable();
    await importReference(() => {}, registers);
    const answers = answerStore(registers, () => new Date().toISOString());
    const inquiry = await inquiryStore(registers).get('npa', INQUIRY);
    const compose = () => answers.compose('npa', { ...inquiry, state: { ...inquiry.state, packHash: null } }, new Date().toISOString());
    const printed = (await compose()).document;
    const rows: string[][] = [['compose the draft live', figure(await medianTime(ROUNDS, compose)), '–', '–']];
    const documents = [printed, enlarged(printed)] as const;
    const measure = async (name: string, work: (document: AnswerDocument) => unknown): Promise<void> => {
      say(name);
      const times: string[] = [];
      for (const document of documents) times.push(figure(await medianTime(ROUNDS, async () => await work(document))));
      rows.push([name, ...times, whole(process.memoryUsage().rss / 2 ** 20)]);
    };
    await measure('freeze: canonical JSON, hash, compress', (document) => answers.freezing('npa', INQUIRY, 1, document));
    await measure('HTML', (document) => htmlOf(printableAnswer(document)));
    await measure('PDF/A-3a', (document) => answerPdf(document));
    await measure('DOCX', (document) => docxOf(printableAnswer(document)));
    await measure('XLSX', (document) => xlsxOf(printableAnswer(document)));
    const packed = documents.map((document) => whole(gzipSync(JSON.stringify(document)).length));
    return `${table(['step, median ms', 'Drs. 17/7349', `${whole(ROWS)} rows`, 'RSS so far, MB'], rows)}\n\nEvidence pack, compressed: ${packed.join(' and ')} bytes.`;
  } finally {
    await engine.stop();
  }
}

export const answers: Part = { title: 'Answers: draft, freeze, render', run };

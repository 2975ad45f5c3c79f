import { germanCsv, machineCsv } from '../../shared/documents/csv.ts';
import type { AnswerDeps } from '../../shared/documents/reading.ts';
import { documentFor, fileStem } from '../../shared/documents/reading.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import type { FileAnswer, Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { htmlOf, htmlPolicy } from './html.ts';
import { jsonOf } from './json.ts';
import type { DocumentFormat, getAnswerDocument } from './routes.ts';
import { documentFormats } from './routes.ts';

/** The writers of office files are large and loaded by those who ask for one. */
const writers: Record<DocumentFormat, (document: AnswerDocument) => FileAnswer['content'] | Promise<FileAnswer['content']>> = {
  html: htmlOf,
  csv: germanCsv,
  'csv-machine': machineCsv,
  json: jsonOf,
  docx: async (document) => {
    const { docxOf } = await import('./docx.ts');
    return await docxOf(document);
  },
  xlsx: async (document) => {
    const { xlsxOf } = await import('./xlsx.ts');
    return await xlsxOf(document);
  },
};

export const work: Work<typeof getAnswerDocument, AnswerDeps> = async ({ params, query: { format }, actor }, { answers }) => {
  const document = await documentFor(actor, params, answers);
  const { contentType, ending } = documentFormats[format];
  const content = await writers[format](document);
  // A page is shown, everything else is kept.
  if (format === 'html') return file({ contentType, content, headers: { 'content-security-policy': htmlPolicy } });
  return file({ contentType, content, fileName: `${fileStem(document)}${format === 'csv-machine' ? '-maschinenlesbar' : ''}.${ending}` });
};

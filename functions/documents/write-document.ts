import { germanCsv, machineCsv } from '../../shared/documents/csv.ts';
import type { Printable } from '../../shared/documents/printable.ts';
import type { Answer, FileAnswer } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { htmlOf, htmlPolicy } from './html.ts';
import type { DocumentFormat } from './routes.ts';
import { documentFormats } from './routes.ts';

/** The writers of office files are large and loaded by those who ask for one. */
const writers: Record<DocumentFormat, (document: Printable) => FileAnswer['content'] | Promise<FileAnswer['content']>> = {
  html: htmlOf,
  csv: germanCsv,
  'csv-machine': machineCsv,
  json: (document) => document.json(),
  docx: async (document) => {
    const { docxOf } = await import('./docx.ts');
    return await docxOf(document);
  },
  xlsx: async (document) => {
    const { xlsxOf } = await import('./xlsx.ts');
    return await xlsxOf(document);
  },
};

export async function writeDocument(document: Printable, format: DocumentFormat): Promise<Answer> {
  const { contentType, ending } = documentFormats[format];
  const content = await writers[format](document);
  // A page is shown, everything else is kept.
  if (format === 'html') return file({ contentType, content, headers: { 'content-security-policy': htmlPolicy } });
  return file({ contentType, content, fileName: `${document.stem}${format === 'csv-machine' ? '-maschinenlesbar' : ''}.${ending}` });
}

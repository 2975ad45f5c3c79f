import type { AnswerDeps } from '../../shared/documents/reading.ts';
import { documentFor, fileStem } from '../../shared/documents/reading.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { pdfOf } from './pdf.ts';
import type { getAnswerPdf } from './routes.ts';

export const work: Work<typeof getAnswerPdf, AnswerDeps> = async ({ params, actor }, { answers }) => {
  const document = await documentFor(actor, params, answers);
  return file({ contentType: 'application/pdf', content: pdfOf(document), fileName: `${fileStem(document)}.pdf` });
};

import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDeps } from '../../shared/documents/reading.ts';
import { documentFor } from '../../shared/documents/reading.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { answerPdf } from './pdf.ts';
import type { getAnswerPdf } from './routes.ts';

export const work: Work<typeof getAnswerPdf, AnswerDeps> = async ({ params, actor }, { answers }) => {
  const document = await documentFor(actor, params, answers);
  return file({ contentType: 'application/pdf', content: answerPdf(document), fileName: `${printableAnswer(document).stem}.pdf` });
};

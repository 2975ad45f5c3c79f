import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDeps } from '../../shared/documents/reading.ts';
import { documentFor } from '../../shared/documents/reading.ts';
import type { Work } from '../../shared/http/route.ts';
import type { getAnswerDocument } from './routes.ts';
import { writeDocument } from './write-document.ts';

export const work: Work<typeof getAnswerDocument, AnswerDeps> = async ({ params, query: { format }, actor }, { answers }) =>
  await writeDocument(printableAnswer(await documentFor(actor, params, answers)), format);

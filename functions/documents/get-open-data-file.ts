import { openFilesOf, publicHeaders } from '../../shared/documents/open-files.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDeps } from '../../shared/documents/reading.ts';
import { issuedDocument } from '../../shared/documents/reading.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { getOpenDataFile } from './routes.ts';

const contentTypes = { CSV: 'text/csv; charset=utf-8; header=present', JSON: 'application/json; charset=utf-8' } as const;

export const work: Work<typeof getOpenDataFile, AnswerDeps> = async ({ params }, { answers }) => {
  const files = openFilesOf(printableAnswer(await issuedDocument(params, answers)));
  const found = files.find(({ fileName }) => fileName === params.fileName);
  if (!found) throw new Failure('inquiryNotFound', { detail: 'Diese Antwort hat keine Tabelle mit dieser Kennung.' });
  return file({
    contentType: contentTypes[found.format],
    content: found.content,
    fileName: found.fileName,
    headers: publicHeaders(found.sha256),
  });
};

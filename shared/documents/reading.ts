import type * as z from 'zod';
import type { Actor } from '../domain/access.ts';
import type { AnswerDocument } from '../domain/answer-document.ts';
import { Failure } from '../domain/failures.ts';
import { type InquiryPath, inHouse, issuedOnly, maySee } from '../domain/inquiry.ts';

/** Where documents come from: frozen and issued ones from the evidence pack, drafts composed live. */
type AnswerSource = {
  /** @throws inquiryNotFound */
  readonly documentOf: (allianceId: string, inquiryId: string) => Promise<AnswerDocument>;
};
export type AnswerDeps = { readonly answers: AnswerSource };

export const documentReaders = [...inHouse, ...issuedOnly] as const;

/** @throws inquiryNotFound too when the caller may only read issued answers and this is none yet: unseen answers like missing */
export async function documentFor(
  actor: Actor,
  { allianceId, inquiryId }: z.output<typeof InquiryPath>,
  answers: AnswerSource,
): Promise<AnswerDocument> {
  const document = await answers.documentOf(allianceId, inquiryId);
  if (!maySee(actor, document)) throw new Failure('inquiryNotFound');
  return document;
}

/** @throws inquiryNotFound for whatever is not issued */
export async function issuedDocument(
  { allianceId, inquiryId }: z.output<typeof InquiryPath>,
  answers: AnswerSource,
): Promise<AnswerDocument> {
  const document = await answers.documentOf(allianceId, inquiryId);
  if (document.status !== 'ISSUED') throw new Failure('inquiryNotFound');
  return document;
}

/** `antwort-17-7539`, `entwurf-zu-17-7349`: without ending, safe in a header and on every disk. */
export function fileStem({ status, questionPaper, answerPaper }: AnswerDocument): string {
  const dashed = (paper: string) => paper.replaceAll('/', '-');
  if (status === 'DRAFT') return `entwurf-zu-${dashed(questionPaper)}`;
  return answerPaper === null ? `antwort-zu-${dashed(questionPaper)}` : `antwort-${dashed(answerPaper)}`;
}

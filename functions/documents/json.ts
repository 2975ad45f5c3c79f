import { withheld } from '../../shared/documents/cells.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import { canonicalJson } from '../../shared/domain/canonical.ts';

/** The document as it is, in canonical JSON, except that a suppressed count carries no value. */
export const jsonOf = (document: AnswerDocument): string => canonicalJson(withheld(document));

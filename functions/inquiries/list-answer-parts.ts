import { viewOf } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { inquiryFor } from './reach.ts';
import type { listAnswerParts } from './routes.ts';

/** Bounded by the questions of one inquiry, so it needs no pages. */
export const work: Work<typeof listAnswerParts, InquiryDeps> = async ({ params, actor }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  return ok({ items: (await deps.answers.partsOf(actor.alliance, inquiry.id, inquiry.state)).map(viewOf) });
};

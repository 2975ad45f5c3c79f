import { answerCorrectionOpened } from '../../events/answer-correction-opened.ts';
import { correctAnswer as correction } from '../../shared/domain/inquiry.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { InquiryDeps } from './deps.ts';
import { actingBy, inquiryFor } from './reach.ts';
import type { correctAnswer } from './routes.ts';

export const work: Work<typeof correctAnswer, InquiryDeps> = async ({ params, body, actor, by }, deps) => {
  const issued = await inquiryFor(deps, actor, params.inquiryId);
  const state = correction(issued.state, params.inquiryId, body.reason, actingBy(by));
  const { askers } = await deps.inquiries.peopleOf(actor.alliance, issued.id);
  const event = answerCorrectionOpened({ corrects: issued.id, reason: body.reason });
  return recorded(
    await deps.inquiries.openCorrection(actor.alliance, ids.next(), { state, event }, { askers, signedBy: null }, issued.id, by),
  );
};

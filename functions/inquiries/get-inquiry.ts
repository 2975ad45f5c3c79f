import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { unitsOf } from '../../shared/domain/inquiry.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { deadlineOf, inquiryFor, readBy } from './reach.ts';
import type { getInquiry } from './routes.ts';

export const work: Work<typeof getInquiry, InquiryDeps> = async ({ params, actor, now }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  const [people, correctedBy] = await Promise.all([
    deps.inquiries.peopleOf(actor.alliance, inquiry.id),
    deps.inquiries.correctionOf(actor.alliance, inquiry.id),
  ]);
  const units = unitsOf(inquiry.state.questions).map(({ id }) => id);
  return ok({ ...readBy(actor, inquiry), ...people, ...deadlineOf(inquiry.state, berlinDayOf(now)), units, correctedBy }, inquiry.version);
};

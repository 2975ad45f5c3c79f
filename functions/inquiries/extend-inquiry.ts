import { inquiryExtended } from '../../events/inquiry-extended.ts';
import { extend } from '../../shared/domain/inquiry.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { inquiryFor } from './reach.ts';
import type { extendInquiry } from './routes.ts';

export const work: Work<typeof extendInquiry, InquiryDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  const event = inquiryExtended({ sentOn: body.sentOn, expectedOn: body.expectedOn });
  return recorded(await deps.inquiries.update(actor.alliance, inquiry, expectedVersion, { state: extend(inquiry.state, body), event }, by));
};

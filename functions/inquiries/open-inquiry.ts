import { inquiryOpened } from '../../events/inquiry-opened.ts';
import { dueOn, usualRules } from '../../shared/domain/deadline.ts';
import { openInquiry as opened } from '../../shared/domain/inquiry.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { InquiryDeps } from './deps.ts';
import type { openInquiry } from './routes.ts';

export const work: Work<typeof openInquiry, InquiryDeps> = async ({ body, actor, by }, { inquiries }) => {
  const { inquiry, people } = opened(body, usualRules[body.kind]);
  const { questionPaper, receivedOn, forwardedOn } = inquiry;
  const event = inquiryOpened({ questionPaper, receivedOn, forwardedOn, dueOn: dueOn(inquiry, inquiry.deadlineRule) });
  return recorded(await inquiries.open(actor.alliance, ids.next(), { state: inquiry, event }, people, by));
};

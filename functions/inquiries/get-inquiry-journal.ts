import { toJournalView } from '../../shared/http/journal-view.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { inquiryFor } from './reach.ts';
import type { getInquiryJournal } from './routes.ts';

export const work: Work<typeof getInquiryJournal, InquiryDeps> = async ({ params, actor }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  return ok(toJournalView(await deps.inquiries.journalOf(actor.alliance, inquiry.id)));
};

import { inquiryEdited } from '../../events/inquiry-edited.ts';
import { editInquiry as edited } from '../../shared/domain/inquiry.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { InquiryDeps } from './deps.ts';
import { actingBy, inquiryFor } from './reach.ts';
import type { editInquiry } from './routes.ts';

export const work: Work<typeof editInquiry, InquiryDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const inquiry = await inquiryFor(deps, actor, params.inquiryId);
  const people = await deps.inquiries.peopleOf(actor.alliance, inquiry.id);
  const state = edited(inquiry.state, body, actingBy(by));
  const signature = JSON.stringify(people.signedBy) === JSON.stringify(body.signedBy) ? [] : ['signedBy'];
  const event = inquiryEdited({ changed: [...changedFields(inquiry.state, state).filter((field) => field !== 'drafters'), ...signature] });
  return recorded(
    await deps.inquiries.edit(actor.alliance, inquiry, expectedVersion, { state, event }, { ...people, signedBy: body.signedBy }, by),
  );
};

import type * as z from 'zod';
import type { Actor } from '../../shared/domain/access.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { deadlineState, dueOn } from '../../shared/domain/deadline.ts';
import { Failure } from '../../shared/domain/failures.ts';
import type { Acting, Inquiry, InquiryView } from '../../shared/domain/inquiry.ts';
import { maySee, stepNames } from '../../shared/domain/inquiry.ts';
import type { Authorship, Versioned } from '../../shared/domain/journal.ts';
import { viewOf } from '../../shared/domain/journal.ts';
import type { InquiryDeps } from './deps.ts';

export const actingBy = ({ subject, at }: Authorship): Acting => ({ subject, at, today: berlinDayOf(at) });

/** What a caller reads of an inquiry: members of the Landtag the paper, not the hands it went through. */
export const readBy = ({ role }: Actor, inquiry: Versioned<Inquiry>): z.output<typeof InquiryView> => {
  const view = viewOf(inquiry);
  if (role !== 'PARLIAMENT_READER') return view;
  const steps = Object.fromEntries(stepNames.map((name) => [name, null])) as Inquiry['steps'];
  return { ...view, steps, drafters: [], acceptedFindings: [] };
};

/** @throws inquiryNotFound also for a draft that the caller may not see */
export async function inquiryFor(
  { inquiries }: Pick<InquiryDeps, 'inquiries'>,
  actor: Actor,
  inquiryId: string,
): Promise<Versioned<Inquiry>> {
  const inquiry = await inquiries.get(actor.alliance, inquiryId);
  if (!maySee(actor, inquiry.state)) throw new Failure('inquiryNotFound');
  return inquiry;
}

export function deadlineOf({ receivedOn, forwardedOn, deadlineRule, answeredOn, extensions }: Inquiry, today: string) {
  const due = dueOn({ receivedOn, forwardedOn }, deadlineRule);
  return { dueOn: due, deadlineState: deadlineState(due, answeredOn, extensions, today) };
}

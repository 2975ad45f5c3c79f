import { minutesApproved } from '../../events/minutes-approved.ts';
import { minutesDrafted } from '../../events/minutes-drafted.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { JournalEntry } from '../../shared/domain/journal.ts';
import * as rules from '../../shared/domain/meeting-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { MeetingDeps } from './deps.ts';
import { meetingFor } from './reach.ts';
import type { approveMinutes, draftMinutes } from './routes.ts';

export const draft: Work<typeof draftMinutes, MeetingDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  const state = rules.draftMinutes(meeting.state, body, berlinDayOf(now));
  const event = minutesDrafted({ bodyId: state.bodyId, datedOn: body.datedOn, reopenedBecause: state.minutes.reopenedBecause });
  return recorded(await deps.meetings.update(actor.alliance, meeting, expectedVersion, { state, event }, by));
};

/** Subjects who wrote on the draft since minutes were last approved; the journal knows them, the record does not. */
function draftersOf(entries: readonly JournalEntry[]): Set<string> {
  const approved = entries.findLastIndex(({ event }) => event.name === minutesApproved.eventName);
  const since = entries.slice(approved + 1).filter(({ event }) => event.name === minutesDrafted.eventName);
  return new Set(since.map(({ by }) => by.subject));
}

export const approve: Work<typeof approveMinutes, MeetingDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  const drafters = draftersOf(await deps.meetings.journalOf(actor.alliance, meeting.id));
  const state = rules.approveMinutes(meeting.state, body.approvedOn, drafters, { subject: by.subject, today: berlinDayOf(now) });
  const event = minutesApproved({ bodyId: state.bodyId, datedOn: state.minutes.datedOn, approvedOn: body.approvedOn });
  return recorded(await deps.meetings.update(actor.alliance, meeting, expectedVersion, { state, event }, by));
};

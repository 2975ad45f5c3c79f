import { viewOf } from '../../shared/domain/journal.ts';
import { factsOf } from '../../shared/domain/meeting-facts.ts';
import { toJournalView } from '../../shared/http/journal-view.ts';
import type { Work } from '../../shared/http/route.ts';
import { ok } from '../../shared/http/route.ts';
import type { MeetingDeps } from './deps.ts';
import { meetingFor, seatsOf } from './reach.ts';
import type { getMeeting, getMeetingJournal } from './routes.ts';

export const work: Work<typeof getMeeting, MeetingDeps> = async ({ params, query, actor }, deps) => {
  const today = await meetingFor(deps, actor, params.meetingId);
  const meeting = query.knownAt === undefined ? today : await deps.meetings.getKnownAt(actor.alliance, today.id, query.knownAt);
  const facts = factsOf(meeting.state, await seatsOf(deps, actor.alliance, meeting.state.bodyId));
  return ok({ ...viewOf(meeting), facts }, meeting.version);
};

export const journal: Work<typeof getMeetingJournal, MeetingDeps> = async ({ params, actor }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  return ok(toJournalView(await deps.meetings.journalOf(actor.alliance, meeting.id)));
};

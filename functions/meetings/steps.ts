import { decisionsRecorded } from '../../events/decisions-recorded.ts';
import { meetingCancelled } from '../../events/meeting-cancelled.ts';
import { meetingInvited } from '../../events/meeting-invited.ts';
import { presenceRecorded } from '../../events/presence-recorded.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import type { Presence } from '../../shared/domain/meeting.ts';
import { votingPresent } from '../../shared/domain/meeting-presence.ts';
import * as rules from '../../shared/domain/meeting-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import type { MeetingDeps } from './deps.ts';
import { meetingFor, seatsOf } from './reach.ts';
import type { cancelMeeting, inviteToMeeting, recordDecisions, recordPresence } from './routes.ts';

export const invite: Work<typeof inviteToMeeting, MeetingDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  const state = rules.inviteTo(meeting.state, body.invitedOn, berlinDayOf(now));
  const { bodyId, plannedOn, agenda } = state;
  const event = meetingInvited({ bodyId, plannedOn, invitedOn: body.invitedOn, items: agenda.length });
  return recorded(await deps.meetings.update(actor.alliance, meeting, expectedVersion, { state, event }, by));
};

/** Ids of those persons the list names that are recorded and stand for themselves: nobody is counted twice after a merge. */
async function knownPersons({ persons }: MeetingDeps, alliance: string, presence: readonly Presence[]): Promise<Set<string>> {
  const named = presence.flatMap(({ personId, substituteForPersonId }) => [
    personId,
    ...(substituteForPersonId === null ? [] : [substituteForPersonId]),
  ]);
  const found = await Promise.all([...new Set(named)].map((id) => persons.find(alliance, id)));
  return new Set(found.flatMap((person) => (person && person.state.mergedInto === null ? [person.id] : [])));
}

export const hold: Work<typeof recordPresence, MeetingDeps> = async ({ params, body, actor, by, now, expectedVersion }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  const [seats, known] = await Promise.all([
    seatsOf(deps, actor.alliance, meeting.state.bodyId),
    knownPersons(deps, actor.alliance, body.presence),
  ]);
  const state = rules.hold(meeting.state, body, { seats, known, today: berlinDayOf(now) });
  const { bodyId, plannedOn, presence } = state;
  const event = presenceRecorded({ bodyId, plannedOn, present: presence.length, voting: votingPresent(state) });
  return recorded(await deps.meetings.update(actor.alliance, meeting, expectedVersion, { state, event }, by));
};

export const decide: Work<typeof recordDecisions, MeetingDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  const state = rules.decide(meeting.state, body.decisions);
  const { bodyId, plannedOn, decisions } = state;
  const event = decisionsRecorded({ bodyId, plannedOn, decisions: decisions.length });
  return recorded(await deps.meetings.update(actor.alliance, meeting, expectedVersion, { state, event }, by));
};

export const cancel: Work<typeof cancelMeeting, MeetingDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  const state = rules.cancelMeeting(meeting.state, body.reason);
  const { bodyId, plannedOn } = state;
  const event = meetingCancelled({ bodyId, plannedOn, reason: body.reason });
  return recorded(await deps.meetings.update(actor.alliance, meeting, expectedVersion, { state, event }, by));
};

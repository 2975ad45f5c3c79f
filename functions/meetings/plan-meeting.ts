import { meetingEdited } from '../../events/meeting-edited.ts';
import { meetingPlanned } from '../../events/meeting-planned.ts';
import { changedFields } from '../../shared/domain/journal.ts';
import * as rules from '../../shared/domain/meeting-rules.ts';
import type { Work } from '../../shared/http/route.ts';
import { recorded } from '../../shared/http/route.ts';
import { ids } from '../../shared/platform/ids.ts';
import type { MeetingDeps } from './deps.ts';
import { bodyFor, meetingFor } from './reach.ts';
import type { editMeeting, planMeeting } from './routes.ts';

export const plan: Work<typeof planMeeting, MeetingDeps> = async ({ body, actor, by }, deps) => {
  await bodyFor(deps, actor, body.bodyId);
  const { bodyId, plannedOn } = body;
  const change = { state: rules.planMeeting(body), event: meetingPlanned({ bodyId, plannedOn }) };
  return recorded(await deps.meetings.create(actor.alliance, ids.next(), change, by));
};

export const edit: Work<typeof editMeeting, MeetingDeps> = async ({ params, body, actor, by, expectedVersion }, deps) => {
  const meeting = await meetingFor(deps, actor, params.meetingId);
  const state = rules.editMeeting(meeting.state, body);
  const event = meetingEdited({ bodyId: state.bodyId, changed: changedFields(meeting.state, state) });
  return recorded(await deps.meetings.update(actor.alliance, meeting, expectedVersion, { state, event }, by));
};

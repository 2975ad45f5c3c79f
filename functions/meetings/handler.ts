import { area, pair } from '../../shared/http/endpoint.ts';
import { bodyPersonRecords } from '../../shared/store/body-person-store.ts';
import { bodySeatStore, bodyStore } from '../../shared/store/body-store.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { meetingCommitmentStore, meetingStore } from '../../shared/store/meeting-store.ts';
import { replayStore } from '../../shared/store/record-store.ts';
import * as commitments from './commitments.ts';
import type { MeetingDeps } from './deps.ts';
import * as calendar from './get-body-calendar.ts';
import * as get from './get-meeting.ts';
import * as list from './list-meetings.ts';
import * as minutes from './minutes.ts';
import * as plan from './plan-meeting.ts';
import * as routes from './routes.ts';
import * as steps from './steps.ts';

const open = (): MeetingDeps => {
  const table = liveTable();
  return {
    bodies: bodyStore(table),
    seats: bodySeatStore(table),
    persons: bodyPersonRecords(table),
    meetings: meetingStore(table),
    commitments: meetingCommitmentStore(table),
    replays: replayStore(table),
  };
};

export const handler = area(open, [
  pair(routes.listMeetings, list.work),
  pair(routes.planMeeting, plan.plan),
  pair(routes.getMeeting, get.work),
  pair(routes.editMeeting, plan.edit),
  pair(routes.inviteToMeeting, steps.invite),
  pair(routes.recordPresence, steps.hold),
  pair(routes.recordDecisions, steps.decide),
  pair(routes.draftMinutes, minutes.draft),
  pair(routes.approveMinutes, minutes.approve),
  pair(routes.cancelMeeting, steps.cancel),
  pair(routes.getMeetingJournal, get.journal),
  pair(routes.listCommitments, commitments.list),
  pair(routes.recordCommitment, commitments.record),
  pair(routes.stateCommitment, commitments.state),
  pair(routes.getBodyCalendar, calendar.work),
  pair(routes.getPublicBodyCalendar, calendar.publicWork),
]);

import * as z from 'zod';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import { AllianceBodyId, BodyPath, bodyReaders, bodyWorkers } from '../../shared/domain/alliance-body.ts';
import { day } from '../../shared/domain/calendar.ts';
import type { FailureCode } from '../../shared/domain/failures.ts';
import { commitmentStatuses, MeetingCommitmentView, MeetingView } from '../../shared/domain/meeting.ts';
import { MeetingFacts } from '../../shared/domain/meeting-facts.ts';
import {
  ApproveMinutes,
  CommitmentPath,
  DraftMinutes,
  EditMeeting,
  InviteToMeeting,
  MeetingPath,
  PlanMeeting,
  RecordCommitment,
  RecordDecisions,
  RecordPresence,
  StateCommitment,
} from '../../shared/domain/meeting-requests.ts';
import { text } from '../../shared/domain/text.ts';
import { JournalView } from '../../shared/http/journal-view.ts';
import { knownAtQuery } from '../../shared/http/known-at.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const calendarFile = { status: 200, contentTypes: ['text/calendar; charset=utf-8'] } as const;
const stepped = ['meetingNotFound', 'meetingStepNotAllowed'] as const satisfies FailureCode[];

export const listMeetings = defineRoute({
  id: 'listMeetings',
  area: 'meetings',
  method: 'GET',
  path: '/alliances/{allianceId}/meetings',
  title: 'Sitzungen nach Tag, die jüngste zuerst',
  access: { roles: bodyReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      bodyId: AllianceBodyId.optional(),
      from: day('Vom').optional(),
      to: day('Bis').optional(),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(MeetingView) },
  failures: ['cursorInvalid', 'bodyNotFound'],
  table: 'read',
});

export const planMeeting = defineRoute({
  id: 'planMeeting',
  area: 'meetings',
  method: 'POST',
  path: '/alliances/{allianceId}/meetings',
  title: 'Sitzung planen',
  access: { roles: bodyWorkers },
  request: { params: AlliancePath, body: PlanMeeting },
  success: { status: 201, body: MeetingView },
  failures: ['bodyNotFound'],
  table: 'write',
  emits: ['MeetingPlanned'],
});

export const getMeeting = defineRoute({
  id: 'getMeeting',
  area: 'meetings',
  method: 'GET',
  path: '/alliances/{allianceId}/meetings/{meetingId}',
  title: 'Eine Sitzung mit Anwesenden, Beschlüssen, Niederschrift und dem, was daraus folgt',
  access: { roles: bodyReaders },
  request: { params: MeetingPath, query: knownAtQuery },
  success: { status: 200, body: MeetingView.extend({ facts: MeetingFacts }) },
  failures: ['meetingNotFound'],
  table: 'read',
});

export const editMeeting = defineRoute({
  id: 'editMeeting',
  area: 'meetings',
  method: 'PUT',
  path: '/alliances/{allianceId}/meetings/{meetingId}',
  title: 'Plan und Tagesordnung ändern; was eingeladen wurde, bleibt daneben stehen',
  access: { roles: bodyWorkers },
  request: { params: MeetingPath, body: EditMeeting },
  ifMatch: true,
  success: { status: 200, body: MeetingView },
  failures: [...stepped, 'agendaItemUnknown'],
  table: 'write',
  emits: ['MeetingEdited'],
});

export const inviteToMeeting = defineRoute({
  id: 'inviteToMeeting',
  area: 'meetings',
  method: 'POST',
  path: '/alliances/{allianceId}/meetings/{meetingId}/invitation',
  title: 'Einladung festhalten: mit der Tagesordnung, wie sie versandt ist',
  access: { roles: bodyWorkers },
  request: { params: MeetingPath, body: InviteToMeeting },
  ifMatch: true,
  success: { status: 200, body: MeetingView },
  failures: stepped,
  table: 'write',
  emits: ['MeetingInvited'],
});

export const recordPresence = defineRoute({
  id: 'recordPresence',
  area: 'meetings',
  method: 'PUT',
  path: '/alliances/{allianceId}/meetings/{meetingId}/presence',
  title: 'Durchführung festhalten: Beginn, Ende und wer auf welchem Sitz anwesend war',
  access: { roles: bodyWorkers },
  request: { params: MeetingPath, body: RecordPresence },
  ifMatch: true,
  success: { status: 200, body: MeetingView },
  failures: [...stepped, 'presenceInvalid', 'outcomeInvalid'],
  table: 'write',
  emits: ['PresenceRecorded'],
});

export const recordDecisions = defineRoute({
  id: 'recordDecisions',
  area: 'meetings',
  method: 'PUT',
  path: '/alliances/{allianceId}/meetings/{meetingId}/decisions',
  title: 'Anträge, Beschlüsse und Kenntnisnahmen festhalten; Stimmen werden mit den Anwesenden abgeglichen',
  access: { roles: bodyWorkers },
  request: { params: MeetingPath, body: RecordDecisions },
  ifMatch: true,
  success: { status: 200, body: MeetingView },
  failures: [...stepped, 'agendaItemUnknown', 'outcomeInvalid'],
  table: 'write',
  emits: ['DecisionsRecorded'],
});

export const draftMinutes = defineRoute({
  id: 'draftMinutes',
  area: 'meetings',
  method: 'PUT',
  path: '/alliances/{allianceId}/meetings/{meetingId}/minutes',
  title: 'Niederschrift entwerfen; eine genehmigte nur mit Grund',
  access: { roles: bodyWorkers },
  request: { params: MeetingPath, body: DraftMinutes },
  ifMatch: true,
  success: { status: 200, body: MeetingView },
  failures: [...stepped, 'agendaItemUnknown'],
  table: 'write',
  emits: ['MinutesDrafted'],
});

export const approveMinutes = defineRoute({
  id: 'approveMinutes',
  area: 'meetings',
  method: 'POST',
  path: '/alliances/{allianceId}/meetings/{meetingId}/minutes-approval',
  title: 'Niederschrift genehmigen, durch eine andere Person als die, die sie entworfen hat',
  access: { roles: bodyWorkers },
  request: { params: MeetingPath, body: ApproveMinutes },
  ifMatch: true,
  success: { status: 200, body: MeetingView },
  failures: [...stepped, 'fourEyesViolated'],
  table: 'write',
  emits: ['MinutesApproved'],
});

export const cancelMeeting = defineRoute({
  id: 'cancelMeeting',
  area: 'meetings',
  method: 'POST',
  path: '/alliances/{allianceId}/meetings/{meetingId}/cancellation',
  title: 'Sitzung absagen',
  access: { roles: bodyWorkers },
  request: { params: MeetingPath, body: z.strictObject({ reason: text(500, 'Grund') }) },
  ifMatch: true,
  success: { status: 200, body: MeetingView },
  failures: stepped,
  table: 'write',
  emits: ['MeetingCancelled'],
});

export const getMeetingJournal = defineRoute({
  id: 'getMeetingJournal',
  area: 'meetings',
  method: 'GET',
  path: '/alliances/{allianceId}/meetings/{meetingId}/journal',
  title: 'Journal einer Sitzung: jede Fassung von Tagesordnung und Niederschrift',
  access: { roles: bodyReaders },
  request: { params: MeetingPath },
  success: { status: 200, body: JournalView },
  failures: ['meetingNotFound'],
  table: 'read',
});

export const CommitmentItem = MeetingCommitmentView.extend({
  /** First day on which it is late, whatever became of it; null while the wording leaves the end open. */
  overdueFrom: z.string().nullable().meta({ title: 'Überfällig ab' }),
  /** What nobody has said: the day a wording such as "nach der Sommerpause" means. */
  question: z.string().nullable().meta({ title: 'Offene Frage' }),
});

export const listCommitments = defineRoute({
  id: 'listCommitments',
  area: 'meetings',
  method: 'GET',
  path: '/alliances/{allianceId}/commitments',
  title: 'Zusagen nach ihrer Frist; „overdueOn“: offene, deren Frist an dem Tag abgelaufen ist',
  access: { roles: bodyReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      bodyId: AllianceBodyId.optional(),
      status: z.enum(commitmentStatuses).optional(),
      overdueOn: day('Überfällig am').optional(),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(CommitmentItem) },
  failures: ['cursorInvalid', 'bodyNotFound'],
  table: 'read',
});

export const recordCommitment = defineRoute({
  id: 'recordCommitment',
  area: 'meetings',
  method: 'POST',
  path: '/alliances/{allianceId}/commitments',
  title: 'Zusage aufnehmen; eine Frist, die nur im Wortlaut angegeben ist, wird gelesen, soweit sie sich lesen lässt',
  access: { roles: bodyWorkers },
  request: { params: AlliancePath, body: RecordCommitment },
  success: { status: 201, body: MeetingCommitmentView },
  failures: ['bodyNotFound', 'linkedRecordUnknown', 'agendaItemUnknown'],
  table: 'write',
  emits: ['CommitmentRecorded'],
});

export const stateCommitment = defineRoute({
  id: 'stateCommitment',
  area: 'meetings',
  method: 'POST',
  path: '/alliances/{allianceId}/commitments/{commitmentId}/status',
  title: 'Stand einer Zusage angeben',
  access: { roles: bodyWorkers },
  request: { params: CommitmentPath, body: StateCommitment },
  ifMatch: true,
  success: { status: 200, body: MeetingCommitmentView },
  failures: ['commitmentNotFound', 'statusInFuture'],
  table: 'write',
  emits: ['CommitmentStated'],
});

export const getBodyCalendar = defineRoute({
  id: 'getBodyCalendar',
  area: 'meetings',
  method: 'GET',
  path: '/alliances/{allianceId}/bodies/{bodyId}/meetings.ics',
  title: 'Sitzungen eines Gremiums als Kalender',
  access: { roles: bodyReaders },
  request: { params: BodyPath },
  success: calendarFile,
  failures: ['bodyNotFound'],
  table: 'read',
});

export const getPublicBodyCalendar = defineRoute({
  id: 'getPublicBodyCalendar',
  area: 'meetings',
  method: 'GET',
  path: '/gremien/{allianceId}/{bodyId}/termine.ics',
  title: 'Kalender der Sitzungen eines öffentlichen Gremiums zum Abonnieren',
  access: { public: 'meetings of a body whose office made it public: time, place and public agenda; names nobody' },
  request: { params: BodyPath },
  success: calendarFile,
  failures: ['bodyNotFound'],
  table: 'read',
});

export const meetingRoutes = [
  listMeetings,
  planMeeting,
  getMeeting,
  editMeeting,
  inviteToMeeting,
  recordPresence,
  recordDecisions,
  draftMinutes,
  approveMinutes,
  cancelMeeting,
  getMeetingJournal,
  listCommitments,
  recordCommitment,
  stateCommitment,
  getBodyCalendar,
  getPublicBodyCalendar,
] as const;

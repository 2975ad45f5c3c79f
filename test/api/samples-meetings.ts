import { planMeeting, recordCommitment } from '../../functions/meetings/routes.ts';
import type { Caller } from '../support/api.ts';
import { as, call } from '../support/api.ts';
import { aPlan } from '../support/meetings.ts';
import { PROBE_BODY } from './samples-bodies.ts';

/** Calls of the rows of meetings and commitments, for tests over all rows; parts of `samples.ts`. */

export type MeetingTargets = {
  /** Only planned. */
  readonly meetingId: string;
  readonly commitmentId: string;
};
const nothing: MeetingTargets = { meetingId: 'keine', commitmentId: 'keine' };
type About = { readonly meetings?: MeetingTargets };
const of = (make: (about: MeetingTargets) => object) => (about: About) => make(about.meetings ?? nothing);

const { bodyId: _body, ...plan } = aPlan(PROBE_BODY, { plannedOn: '2018-05-08' });
const aCommitment = {
  bodyId: PROBE_BODY,
  meetingId: null,
  agendaItemId: null,
  title: 'Probe',
  owner: null,
  saidOn: '2018-05-08',
  due: { wording: 'im Juni', precision: 'UNKNOWN', from: null, to: null },
  source: null,
};

export const meetingSamples = {
  listMeetings: of(() => ({ query: { limit: '3' } })),
  planMeeting: of(() => ({ body: { bodyId: PROBE_BODY, ...plan } })),
  getMeeting: of(({ meetingId }) => ({ params: { meetingId } })),
  editMeeting: of(({ meetingId }) => ({ params: { meetingId }, version: 1, body: { ...plan, title: 'Geändert' } })),
  inviteToMeeting: of(({ meetingId }) => ({ params: { meetingId }, version: 1, body: { invitedOn: '2018-05-02' } })),
  recordPresence: of(({ meetingId }) => ({
    params: { meetingId },
    version: 2,
    body: { actualStart: '17:30', actualEnd: '18:30', presence: [] },
  })),
  recordDecisions: of(({ meetingId }) => ({ params: { meetingId }, version: 3, body: { decisions: [] } })),
  draftMinutes: of(({ meetingId }) => ({
    params: { meetingId },
    version: 4,
    body: { datedOn: '2018-05-09', reopenedBecause: null, passages: [] },
  })),
  approveMinutes: of(({ meetingId }) => ({ params: { meetingId }, version: 5, body: { approvedOn: '2018-05-10' } })),
  cancelMeeting: of(({ meetingId }) => ({ params: { meetingId }, version: 1, body: { reason: 'Probe' } })),
  getMeetingJournal: of(({ meetingId }) => ({ params: { meetingId } })),
  listCommitments: of(() => ({ query: { limit: '3' } })),
  recordCommitment: of(() => ({ body: aCommitment })),
  stateCommitment: of(({ commitmentId }) => ({
    params: { commitmentId },
    version: 1,
    body: { status: 'DONE', statusAsOf: '2018-06-01', statusNote: null },
  })),
  getBodyCalendar: of(() => ({ params: { bodyId: PROBE_BODY } })),
} as const;

/** A meeting of the body of `bodyTargets`, and something promised in that body. */
export async function meetingTargets(allianceId: string): Promise<MeetingTargets> {
  const editor: Caller = as('OFFICE_EDITOR', { alliance: allianceId });
  const made = async (row: Parameters<typeof call>[0], body: unknown): Promise<string> => {
    const answer = await call(row, editor, { params: { allianceId }, body });
    if (answer.status !== 201) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
    return answer.body.id;
  };
  return {
    meetingId: await made(planMeeting, { bodyId: PROBE_BODY, ...plan }),
    commitmentId: await made(recordCommitment, aCommitment),
  };
}

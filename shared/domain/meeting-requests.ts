import * as z from 'zod';
import { AlliancePath } from './alliance.ts';
import { day, timeOfDay } from './calendar.ts';
import type { Decision } from './meeting.ts';
import { CommitmentId, Meeting, MeetingCommitment, MeetingId, meetingPlan } from './meeting.ts';

/** What is sent to plan, invite to, hold and minute a meeting. */
export const MeetingPath = AlliancePath.extend({ meetingId: MeetingId });
export const CommitmentPath = AlliancePath.extend({ commitmentId: CommitmentId });

const twice = <Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): number =>
  entries.findIndex((entry, index) => entries.findIndex((other) => keyOf(other) === keyOf(entry)) < index);

const agenda = meetingPlan.agenda.check((ctx) => {
  const index = twice(ctx.value, ({ id }) => id);
  if (index >= 0)
    ctx.issues.push({ code: 'custom', path: [index, 'id'], message: 'Diese Kennung steht schon auf der Tagesordnung.', input: ctx.value });
});

const plan = { ...meetingPlan, agenda };
export const PlanMeeting = z.strictObject({ bodyId: Meeting.shape.bodyId, ...plan });
export type PlanMeeting = z.output<typeof PlanMeeting>;
export const EditMeeting = z.strictObject(plan);
export type EditMeeting = z.output<typeof EditMeeting>;

export const InviteToMeeting = z.strictObject({ invitedOn: day('Eingeladen am') });

export const RecordPresence = z.strictObject({
  actualStart: timeOfDay('Tatsächlicher Beginn'),
  actualEnd: timeOfDay('Ende'),
  presence: Meeting.shape.presence,
});
export type RecordPresence = z.output<typeof RecordPresence>;

export const RecordDecisions = z.strictObject({
  decisions: Meeting.shape.decisions.check((ctx) => {
    const index = twice<Decision>(ctx.value, ({ id }) => id);
    if (index >= 0)
      ctx.issues.push({ code: 'custom', path: [index, 'id'], message: 'Diese Kennung trägt schon ein anderer Punkt.', input: ctx.value });
  }),
});

const minutes = Meeting.shape.minutes.shape;
export const DraftMinutes = z.strictObject({
  datedOn: minutes.datedOn.unwrap(),
  /** Needed when the standing version is approved. */
  reopenedBecause: minutes.reopenedBecause,
  passages: minutes.passages.check((ctx) => {
    const index = twice(ctx.value, ({ agendaItemId }) => agendaItemId);
    if (index >= 0)
      ctx.issues.push({
        code: 'custom',
        path: [index, 'agendaItemId'],
        message: 'Zu diesem Tagesordnungspunkt steht schon eine Niederschrift.',
        input: ctx.value,
      });
  }),
});
export type DraftMinutes = z.output<typeof DraftMinutes>;

export const ApproveMinutes = z.strictObject({ approvedOn: day('Genehmigt am') });

const { status, statusAsOf, statusNote, ...promised } = MeetingCommitment.shape;
/** With only the wording of its due day and neither day given, the wording is read as far as it can be. */
export const RecordCommitment = z.strictObject(promised);
export type RecordCommitment = z.output<typeof RecordCommitment>;
export const StateCommitment = z.strictObject({ status, statusAsOf, statusNote });
export type StateCommitment = z.output<typeof StateCommitment>;

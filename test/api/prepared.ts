import { certifyExpense } from '../../functions/expenses/routes.ts';
import * as inquiries from '../../functions/inquiries/routes.ts';
import * as meetings from '../../functions/meetings/routes.ts';
import { mergePersons } from '../../functions/people/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Caller } from '../support/api.ts';
import { as } from '../support/api.ts';
import type { Sent, Targets } from './samples.ts';
import { done, sampleOf } from './samples.ts';

/** A call of every row that succeeds: who makes it, and what must have happened before. Tests over all rows share it. */

/** The first role of the row; a person of its own for each, so that four eyes are four. */
export const callerFor = ({ access }: RouteRow): Caller => {
  if ('public' in access) return null;
  return as('roles' in access ? (access.roles[0] ?? 'TECH_ADMIN') : 'OFFICE_EDITOR');
};

const part = (blocks: object[]) => ({ disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: ['Probe'], blocks });
const totals = { id: 'gesamt', title: 'Gesamt', asOf: '2017-02-27', knownAt: null, labels: [], query: { kind: 'STATED_TOTALS' } };

/** The steps before a row's own, in order, each with what is sent; versions count up from 1. */
const inquirySteps: Readonly<Record<string, readonly (readonly [RouteRow, object])[]>> = (() => {
  const assigned = [[inquiries.assignInquiry, { leadUnit: 'Probe' }]] as const;
  const drafting = [...assigned, [inquiries.startDrafting, {}]] as const;
  const frozen = [...drafting, [inquiries.freezeFigures, {}]] as const;
  const approved = [...frozen, [inquiries.coSignAnswer, {}], [inquiries.approveAnswer, {}]] as const;
  return {
    startCollecting: assigned,
    startDrafting: assigned,
    freezeFigures: drafting,
    reopenDraft: frozen,
    coSignAnswer: frozen,
    approveAnswer: [...frozen, [inquiries.coSignAnswer, {}]],
    sendAnswer: approved,
    issueAnswer: [...approved, [inquiries.sendAnswer, { answeredOn: '2018-06-01' }]],
  };
})();

/** Four eyes: whoever drafts, freezes, checks and approves are different people. */
const handFor = (row: RouteRow): Caller => {
  if (row === inquiries.coSignAnswer) return as('BUDGET_OFFICER');
  return row === inquiries.approveAnswer ? as('ANSWER_APPROVER') : as('OFFICE_EDITOR');
};

async function inquiryPreparedFor(row: RouteRow, targets: Targets): Promise<Sent> {
  const { inquiryId } = targets;
  const unit = { params: { inquiryId, unitId: '1' }, version: 0 };
  const contribution = { params: { inquiryId, unitId: '1', office: 'LW' } };
  const sample = sampleOf(row, targets);
  if (row.id in inquirySteps) await done(inquiries.draftAnswerPart, as('OFFICE_EDITOR'), { ...unit, body: part([]) });
  if (row === inquiries.acceptFindings) {
    await done(inquiries.draftAnswerPart, as('OFFICE_EDITOR'), { ...unit, body: part([totals]) });
    const named = { rule: 'PARTS_AND_TOTAL', place: 'abgleich/2017-02-27', amountCents: 92_232 };
    return { ...sample, body: { reason: 'Probe', findings: [named] } };
  }
  if (row === inquiries.contribute || row === inquiries.confirmContribution)
    await done(inquiries.askOffice, as('OFFICE_EDITOR'), { ...contribution, body: {} });
  if (row === inquiries.confirmContribution) {
    await done(inquiries.contribute, as('REGIONAL_EDITOR'), { ...contribution, version: 1, body: { status: 'NIL_RETURN', text: null } });
    return { ...sample, version: 2 };
  }
  if (row === inquiries.correctAnswer) return { ...sample, params: { inquiryId: 'anfrage-17-7349' } };
  const steps = inquirySteps[row.id] ?? [];
  for (const [index, [step, body]] of steps.entries()) await done(step, handFor(step), { params: { inquiryId }, version: index + 1, body });
  return steps.length === 0 ? sample : { ...sample, version: steps.length + 1 };
}

/** A meeting is invited to, held, decided in and minuted, one after the other; the samples' versions follow. */
const meetingSteps: readonly RouteRow[] = [
  meetings.inviteToMeeting,
  meetings.recordPresence,
  meetings.recordDecisions,
  meetings.draftMinutes,
  meetings.approveMinutes,
];

/** What must have happened before a row can succeed: a booking needs a certified expense, a step the step before. */
export async function preparedFor(row: RouteRow, targets: Targets): Promise<Sent> {
  if (row.id === 'bookExpense') await done(certifyExpense, as('CERTIFIER'), sampleOf(certifyExpense, targets));
  if (row.id === 'separatePersons') await done(mergePersons, as('OFFICE_EDITOR'), sampleOf(mergePersons, targets));
  for (const step of meetingSteps.slice(0, Math.max(0, meetingSteps.indexOf(row))))
    await done(step, as('OFFICE_LEAD'), sampleOf(step, targets));
  return row.area === 'inquiries' ? await inquiryPreparedFor(row, targets) : sampleOf(row, targets);
}

/** Who makes the prepared call. */
export const whoSucceeds = (row: RouteRow): Caller => (row.id in inquirySteps ? handFor(row) : callerFor(row));

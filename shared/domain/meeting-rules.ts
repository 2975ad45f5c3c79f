import type { Seat } from './alliance-body.ts';
import type { Day } from './calendar.ts';
import { formatDay } from './calendar.ts';
import { isOverdue } from './due.ts';
import { readDue } from './due-reading.ts';
import { at, Failure } from './failures.ts';
import type { Versioned } from './journal.ts';
import type { AgendaItem, Decision, Meeting, MeetingCommitment } from './meeting.ts';
import { meetingStatusNames } from './meeting.ts';
import { assertPresence, votingPresent } from './meeting-presence.ts';
import type { DraftMinutes, EditMeeting, PlanMeeting, RecordCommitment, RecordPresence, StateCommitment } from './meeting-requests.ts';

/** The steps of a meeting: planned, invited, held, minuted; or called off. What was sent and minuted stays in the journal. */

const notNow = (detail: string): Failure => new Failure('meetingStepNotAllowed', { detail });

function from(meeting: Meeting, ...allowed: readonly Meeting['status'][]): void {
  if (!allowed.includes(meeting.status))
    throw notNow(`Die Sitzung ist ${meetingStatusNames[meeting.status]}. Dieser Schritt ist jetzt nicht möglich.`);
}

/** Approved minutes stand for agenda, presence and decisions too: whoever changes one of them reopens the minutes first. */
function assertNotApproved({ minutes }: Meeting): void {
  if (minutes.status === 'APPROVED')
    throw notNow('Die Niederschrift ist genehmigt. Bitte öffnen Sie sie zuerst mit einer Begründung, und ändern Sie dann.');
}

function assertPast(pointer: string, on: Day, today: Day): void {
  if (on > today) throw at('requestInvalid', pointer, `Bitte geben Sie einen Tag bis heute (${formatDay(today)}) an.`);
}

const isOn = (agenda: readonly AgendaItem[], itemId: string): boolean => agenda.some(({ id }) => id === itemId);

/** @param pointerTo where the n-th entry names its item */
function assertOnAgenda(agenda: readonly AgendaItem[], itemIds: readonly string[], pointerTo: (index: number) => string): void {
  const index = itemIds.findIndex((id) => !isOn(agenda, id));
  if (index >= 0) throw at('agendaItemUnknown', pointerTo(index), 'Dieser Punkt steht nicht auf der Tagesordnung der Sitzung.');
}

export const planMeeting = (plan: PlanMeeting): Meeting => ({
  ...plan,
  status: 'PLANNED',
  statusReason: null,
  invitedOn: null,
  invitedAgenda: [],
  actualStart: null,
  actualEnd: null,
  presence: [],
  decisions: [],
  minutes: { status: 'NONE', datedOn: null, approvedOn: null, reopenedBecause: null, passages: [] },
});

/** Papers may follow after the invitation; what was sent stands in `invitedAgenda` as it was. */
export function editMeeting(meeting: Meeting, plan: EditMeeting): Meeting {
  from(meeting, 'PLANNED', 'INVITED', 'HELD');
  assertNotApproved(meeting);
  if (meeting.status === 'HELD' && plan.plannedOn !== meeting.plannedOn)
    throw at('requestInvalid', '/plannedOn', 'Die Sitzung hat stattgefunden. Ihr Tag lässt sich nicht mehr verlegen.');
  if (meeting.invitedOn !== null && plan.plannedOn < meeting.invitedOn)
    throw at('requestInvalid', '/plannedOn', 'Der Tag liegt vor dem der Einladung.');
  const used = [...meeting.decisions, ...meeting.minutes.passages].map(({ agendaItemId }) => agendaItemId);
  if (used.some((id) => !isOn(plan.agenda, id)))
    throw at('agendaItemUnknown', '/agenda', 'Zu einem der gestrichenen Punkte steht schon ein Ergebnis oder eine Niederschrift.');
  return { ...meeting, ...plan };
}

export function inviteTo(meeting: Meeting, invitedOn: Day, today: Day): Meeting {
  from(meeting, 'PLANNED');
  assertPast('/invitedOn', invitedOn, today);
  if (invitedOn > meeting.plannedOn) throw at('requestInvalid', '/invitedOn', 'Eingeladen wird vor der Sitzung oder an ihrem Tag.');
  return { ...meeting, status: 'INVITED', invitedOn, invitedAgenda: meeting.agenda };
}

/**
 * The meeting took place; recorded again, the list is corrected.
 * @param known ids of persons that are recorded, of those the list names
 * @throws presenceInvalid, or outcomeInvalid when results that stand no longer fit whoever was present
 */
export function hold(
  meeting: Meeting,
  { actualStart, actualEnd, presence }: RecordPresence,
  { seats, known, today }: { seats: readonly Versioned<Seat>[]; known: ReadonlySet<string>; today: Day },
): Meeting {
  from(meeting, 'INVITED', 'HELD');
  assertNotApproved(meeting);
  if (today < meeting.plannedOn) throw notNow(`Die Sitzung ist erst am ${formatDay(meeting.plannedOn)}.`);
  assertPresence(presence, { actualStart, actualEnd }, seats, known);
  assertOutcomes(meeting.decisions, votingPresent({ presence }));
  return { ...meeting, status: 'HELD', actualStart, actualEnd, presence };
}

const isVoted = ({ outcome }: Decision): boolean => outcome.kind === 'UNANIMOUS' || outcome.kind === 'MAJORITY';
const present = (voting: number): string =>
  voting === 1 ? 'war eine stimmberechtigte Person' : `waren ${voting} stimmberechtigte Personen`;

/** @returns the German sentence about what cannot be, or undefined */
function outcomeFault({ id, outcome }: Decision, all: readonly Decision[], voting: number): string | undefined {
  if (outcome.kind === 'MAJORITY') {
    const votes = outcome.yes + outcome.no + (outcome.abstain ?? 0);
    return votes > voting ? `Es sind ${votes} Stimmen angegeben, anwesend ${present(voting)}.` : undefined;
  }
  if (outcome.kind === 'UNANIMOUS' && voting === 0) return 'Einstimmig kann nur sein, wer abstimmt: Es war niemand mit Stimme anwesend.';
  if (outcome.kind !== 'SUPERSEDED') return undefined;
  const other = all.find((one) => one.id === outcome.byId && one.id !== id);
  return other && isVoted(other)
    ? undefined
    : 'Erledigt wird ein Antrag durch einen anderen, über den abgestimmt wurde. Bitte wählen Sie diesen.';
}

/** @throws outcomeInvalid naming every result that cannot be */
function assertOutcomes(decisions: readonly Decision[], voting: number): void {
  const faults = decisions.flatMap((decision, index) => {
    const detail = outcomeFault(decision, decisions, voting);
    return detail === undefined ? [] : [{ pointer: `/decisions/${index}/outcome`, detail }];
  });
  if (faults.length > 0) throw new Failure('outcomeInvalid', { detail: faults.map(({ detail }) => detail).join(' '), faults });
}

/** @throws outcomeInvalid when more voted than were there with a vote, agendaItemUnknown */
export function decide(meeting: Meeting, decisions: readonly Decision[]): Meeting {
  from(meeting, 'HELD');
  assertNotApproved(meeting);
  const items = decisions.map(({ agendaItemId }) => agendaItemId);
  assertOnAgenda(meeting.agenda, items, (index) => `/decisions/${index}/agendaItemId`);
  assertOutcomes(decisions, votingPresent(meeting));
  return { ...meeting, decisions: [...decisions] };
}

/** A draft, or the next one; over an approved version only with a reason, which stays until that draft is approved. */
export function draftMinutes(meeting: Meeting, { datedOn, reopenedBecause, passages }: DraftMinutes, today: Day): Meeting {
  from(meeting, 'HELD');
  const { status, reopenedBecause: standing } = meeting.minutes;
  if (status === 'APPROVED' && reopenedBecause === null)
    throw notNow('Die Niederschrift ist genehmigt. Bitte geben Sie an, warum sie geändert wird.');
  assertPast('/datedOn', datedOn, today);
  if (datedOn < meeting.plannedOn) throw at('requestInvalid', '/datedOn', 'Eine Niederschrift trägt kein Datum vor der Sitzung.');
  const items = passages.map(({ agendaItemId }) => agendaItemId);
  assertOnAgenda(meeting.agenda, items, (index) => `/passages/${index}/agendaItemId`);
  const reason = status === 'NONE' ? null : (reopenedBecause ?? (status === 'DRAFT' ? standing : null));
  return { ...meeting, minutes: { status: 'DRAFT', datedOn, approvedOn: null, reopenedBecause: reason, passages } };
}

/**
 * @param drafters subjects who wrote on the draft since minutes were last approved
 * @throws fourEyesViolated for one of them
 */
export function approveMinutes(
  meeting: Meeting,
  approvedOn: Day,
  drafters: ReadonlySet<string>,
  by: { subject: string; today: Day },
): Meeting {
  from(meeting, 'HELD');
  if (meeting.minutes.status !== 'DRAFT') throw notNow('Genehmigt wird ein Entwurf der Niederschrift; es liegt keiner vor.');
  if (drafters.has(by.subject))
    throw new Failure('fourEyesViolated', {
      detail: 'Sie haben an der Niederschrift mitgeschrieben. Bitte lassen Sie sie von einer anderen Person genehmigen.',
    });
  assertPast('/approvedOn', approvedOn, by.today);
  if (approvedOn < (meeting.minutes.datedOn ?? meeting.plannedOn))
    throw at('requestInvalid', '/approvedOn', 'Genehmigt wird eine Niederschrift nicht vor ihrem Datum.');
  return { ...meeting, minutes: { ...meeting.minutes, status: 'APPROVED', approvedOn } };
}

export function cancelMeeting(meeting: Meeting, statusReason: string): Meeting {
  from(meeting, 'PLANNED', 'INVITED');
  return { ...meeting, status: 'CANCELLED', statusReason };
}

/** A promise that gives only the words of its due day is given the days these words mean, where they mean any. */
export function promise(given: RecordCommitment, today: Day): MeetingCommitment {
  assertPast('/saidOn', given.saidOn, today);
  const { wording, from: first, to } = given.due;
  const isWordingOnly = wording !== null && first === null && to === null;
  const due = isWordingOnly ? (readDue(wording, given.saidOn)?.due ?? given.due) : given.due;
  return { ...given, due, status: 'OPEN', statusAsOf: given.saidOn, statusNote: null };
}

export function stateCommitment(commitment: MeetingCommitment, stated: StateCommitment, today: Day): MeetingCommitment {
  if (stated.statusAsOf > today) throw at('statusInFuture', '/statusAsOf', `Bitte geben Sie einen Tag bis heute (${formatDay(today)}) an.`);
  if (stated.statusAsOf < commitment.statusAsOf)
    throw at(
      'requestInvalid',
      '/statusAsOf',
      `Der jüngste Stand ist vom ${formatDay(commitment.statusAsOf)}. Bitte geben Sie keinen früheren an.`,
    );
  return { ...commitment, ...stated };
}

/** Open and past the last of its days; what has no last day is never overdue. */
export const isCommitmentOverdue = ({ status, due }: MeetingCommitment, on: Day): boolean => status === 'OPEN' && isOverdue(due, on);

import * as z from 'zod';
import { allianceEventCancelled } from './alliance-event-cancelled.ts';
import { allianceEventEdited } from './alliance-event-edited.ts';
import { allianceEventHeld } from './alliance-event-held.ts';
import { allianceEventMoved } from './alliance-event-moved.ts';
import { allianceEventRegistered } from './alliance-event-registered.ts';
import { allianceRecorded } from './alliance-recorded.ts';
import { answerCorrectionOpened } from './answer-correction-opened.ts';
import { answerIssued } from './answer-issued.ts';
import { answerPartDrafted } from './answer-part-drafted.ts';
import { answerTakenOver } from './answer-taken-over.ts';
import { appropriationStated } from './appropriation-stated.ts';
import { attendanceStated } from './attendance-stated.ts';
import { bodyEdited } from './body-edited.ts';
import { bodyRecorded } from './body-recorded.ts';
import { bodyRoleAssigned } from './body-role-assigned.ts';
import { bodyRoleEnded } from './body-role-ended.ts';
import { commitmentRecorded } from './commitment-recorded.ts';
import { commitmentStated } from './commitment-stated.ts';
import { contributionAsked } from './contribution-asked.ts';
import { contributionGiven } from './contribution-given.ts';
import { decisionsRecorded } from './decisions-recorded.ts';
import type { EventKind } from './define-event.ts';
import { expenditureReleased } from './expenditure-released.ts';
import { expenseBooked } from './expense-booked.ts';
import { expenseCertified } from './expense-certified.ts';
import { expenseCorrectionEntered } from './expense-correction-entered.ts';
import { expenseEdited } from './expense-edited.ts';
import { expenseEntered } from './expense-entered.ts';
import { expenseTakenOver } from './expense-taken-over.ts';
import { expenseWithdrawn } from './expense-withdrawn.ts';
import { figuresFrozen } from './figures-frozen.ts';
import { findingAcceptanceWithdrawn } from './finding-acceptance-withdrawn.ts';
import { findingAccepted } from './finding-accepted.ts';
import { findingsAccepted } from './findings-accepted.ts';
import { fundEdited } from './fund-edited.ts';
import { fundEntryConfirmed } from './fund-entry-confirmed.ts';
import { fundEntryEntered } from './fund-entry-entered.ts';
import { fundEntryWithdrawn } from './fund-entry-withdrawn.ts';
import { fundRecorded } from './fund-recorded.ts';
import { fundReportFrozen } from './fund-report-frozen.ts';
import { fundReportIssued } from './fund-report-issued.ts';
import { grantApplied } from './grant-applied.ts';
import { grantDecided } from './grant-decided.ts';
import { grantDecisionReversed } from './grant-decision-reversed.ts';
import { grantEdited } from './grant-edited.ts';
import { grantProofStated } from './grant-proof-stated.ts';
import { grantRefused } from './grant-refused.ts';
import { grantReservationLifted } from './grant-reservation-lifted.ts';
import { grantReturnEntered } from './grant-return-entered.ts';
import { grantSettled } from './grant-settled.ts';
import { grantTakenOver } from './grant-taken-over.ts';
import { grantTargetsStated } from './grant-targets-stated.ts';
import { grantWithdrawn } from './grant-withdrawn.ts';
import { holdingChanged } from './holding-changed.ts';
import { indicatorEdited } from './indicator-edited.ts';
import { indicatorRecorded } from './indicator-recorded.ts';
import { indicatorValueStated } from './indicator-value-stated.ts';
import { initiativeEdited } from './initiative-edited.ts';
import { initiativePresented } from './initiative-presented.ts';
import { initiativeRegistered } from './initiative-registered.ts';
import { inquiryAdvanced } from './inquiry-advanced.ts';
import { inquiryEdited } from './inquiry-edited.ts';
import { inquiryExtended } from './inquiry-extended.ts';
import { inquiryOpened } from './inquiry-opened.ts';
import { invitationIssued } from './invitation-issued.ts';
import { invitationUsed } from './invitation-used.ts';
import { invitationWithdrawn } from './invitation-withdrawn.ts';
import { legalHoldStated } from './legal-hold-stated.ts';
import { measureEdited } from './measure-edited.ts';
import { measureRecorded } from './measure-recorded.ts';
import { measureStatusStated } from './measure-status-stated.ts';
import { meetingCancelled } from './meeting-cancelled.ts';
import { meetingEdited } from './meeting-edited.ts';
import { meetingInvited } from './meeting-invited.ts';
import { meetingPlanned } from './meeting-planned.ts';
import { minutesApproved } from './minutes-approved.ts';
import { minutesDrafted } from './minutes-drafted.ts';
import { organisationEdited } from './organisation-edited.ts';
import { organisationRecorded } from './organisation-recorded.ts';
import { organisationRoleEdited } from './organisation-role-edited.ts';
import { organisationRoleRecorded } from './organisation-role-recorded.ts';
import { paperEdited } from './paper-edited.ts';
import { paperNumberSupplied } from './paper-number-supplied.ts';
import { paperRecorded } from './paper-recorded.ts';
import { paperRevised } from './paper-revised.ts';
import { paperRouteOutcomeRecorded } from './paper-route-outcome-recorded.ts';
import { participantsErased } from './participants-erased.ts';
import { participantsMasked } from './participants-masked.ts';
import { partyMovedUp } from './party-moved-up.ts';
import { partyNoticeIssued } from './party-notice-issued.ts';
import { partyRegistered } from './party-registered.ts';
import { partyWithdrawn } from './party-withdrawn.ts';
import { personErased } from './person-erased.ts';
import { personRecorded } from './person-recorded.ts';
import { personRenamed } from './person-renamed.ts';
import { personsKeptApart } from './persons-kept-apart.ts';
import { personsMerged } from './persons-merged.ts';
import { personsSeparated } from './persons-separated.ts';
import { presenceRecorded } from './presence-recorded.ts';
import { privacyCaseClosed } from './privacy-case-closed.ts';
import { privacyCaseOpened } from './privacy-case-opened.ts';
import { proposalDoubleJudged } from './proposal-double-judged.ts';
import { proposalEdited } from './proposal-edited.ts';
import { proposalRecorded } from './proposal-recorded.ts';
import { registrationChanged } from './registration-changed.ts';
import { registrationOfferStated } from './registration-offer-stated.ts';
import { reportCompiled } from './report-compiled.ts';
import { reportPublished } from './report-published.ts';
import { resultsReleased } from './results-released.ts';
import { retentionCameDue } from './retention-came-due.ts';
import { retentionDecided } from './retention-decided.ts';
import { retentionErased } from './retention-erased.ts';
import { retentionErasing } from './retention-erasing.ts';
import { retentionSettingsStated } from './retention-settings-stated.ts';
import { seatEdited } from './seat-edited.ts';
import { seatRecorded } from './seat-recorded.ts';
import { strategyEdited } from './strategy-edited.ts';
import { strategyRecorded } from './strategy-recorded.ts';
import { totalStated } from './total-stated.ts';

/** Everything that can happen in the register. One line per event; the file of each says what it means. */
export const catalogue: readonly EventKind[] = [
  allianceRecorded,
  allianceEventRegistered,
  allianceEventEdited,
  allianceEventMoved,
  allianceEventHeld,
  allianceEventCancelled,
  attendanceStated,
  initiativeRegistered,
  initiativeEdited,
  initiativePresented,
  expenseEntered,
  expenseEdited,
  expenseCertified,
  expenseBooked,
  expenseCorrectionEntered,
  expenseWithdrawn,
  expenseTakenOver,
  appropriationStated,
  totalStated,
  expenditureReleased,
  inquiryOpened,
  inquiryEdited,
  inquiryExtended,
  inquiryAdvanced,
  figuresFrozen,
  answerIssued,
  answerCorrectionOpened,
  answerPartDrafted,
  findingsAccepted,
  findingAccepted,
  findingAcceptanceWithdrawn,
  contributionAsked,
  contributionGiven,
  answerTakenOver,
  registrationOfferStated,
  partyRegistered,
  partyMovedUp,
  partyWithdrawn,
  partyNoticeIssued,
  registrationChanged,
  invitationIssued,
  invitationUsed,
  invitationWithdrawn,
  privacyCaseOpened,
  participantsMasked,
  participantsErased,
  privacyCaseClosed,
  retentionCameDue,
  retentionDecided,
  retentionErasing,
  retentionErased,
  retentionSettingsStated,
  legalHoldStated,
  bodyRecorded,
  bodyEdited,
  seatRecorded,
  seatEdited,
  holdingChanged,
  bodyRoleAssigned,
  bodyRoleEnded,
  personRecorded,
  personRenamed,
  personsMerged,
  personsSeparated,
  personsKeptApart,
  personErased,
  meetingPlanned,
  meetingEdited,
  meetingInvited,
  presenceRecorded,
  decisionsRecorded,
  minutesDrafted,
  minutesApproved,
  meetingCancelled,
  commitmentRecorded,
  commitmentStated,
  reportCompiled,
  reportPublished,
  proposalRecorded,
  proposalEdited,
  proposalDoubleJudged,
  measureRecorded,
  measureEdited,
  measureStatusStated,
  indicatorRecorded,
  indicatorEdited,
  indicatorValueStated,
  resultsReleased,
  fundRecorded,
  fundEdited,
  fundEntryEntered,
  fundEntryConfirmed,
  fundEntryWithdrawn,
  grantDecisionReversed,
  grantApplied,
  grantEdited,
  grantDecided,
  grantRefused,
  grantWithdrawn,
  grantReservationLifted,
  grantReturnEntered,
  grantSettled,
  grantProofStated,
  grantTakenOver,
  fundReportFrozen,
  fundReportIssued,
  grantTargetsStated,
  organisationRecorded,
  organisationEdited,
  organisationRoleRecorded,
  organisationRoleEdited,
  paperRecorded,
  paperEdited,
  paperNumberSupplied,
  paperRouteOutcomeRecorded,
  paperRevised,
  strategyRecorded,
  strategyEdited,
];

/** `source` of everything the register puts on the bus. */
export const BUS_SOURCE = 'npa-register';

/** What goes over EventBridge as `detail`: the event and where it stands, without the state and without personal data. */
export const BusMessage = z.strictObject({
  alliance: z.string(),
  recordType: z.string(),
  recordId: z.string(),
  recordVersion: z.int(),
  recordedAt: z.string(),
  correlationId: z.string(),
  by: z.strictObject({ role: z.string(), office: z.string().nullable() }),
  schemaVersion: z.int(),
  data: z.record(z.string(), z.unknown()),
});

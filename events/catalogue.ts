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
import { contributionAsked } from './contribution-asked.ts';
import { contributionGiven } from './contribution-given.ts';
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
import { findingsAccepted } from './findings-accepted.ts';
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
import { participantsErased } from './participants-erased.ts';
import { participantsMasked } from './participants-masked.ts';
import { partyMovedUp } from './party-moved-up.ts';
import { partyNoticeIssued } from './party-notice-issued.ts';
import { partyRegistered } from './party-registered.ts';
import { partyWithdrawn } from './party-withdrawn.ts';
import { privacyCaseClosed } from './privacy-case-closed.ts';
import { privacyCaseOpened } from './privacy-case-opened.ts';
import { registrationChanged } from './registration-changed.ts';
import { registrationOfferStated } from './registration-offer-stated.ts';
import { retentionCameDue } from './retention-came-due.ts';
import { retentionDecided } from './retention-decided.ts';
import { retentionErased } from './retention-erased.ts';
import { retentionErasing } from './retention-erasing.ts';
import { retentionSettingsStated } from './retention-settings-stated.ts';
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

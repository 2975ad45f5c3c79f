import { randomUUID } from 'node:crypto';
import { retentionCameDue } from '../../events/retention-came-due.ts';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { recordScans } from '../../functions/door/routes.ts';
import { bookExpense, certifyExpense, enterExpense } from '../../functions/expenses/routes.ts';
import { registerInitiative } from '../../functions/initiatives/routes.ts';
import { openInquiry } from '../../functions/inquiries/routes.ts';
import { openPrivacyCase } from '../../functions/privacy/routes.ts';
import { issueInvitation, registerByOffice } from '../../functions/registrations/routes.ts';
import type { Role } from '../../shared/domain/access.ts';
import type { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import type { OfficeId } from '../../shared/domain/regions.ts';
import { dueCase, usualPeriods } from '../../shared/domain/retention.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { linkOf } from '../../shared/store/link-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { liveTable } from '../../shared/store/live-table.ts';
import { retentionStore } from '../../shared/store/retention-store.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call } from '../support/api.ts';
import { anAuthor } from '../support/builders.ts';
import { openDoor, walkIn } from '../support/door.ts';
import type { BodyTargets } from './samples-bodies.ts';
import { bodySamples, bodyTargets } from './samples-bodies.ts';
import type { FindingTargets } from './samples-findings.ts';
import { findingSamples, findingTargets } from './samples-findings.ts';
import { fundReportSamples, fundReportTargets } from './samples-fund-reports.ts';
import type { FundTargets } from './samples-funds.ts';
import { fundSamples, fundTargets } from './samples-funds.ts';
import type { GrantTargets } from './samples-grants.ts';
import { grantSamples, grantTargets } from './samples-grants.ts';
import type { MeetingTargets } from './samples-meetings.ts';
import { meetingSamples, meetingTargets } from './samples-meetings.ts';
import type { PaperTargets } from './samples-papers.ts';
import { paperSamples, paperTargets } from './samples-papers.ts';
import type { ReportTargets } from './samples-reports.ts';
import { reportSamples, reportTargets } from './samples-reports.ts';
import type { ResultTargets } from './samples-results.ts';
import { resultSamples, resultTargets } from './samples-results.ts';

/** A fitting call of every row, made from the records it is about. Tests over all rows read this one table. */

export type Sent = NonNullable<Parameters<typeof call>[2]>;
export type Targets = {
  readonly eventId: string;
  /** A series to which a new event may belong. */
  readonly campaignId: string;
  readonly expenseId: string;
  readonly bookedExpenseId: string;
  readonly initiativeId: string;
  readonly districtKey: string;
  readonly inquiryId: string;
  /** Of the event; what only some tests need may be missing. */
  readonly ticketId?: string;
  readonly privacyCaseId?: string;
  readonly objectionCaseId?: string;
  readonly retentionId?: string;
  readonly registrationId?: string;
  readonly invitationId?: string;
  /** A public event that is still to come, and the link of somebody registered for it. */
  readonly publicEventId?: string;
  readonly ownLink?: string;
  /** Registered for it and walked into it: names of the older event are over their time and shown to nobody. */
  readonly kept?: { readonly registrationId: string; readonly ticketId: string; readonly walkInId: string };
  /** The body of `as('GROUP_MANAGER')` with a seat, a speaker and two persons. */
  readonly bodies?: BodyTargets;
  /** A planned meeting of that body, and something promised in it. */
  readonly meetings?: MeetingTargets;
  readonly reports?: ReportTargets;
  readonly papers?: PaperTargets;
  readonly findings?: FindingTargets;
  readonly grants?: GrantTargets;
  /** A fund with a movement that counts and one that waits. */
  readonly funds?: FundTargets;
} & Partial<ResultTargets>;

export const districtOf: Record<OfficeId, string> = { BS: '03101', LW: '03254', LG: '03355', WE: '03403' };
const budgetLine = { section: '02', chapter: '0204', item: '53101', itemGroup: null };
const dates = { from: '2018-05-08', to: '2018-05-08', startTime: null, endTime: null, wording: null };

const described = (districtKey: string) => ({
  title: 'Probe',
  kind: 'REGIONAL_CONFERENCE',
  theme: null as string | null,
  ownership: 'OWN',
  ownershipReason: null,
  place: { name: 'Rathaus', districtKey, facility: null },
  organisers: [] as { name: string; role: string }[],
  guests: [],
  facts: [],
  followsEventId: null as string | null,
  campaignId: null as string | null,
  note: null as string | null,
  source: null as string | null,
  officeOverride: null,
});
export const anEvent = (districtKey: string, more: Partial<ReturnType<typeof described>> = {}) => ({
  ...described(districtKey),
  dates,
  ...more,
});

const entered = (eventId: string) => ({
  amountCents: 100_00,
  eventId,
  occasion: null,
  reportingLine: null,
  fiscalYear: 2018,
  budgetLine,
  text: 'Probe',
  invoiceReference: null as string | null,
  supplier: null as string | null,
});
export const anExpense = (eventId: string, more: Partial<ReturnType<typeof entered>> = {}) => ({ ...entered(eventId), ...more });

export const aFigure = (eventIds: readonly string[], source = 'Probe') => ({
  eventIds,
  subject: 'PERSONS',
  value: 10,
  qualifier: 'EXACT',
  basis: 'COUNTED',
  asOf: null,
  source,
  printed: null,
});
const booking = { bookedOn: '2018-06-01', hvsReference: 'HVS-1', fiscalYear: null, budgetLine: null };
const initiative = { name: 'Probe', organisation: null, fieldOfAction: null, districtKey: null, website: null };

export const inquiry = {
  kind: 'MINOR_WRITTEN',
  term: 18,
  title: 'Probe',
  questionPaper: '18/1',
  receivedOn: '2018-05-02',
  forwardedOn: null as string | null,
  questions: [{ no: 1, text: 'Probe?', parts: [] }],
  askersPreamble: [],
  deadlineRule: null,
  askers: [{ name: 'Probe', faction: 'Probe' }],
};

const headCount = {
  deviceId: '0b6c2f4e-6f0b-4c63-9a5e-0d7c5e1f2a3b',
  sentAt: '2018-05-08T10:00:00+02:00',
  entries: [
    {
      kind: 'HEADS',
      scanId: '5f3d0d5e-9d5b-4c62-8a64-1f0d4b7a9c21',
      door: 'Haupteingang',
      scannedAt: '2018-05-08T09:59:00+02:00',
      count: 3,
    },
  ],
};

export const anOffer = {
  isOpen: true,
  isPublic: true,
  opensAt: null as string | null,
  closesAt: null as string | null,
  capacity: null as number | null,
  largestParty: 5,
  description: null,
  contact: 'Probe',
  questions: [] as object[],
  asksNeeds: true,
  consents: ['LIST'],
  doors: ['Haupteingang'],
  noticeText: 'Probe',
};
export const aCaller = {
  title: null,
  givenName: 'Probe',
  familyName: 'Probe',
  email: null as string | null,
  organisation: null as string | null,
  function: null,
  companions: [] as object[],
  answers: [] as object[],
  needs: null as string | null,
  consents: [] as string[],
  noticeVersion: 1,
};
const aChange = (link: string | undefined) => {
  const { email: _address, noticeVersion: _version, ...fields } = aCaller;
  return { ...fields, organisation: 'Geändert', link };
};
export const anInvitation = { label: 'Probe', places: 2, expiresAt: null as string | null };
const listed = { title: null, givenName: 'Probe', familyName: 'Probe', email: null, organisation: null, function: null, externalId: '1' };
const listFile = { fileName: 'liste.csv', content: Buffer.from('Vorname;Nachname\nProbe;Probe\n').toString('base64') };

const samples: Readonly<Record<string, (about: Targets, role?: Role) => Sent>> = {
  listAlliances: () => ({}),
  getAlliance: () => ({}),
  listAllianceEvents: () => ({ query: { limit: '3' } }),
  registerAllianceEvent: ({ districtKey, eventId, campaignId }) => ({
    body: anEvent(districtKey, { followsEventId: eventId, campaignId }),
  }),
  getAllianceEvent: ({ eventId }) => ({ params: { eventId } }),
  editAllianceEvent: ({ districtKey, eventId, campaignId }) => ({
    params: { eventId },
    version: 1,
    body: { ...described(districtKey), title: 'Geändert', campaignId },
  }),
  moveAllianceEvent: ({ eventId, districtKey }) => ({
    params: { eventId },
    version: 1,
    body: { dates, place: described(districtKey).place, reason: 'Probe' },
  }),
  confirmAllianceEvent: ({ eventId }) => ({ params: { eventId }, version: 1, body: {} }),
  cancelAllianceEvent: ({ eventId }) => ({ params: { eventId }, version: 1, body: { reason: 'Probe' } }),
  getAllianceEventJournal: ({ eventId }) => ({ params: { eventId } }),
  stateAttendance: ({ eventId }) => ({ body: aFigure([eventId]) }),
  listAttendanceFigures: ({ eventId }) => ({ query: { eventId } }),
  countAttendance: () => ({}),
  getAttendanceStatistics: () => ({ query: { groupBy: 'event' } }),
  getAttendanceStatisticsFile: () => ({ query: { groupBy: 'event', format: 'csv' } }),
  getAnswerStatistics: ({ eventId }) => ({ params: { eventId } }),
  getDoorList: ({ eventId }) => ({ params: { eventId }, query: { names: 'true' } }),
  recordScans: ({ eventId }) => ({ params: { eventId }, body: headCount }),
  listScans: ({ eventId }) => ({ params: { eventId } }),
  getDoorCounts: ({ eventId }) => ({ params: { eventId } }),
  recountDoor: ({ eventId }) => ({ params: { eventId }, body: {} }),
  search: () => ({ query: { q: 'Probe' } }),
  listInitiatives: () => ({ query: { limit: '3' } }),
  registerInitiative: () => ({ body: initiative }),
  getInitiative: ({ initiativeId }) => ({ params: { initiativeId } }),
  editInitiative: ({ initiativeId }) => ({ params: { initiativeId }, version: 1, body: { ...initiative, organisation: 'Geändert' } }),
  presentInitiative: ({ initiativeId, eventId }) => ({ body: { initiativeId, eventId, note: null } }),
  listFairStands: ({ eventId }) => ({ query: { eventId } }),
  listExpenses: ({ eventId }) => ({ query: { eventId, limit: '1' } }),
  enterExpense: ({ eventId }) => ({ body: anExpense(eventId) }),
  getExpense: ({ expenseId }) => ({ params: { expenseId } }),
  editExpense: ({ expenseId, eventId }) => ({ params: { expenseId }, version: 1, body: anExpense(eventId, { text: 'Geändert' }) }),
  certifyExpense: ({ expenseId }) => ({ params: { expenseId }, version: 1, body: { checks: ['FACTUAL', 'ARITHMETIC'] } }),
  bookExpense: ({ expenseId }) => ({ params: { expenseId }, version: 2, body: booking }),
  withdrawExpense: ({ expenseId }) => ({ params: { expenseId }, version: 1, body: { reason: 'Probe' } }),
  correctExpense: ({ bookedExpenseId, eventId }) => ({
    params: { expenseId: bookedExpenseId },
    body: { kind: 'REBOOKING', reason: 'Probe', to: { eventId, occasion: null, reportingLine: null, fiscalYear: 2018, budgetLine } },
  }),
  getExpenseJournal: ({ expenseId }) => ({ params: { expenseId } }),
  listBudgetStatements: () => ({}),
  stateAppropriation: () => ({ body: { fiscalYear: 2018, amountCents: 100_000_000, basis: 'STATED', source: 'Probe' } }),
  stateTotal: () => ({ body: { fiscalYear: 2018, amountCents: 0, asOf: '2018-12-31', source: 'Probe' } }),
  releaseExpenditure: () => ({
    body: { throughDay: '2017-02-27', source: 'Probe', namedDifference: { amountCents: 92_232, explanation: 'Ursache nicht bekannt' } },
  }),
  getExpenditureBreakdown: ({ eventId }) => ({ query: { eventId } }),
  exportExpenditureBreakdown: ({ eventId }) => ({ query: { eventId, format: 'csv' } }),
  checkExpenditureSums: () => ({}),
  listInquiries: () => ({ query: { limit: '3' } }),
  openInquiry: () => ({ body: inquiry }),
  // Issued, so that every role of these rows may see it.
  getInquiry: () => ({ params: { inquiryId: 'anfrage-17-7349' } }),
  editInquiry: ({ inquiryId }) => ({
    params: { inquiryId },
    version: 1,
    body: { governmentPreamble: [], leadUnit: 'Probe', forwardedOn: '2018-05-02', signedBy: null },
  }),
  extendInquiry: ({ inquiryId }) => ({
    params: { inquiryId },
    version: 1,
    body: { sentOn: '2018-06-01', expectedOn: '2018-07-01', reasons: 'Probe' },
  }),
  listAnswerParts: ({ inquiryId }) => ({ params: { inquiryId } }),
  draftAnswerPart: ({ inquiryId }) => ({
    params: { inquiryId, unitId: '1' },
    version: 0,
    body: { disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: ['Probe'], blocks: [] },
  }),
  listContributions: ({ inquiryId }) => ({ params: { inquiryId } }),
  askOffice: ({ inquiryId }) => ({ params: { inquiryId, unitId: '1', office: 'LW' }, body: {} }),
  contribute: ({ inquiryId }) => ({
    params: { inquiryId, unitId: '1', office: 'LW' },
    version: 1,
    body: { status: 'NIL_RETURN', text: null },
  }),
  confirmContribution: ({ inquiryId }) => ({ params: { inquiryId, unitId: '1', office: 'LW' }, version: 1, body: {} }),
  getFindings: ({ inquiryId }) => ({ params: { inquiryId } }),
  acceptFindings: ({ inquiryId }) => ({
    params: { inquiryId },
    version: 1,
    body: { reason: 'Probe', findings: [{ rule: 'PARTS_AND_TOTAL', place: 'abgleich', amountCents: 1 }] },
  }),
  compareWithToday: ({ inquiryId }) => ({ params: { inquiryId } }),
  ...Object.fromEntries(
    ['startCollecting', 'startDrafting', 'freezeFigures', 'coSignAnswer', 'approveAnswer'].map((id) => [
      id,
      ({ inquiryId }: Targets) => ({ params: { inquiryId }, version: 1, body: {} }),
    ]),
  ),
  assignInquiry: ({ inquiryId }) => ({ params: { inquiryId }, version: 1, body: { leadUnit: 'Probe' } }),
  reopenDraft: ({ inquiryId }) => ({ params: { inquiryId }, version: 1, body: { reason: 'Probe' } }),
  sendAnswer: ({ inquiryId }) => ({ params: { inquiryId }, version: 1, body: { answeredOn: '2018-06-01' } }),
  issueAnswer: ({ inquiryId }) => ({ params: { inquiryId }, version: 1, body: { issuedOn: '2018-06-01', answerPaper: '18/2' } }),
  correctAnswer: ({ inquiryId }) => ({ params: { inquiryId }, body: { reason: 'Probe' } }),
  getInquiryJournal: () => ({ params: { inquiryId: 'anfrage-17-7349' } }),
  getDeadlineCalendar: () => ({}),
  getAnswerDocument: () => ({ params: { inquiryId: 'anfrage-17-7349' }, query: { format: 'json' } }),
  getAnswerPdf: () => ({ params: { inquiryId: 'anfrage-17-7349' } }),
  getOpenDataset: () => ({ params: { inquiryId: 'anfrage-17-7349' } }),
  getOpenDataFile: () => ({ params: { inquiryId: 'anfrage-17-7349', fileName: 'q9-veranstaltungen.csv' } }),
  getRegistrationOffer: ({ eventId }) => ({ params: { eventId } }),
  stateRegistrationOffer: ({ eventId }) => ({ params: { eventId }, version: 1, body: anOffer }),
  listRegistrations: ({ eventId }) => ({ params: { eventId }, query: { limit: '3' } }),
  registerByOffice: ({ eventId }) => ({ params: { eventId }, body: aCaller }),
  getRegistration: ({ eventId, registrationId = 'keine' }) => ({ params: { eventId, registrationId } }),
  changeRegistration: ({ publicEventId = 'keine', kept }) => ({
    params: { eventId: publicEventId, registrationId: kept?.registrationId ?? 'keine' },
    version: 1,
    body: {
      heads: [{ ticketId: kept?.ticketId, title: null, givenName: 'Probe', familyName: 'Berichtigt' }],
      email: null,
      organisation: null,
      function: null,
      answers: [],
    },
  }),
  resendConfirmation: ({ publicEventId = 'keine', kept }) => ({
    params: { eventId: publicEventId, registrationId: kept?.registrationId ?? 'keine' },
    body: {},
  }),
  listWalkIns: ({ eventId }) => ({ params: { eventId } }),
  correctParticipant: ({ publicEventId = 'keine', kept }) => ({
    params: { eventId: publicEventId, ticketId: kept?.walkInId ?? 'keine' },
    body: { title: null, givenName: 'Probe', familyName: 'Berichtigt', organisation: null },
  }),
  withdrawRegistration: ({ eventId, registrationId = 'keine' }) => ({ params: { eventId, registrationId }, version: 1, body: {} }),
  listInvitations: ({ eventId }) => ({ params: { eventId } }),
  issueInvitation: ({ eventId }) => ({ params: { eventId }, body: anInvitation }),
  withdrawInvitation: ({ eventId, invitationId = 'keine' }) => ({ params: { eventId, invitationId }, version: 1, body: {} }),
  readSpecialNeeds: ({ eventId }) => ({ params: { eventId } }),
  registerParticipants: ({ publicEventId = 'keine' }) => ({
    params: { eventId: publicEventId },
    body: { ...aCaller, email: 'probe@example.org' },
  }),
  viewOwnRegistration: ({ publicEventId = 'keine', ownLink }) => ({ params: { eventId: publicEventId }, body: { link: ownLink } }),
  changeOwnRegistration: ({ publicEventId = 'keine', ownLink }) => ({ params: { eventId: publicEventId }, body: aChange(ownLink) }),
  withdrawOwnRegistration: ({ publicEventId = 'keine', ownLink }) => ({ params: { eventId: publicEventId }, body: { link: ownLink } }),
  previewParticipantList: ({ eventId }) => ({ params: { eventId }, body: listFile }),
  importParticipants: ({ eventId }) => ({ params: { eventId }, body: { rows: [{ line: 2, partySize: 1, person: listed }] } }),
  readPaperText: () => ({ body: { text: 'Miete 5.355,00 Euro' } }),
  correctParticipantList: ({ eventId }) => ({ params: { eventId }, body: listFile }),
  exportParticipantsCsv: ({ eventId }) => ({ params: { eventId } }),
  exportParticipantsXlsx: ({ eventId }) => ({ params: { eventId } }),
  findParticipants: () => ({ body: { name: 'Probe' } }),
  openPrivacyCase: () => ({ body: { kind: 'ACCESS', receivedOn: '2018-05-02', email: 'probe@example.org', participants: [] } }),
  listPrivacyCases: () => ({ query: { limit: '3' } }),
  ...Object.fromEntries(
    ['getPrivacyCase', 'getPrivacyExport', 'getPrivacyExportPdf'].map((id) => [
      id,
      ({ privacyCaseId = 'gibt-es-nicht' }: Targets) => ({ params: { caseId: privacyCaseId } }),
    ]),
  ),
  objectToListing: ({ objectionCaseId = 'gibt-es-nicht', eventId, ticketId = 'gibt-es-nicht' }) => ({
    params: { caseId: objectionCaseId },
    version: 1,
    body: { participants: [{ eventId, ticketId }] },
  }),
  eraseParticipants: ({ privacyCaseId = 'gibt-es-nicht', eventId, ticketId = 'gibt-es-nicht' }) => ({
    params: { caseId: privacyCaseId },
    version: 1,
    body: { participants: [{ eventId, ticketId }] },
  }),
  closePrivacyCase: ({ privacyCaseId = 'gibt-es-nicht' }) => ({
    params: { caseId: privacyCaseId },
    version: 1,
    body: { outcome: 'IDENTITY_NOT_PROVEN' },
  }),
  listRetention: () => ({ query: { limit: '3' } }),
  decideRetention: ({ retentionId = 'gibt-es-nicht' }) => ({
    params: { retentionId },
    version: 1,
    body: { decision: 'WAIVED', reason: 'ARCHIVE_AGREEMENT' },
  }),
  getRetentionSettings: () => ({}),
  setRetentionSettings: () => ({ version: 0, body: { periods: usualPeriods } }),
  listLegalHolds: () => ({}),
  getLegalHold: ({ eventId }) => ({ params: { eventId } }),
  setLegalHold: ({ eventId }) => ({ params: { eventId }, version: 0, body: { hold: null } }),
  getBadges: ({ eventId }) => ({ params: { eventId } }),
  getAttendanceSheet: ({ eventId }) => ({ params: { eventId } }),
  getOpenApi: () => ({}),
  getHealth: () => ({}),
  ...bodySamples,
  ...meetingSamples,
  ...resultSamples,
  ...reportSamples,
  ...paperSamples,
  ...fundSamples,
  ...grantSamples,
  ...fundReportSamples,
  ...findingSamples,
};

/** @throws naming the row, so that a new one cannot slip past the tests over all rows */
/** @param role where a fitting call is another one for some roles */
export function sampleOf(row: RouteRow, about: Targets, role?: Role): Sent {
  const make = samples[row.id];
  if (!make) throw new Error(`the row "${row.id}" has no sample call: add one to test/api/samples.ts`);
  return make(about, role);
}

export const hasSample = ({ id }: RouteRow): boolean => id in samples;

/** The call, which must succeed, as a step on the way to what a test is about. */
export async function done(row: RouteRow, caller: Caller, sent: Sent): Promise<Answered['body']> {
  const { status, text, body } = await call(row, caller, sent);
  if (status >= 300) throw new Error(`${row.id} answered ${status}: ${text}`);
  return body;
}

type Scope = { readonly alliance?: string; readonly area?: string; readonly like?: Targets };
/** Areas whose rows need nothing of their own from the older ones. */
const newerAreas: ReadonlySet<string> = new Set([
  'bodies',
  'people',
  'meetings',
  'results',
  'reports',
  'papers',
  'findings',
  'funds',
  'grants',
  'organisations',
  'fund-reports',
  'intake',
  'search',
]);

/** An expense that went through all hands. */
export async function bookedExpense(
  eventId: string,
  { alliance = 'npa' }: Scope,
  more: Parameters<typeof anExpense>[1] = {},
): Promise<string> {
  const params = { allianceId: alliance };
  const { id } = await done(enterExpense, as('OFFICE_EDITOR', { alliance }), { params, body: anExpense(eventId, more) });
  const expense = { ...params, expenseId: id as string };
  await done(certifyExpense, as('CERTIFIER', { alliance }), {
    params: expense,
    version: 1,
    body: { checks: ['FACTUAL', 'ARITHMETIC'] },
  });
  await done(bookExpense, as('BUDGET_OFFICER', { alliance }), { params: expense, version: 2, body: booking });
  return id;
}

async function caseOf(kind: 'ERASURE' | 'OBJECTION', eventId: string, ticketId: string, allianceId: string): Promise<string> {
  const body = { kind, receivedOn: '2018-05-02', email: null, participants: [{ eventId, ticketId }] };
  return (await done(openPrivacyCase, as('DPO', { alliance: allianceId }), { params: { allianceId }, body })).id;
}

/** As the nightly run would open it. */
async function dueRetention(eventId: string, alliance: string): Promise<string> {
  const id = randomUUID();
  const state = dueCase(eventId as AllianceEventId, 'PRESENCE', '2019-05-08', 'OFFER');
  const event = retentionCameDue({ eventId, dataClass: 'PRESENCE', endsOn: state.endsOn, heads: 1 });
  await retentionStore(liveTable()).create(alliance, id, { state, event }, anAuthor());
  return id;
}

/** Somebody is registered for a public event, and has the link of the mail. */
async function ownRegistration(districtKey: string, allianceId: string): Promise<Pick<Targets, 'publicEventId' | 'ownLink' | 'kept'>> {
  const editor = as('OFFICE_EDITOR', { alliance: allianceId });
  const ahead = { ...anEvent(districtKey), dates: { ...dates, from: '2099-05-08', to: '2099-05-08' } };
  const { id: eventId } = await done(registerAllianceEvent, editor, { params: { allianceId }, body: ahead });
  await openDoor(eventId, {}, allianceId);
  const about = { params: { allianceId, eventId } };
  const { id } = await done(registerByOffice, editor, { ...about, body: aCaller });
  const other = await done(registerByOffice, editor, { ...about, body: { ...aCaller, email: 'probe@example.org' } });
  const came = walkIn({ givenName: 'Probe', familyName: 'Probe', email: null, organisation: null });
  await done(recordScans, editor, { ...about, body: { deviceId: randomUUID(), sentAt: came.scannedAt, entries: [came] } });
  return {
    publicEventId: eventId,
    ownLink: await linkOf(liveKeyTable(liveTable()), 'registration', allianceId, eventId, id),
    kept: { registrationId: other.id, ticketId: other.tickets[0], walkInId: came.ticketId },
  };
}

/** Records of the newer areas, made only for those that are asked about; whoever asks about all gets all. */
async function newerTargets(eventId: string, alliance: string, isAbout: (...areas: string[]) => boolean): Promise<Partial<Targets>> {
  const funds = isAbout('funds', 'grants', 'fund-reports', 'documents', 'document-pdf') ? await fundTargets(alliance) : undefined;
  if (funds && isAbout('fund-reports', 'documents', 'document-pdf')) await fundReportTargets(alliance, funds.fundId);
  const bodies = isAbout('bodies', 'people', 'meetings', 'reports', 'results', 'documents', 'document-pdf');
  return {
    ...(bodies ? { bodies: await bodyTargets(alliance) } : {}),
    ...(isAbout('meetings') ? { meetings: await meetingTargets(alliance) } : {}),
    ...(isAbout('reports', 'documents', 'document-pdf') ? { reports: await reportTargets(alliance) } : {}),
    ...(isAbout('papers') ? { papers: await paperTargets(alliance) } : {}),
    ...(isAbout('findings') ? { findings: await findingTargets(alliance) } : {}),
    ...(funds ? { funds } : {}),
    ...(funds && isAbout('grants', 'organisations') ? { grants: await grantTargets(alliance, funds.fundId) } : {}),
    ...(isAbout('results') ? await resultTargets(eventId, alliance) : {}),
  };
}

/**
 * Fresh records for one round of sample calls.
 * @param area only what rows of this area need besides `like`, which has the rest
 */
export async function freshTargets(office: OfficeId, { alliance = 'npa', area, like }: Scope = {}): Promise<Targets> {
  const isAbout = (...areas: string[]): boolean => area === undefined || areas.includes(area);
  if (like && newerAreas.has(area ?? '')) return { ...like, ...(await newerTargets(like.eventId, alliance, isAbout)) };
  const editor = as('OFFICE_EDITOR', { alliance });
  const params = { allianceId: alliance };
  const districtKey = districtOf[office];
  const campaign = await done(registerAllianceEvent, editor, { params, body: anEvent(districtKey, { kind: 'CAMPAIGN' }) });
  const event = await done(registerAllianceEvent, editor, { params, body: anEvent(districtKey) });
  const expense = await done(enterExpense, editor, { params, body: anExpense(event.id) });
  await openDoor(event.id, {}, alliance);
  const { id: inquiryId } = await done(openInquiry, editor, { params, body: inquiry });
  const { id: initiativeId } = await done(registerInitiative, editor, { params, body: initiative });
  const about = { params: { ...params, eventId: event.id as string } };
  const { id: registrationId, tickets } = await done(registerByOffice, editor, {
    ...about,
    body: { ...aCaller, email: 'probe@example.org' },
  });
  const ticketId: string = tickets[0];
  const { id: invitationId } = await done(issueInvitation, editor, { ...about, body: anInvitation });
  return {
    ...like,
    eventId: event.id,
    registrationId,
    invitationId,
    ticketId,
    privacyCaseId: await caseOf('ERASURE', event.id, ticketId, alliance),
    objectionCaseId: await caseOf('OBJECTION', event.id, ticketId, alliance),
    retentionId: await dueRetention(event.id, alliance),
    campaignId: campaign.id,
    expenseId: expense.id,
    bookedExpenseId: await bookedExpense(event.id, { alliance }),
    initiativeId,
    inquiryId,
    districtKey,
    ...(await newerTargets(event.id, alliance, isAbout)),
    ...(await ownRegistration(districtKey, alliance)),
  };
}

import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { bookExpense, certifyExpense, enterExpense } from '../../functions/expenses/routes.ts';
import { registerInitiative } from '../../functions/initiatives/routes.ts';
import { openInquiry } from '../../functions/inquiries/routes.ts';
import type { OfficeId } from '../../shared/domain/regions.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call } from '../support/api.ts';

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
};

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

const samples: Readonly<Record<string, (about: Targets) => Sent>> = {
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
  getOpenApi: () => ({}),
  getHealth: () => ({}),
};

/** @throws naming the row, so that a new one cannot slip past the tests over all rows */
export function sampleOf(row: RouteRow, about: Targets): Sent {
  const make = samples[row.id];
  if (!make) throw new Error(`the row "${row.id}" has no sample call: add one to test/api/samples.ts`);
  return make(about);
}

export const hasSample = ({ id }: RouteRow): boolean => id in samples;

/** The call, which must succeed, as a step on the way to what a test is about. */
export async function done(row: RouteRow, caller: Caller, sent: Sent): Promise<Answered['body']> {
  const { status, text, body } = await call(row, caller, sent);
  if (status >= 300) throw new Error(`${row.id} answered ${status}: ${text}`);
  return body;
}

type Scope = { readonly alliance?: string };

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

/** Fresh records for one round of sample calls. */
export async function freshTargets(office: OfficeId, { alliance = 'npa' }: Scope = {}): Promise<Targets> {
  const editor = as('OFFICE_EDITOR', { alliance });
  const params = { allianceId: alliance };
  const districtKey = districtOf[office];
  const campaign = await done(registerAllianceEvent, editor, { params, body: anEvent(districtKey, { kind: 'CAMPAIGN' }) });
  const event = await done(registerAllianceEvent, editor, { params, body: anEvent(districtKey) });
  const expense = await done(enterExpense, editor, { params, body: anExpense(event.id) });
  const { id: inquiryId } = await done(openInquiry, editor, { params, body: inquiry });
  const { id: initiativeId } = await done(registerInitiative, editor, { params, body: initiative });
  return {
    eventId: event.id,
    campaignId: campaign.id,
    expenseId: expense.id,
    bookedExpenseId: await bookedExpense(event.id, { alliance }),
    initiativeId,
    inquiryId,
    districtKey,
  };
}

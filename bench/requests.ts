import { getAllianceEvent, listAllianceEvents, registerAllianceEvent } from '../functions/alliance-events/routes.ts';
import { countAttendance, stateAttendance } from '../functions/attendance/routes.ts';
import { exportExpenditureBreakdown, getExpenditureBreakdown } from '../functions/breakdowns/routes.ts';
import { enterExpense } from '../functions/expenses/routes.ts';
import type { Request } from './register.ts';

/** Calls that more than one part measures, on the facts of 2016. */

export const EVENT = 'auftakt-2016-01-07';
/** The day of the printed answer: every as-of question here asks what was known on it. */
export const STAND = '2017-02-27';
const BUDGET_LINE = { section: '02', chapter: '0201', item: '53101', itemGroup: null };

/** A described event, as the form sends it without its dates. */
export const description = {
  title: 'Regionale Integrationskonferenz „Ehrenamt und Begegnung“',
  kind: 'REGIONAL_CONFERENCE',
  theme: 'sprache',
  ownership: 'OWN',
  ownershipReason: null,
  place: { name: 'Lüneburg', districtKey: '03355', facility: 'Kulturzentrum' },
  organisers: [{ name: 'Amt für regionale Landesentwicklung Lüneburg', role: 'Veranstalter' }],
  guests: [],
  facts: [],
  followsEventId: null,
  campaignId: null,
  note: null,
  source: null,
  officeOverride: null,
};
export const dates = { from: '2026-05-20', to: '2026-05-20', startTime: '10:00', endTime: '16:00', wording: null };

export const listEvents: Request = { row: listAllianceEvents, role: 'OFFICE_EDITOR' };
export const getEvent: Request = { row: getAllianceEvent, role: 'OFFICE_EDITOR', params: { eventId: EVENT } };
export const registerEvent: Request = { row: registerAllianceEvent, role: 'OFFICE_EDITOR', body: { ...description, dates } };
export const breakdownNow: Request = { row: getExpenditureBreakdown, role: 'BUDGET_OFFICER' };
export const breakdownAsOf: Request = { ...breakdownNow, query: { asOf: STAND } };
export const exportXlsx: Request = { row: exportExpenditureBreakdown, role: 'BUDGET_OFFICER', query: { format: 'xlsx' } };
export const countHeads: Request = { row: countAttendance, role: 'OFFICE_EDITOR', query: { asOf: STAND } };
export const stateHeads: Request = {
  row: stateAttendance,
  role: 'OFFICE_EDITOR',
  body: {
    eventIds: [EVENT],
    subject: 'PERSONS',
    value: 412,
    qualifier: 'EXACT',
    basis: 'COUNTED',
    asOf: '2016-01-08',
    source: 'Zählung am Einlass',
    printed: null,
  },
};
export const enterInvoice: Request = {
  row: enterExpense,
  role: 'OFFICE_EDITOR',
  body: {
    amountCents: 295_360,
    eventId: EVENT,
    occasion: null,
    reportingLine: null,
    fiscalYear: 2026,
    budgetLine: BUDGET_LINE,
    text: 'Saalmiete und Technik',
    invoiceReference: 'RE-2026-0815',
    supplier: 'Beispiel Veranstaltungstechnik GmbH',
  },
};
export const certification = { checks: ['FACTUAL', 'ARITHMETIC'] };
export const booking = { bookedOn: '2026-03-02', hvsReference: 'HVS-4711', fiscalYear: 2026, budgetLine: BUDGET_LINE };
export const correctionBooking = { ...booking, fiscalYear: null, budgetLine: null };
export const reversal = { kind: 'REVERSAL', reason: 'Doppelt gezahlt' };

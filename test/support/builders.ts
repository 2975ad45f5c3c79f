import type { Alliance } from '../../shared/domain/alliance.ts';
import type { RegisterAllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { AttendanceFigure, StatedFigure } from '../../shared/domain/attendance.ts';
import type { BookExpense, EnterExpense } from '../../shared/domain/expense.ts';
import type { Authorship } from '../../shared/domain/journal.ts';

/** What a test sends or sets up; each builder names only what matters to the rule. Values are as sent, not yet parsed. */
type Sent<T> = { [Key in keyof T]: T[Key] };

export const someDates = (from: string | null, to = from) => ({ from, to, startTime: null, endTime: null, wording: null });

export const anEvent = (more: Partial<Sent<RegisterAllianceEvent>> = {}): RegisterAllianceEvent => ({
  title: 'Regionale Integrationskonferenz „Sprache“, Hildesheim',
  kind: 'REGIONAL_CONFERENCE',
  theme: 'sprache',
  ownership: 'OWN',
  ownershipReason: null,
  place: { name: 'Hildesheim', districtKey: '03254', facility: null },
  organisers: [],
  guests: [],
  facts: [],
  followsEventId: null,
  campaignId: null,
  note: null,
  source: null,
  dates: someDates('2016-05-03'),
  officeOverride: null,
  ...more,
});

export const anAlliance = (more: Partial<Alliance> = {}): Alliance => ({
  names: [{ name: 'Niedersachsen packt an', validFrom: '2015-11-30', validTo: null }],
  foundedOn: '2015-11-30',
  founders: [],
  goals: [],
  fieldsOfAction: [],
  themes: [
    { id: 'sprache', label: 'Sprache' },
    { id: 'arbeit', label: 'Arbeit' },
  ],
  bodies: [],
  source: null,
  ...more,
});

export const aBudgetLine = { section: '02', chapter: '0201', item: '53101', itemGroup: null } as const;

/** An entered expense as it is sent; `on` is the event it belongs to. */
export const anExpense = (more: Partial<Sent<EnterExpense>> & { on?: string } = {}): EnterExpense => {
  const { on = 'auftakt-2016-01-07', ...rest } = more;
  return {
    amountCents: 12_345,
    eventId: on as EnterExpense['eventId'],
    occasion: null,
    reportingLine: null,
    fiscalYear: 2016,
    budgetLine: { ...aBudgetLine },
    text: 'Saalmiete',
    invoiceReference: null,
    supplier: null,
    ...rest,
  };
};

export const aBooking = (more: Partial<BookExpense> = {}): BookExpense => ({
  bookedOn: '2016-05-31',
  hvsReference: 'HVS-2016-4711',
  fiscalYear: null,
  budgetLine: null,
  ...more,
});

export const aFigure = (id: string, eventIds: string[], more: Partial<AttendanceFigure> = {}): StatedFigure => ({
  id,
  changedAt: '2017-02-28T10:00:00.000Z',
  figure: {
    eventIds: eventIds as AttendanceFigure['eventIds'],
    subject: 'PERSONS',
    value: 100,
    qualifier: 'EXACT',
    basis: 'STATED',
    asOf: null,
    source: 'Test',
    printed: null,
    ...more,
  },
});

export const anAuthor = (more: Partial<Authorship> = {}): Authorship => ({
  subject: 'person-a',
  role: 'OFFICE_EDITOR',
  office: null,
  at: '2026-01-15T09:00:00.000Z',
  correlationId: 'test',
  ...more,
});

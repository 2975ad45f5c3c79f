import type * as z from 'zod';
import type { Alliance } from '../../shared/domain/alliance.ts';
import type { AllianceBody, BodyRole, Seat, SeatHolding } from '../../shared/domain/alliance-body.ts';
import type { RegisterAllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { AttendanceFigure, StatedFigure } from '../../shared/domain/attendance.ts';
import type { BookExpense, EnterExpense } from '../../shared/domain/expense.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import type { RecordPerson } from '../../shared/domain/person-likeness.ts';

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

/** A body, a seat, a function and somebody in it, as they are sent. */
export const aBody = (more: Partial<Sent<z.input<typeof AllianceBody>>> = {}): z.input<typeof AllianceBody> => ({
  kind: 'WORKING_GROUP',
  names: [{ name: 'Arbeitsgruppe Probe', validFrom: '2016-01-01', validTo: null }],
  shortName: 'AG Probe',
  order: 1,
  topics: [],
  theme: null,
  partOfBodyId: null,
  validFrom: null,
  validTo: null,
  claims: [],
  isPublic: false,
  report: null,
  note: null,
  source: null,
  ...more,
});

export const aSeat = (bodyId: string, more: Partial<z.input<typeof Seat>> = {}): z.input<typeof Seat> => ({
  bodyId,
  order: 1,
  label: null,
  side: 'INTERNAL',
  group: 'VOTING',
  isYouthDelegate: false,
  delegatedFromBodyId: null,
  validFrom: null,
  validTo: null,
  holdings: [],
  source: null,
  ...more,
});

export const aHolding = (personId: string | null, more: Partial<z.input<typeof SeatHolding>> = {}): z.input<typeof SeatHolding> => ({
  personId,
  from: null,
  to: null,
  dated: true,
  as: 'HOLDER',
  wording: null,
  ...more,
});

export const aRole = (bodyId: string, personId: string, more: Partial<z.input<typeof BodyRole>> = {}): z.input<typeof BodyRole> => ({
  bodyId,
  kind: 'SPEAKER',
  personId,
  side: 'INTERNAL',
  from: null,
  to: null,
  wording: null,
  source: null,
  ...more,
});

export const aPerson = (more: Partial<z.input<typeof RecordPerson>> = {}): z.input<typeof RecordPerson> => ({
  title: null,
  givenName: 'Probe',
  familyName: 'Person',
  isPublicFunction: false,
  source: null,
  ...more,
});

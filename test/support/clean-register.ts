import { AllianceBody, BodyPerson, BodyRole, Seat } from '../../shared/domain/alliance-body.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import type { Sum } from '../../shared/domain/breakdown.ts';
import type { FindingFacts } from '../../shared/domain/finding-facts.ts';
import type { FundSum } from '../../shared/domain/fund.ts';
import { Fund } from '../../shared/domain/fund.ts';
import type { Versioned } from '../../shared/domain/journal.ts';
import { Organisation } from '../../shared/domain/organisation.ts';
import { Indicator } from '../../shared/domain/result.ts';
import { aBody, aHolding, anAlliance, anEvent, aRole, aSeat, someDates } from './builders.ts';
import { decidedGrant, fund2020 } from './fund-of-2020.ts';
import { aTier, aFund as fundFields, tiersBelow5001 } from './funds.ts';
import { anOrganisation } from './grants.ts';
import { aField, anAmount, aPaper, aRow, aStrategy, aTable } from './papers.ts';
import { aMeasure, aMeeting, aPersonRegister, aProposal } from './records.ts';
import { aValue, dueBy, sentIndicator } from './results.ts';

/** A register in which everything fits, for rules that look for what does not. */

export const versioned = <State>(id: string, state: State): Versioned<State> => ({
  id,
  version: 1,
  changedAt: '2026-01-15T09:00:00Z',
  state,
});

export const heldEvent = (id: string, on: string | null, more: Parameters<typeof anEvent>[0] = {}): Versioned<AllianceEvent> =>
  versioned(id, { ...register(anEvent({ title: `Konferenz ${id}`, dates: someDates(on), ...more }), anAlliance()), status: 'HELD' });

/** What was booked for an event, as one row. */
export const spent = (eventId: string | null, amountCents: number, line: Partial<Sum['reportingLine']> = {}): Sum => ({
  eventId: eventId as Sum['eventId'],
  occasion: eventId === null ? 'ONLINE' : null,
  reportingLine: { section: 'EVENTS', label: null, date: null, order: null, allocationRule: 'WITH_PUBLICATIONS', ...line },
  budgetLine: null,
  fiscalYear: 2016,
  amountCents,
  bookings: 1,
});

const total = (amountCents: number) => ({
  id: 'summe-2016',
  changedAt: '2017-01-02T09:00:00Z',
  statement: { kind: 'STATED_TOTAL' as const, fiscalYear: 2016, amountCents, asOf: '2016-12-31', source: 'HVS' },
});

export const fundSum = (account: FundSum['account'], amountCents: number, grantId: string | null = null): FundSum => ({
  fundId: fund2020.id,
  fiscalYear: 2020,
  account,
  grantId,
  amountCents,
  bookings: 1,
});

export const aSeatOf = (bodyId: string, id: string, more: Parameters<typeof aSeat>[1] = {}) =>
  versioned(id, Seat.parse(aSeat(bodyId, more)));
export const aPersonRecord = (id: string) =>
  versioned(
    id,
    BodyPerson.parse({ isPublicFunction: false, mergedInto: null, mergeReason: null, distinctFrom: [], erasedOn: null, source: null }),
  );
export const withTiers = (...tiers: Fund['tiers']): Versioned<Fund> => versioned(fund2020.id, Fund.parse(fundFields({ tiers })));
export { aTier, tiersBelow5001 };

const { value: _value, ...indicator } = sentIndicator();
export const anIndicator = (id: string, more: object): Versioned<Indicator> =>
  versioned(id, Indicator.parse({ ...indicator, values: [], ...more }));

export const cleanFacts = (more: Partial<FindingFacts> = {}): FindingFacts => ({
  alliance: 'npa',
  today: '2026-01-15',
  events: [
    heldEvent('auftakt', '2016-05-03'),
    heldEvent('zweite', '2016-06-06', { place: { name: 'Friedland', districtKey: '03152', facility: null } }),
    heldEvent('dritte', '2016-09-09', { place: { name: 'Jever', districtKey: '03455', facility: null }, note: 'Im Landkreis Friesland' }),
    // Nobody has a bill of last week.
    heldEvent('neulich', '2025-12-20'),
    heldEvent('vorher', '2025-03-01'),
  ],
  sums: [
    spent('auftakt', 100_000, { label: 'Auftakt', date: '2016-05-03', order: 1 }),
    spent('zweite', 50_000, { label: 'Zweite', date: '2016-06-06', order: 2 }),
    spent('dritte', 25_000),
    spent('neulich', 0),
    { ...spent('vorher', 40_000), fiscalYear: 2025 },
    spent(null, 25_000, { section: 'OTHER', label: 'Homepage', order: 1 }),
  ],
  statedTotals: [total(200_000)],
  appropriations: [],
  bodies: [
    versioned('ag-1', AllianceBody.parse(aBody({ claims: ['PARITY', 'YOUTH_DELEGATE'], meetsEveryMonths: 6 }))),
    versioned('ag-2', AllianceBody.parse(aBody({ shortName: 'AG 2' }))),
  ],
  seats: [
    aSeatOf('ag-1', 'sitz-1', { holdings: [aHolding('eins', { to: '2020-07-31' }), aHolding('zwei', { from: '2020-08-01' })] }),
    aSeatOf('ag-1', 'sitz-2', { order: 2, side: 'EXTERNAL', isYouthDelegate: true, holdings: [aHolding('drei')] }),
    aSeatOf('ag-2', 'sitz-3', { holdings: [aHolding('eins', { to: '2020-07-31' }), aHolding('zwei', { from: '2020-08-01' })] }),
  ],
  roles: [versioned('funktion-1', BodyRole.parse(aRole('ag-1', 'zwei')))],
  persons: ['eins', 'zwei', 'drei'].map(aPersonRecord),
  alikePersons: [],
  meetings: [
    versioned('sitzung-1', aMeeting({ bodyId: 'ag-1' })),
    versioned('sitzung-2', aMeeting({ bodyId: 'ag-1', plannedOn: '2025-07-15', status: 'HELD' })),
  ],
  proposals: [
    versioned('vorschlag-1', aProposal({ title: 'Sprachkurse am Abend' })),
    versioned('vorschlag-2', aProposal({ title: 'Wohnungen in der Innenstadt' })),
  ],
  measures: [
    versioned('massnahme-1', aMeasure({ eventId: 'auftakt', order: 1, group: 'Erstaufnahme', label: 'I' })),
    versioned('massnahme-2', aMeasure({ eventId: 'auftakt', order: 2, group: 'Kommunen', label: 'II' })),
    versioned('massnahme-4', aMeasure({ order: 4, personRegisters: [aPersonRegister()] })),
    versioned('massnahme-3', aMeasure({ eventId: 'zweite', order: 1, group: 'Arbeit', label: 'I' })),
  ],
  indicators: [
    anIndicator('kennzahl-1', { measureId: 'massnahme-1', target: { value: aValue(60), due: dueBy('2016-12-31') }, values: [aValue(60)] }),
  ],
  funds: [withTiers(...tiersBelow5001)],
  fundSums: [fundSum('APPROPRIATION', 2_000_000), fundSum('GRANTED', 450_000, 'grant-1'), fundSum('GRANTED', 300_000, 'grant-2')],
  grants: [
    decidedGrant('grant-1', 4500, { organisationId: 'verein-a' as never, project: 'Modul 1' }),
    decidedGrant('grant-2', 3000, { organisationId: 'verein-b' as never, project: 'Modul 2' }),
  ],
  organisations: [
    versioned('verein-a', Organisation.parse(anOrganisation('Kargah e.V.', { spellings: ['Kargah'] }))),
    versioned('verein-b', Organisation.parse(anOrganisation('Politik zum Anfassen e. V.', { spellings: ['Politik zum Anfassen e.V.'] }))),
  ],
  papers: [
    // What no council deals with, and says of itself at least one thing that tells which one it is.
    versioned('folien', aPaper({ number: null, numberPending: false, kind: 'DOCUMENT', agendaNumber: null, sections: [], route: [] })),
    versioned(
      'drs-1',
      aPaper({
        amounts: [anAmount(2017, 6_700_000)],
        financeTable: aTable('PER_YEAR', [aRow('TRANSFER', 6_700_000, 2017), aRow('BALANCE', -6_700_000, 2017)]),
      }),
    ),
  ],
  strategies: [versioned('strategie-1', aStrategy({ validFrom: '2024-01-01', fields: [aField('bildung', 4, 4)] }))],
  ...more,
});

import { describe, expect, test } from '@jest/globals';
import { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { FindingFacts } from '../../shared/domain/finding-facts.ts';
import { valuesIn } from '../../shared/domain/finding-facts.ts';
import { allFindings } from '../../shared/domain/findings.ts';
import { aHolding } from '../support/builders.ts';
import { anIndicator, aSeatOf, aTier, cleanFacts, fundSum, heldEvent, spent, versioned, withTiers } from '../support/clean-register.ts';
import { decidedGrant } from '../support/fund-of-2020.ts';
import { cents } from '../support/funds.ts';
import { anOrganisation } from '../support/grants.ts';
import { aField, aPaper, aStrategy } from '../support/papers.ts';
import { aBody, aMeasure, aMeeting, aPersonRegister, aProposal } from '../support/records.ts';
import { aValue, dueBy } from '../support/results.ts';

type Part = (clean: FindingFacts) => Partial<FindingFacts>;
const found = (part: Part) => allFindings(cleanFacts(part(cleanFacts())));
const rulesOf = (part: Part): string[] => found(part).map(({ rule }) => rule);

test('where everything fits there is no finding', () => {
  expect(allFindings(cleanFacts())).toEqual([]);
});

describe('expenditure', () => {
  const event = (id: string, more: Parameters<typeof heldEvent>[2], on = '2016-07-01') => heldEvent(id, on, more);

  test('a total that the single amounts do not reach is named with the difference', () => {
    const [one, ...others] = found(({ statedTotals }) => ({
      statedTotals: statedTotals.map((total) => ({ ...total, statement: { ...total.statement, amountCents: 292_232 } })),
    }));
    expect([one?.rule, one?.amountCents, others]).toEqual(['TOTAL_DIFFERS', 92_232, []]);
  });
  test('a row earlier than one before it is out of order; a theme between two rows of another is named with it', () => {
    const rows = (late: string) =>
      found(({ events, sums }) => ({
        events: [...events, event('arbeit', { theme: 'arbeit' }, '2016-06-10'), event('vierte', {}, late)],
        sums: [
          ...sums.map((sum) => (sum.eventId === 'auftakt' ? { ...sum, amountCents: 80_000 } : sum)),
          spent('arbeit', 10_000, { label: 'Arbeit', date: '2016-06-10', order: 3 }),
          spent('vierte', 10_000, { label: 'Vierte', date: late, order: 4 }),
        ],
      }));
    expect(rows('2016-07-01')).toEqual([]);
    const [one, ...others] = rows('2016-06-08');
    expect([one?.rule, others]).toEqual(['ROWS_OUT_OF_ORDER', []]);
    expect(one?.sentence).toContain('Zeile 4 (08.06.2016) steht nach Zeile 3 (10.06.2016); Zeile 3 (10.06.2016) steht zwischen');
  });
  test('a row of its own without a day is found; the event itself has its day', () => {
    const [one, ...others] = found(({ sums }) => ({
      sums: sums.map((sum) =>
        sum.eventId === 'zweite' ? { ...sum, reportingLine: { ...sum.reportingLine, label: 'Film', date: null } } : sum,
      ),
    }));
    expect([one?.rule, one?.amountCents, others]).toEqual(['ROW_WITHOUT_DATE', 50_000, []]);
  });
  test('an event whose expenditure stands under other spending only', () => {
    const moved = { section: 'OTHER', label: 'Fest', order: 2 } as const;
    expect(rulesOf(({ sums }) => ({ sums: sums.map((sum) => (sum.eventId === 'zweite' ? spent('zweite', 50_000, moved) : sum)) }))).toEqual(
      ['EXPENDITURE_NOT_AMONG_EVENTS'],
    );
  });
  test('one campaign with rows in both sections is one occasion, however deep its parts lie', () => {
    const [one, ...others] = found(({ events, sums }) => ({
      events: [
        ...events,
        event('reihe', { kind: 'CAMPAIGN' }),
        event('woche', { kind: 'CAMPAIGN', campaignId: 'reihe' as never }),
        event('besuch', { campaignId: 'woche' as never }),
      ],
      sums: [
        ...sums.map((sum) => (sum.eventId === 'auftakt' ? { ...sum, amountCents: 60_000 } : sum)),
        spent('besuch', 30_000),
        spent('woche', 10_000, { section: 'OTHER' }),
      ],
    }));
    expect([one?.rule, one?.amountCents, others]).toEqual(['OCCASION_IN_TWO_SECTIONS', 40_000, []]);
    expect(one?.sentence).toContain('300,00 Euro stehen unter Veranstaltungen, 100,00 Euro unter Sonstige Ausgaben');
  });
  test('held without expenditure counts after three months, for own events, where others of the year have some', () => {
    const and = (more: Parameters<typeof heldEvent>[2], on = '2016-11-11') =>
      rulesOf(({ events }) => ({ events: [...events, event('ohne', more, on)] }));
    expect(and({})).toEqual(['HELD_WITHOUT_EXPENDITURE']);
    expect(and({ ownership: 'THIRD_PARTY', ownershipReason: 'andere' })).toEqual([]);
    expect(and({ campaignId: 'auftakt' as never })).toEqual([]);
    expect(and({}, '2015-12-01')).toEqual([]);
  });
});

describe('proposals, measures and bodies', () => {
  test('a number that a second section of a conference has again', () => {
    const again = (group: string, label: string) =>
      rulesOf(({ measures }) => ({ measures: [...measures, versioned('neu', aMeasure({ eventId: 'auftakt', order: 3, group, label }))] }));
    expect(again('Schulen', 'I')).toEqual(['NUMBERING_RESTARTS']);
    expect(again('Schulen', 'III')).toEqual([]);
  });
  test('two proposals that might mean the same, until somebody judged', () => {
    const like = (doubles: object[]) =>
      rulesOf(({ proposals }) => ({
        proposals: [...proposals, versioned('neu', aProposal({ title: 'Sprachkurse am Abend anbieten', doubles }))],
      }));
    expect(like([])).toEqual(['PROPOSALS_ALIKE']);
    expect(like([{ proposalId: 'vorschlag-1', verdict: 'DIFFERENT', reason: null }])).toEqual([]);
  });
  test('a target that was passed', () => {
    const target = { value: aValue(2, { upTo: 3 }), due: dueBy('2016-12-31') };
    expect(rulesOf(() => ({ indicators: [anIndicator('k', { measureId: 'massnahme-1', target, values: [aValue(5)] })] }))).toEqual([
      'CARD_TARGET_EXCEEDED',
    ]);
  });
  test('a body that claims parity and youth and has neither', () => {
    expect(rulesOf(({ seats }) => ({ seats: seats.filter(({ id }) => id !== 'sitz-2') }))).toEqual(['BODY_PARITY', 'BODY_YOUTH_DELEGATE']);
  });
  test('S4-21: a body that claims to meet every half-year and did not; not one that ended, or of which nobody knows since when', () => {
    const claiming = (more: object, ...on: string[]) =>
      found(({ bodies }) => ({
        bodies: [
          ...bodies.slice(1),
          versioned('ag-1', AllianceBody.parse(aBody({ validFrom: '2020-01-01', meetsEveryMonths: 6, ...more }))),
        ],
        meetings: on.map((day) => versioned(`s-${day}`, aMeeting({ bodyId: 'ag-1', plannedOn: day, status: 'HELD' }))),
      }));
    // Today is 15 January 2026: the half-year of one that met on 15 July ends with it.
    expect(claiming({}, '2025-07-15')).toEqual([]);
    const [one, ...others] = claiming({}, '2025-07-14', '2024-01-01');
    expect([one?.rule, others]).toEqual(['BODY_MEETING_OVERDUE', []]);
    expect(one?.sentence).toContain('hat zuletzt am 14.07.2025 getagt; es sagt von sich, mindestens alle 6 Monate zu tagen');
    expect(claiming({}).map(({ sentence }) => sentence)).toEqual([expect.stringContaining('hat noch nicht getagt')]);
    expect(claiming({ validTo: '2025-12-31' }, '2025-01-01')).toEqual([]);
    expect(claiming({ validFrom: null })).toEqual([]);
    expect(claiming({ meetsEveryMonths: null }, '2020-01-01')).toEqual([]);
  });
  test('S2-14: a register of people of which nobody says how long it is kept', () => {
    const measure = aMeasure({ order: 9, personRegisters: [aPersonRegister({ keptFor: null })] });
    expect(rulesOf(({ measures }) => ({ measures: [...measures, versioned('neu', measure)] }))).toEqual([
      'CARD_PERSON_REGISTER_INCOMPLETE',
    ]);
  });
  test('the same succession with a day in one body and without in the other', () => {
    const undated = aSeatOf('ag-2', 'sitz-3', { holdings: [aHolding('eins'), aHolding('zwei', { dated: false })] });
    expect(rulesOf(({ seats }) => ({ seats: [...seats.slice(0, 2), undated] }))).toEqual(['BODY_DAY_KNOWN_ELSEWHERE']);
  });
});

describe('spellings', () => {
  const noted = (note: string, name = 'Hildesheim', districtKey = '03254') =>
    found(({ events }) => ({
      events: [heldEvent('auftakt', '2016-05-03', { note, place: { name, districtKey, facility: null } }), ...events.slice(1)],
    }));

  test('a place one letter away from the own one, its district or another in the register; an ending is none', () => {
    expect(noted('Gedruckt „Hildeshiem“, in Hildesheims Rathaus')).toEqual([]);
    const [one, ...others] = noted('Gedruckt „Hildeshein“');
    expect([one?.rule, one?.sentence, others]).toEqual([
      'PLACE_SPELLING',
      '„Hildeshein“ ist einen Buchstaben von „Hildesheim“ entfernt.',
      [],
    ]);
    expect(noted('', 'Hilldesheim').map(({ rule }) => rule)).toEqual(['PLACE_SPELLING']);
  });
  test('two places that are one letter apart are two places: Friedland and Friesland', () => {
    expect(noted('Von Friedland nach Friesland')).toEqual([]);
  });
  test('an organisation misspelt or in other capitals; its legal form is no spelling', () => {
    const named = (name: string, spelling: string) =>
      rulesOf(({ organisations }) => ({
        organisations: [...organisations, versioned('neu', anOrganisation(name, { spellings: [spelling] }))],
      }));
    expect(named('Klosterkammer', 'Klosterklammer')).toEqual(['ORGANISATION_SPELLING']);
    expect(named('gEMiDe e.V.', 'gEMIDe')).toEqual(['ORGANISATION_SPELLING']);
    expect(named('Baobab e.V.', 'Baobab')).toEqual([]);
    expect(named('Kargah', 'Ein anderer Name')).toEqual(['ORGANISATIONS_ALIKE']);
  });
  test('titles of projects one letter apart, and not "Modul 1" and "Modul 2"', () => {
    expect(
      rulesOf(({ grants, fundSums }) => ({
        grants: [
          ...grants,
          decidedGrant('grant-3', 100, { project: 'Nichts geht über Demokratie', organisationId: 'verein-c' as never }),
          decidedGrant('grant-4', 100, { project: 'Nicht geht über Demokratie', organisationId: 'verein-d' as never }),
        ],
        fundSums: [...fundSums, fundSum('GRANTED', 10_000, 'grant-3'), fundSum('GRANTED', 10_000, 'grant-4')],
      })),
    ).toEqual(['PROJECT_TITLE_SPELLING']);
  });
  test('persons with like names are named by their records alone', () => {
    const [one] = found(() => ({ alikePersons: [{ ids: ['eins', 'zwei'], likeness: 0.81 }] }));
    expect(one?.rule).toBe('PERSONS_ALIKE');
    expect(one?.records).toEqual(['eins', 'zwei'].map((id) => ({ type: 'PERSON', id, label: 'Person' })));
  });
});

describe('funds, papers and strategies', () => {
  test('tiers that both claim an amount', () => {
    const tiers = [aTier('klein', { to: cents(500_000) }), aTier('gross', { from: cents(500_000), decidedBy: 'RESOLUTION' })];
    expect(rulesOf(() => ({ funds: [withTiers(...tiers)] }))).toEqual(['TIER_OVERLAP']);
  });
  test('more granted than appropriated, even where returns explain it; beyond what there is, too', () => {
    const more = (...sums: ReturnType<typeof fundSum>[]) => rulesOf(({ fundSums }) => ({ fundSums: [...fundSums.slice(1), ...sums] }));
    expect(more(fundSum('APPROPRIATION', 700_000), fundSum('RETURN', 50_000))).toEqual(['GRANTED_ABOVE_APPROPRIATION']);
    expect(more(fundSum('APPROPRIATION', 700_000))).toEqual(['GRANTED_ABOVE_APPROPRIATION', 'FUND_GRANTED_BEYOND_AVAILABLE']);
    expect(more(fundSum('APPROPRIATION', 900_000), fundSum('NOT_DRAWN', 100))).toEqual(['FUND_NOT_DRAWN_WITHOUT_GRANT']);
  });
  test('two small grants to one recipient that a body would decide about together', () => {
    const [one] = found(({ grants }) => ({
      grants: grants.map((grant) => ({ ...grant, state: { ...grant.state, organisationId: 'verein-a' as never } })),
    }));
    expect([one?.rule, one?.amountCents]).toEqual(['GRANTS_SPLIT', 750_000]);
  });
  test('a paper without day and signature; one that is known by its successor alone is none', () => {
    const faulty = versioned('drs-2', aPaper({ number: '0002/2018', datedOn: null, signedBy: null }));
    expect(rulesOf(({ papers }) => ({ papers: [...papers, faulty] }))).toEqual(['PAPER_DATE_MISSING', 'PAPER_SIGNATURE_MISSING']);
    const named = versioned('drs-3', aPaper({ number: '0003/2018', datedOn: null, sections: [] }));
    const next = versioned(
      'drs-4',
      aPaper({ number: '0003/2018', revision: 1, supersedes: { number: '0003/2018', revision: 0, paperId: 'drs-3' } }),
    );
    expect(rulesOf(({ papers }) => ({ papers: [...papers, named, next] }))).toEqual([]);
  });
  test('S0-01: a document that nothing identifies', () => {
    const slides = aPaper({ number: null, numberPending: false, kind: 'DOCUMENT', datedOn: null, signedBy: null, sections: [], route: [] });
    const [one, ...others] = found(({ papers }) => ({ papers: [...papers, versioned('folien-2', slides)] }));
    expect([one?.rule, one?.records, others]).toEqual([
      'PAPER_METADATA_INCOMPLETE',
      [{ type: 'PAPER', id: 'folien-2', label: 'Zuwendung für ein Patenprojekt' }],
      [],
    ]);
  });
  test('S4-22: a strategy that holds five years from a day that nobody says', () => {
    expect(rulesOf(() => ({ strategies: [versioned('strategie-1', aStrategy({ validFrom: null }))] }))).toEqual([
      'STRATEGY_REVIEW_UNKNOWN',
    ]);
    // One that claims no end has none to be unknown.
    expect(rulesOf(() => ({ strategies: [versioned('strategie-1', aStrategy({ validFrom: null, validYears: null }))] }))).toEqual([]);
  });
  test('a strategy that claims seven and lists six', () => {
    const strategy = aStrategy({ validFrom: '2024-01-01', fields: [aField('stadtleben', 6, 7)] });
    const [one, ...others] = found(() => ({ strategies: [versioned('strategie-1', strategy)] }));
    expect([one?.rule, others]).toEqual(['STRATEGY_COUNT_DIFFERS', []]);
    expect(one?.sentence).toContain('Der Text nennt 7');
  });
});

test('what deviates in a sentence is its numbers and what it quotes', () => {
  expect(valuesIn('Bis „zu 5.000 €“ sind es 13.300,00 Euro (110,3 %).')).toEqual(['„zu 5.000 €“', '13.300,00', '110,3']);
});

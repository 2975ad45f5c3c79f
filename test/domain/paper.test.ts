import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { MunicipalPaper } from '../../shared/domain/municipal-paper.ts';
import { findingsOfPaper } from '../../shared/domain/paper-checks.ts';
import { amountPerUnit, perUnit, sumsOf } from '../../shared/domain/paper-figures.ts';
import type { LinkedPaper } from '../../shared/domain/paper-graph.ts';
import { graphFrom, predecessorOf, successorOf } from '../../shared/domain/paper-graph.ts';
import { labelOf, readPaperName } from '../../shared/domain/paper-number.ts';
import type { EditPaper, RecordPaper } from '../../shared/domain/paper-requests.ts';
import { editPaper, missingSections, paperFrom, recipientsOf, standingOf } from '../../shared/domain/paper-rules.ts';
import { Indicator } from '../../shared/domain/result.ts';
import {
  countsOf,
  daysOf,
  findingsOfStrategy,
  goalsWithoutIndicator,
  stepsByActor,
  workingGroupsOf,
} from '../../shared/domain/strategy-checks.ts';
import {
  aField,
  anAmount,
  aPaper,
  aPoint,
  aReference,
  aRow,
  aStation,
  aStrategy,
  aTable,
  paperFields,
  sentPaper,
} from '../support/papers.ts';
import { sentIndicator } from '../support/results.ts';

const rulesOf = (paper: MunicipalPaper): [string, string | null, number | null][] =>
  findingsOfPaper(paper).map(({ rule, place, amountCents }) => [rule, place, amountCents]);
const asked1249 = [anAmount(2017, 67_000_00), anAmount(2018, 110_000_00)];

describe('numbers', () => {
  test.each([
    ['0108/2021', '108/2021', null],
    ['Drucks. Nr. 0108/2021', '108/2021', null],
    ['Informationsdrucksache Nr. 0025/2021', '25/2021', null],
    ['108/2021', '108/2021', null],
    ['1249/2017 N1', '1249/2017', 1],
    ['H-0375-2019', 'H/375/2019', null],
    ['Niederschrift', 'NIEDERSCHRIFT', null],
  ])('%s is one number in every spelling', (written, key, revision) => {
    expect(readPaperName(written)).toMatchObject({ key, revision });
  });

  test('S2-01: a version is named as the paper prints it', () => {
    expect(labelOf({ number: '1249/2017', numberPending: false, revision: 1 })).toBe('1249/2017 N1');
    expect(labelOf({ number: null, numberPending: true, revision: 0 })).toBe('Nummer wird nachgereicht');
  });
});

describe('the route', () => {
  const decided = (kind: string, more: object = {}) => ({ outcome: { kind, ...more }, on: '2021-01-21' });
  const standing = (kind: string, ...stations: object[]) =>
    standingOf(aPaper({ kind, route: stations.map((more, index) => aStation(`Ausschuss ${index}`, more)) }));
  const unanimous = decided('UNANIMOUS');
  const majority = (yes: number, no: number) => decided('MAJORITY', { yes, no, abstain: null });
  const noted = { role: 'INFORMATION', ...decided('NOTED') };

  test('a decision paper is approved when the last deciding body has approved it', () => {
    expect(standing('DECISION', {}, {})).toBe('OPEN');
    expect(standing('DECISION', unanimous, {})).toBe('IN_ROUTE');
    expect(standing('DECISION', unanimous, majority(6, 5))).toBe('APPROVED');
    expect(standing('DECISION', {}, unanimous)).toBe('APPROVED');
    expect(standing('DECISION', unanimous, { role: 'INFORMATION' })).toBe('APPROVED');
  });

  test('noted is no approval, and neither is a tie, an adjournment or no vote', () => {
    for (const said of [decided('NOTED'), decided('ADJOURNED'), decided('NOT_VOTED')]) {
      expect(standing('DECISION', said)).toBe('IN_ROUTE');
      expect(standing('DECISION', said, unanimous)).toBe('IN_ROUTE');
    }
    expect(standing('DECISION', unanimous, majority(5, 5))).toBe('REFUSED');
    expect(standing('DECISION', majority(4, 5), unanimous)).toBe('IN_ROUTE');
    expect(standing('DECISION', {}, noted)).toBe('IN_ROUTE');
  });

  test('an information paper is noted when everybody has noted it, and never approved', () => {
    expect(standing('INFORMATION', noted, { role: 'INFORMATION' })).toBe('IN_ROUTE');
    expect(standing('INFORMATION', noted, noted)).toBe('NOTED');
    expect(standing('INFORMATION', unanimous)).toBe('IN_ROUTE');
  });

  test('S4-13: 3 deciding bodies, 7 for information and 13 district councils are 23 recipients', () => {
    const informed = { role: 'INFORMATION' };
    const route = [
      ...['A', 'B', 'C'].map((label) => aStation(label)),
      ...Array.from({ length: 7 }, (_, index) => aStation(`Ausschuss ${index}`, informed)),
      aStation('Stadtbezirksräte 01 - 13', { ...informed, recipients: 13 }),
    ];
    const paper = aPaper({ route });
    expect(recipientsOf(paper)).toEqual({ deciding: 3, informed: 20, total: 23 });
    expect(rulesOf(paper)).toEqual([]);
    const miscounted = aPaper({ route: [aStation('Stadtbezirksräte 01 - 13', informed)] });
    expect(rulesOf(miscounted)).toEqual([['PAPER_RECIPIENTS_DIFFER', 'Stadtbezirksräte 01 - 13', null]]);
  });

  test('a body that decided before the one in front of it is told', () => {
    const route = [aStation('Ausschuss', { ...unanimous, on: '2021-02-02' }), aStation('Rat', { ...unanimous, on: '2021-02-01' })];
    expect(rulesOf(aPaper({ route }))).toEqual([['PAPER_ROUTE_OUT_OF_ORDER', 'Rat', null]]);
  });
});

describe('the form', () => {
  test('S2-15: a decision paper needs four sections, an information paper two', () => {
    expect(missingSections({ kind: 'DECISION', sections: [] })).toEqual(['GENDER', 'FINANCE_TABLE', 'FINANCE_EXPLANATION', 'REASONS']);
    expect(missingSections({ kind: 'INFORMATION', sections: [] })).toEqual(['GENDER', 'FINANCE_TABLE']);
    expect(missingSections({ kind: 'DOCUMENT', sections: [] })).toEqual([]);
  });

  test('S0-01: with neither number, day nor signature its metadata are incomplete; with one of them, each of the others is told', () => {
    const rules = (more: object) =>
      findingsOfPaper(aPaper({ number: null, datedOn: null, signedBy: null, ...more })).map(({ rule }) => rule);
    expect(rules({})).toEqual(['PAPER_METADATA_INCOMPLETE']);
    expect(rules({ number: '0001/2020' })).toEqual(['PAPER_DATE_MISSING', 'PAPER_SIGNATURE_MISSING']);
    expect(rules({ datedOn: '2020-01-01' })).toEqual(['PAPER_SIGNATURE_MISSING']);
    expect(rules({ signedBy: 'Fachbereich' })).toEqual(['PAPER_DATE_MISSING']);
    const slides = { kind: 'DOCUMENT', sections: [], route: [], agendaNumber: null };
    expect([rules(slides), rules({ ...slides, datedOn: '2020-01-01', signedBy: 'Fachbereich' })]).toEqual([
      ['PAPER_METADATA_INCOMPLETE'],
      [],
    ]);
  });

  test('a document of no council has no number that follows; it becomes a paper, and then one follows', () => {
    const { route: _, ...sent } = sentPaper({ number: null, kind: 'DOCUMENT', sections: [] }) as unknown as RecordPaper;
    const slides = paperFrom({ ...sent, route: [] });
    expect([slides.numberPending, labelOf(slides)]).toEqual([false, 'ohne Nummer']);
    const paper = editPaper(slides, paperFields({ route: [] }) as unknown as EditPaper);
    expect([paper.numberPending, labelOf(paper)]).toEqual([true, 'Nummer wird nachgereicht']);
  });

  test('without day, signature and agenda number, and with a section missing: each is told', () => {
    const paper = aPaper({ datedOn: null, signedBy: null, agendaNumber: null, sections: [{ kind: 'GENDER', summary: 'Probe' }] });
    expect(findingsOfPaper(paper).map(({ rule }) => rule)).toEqual([
      ...Array.from({ length: 3 }, () => 'PAPER_SECTION_MISSING'),
      'PAPER_DATE_MISSING',
      'PAPER_SIGNATURE_MISSING',
      'PAPER_AGENDA_NUMBER_MISSING',
    ]);
  });

  test('one limit stated in two ways', () => {
    const limit = (where: string, cents: number, isIncluded: boolean) => ({ where, cents, isIncluded, wording: `${cents / 100} €` });
    const title = limit('Titel', 5_000_00, true);
    expect(rulesOf(aPaper({ limits: [title, limit('Text', 5_001_00, false)] }))).toEqual([['PAPER_LIMITS_DIFFER', 'Titel / Text', 99]]);
    expect(rulesOf(aPaper({ limits: [title, limit('Text', 8_000_00, true)] }))).toMatchObject([
      ['PAPER_LIMITS_DIFFER', 'Titel / Text', 3_000_00],
    ]);
    expect(rulesOf(aPaper({ limits: [title, limit('Text', 5_000_01, false)] }))).toEqual([]);
    // Tiers are several limits and not one.
    expect(
      rulesOf(aPaper({ limits: [title, limit('Titel', 50_000_00, true), limit('Text', 50_000_00, true), limit('Text', 5_000_00, true)] })),
    ).toEqual([]);
  });

  test('annexes named in one place and otherwise in another', () => {
    const said = (...wordings: string[]) => wordings.map((wording, index) => ({ where: `Stelle ${index}`, wording }));
    const rules = (...wordings: string[]) => rulesOf(aPaper({ annexStatements: said(...wordings) })).map(([rule]) => rule);
    expect(rules('mit 1 Anlage', '1 (teilweise online)')).toEqual(['PAPER_ANNEXES_DIFFER']);
    expect(rules('mit 1 Anlage', 'mit einer Anlage', 'Anzahl der Anlagen 1')).toEqual([]);
    expect(rules('mit 2 Anlagen', 'mit 1 Anlage')).toEqual(['PAPER_ANNEXES_DIFFER']);
    const annexes = [{ label: 'Anlage 1', isOnline: false }];
    expect(rulesOf(aPaper({ annexes, annexStatements: said('2') }))).toEqual([['PAPER_ANNEXES_DIFFER', 'COUNT', null]]);
  });
});

describe('the table of financial effects', () => {
  const table = (basis: string, ...rows: object[]) => aTable(basis, rows);

  test('S2-03: 67 000 and 110 000 are 177 000', () => {
    expect(sumsOf(aPaper({ amounts: asked1249 }))).toEqual({
      totalCents: 177_000_00,
      byYear: [
        { fiscalYear: 2017, amountCents: 67_000_00 },
        { fiscalYear: 2018, amountCents: 110_000_00 },
      ],
    });
  });

  test.each([[null], [2017]])('S2-05: 110 000 of 2018 is not in a table per year (its row says %p)', (year) => {
    const rows = [aRow('INVESTMENT_BALANCE', 0), aRow('TRANSFER', 67_000_00, year), aRow('BALANCE', -67_000_00)];
    const found = rulesOf(aPaper({ amounts: asked1249, financeTable: table('PER_YEAR', ...rows) }));
    expect(found).toContainEqual(['PAPER_AMOUNT_NOT_IN_TABLE', '2018', 110_000_00]);
    const notEach = ['PAPER_TABLE_NOT_PER_YEAR', '2017/2018', 67_000_00];
    expect(found.slice(1)).toEqual(year === null ? [notEach] : []);
  });

  test('a table in all must show all', () => {
    const inAll = (cents: number) =>
      aPaper({ amounts: asked1249, financeTable: table('TOTAL', aRow('TRANSFER', cents), aRow('BALANCE', -cents)) });
    expect(rulesOf(inAll(177_000_00))).toEqual([]);
    expect(rulesOf(inAll(67_000_00))).toEqual([['PAPER_AMOUNT_NOT_IN_TABLE', 'TOTAL', 110_000_00]]);
  });

  test('S4-15: "per year" over rows of 2021 and 2022 that are added up', () => {
    const rows = [aRow('PERSONNEL', 193_421_00, 2021), aRow('OTHER', 200_000_00, 2022), aRow('BALANCE', -393_421_00)];
    const amounts = [anAmount(2021, 193_421_00), anAmount(2022, 200_000_00)];
    const found = findingsOfPaper(aPaper({ amounts, financeTable: table('PER_YEAR', ...rows) }));
    expect(found).toMatchObject([{ rule: 'PAPER_TABLE_MIXES_YEARS', place: '2021/2022', amountCents: 393_421_00 }]);
    expect(found[0]?.sentence).toBe('Die Tabelle nennt ihre Angaben „pro Jahr“, ihre Zeilen gehören aber zu 2021 und 2022.');
    const apart = [...rows.slice(0, 2), aRow('BALANCE', -193_421_00, 2021), aRow('BALANCE', -200_000_00, 2022)];
    expect(rulesOf(aPaper({ amounts, financeTable: table('PER_YEAR', ...apart) }))).toEqual([]);
  });

  test('a balance that is not the sum of its rows', () => {
    const rows = [aRow('PERSONNEL', 100_00), aRow('OTHER', 50_00), aRow('BALANCE', -149_99)];
    expect(rulesOf(aPaper({ financeTable: table('UNSTATED', ...rows) }))).toEqual([['PAPER_TABLE_SUM_DIFFERS', 'TABLE', 1]]);
  });

  test('no false alarm: a table made from what is asked for is never odd', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000_00 });
    const years = fc.uniqueArray(fc.integer({ min: 2015, max: 2030 }), { minLength: 1, maxLength: 5 });
    void fc.assert(
      fc.property(
        years,
        fc.array(cents, { minLength: 5, maxLength: 5 }),
        fc.constantFrom('PER_YEAR', 'TOTAL', 'UNSTATED'),
        (of, sums, basis) => {
          const amounts = of.map((year, index) => anAmount(year, sums[index] ?? 1));
          const rows = amounts.flatMap(({ fiscalYear, amountCents }) => [
            aRow('TRANSFER', amountCents, fiscalYear),
            aRow('BALANCE', -amountCents, fiscalYear),
          ]);
          expect(rulesOf(aPaper({ amounts, financeTable: aTable(basis, rows) }))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
    void fc.assert(
      fc.property(years, cents, (of, sum) => {
        const financeTable = table('PER_YEAR', aRow('TRANSFER', sum), aRow('BALANCE', -sum));
        expect(rulesOf(aPaper({ amounts: of.map((year) => anAmount(year, sum)), financeTable }))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('per unit', () => {
  test.each([
    [67_000_00, 200, 335_00],
    [110_000_00, 500, 220_00],
    [177_000_00, 700, 252_86],
  ])('S2-16: %p cents for %p tandems are %p each, rounded once', (amount, units, each) => {
    expect(perUnit(amount, units)).toBe(each);
  });

  test('no number, no whole number, or 0 gives none', () => {
    for (const units of [null, 0, 2.5]) expect(perUnit(100, units)).toBeNull();
  });

  test('a target of a year is compared with what is asked for that year', () => {
    const tandems = (value: number, from: string, to: string, upTo: number | null = null) => {
      const due = { wording: null, precision: 'RANGE' as const, from, to };
      const worth = 'EXACT' as const;
      const { value: _, ...sent } = sentIndicator({
        unit: 'Tandems',
        target: { value: { value, upTo, worth, asOf: null, printed: null, source: null }, due },
      });
      return { id: 'tandems', state: Indicator.parse({ ...sent, values: [] }) };
    };
    const paper = aPaper({ amounts: asked1249 });
    const each = (...about: Parameters<typeof tandems>) => amountPerUnit(paper, tandems(...about)).perUnitCents;
    expect(each(200, '2017-01-01', '2017-12-31')).toBe(335_00);
    expect(each(500, '2018-01-01', '2018-12-31')).toBe(220_00);
    expect(each(700, '2017-01-01', '2018-12-31')).toBe(252_86);
    expect(each(200, '2019-01-01', '2019-12-31')).toBeNull();
    expect(each(200, '2017-01-01', '2017-12-31', 300)).toBeNull();
  });
});

describe('the graph', () => {
  const kept = (id: string, more: Parameters<typeof aPaper>[0]): LinkedPaper => ({ id, state: aPaper(more) });
  const strategy = kept('strategie', {
    number: '0108/2021',
    references: [
      aReference('2136/2018', 'MANDATE'),
      aReference('0509/2020', 'EVALUATION'),
      aReference('2925/2020', 'SURVEY'),
      aReference('H-0375-2019', 'BUDGET'),
    ],
  });

  test('S4-14: what one paper names, in the order of the matter; the budget resolution stands beside', () => {
    const { nodes, edges, chain } = graphFrom('strategie', [strategy]);
    const labelled = new Map(nodes.map(({ key, label }) => [key, label]));
    expect(chain.map((key) => labelled.get(key))).toEqual(['2136/2018', '0509/2020', '2925/2020', '0108/2021']);
    expect(nodes.filter(({ paperId }) => paperId === null).map(({ label }) => label)).toEqual([
      '2136/2018',
      'H-0375-2019',
      '0509/2020',
      '2925/2020',
    ]);
    expect(edges).toContainEqual({ from: 'strategie', to: 'nr:H/375/2019', kind: 'BUDGET' });
  });

  test('from any paper in both directions, over spellings, versions and circles', () => {
    const papers = [
      strategy,
      kept('auftrag', { number: '2136/2018', references: [aReference('Drs. 108/2021', 'FOLLOWS')] }),
      kept('erste', { number: '1249/2017' }),
      kept('zweite', {
        number: '1249/2017',
        revision: 1,
        supersedes: { number: '1249/2017', revision: 0, paperId: null },
        revisionReason: 'Anlage 1',
        references: [aReference('2136/2018', 'FOLLOWS', 'auftrag'), aReference('1249/2017 N1', 'FOLLOWS')],
      }),
      kept('fremd', { number: '0001/2001' }),
    ];
    const keys = (from: string) => graphFrom(from, papers).nodes.map(({ key }) => key);
    const all = ['erste', 'zweite', 'auftrag', 'nr:H/375/2019', 'nr:509/2020', 'nr:2925/2020', 'strategie'];
    for (const from of ['strategie', 'auftrag', 'erste', 'zweite']) expect(keys(from)).toEqual(all);
    expect(keys('fremd')).toEqual(['fremd']);
    const { edges } = graphFrom('erste', papers);
    expect(edges).toContainEqual({ from: 'zweite', to: 'erste', kind: 'SUPERSEDES' });
    expect(edges).toContainEqual({ from: 'auftrag', to: 'strategie', kind: 'FOLLOWS' });
    expect(edges.some(({ from, to }) => from === to)).toBe(false);
    const [, , first, second] = papers as [LinkedPaper, LinkedPaper, LinkedPaper, LinkedPaper];
    expect(successorOf(first, papers)?.id).toBe('zweite');
    expect(predecessorOf(second, papers)?.id).toBe('erste');
    expect(successorOf(second, papers)).toBeUndefined();
  });
});

describe('strategies', () => {
  const fields = [
    aField('bildung', 4, 4, 'ag-1'),
    aField('soziales', 6, 6, 'ag-2'),
    aField('demokratie', 4, 4, 'ag-3'),
    aField('kultur', 6, 7, 'ag-4'),
    aField('wirtschaft', 4, 4, 'ag-5'),
    aField('verwaltung', 5, 5, 'ag-6'),
  ];
  const points = (count: number) => Array.from({ length: count }, (_, index) => aPoint(`p-${index}`));
  const claim = (of: string, value: number) => ({ of, value, wording: `${value}`, where: 'Text' });
  const lip = aStrategy({
    fields,
    guidelines: points(7),
    priorities: points(2),
    crossCuttingThemes: points(3),
    claims: [claim('PRIORITIES', 2), claim('FIELDS', 6), claim('CROSS_CUTTING', 3), claim('WORKING_GROUPS', 6), claim('EXPERTS', 60)],
  });
  const group = (id: string, more: object = {}) => ({
    id,
    state: { kind: 'WORKING_GROUP' as const, partOfBodyId: null, validTo: null, ...more },
  });
  const groups = [1, 2, 3, 4, 5, 6, 7].map((no) => group(`ag-${no}`));
  const today = '2021-06-01';

  test('S4-18, S4-19: 29 sub-topics listed, 30 claimed, and the field that makes the difference', () => {
    const counts = countsOf(lip, 7);
    const of = (wanted: string) => counts.find((count) => count.of === wanted && count.fieldId === null);
    expect(['GUIDELINES', 'PRIORITIES', 'FIELDS', 'CROSS_CUTTING'].map((one) => of(one)?.listed)).toEqual([7, 2, 6, 3]);
    expect(of('SUBTOPICS')).toMatchObject({ listed: 29, claimed: 30 });
    expect(findingsOfStrategy(lip, counts, daysOf(lip, null, today)).map(({ rule, place }) => [rule, place])).toEqual([
      ['STRATEGY_COUNT_DIFFERS', 'WORKING_GROUPS'],
      ['STRATEGY_COUNT_DIFFERS', 'kultur'],
    ]);
  });

  test('working groups: those of the fields and those beside them, not what had ended before', () => {
    expect(workingGroupsOf(lip, groups)).toHaveLength(7);
    const others = [group('ag-alt', { validTo: '2020-12-31' }), group('ag-fremd', { partOfBodyId: 'anderes' })];
    expect(workingGroupsOf(lip, [...groups, ...others])).toHaveLength(7);
    expect(workingGroupsOf(aStrategy(), [...groups, ...others])).toHaveLength(8);
    // A strategy that neither names nor claims any has nothing to do with them.
    expect(countsOf(aStrategy(), 8).some(({ of }) => of === 'WORKING_GROUPS')).toBe(false);
  });

  test('S4-22: it holds five years, then comes the review', () => {
    expect(daysOf(lip, null, '2026-02-25')).toMatchObject({ validTo: '2026-02-24', reviewOn: '2026-02-25', isReviewOverdue: false });
    expect(daysOf(lip, null, '2026-02-26').isReviewOverdue).toBe(true);
    expect(daysOf(aStrategy({ reviewOn: '2025-01-01' }), null, today).reviewOn).toBe('2025-01-01');
    expect(daysOf(aStrategy({ validFrom: null }), null, today)).toMatchObject({ validTo: null, reviewOn: null, isReviewOverdue: false });
  });

  test('S4-22: where no day of review follows, it says why; it is found where the strategy claims to end', () => {
    const said = (more: object) => {
      const strategy = aStrategy(more);
      const days = daysOf(strategy, null, today);
      return [days.reviewUnknownBecause, findingsOfStrategy(strategy, [], days).map(({ rule }) => rule)];
    };
    expect(said({})).toEqual([null, []]);
    expect(said({ validFrom: null, reviewOn: '2026-01-01' })).toEqual([null, []]);
    expect(said({ validFrom: null })).toEqual([
      'Die Geltung ist mit 5 Jahren angegeben, ihr erster Tag nicht.',
      ['STRATEGY_REVIEW_UNKNOWN'],
    ]);
    const open = 'Weder eine Dauer der Geltung noch ein Tag der Bilanz ist angegeben.';
    expect(said({ validYears: null })).toEqual([open, []]);
    expect(said({ validYears: null, validFrom: null })).toEqual([open, []]);
  });

  test('S0-05, S0-07: goals that nothing measures, and steps by who acts in them', () => {
    const due = { wording: null, precision: 'UNKNOWN', from: null, to: null };
    const step = (label: string, ...organisationIds: string[]) => ({ label, due, organisationIds });
    const phase = (...milestones: object[]) => ({ name: 'Weg', state: null, milestones });
    const strategy = aStrategy({
      priorities: [aPoint('a'), { ...aPoint('b'), indicatorIds: ['k-1'] }],
      phases: [phase(step('Eins', 'amt-a', 'amt-b'), step('Zwei')), phase(step('Drei', 'amt-a'))],
    });
    expect(goalsWithoutIndicator(strategy)).toEqual([aPoint('a')]);
    expect([...stepsByActor(strategy)]).toEqual([
      ['amt-a', ['Eins', 'Drei']],
      ['amt-b', ['Eins']],
    ]);
  });

  test('S4-21: a follow-up body that did not meet for half a year', () => {
    const followed = aStrategy({ followUp: { bodyId: 'inta', wording: 'mindestens halbjährlich', atLeastEveryMonths: 6 } });
    const days = (met: string | null, on: string) => daysOf(followed, met, on);
    expect(days('2021-03-31', '2021-09-30')).toMatchObject({ nextMeetingBy: '2021-09-30', isFollowUpOverdue: false });
    expect(days('2021-03-31', '2021-10-01').isFollowUpOverdue).toBe(true);
    expect(days(null, '2021-08-26')).toMatchObject({ nextMeetingBy: '2021-08-25', isFollowUpOverdue: true });
    const found = findingsOfStrategy(followed, [], days('2021-03-31', '2021-10-01'));
    expect(found.map(({ rule }) => rule)).toEqual(['STRATEGY_FOLLOW_UP_OVERDUE']);
  });

  test('no false alarm: what claims as many as it lists', () => {
    const clean = aStrategy({ fields: [aField('a', 2, 2), aField('b', 1, 1)], claims: [claim('SUBTOPICS', 3), claim('FIELDS', 2)] });
    expect(findingsOfStrategy(clean, countsOf(clean, 0), daysOf(clean, null, today))).toEqual([]);
  });
});

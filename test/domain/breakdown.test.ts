import { describe, expect, test } from '@jest/globals';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import type { BreakdownFacts, Sum } from '../../shared/domain/breakdown.ts';
import { BreakdownQuery, countsOn, filterSums, findingsIn, group, join } from '../../shared/domain/breakdown.ts';
import type { Dated, StatedTotal } from '../../shared/domain/budget.ts';
import { BudgetLine, budgetLineKey, formatBudgetLine, parseBudgetLineKey } from '../../shared/domain/budget.ts';
import { lineFor } from '../../shared/domain/posting.ts';
import { gapToName, reconcile } from '../../shared/domain/reconciliation.ts';
import { anAlliance, anEvent, someDates } from '../support/builders.ts';

const event = (id: string, more: Partial<AllianceEvent> = {}) => ({
  id,
  version: 1,
  changedAt: '',
  state: { ...register(anEvent(), anAlliance()), status: 'HELD' as const, ...more },
});
const factsOf = (...events: ReturnType<typeof event>[]): BreakdownFacts => ({
  alliance: anAlliance(),
  events: new Map(events.map((one) => [one.id, one])),
  figures: [],
  asOf: '2017-02-27',
});
const sum = (eventId: string | null, amountCents: number, more: Partial<Sum> = {}): Sum => ({
  eventId,
  occasion: eventId === null ? 'CATERING' : null,
  reportingLine: lineFor(eventId, null),
  budgetLine: null,
  fiscalYear: 2016,
  amountCents,
  bookings: 1,
  ...more,
});
const total = (fiscalYear: number, amountCents: number, asOf: string | null = '2017-02-27', changedAt = 'a'): Dated<StatedTotal> => ({
  id: 'x',
  changedAt,
  statement: { kind: 'STATED_TOTAL', fiscalYear, amountCents, asOf, source: 'HVS' },
});

test('a line with only a latest day counts from that day on and is undetermined before', () => {
  expect(countsOn({ kind: 'ON', day: '2016-05-31' }, '2016-05-30')).toBe('NO');
  expect(countsOn({ kind: 'ON', day: '2016-05-31' }, '2016-05-31')).toBe('YES');
  expect(countsOn({ kind: 'NOT_LATER_THAN', day: '2017-02-27' }, '2017-02-26')).toBe('UNDETERMINED');
  expect(countsOn({ kind: 'NOT_LATER_THAN', day: '2017-02-27' }, '2017-02-27')).toBe('YES');
});

describe('grouping', () => {
  const facts = factsOf(
    event('a', { theme: 'sprache' }),
    event('b', { theme: 'arbeit', dates: someDates('2016-01-01') }),
    event('c', { theme: 'sprache', status: 'PLANNED', dates: someDates('2017-03-06') }),
  );
  const sums = join([sum('a', 100), sum('b', 200), sum('c', 50), sum(null, 7), sum('a', 1, { fiscalYear: 2017 })], facts);

  test('the sums of every level add up to the whole', () => {
    for (const by of [['section', 'theme', 'event'], ['fiscalYear', 'line'], ['office'], ['kind', 'section']] as const) {
      const groups = group(sums, by, facts);
      expect(groups.reduce((all, { amountCents }) => all + amountCents, 0)).toBe(358);
      for (const outer of groups)
        if (outer.groups.length > 0) expect(outer.groups.reduce((all, { amountCents }) => all + amountCents, 0)).toBe(outer.amountCents);
    }
  });

  test('what lies ahead on the day is apart, what has no event comes last', () => {
    expect(group(sums, ['section'], facts).map(({ key, amountCents }) => [key, amountCents])).toEqual([
      ['HELD', 301],
      ['UPCOMING', 50],
      ['OTHER', 7],
    ]);
    expect(group(sums, ['event'], facts).map(({ key }) => key)).toEqual(['b', 'a', 'c', 'NONE']);
  });

  test('a cancelled event keeps its expenses and is flagged', () => {
    const cancelled = factsOf(event('a', { status: 'CANCELLED' }));
    const joined = join([sum('a', 900)], cancelled);
    expect(group(joined, ['section'], cancelled)[0]).toMatchObject({ key: 'HELD', flags: ['WITHOUT_BUDGET_LINE', 'CANCELLED'] });
    expect(findingsIn(joined, { amountCents: 0, bookings: 0 }, '2017-02-27').map(({ rule }) => rule)).toEqual(['EVENT_CANCELLED']);
  });

  test('filters keep what fits and nothing else', () => {
    const kept = (query: object) => filterSums(sums, BreakdownQuery.parse(query)).reduce((all, { amountCents }) => all + amountCents, 0);
    expect(kept({ theme: 'sprache' })).toBe(151);
    expect(kept({ fiscalYear: '2017' })).toBe(1);
    expect(kept({ office: 'NONE' })).toBe(7);
    expect(kept({ section: 'UPCOMING' })).toBe(50);
    expect(kept({ occasion: 'CATERING' })).toBe(7);
  });

  test('at most three different levels, and only known ones', () => {
    expect(BreakdownQuery.safeParse({ groupBy: 'theme,theme' }).success).toBe(false);
    expect(BreakdownQuery.safeParse({ groupBy: 'theme,event,line,kind' }).success).toBe(false);
    expect(BreakdownQuery.safeParse({ groupBy: 'weather' }).success).toBe(false);
  });
});

describe('reconciliation', () => {
  test('adds when the parts reach the total to the cent, and one cent off does not', () => {
    expect(reconcile([sum('a', 100)], 0, [total(2016, 100)], [], '2017-02-27')).toMatchObject({ adds: true, differenceCents: 0 });
    const off = reconcile([sum('a', 99)], 0, [total(2016, 100)], [], '2017-02-27');
    expect(off).toMatchObject({ adds: false, differenceCents: 1 });
    expect(off.sentence).toContain('0,01 Euro');
    expect(reconcile([sum('a', 101)], 0, [total(2016, 100)], [], '2017-02-27').sentence).toContain('übersteigen');
  });

  test('two years whose errors cancel out do not add up, and the sentence names both', () => {
    const totals = [total(2016, 1000), total(2017, 500)];
    const shifted = [sum('a', 900), sum('a', 600, { fiscalYear: 2017 })];
    const found = reconcile(shifted, 0, totals, [], '2017-12-31');
    expect(found).toMatchObject({ differenceCents: 0, inWrongYearCents: 100, adds: false });
    expect(found.sentence).toContain('2016 fehlen 1,00 Euro, 2017 sind zu viel 1,00 Euro');
    expect(gapToName(found)).toBe(200);
    expect(gapToName(reconcile([sum('a', 900)], 0, totals, [], '2017-12-31'))).toBe(600);
    expect(reconcile([sum('a', 1000), sum('a', 500, { fiscalYear: 2017 })], 0, totals, [], '2017-12-31').adds).toBe(true);
  });

  test('bookings without a year leave open in which year something is missing', () => {
    const yearless = [sum('a', 900), sum('a', 600, { fiscalYear: null })];
    expect(reconcile(yearless, 0, [total(2016, 1000), total(2017, 500)], [], '2017-12-31')).toMatchObject({
      inWrongYearCents: 0,
      adds: true,
    });
  });

  test('takes the total with the latest as-of day up to the day asked, and says when there is none', () => {
    const totals = [total(2017, 500, '2017-01-31'), total(2017, 654, '2017-02-27'), total(2017, 900, '2017-12-31')];
    expect(reconcile([], 0, totals, [], '2017-02-27').statedCents).toBe(654);
    expect(reconcile([], 0, totals, [], '2017-02-01').statedCents).toBe(500);
    const none = reconcile([sum('a', 5)], 0, totals, [], '2016-12-31');
    expect(none).toMatchObject({ adds: false, differenceCents: 0 });
    expect(none.sentence).toContain('nicht möglich');
  });

  test('a corrected total of the same day is the one recorded later', () => {
    expect(reconcile([], 0, [total(2017, 1, '2017-02-27', 'a'), total(2017, 2, '2017-02-27', 'b')], [], '2017-02-27').statedCents).toBe(2);
  });

  test('years without a stated total are left out of the comparison and named', () => {
    expect(reconcile([sum('a', 100), sum('a', 70, { fiscalYear: 2026 })], 0, [total(2016, 100)], [], '2026-11-23')).toMatchObject({
      adds: true,
      itemisedCents: 100,
      notComparedCents: 70,
    });
  });

  test('what cannot be dated keeps it from adding up', () => {
    expect(reconcile([sum('a', 100)], 30, [total(2016, 100)], [], '2016-12-31')).toMatchObject({ adds: false, undeterminedCents: 30 });
  });
});

test('a budget line is digits in text, prints with spaces and reads back from its key', () => {
  const line = { section: '02', chapter: '0204', item: '53101', itemGroup: '70' };
  expect(formatBudgetLine(line)).toBe('0204\u00a0531\u00a001\u00a0TGr.\u00a070');
  expect(parseBudgetLineKey(budgetLineKey(line))).toEqual(line);
  expect(parseBudgetLineKey('0201-53101')).toEqual({ section: '02', chapter: '0201', item: '53101', itemGroup: null });
  expect(BudgetLine.safeParse({ ...line, chapter: '0304' }).success).toBe(false);
  expect(BudgetLine.safeParse({ ...line, item: '11901' }).success).toBe(false);
});

import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import { countAnswers } from '../../shared/domain/answer-statistics.ts';
import type { StatedFigure } from '../../shared/domain/attendance.ts';
import type { CountedEvent, StatisticsDimension } from '../../shared/domain/attendance-statistics.ts';
import { StatisticsQuery, statisticsOf } from '../../shared/domain/attendance-statistics.ts';
import { noCounts } from '../../shared/domain/door.ts';
import type { EventCounts } from '../../shared/domain/event-counts.ts';
import { eventCounts, publishedCounts, publishedFigures } from '../../shared/domain/event-counts.ts';
import type { Question } from '../../shared/domain/registration.ts';
import { smallNumberRuleOn } from '../../shared/domain/small-numbers.ts';
import { missingInWords, noShowPercent, shownSum } from '../../shared/domain/statistics-words.ts';
import { aFigure, anAlliance, anEvent, someDates } from '../support/builders.ts';

const today = '2026-11-23';
const rule = smallNumberRuleOn(today);

type Heads = { readonly came: number; readonly walkIns: number; readonly stayedAway: number };
const countsFor = ({ came, walkIns, stayedAway }: Heads, isOver = true): EventCounts =>
  eventCounts(
    {
      seats: { capacity: null, taken: came + stayedAway, waiting: 0 },
      reserved: 0,
      counts: { ...noCounts, present: came + walkIns, walkIns },
    },
    isOver,
  );

const held = (id: string, counts: EventCounts, more: Partial<AllianceEvent> = {}): CountedEvent => ({
  id,
  event: { ...register(anEvent(), anAlliance()), status: 'HELD', ...more },
  counts,
  organisations: null,
});
const about = (events: readonly CountedEvent[], by: StatisticsDimension[] = ['theme'], figures: readonly StatedFigure[] = []) =>
  statisticsOf(events, by, { alliance: anAlliance(), figures, asOf: today, showsPlanned: false });

describe('what one event can tell', () => {
  const seats = { capacity: 60, taken: 50, waiting: 7 };
  const counts = { ...noCounts, present: 44, walkIns: 4 };

  test('places kept free by invitations are no registrations; who is missing is known when it is over', () => {
    expect(eventCounts({ seats, reserved: 3, counts }, true)).toEqual({
      registered: 47,
      present: 44,
      walkIns: 4,
      noShows: 7,
      waiting: 7,
      places: 60,
    });
  });

  test('on its last day nobody is missing yet', () => {
    expect(eventCounts({ seats, reserved: 0, counts }, false).noShows).toBeNull();
  });

  test('without a door nothing is known, and with an unused one nobody is counted as missing', () => {
    expect(Object.values(eventCounts(null, true))).toEqual([null, null, null, null, null, null]);
    expect(eventCounts({ seats, reserved: 0, counts: noCounts }, true)).toMatchObject({ registered: 50, present: null, noShows: null });
  });
});

describe('sums', () => {
  const none = eventCounts(null, true);

  test('say how many events could not say, and are unknown when none could', () => {
    const { groups, held: all } = about([
      held('a', countsFor({ came: 30, walkIns: 2, stayedAway: 10 })),
      held('b', none),
      held('c', none, { theme: 'arbeit' }),
    ]);
    expect(all).toMatchObject({
      events: 3,
      present: { value: 32, without: 2, withheld: 0 },
      noShows: { value: 10, without: 2 },
      noShowBase: 40,
    });
    expect(groups.map(({ label, held: { present } }) => [label, present.value, present.without])).toEqual([
      ['Arbeit', null, 1],
      ['Sprache', 32, 1],
    ]);
  });

  test('a rate is one of those registered at the very events it speaks of', () => {
    const { held: all } = about([
      held('a', countsFor({ came: 30, walkIns: 0, stayedAway: 10 })),
      held('b', countsFor({ came: 100, walkIns: 0, stayedAway: 0 }, false)),
    ]);
    expect([all.registered.value, all.noShowBase, noShowPercent(all)]).toEqual([140, 40, 25]);
    expect(noShowPercent({ noShows: { value: null, without: 1, withheld: 0 }, noShowBase: null })).toBeUndefined();
  });

  test('stated figures stand beside the lists and are not added to them', () => {
    const { held: all } = about(
      [held('a', countsFor({ came: 30, walkIns: 2, stayedAway: 10 }))],
      ['event'],
      [aFigure('1', ['a'], { value: 600, qualifier: 'MORE_THAN' })],
    );
    expect(all.present.value).toBe(32);
    expect(all.stated).toMatchObject({ value: 600, qualifier: 'MORE_THAN', atLeast: { value: 600, strict: true }, atMost: null });
  });

  test('1 570 together, more than 500 and more than 600: the third has fewer than 470', () => {
    const figures = [
      aFigure('joint', ['a', 'b', 'c'], { value: 1570 }),
      aFigure('1', ['a'], { value: 500, qualifier: 'MORE_THAN' }),
      aFigure('2', ['b'], { value: 600, qualifier: 'MORE_THAN' }),
    ];
    const { held: all, groups } = about([held('a', none), held('b', none), held('c', none)], ['event'], figures);
    expect(all.stated).toMatchObject({ value: 1570, qualifier: 'EXACT' });
    expect(groups.find(({ key }) => key === 'c')?.held.stated).toMatchObject({
      value: null,
      qualifier: 'UNKNOWN',
      atMost: { value: 470, strict: true },
      eventsWithoutFigure: 1,
    });
  });

  test('two levels, each with its sum; years by their first day, events without a date last', () => {
    const events = [
      held('a', countsFor({ came: 9, walkIns: 0, stayedAway: 0 }), { dates: someDates('2017-01-01') }),
      held('b', countsFor({ came: 8, walkIns: 0, stayedAway: 0 }), { dates: someDates('2016-12-31', '2017-01-01') }),
      held('c', countsFor({ came: 7, walkIns: 0, stayedAway: 0 }), { dates: someDates(null) }),
    ];
    const { groups } = about(events, ['year', 'office']);
    expect(groups.map(({ label, held: { present }, groups: deeper }) => [label, present.value, deeper.map((one) => one.label)])).toEqual([
      ['2016', 8, ['Amt für regionale Landesentwicklung Leine-Weser']],
      ['2017', 9, ['Amt für regionale Landesentwicklung Leine-Weser']],
      ['ohne Datum', 7, ['Amt für regionale Landesentwicklung Leine-Weser']],
    ]);
  });

  test.each(['theme,theme', 'theme,office,kind', 'district', ''])('cannot be divided by %j', (groupBy) => {
    expect(StatisticsQuery.safeParse({ groupBy }).success).toBe(false);
  });
});

describe('what is published', () => {
  const published = (heads: Heads) => publishedCounts(countsFor(heads), rule);

  test.each([
    ['three came', { came: 3, walkIns: 0, stayedAway: 0 }, { present: 'WITHHELD', registered: 'WITHHELD', noShows: 'WITHHELD' }],
    [
      'forty came, two of them unregistered',
      { came: 38, walkIns: 2, stayedAway: 0 },
      { present: 40, walkIns: 'WITHHELD', registered: 'WITHHELD' },
    ],
    ['four stayed away', { came: 38, walkIns: 0, stayedAway: 4 }, { present: 38, noShows: 'WITHHELD', registered: 'WITHHELD' }],
    ['nothing is small', { came: 38, walkIns: 0, stayedAway: 5 }, { present: 38, walkIns: 0, noShows: 5, registered: 43 }],
  ])('%s', (_what, heads, expected) => {
    expect(published(heads)).toMatchObject(expected);
  });

  test('who is still to come is a small number too', () => {
    expect(publishedCounts(countsFor({ came: 38, walkIns: 0, stayedAway: 3 }, false), rule)).toMatchObject({
      present: 38,
      registered: 'WITHHELD',
    });
  });

  test('small stated figures go, and joint ones that leave a small number', () => {
    const figures = [aFigure('joint', ['a', 'b'], { value: 60 }), aFigure('1', ['a'], { value: 57 }), aFigure('2', ['c'], { value: 4 })];
    expect(publishedFigures(figures, rule).map(({ id }) => id)).toEqual(['1']);
    expect(publishedFigures([aFigure('3', ['c'], { value: 3, qualifier: 'MORE_THAN' })], rule)).toHaveLength(1);
  });

  /** Three groups behind the counts of an event; small ones may be any small number without anybody seeing a difference. */
  const heads = fc.record({ came: fc.nat(12), walkIns: fc.nat(8), stayedAway: fc.nat(8) });
  const isSmall = (value: number) => value >= 1 && value <= 4;
  const twoWorlds = fc.array(
    fc.tuple(
      heads,
      fc.constantFrom('sprache', 'arbeit', null),
      fc.constantFrom('2016-05-03', '2017-05-03'),
      fc.record({
        came: fc.integer({ min: 1, max: 4 }),
        walkIns: fc.integer({ min: 1, max: 4 }),
        stayedAway: fc.integer({ min: 1, max: 4 }),
      }),
    ),
    { minLength: 1, maxLength: 5 },
  );

  test('no answer, however asked, depends on a small number beyond its being one', async () => {
    await fc.assert(
      fc.property(twoWorlds, fc.constantFrom<StatisticsDimension[]>(['event'], ['theme'], ['year', 'theme'], ['kind']), (events, by) => {
        const world = (pick: (real: Heads, other: Heads) => Heads) =>
          about(
            events.map(([real, theme, from, other], index) =>
              held(`e${index}`, publishedCounts(countsFor(pick(real, other)), rule), { theme, dates: someDates(from) }),
            ),
            by,
          );
        const real = world((one) => one);
        const other = world((one, changed) => {
          const next = Object.fromEntries(
            Object.entries(one).map(([name, value]) => [name, isSmall(value) ? changed[name as keyof Heads] : value]),
          ) as Heads;
          const sameClass = isSmall(one.came + one.walkIns) === isSmall(next.came + next.walkIns);
          const samePresent = one.came + one.walkIns === next.came + next.walkIns || isSmall(one.came + one.walkIns);
          return sameClass && samePresent ? next : one;
        });
        expect(other).toEqual(real);
      }),
      { numRuns: 500 },
    );
  });

  test('every sum is made of numbers that could each be printed', async () => {
    await fc.assert(
      fc.property(fc.array(heads, { minLength: 1, maxLength: 6 }), (events) => {
        const { held: all } = about(events.map((one, index) => held(`e${index}`, publishedCounts(countsFor(one), rule))));
        for (const { value } of [all.present, all.registered, all.walkIns, all.noShows]) expect(isSmall(value ?? 0)).toBe(false);
      }),
    );
  });
});

describe('sums in words', () => {
  test('of presence, withheld means small: something comes on top', () => {
    expect(shownSum({ value: 40, without: 0, withheld: 1 }, 'SMALL')).toEqual({ shown: 40, bound: 'MORE_THAN' });
    expect(shownSum({ value: null, without: 0, withheld: 1 }, 'SMALL')).toEqual({ shown: 'BELOW', bound: 'EXACT' });
    expect(shownSum({ value: 0, without: 0, withheld: 2 }, 'SMALL')).toEqual({ shown: 'WITHHELD', bound: 'EXACT' });
  });

  test('of its parts it says nothing: it may be none, or many', () => {
    expect(shownSum({ value: 40, without: 0, withheld: 1 }, 'ANY')).toEqual({ shown: 40, bound: 'AT_LEAST' });
    expect(shownSum({ value: null, without: 0, withheld: 1 }, 'ANY')).toEqual({ shown: 'WITHHELD', bound: 'EXACT' });
  });

  test('nobody could say is no number, and what is missing is told', () => {
    expect(shownSum({ value: null, without: 3, withheld: 0 }, 'SMALL').shown).toBeNull();
    expect(missingInWords({ value: 40, without: 2, withheld: 1 })).toBe('2 ohne Zählung, 1 zurückgehalten');
  });
});

describe('answers to an event’s own questions', () => {
  const question: Question = { id: 'forum', label: 'Welches Forum?', kind: 'CHOICE', choices: ['A', 'B', 'C'], required: false };
  const given = (...times: number[]) =>
    times.flatMap((count, index) => Array.from({ length: count }, () => ['A', 'B', 'C', 'X'][index] ?? ''));

  test('are counted only when more than 20 answered', () => {
    expect(countAnswers(question, given(10, 10), rule)).toMatchObject({
      answered: 20,
      choices: null,
      whyNot: expect.stringContaining('mehr als 20'),
    });
    expect(countAnswers(question, given(11, 10), rule).choices?.map(({ count }) => count)).toEqual([11, 10, 0]);
  });

  test('come with what may be handed on', () => {
    const { choices, publishedTotal } = countAnswers(question, given(20, 3, 9), rule);
    expect(choices?.map(({ published }) => published)).toEqual([20, 'BELOW', 'WITHHELD']);
    expect(publishedTotal).toBe(32);
  });

  test('free ones are not counted, and what is no choice any more is not quoted', () => {
    expect(countAnswers({ ...question, kind: 'TEXT', choices: [] }, given(30), rule).whyNot).toContain('Freie Antworten');
    const { choices } = countAnswers(question, given(20, 3, 9, 2), rule);
    expect(choices?.map(({ choice, count }) => [choice, count]).at(-1)).toEqual(['Andere, nicht mehr gefragte Antworten', 2]);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  partOfWhole,
  reachOf,
  shareOf,
  standingOf,
  stateValue,
  sumOf,
  totalsOf,
  trendOf,
  weakerOf,
} from '../../shared/domain/indicator.ts';
import type { Worth } from '../../shared/domain/quantity.ts';
import { worths } from '../../shared/domain/quantity.ts';
import { Indicator, MOST_FACTS } from '../../shared/domain/result.ts';
import { codeOf } from '../support/failing.ts';
import { aValue, dueBy, sentIndicator } from '../support/results.ts';

const ON = '2017-02-28';
const { value: _value, ...fields } = sentIndicator();
const anIndicator = (more: Record<string, unknown> = {}): Indicator => Indicator.parse({ ...fields, values: [], ...more });
const kept = (id: string, more: Record<string, unknown> = {}) => ({ id, state: anIndicator(more) });
const text = (value: ReturnType<typeof aValue>, target: ReturnType<typeof aValue>) => shareOf(value, target)?.text;

describe('share of a whole', () => {
  const votes = (value: ReturnType<typeof aValue>, more: object = {}) => anIndicator({ unit: 'Stimmen', values: [value], ...more });
  const day = { asOf: '2017-01-07' };

  test('S4-17: 404 of 607 votes are 66,6 %, and 203 are others', () => {
    expect(partOfWhole(votes(aValue(404, day)), votes(aValue(607, day)), ON)).toEqual({ text: '66,6\u00a0%', worth: 'EXACT', others: 203 });
  });

  test('how many are left is said of sure numbers only, and never below nothing', () => {
    const left = (part: ReturnType<typeof aValue>, whole: ReturnType<typeof aValue>) => partOfWhole(votes(part), votes(whole), ON)?.others;
    expect(left(aValue(404, { worth: 'MORE_THAN' }), aValue(607))).toBeNull();
    expect(left(aValue(608), aValue(607))).toBeNull();
    expect(left(aValue(0.1), aValue(0.3))).toBe(0.2);
  });

  test('there is none across days, units or areas, and none of what is not known', () => {
    const whole = votes(aValue(607, day));
    expect(partOfWhole(votes(aValue(404, { asOf: '2017-01-08' })), whole, ON)).toBeUndefined();
    expect(partOfWhole(votes(aValue(404, day), { unit: 'Personen' }), whole, ON)).toBeUndefined();
    expect(partOfWhole(votes(aValue(404, day), { area: { kind: 'SITE', name: 'Mitte' } }), whole, ON)).toBeUndefined();
    expect(partOfWhole(votes(aValue(404, day)), whole, '2017-01-06')).toBeUndefined();
    expect(partOfWhole(anIndicator({ unit: 'Stimmen' }), whole, ON)).toBeUndefined();
  });
});

describe('share of a target', () => {
  test('S3-27: 2 137 of 10 000 work opportunities are 21,4 %', () => {
    expect(shareOf(aValue(2137), aValue(10_000))).toEqual({ text: '21,4\u00a0%', worth: 'EXACT' });
  });

  test.each([
    [48, 55, '87,3'],
    [1, 3, '33,3'],
    [2, 3, '66,7'],
    [1, 2000, '0,1'],
    [1, 2001, '0,0'],
    [0.5, 1, '50,0'],
    [4, 3, '133,3'],
    [0, 7, '0,0'],
  ])('%d of %d are %s %%, half up', (value, target, share) => {
    expect(text(aValue(value), aValue(target))).toBe(`${share}\u00a0%`);
  });

  test('it is exact for every number with three decimals: rounded once, half up, without a float in between', () => {
    const thousandth = fc.bigInt({ min: 0n, max: 1_000_000_000_000n });
    fc.assert(
      fc.property(
        thousandth,
        thousandth.filter((whole) => whole > 0n),
        (part, whole) => {
          const tenths = (part * 1000n) / whole + (((part * 1000n) % whole) * 2n >= whole ? 1n : 0n);
          expect(text(aValue(Number(part) / 1000), aValue(Number(whole) / 1000))).toBe(`${tenths / 10n},${tenths % 10n}\u00a0%`);
        },
      ),
    );
  });

  test('it is worth no more than the weaker of both; a floor and a ceiling together are about', () => {
    expect(shareOf(aValue(1900, { worth: 'MORE_THAN' }), aValue(4000))?.worth).toBe('MORE_THAN');
    expect(shareOf(aValue(1900), aValue(4000, { worth: 'ABOUT' }))?.worth).toBe('ABOUT');
    expect(weakerOf('MORE_THAN', 'UP_TO')).toBe('ABOUT');
    const worth = fc.constantFrom<Worth>(...worths);
    fc.assert(
      fc.property(worth, worth, (one, other) => {
        expect(weakerOf(one, other)).toBe(weakerOf(other, one));
        expect(weakerOf(one, one)).toBe(one);
        expect(weakerOf(one, 'EXACT')).toBe(one);
      }),
    );
  });

  test('there is none of a range, of what is unknown, or of nothing', () => {
    expect(text(aValue(2, { upTo: 3 }), aValue(4))).toBeUndefined();
    expect(text(aValue(2), aValue(3, { upTo: 4 }))).toBeUndefined();
    expect(text(aValue(null), aValue(4))).toBeUndefined();
    expect(text(aValue(2), aValue(0))).toBeUndefined();
  });
});

describe('against the target', () => {
  test.each([
    ['4 exceed "zwei bis drei" (S1-07)', aValue(4), aValue(2, { upTo: 3 }), 'EXCEEDED'],
    ['2 reach "zwei bis drei"', aValue(2), aValue(2, { upTo: 3 }), 'REACHED'],
    ['1 does not', aValue(1), aValue(2, { upTo: 3 }), 'BELOW'],
    ['more than 1 900 may or may not be 2 000', aValue(1900, { worth: 'MORE_THAN' }), aValue(2000), 'UNKNOWN'],
    ['more than 2 100 exceed 2 000', aValue(2100, { worth: 'MORE_THAN' }), aValue(2000), 'EXCEEDED'],
    ['up to 1 500 are below 2 000', aValue(1500, { worth: 'UP_TO' }), aValue(2000), 'BELOW'],
    ['what is expected reaches nothing', aValue(3000, { worth: 'EXPECTED' }), aValue(2000), 'UNKNOWN'],
    ['unknown is not 0', aValue(null), aValue(2000), 'UNKNOWN'],
  ])('%s', (_rule, value, target, reach) => {
    expect(reachOf(value, target)).toBe(reach);
  });

  test('a target is overdue from the day after its last, unless it was reached', () => {
    const target = { value: aValue(10), due: dueBy('2016-12-31') };
    const at = (value: number, on: string) => standingOf(anIndicator({ target, values: [aValue(value)] }), on).isTargetOverdue;
    expect([at(9, '2016-12-31'), at(9, '2017-01-01'), at(10, '2017-01-01'), at(11, '2017-01-01')]).toEqual([false, true, false, false]);
    const open = { value: aValue(10), due: dueBy(null, { wording: 'nach der Sommerpause' }) };
    expect(standingOf(anIndicator({ target: { ...open, due: { ...open.due, precision: 'AFTER' } } }), '2030-01-01').isTargetOverdue).toBe(
      false,
    );
  });
});

describe('trend', () => {
  const of = (...values: ReturnType<typeof aValue>[]) => trendOf(anIndicator({ values }), ON);
  const [then, now] = [{ asOf: '2016-06-30' }, { asOf: '2016-12-31' }];
  test.each([
    ['rises', of(aValue(5, then), aValue(7, now)), 'UP'],
    ['falls', of(aValue(7, then), aValue(5, now)), 'DOWN'],
    ['stays', of(aValue(5, then), aValue(5, now)), 'SAME'],
    ['one value has none', of(aValue(5, then)), 'UNKNOWN'],
    ['a value without a day cannot be set against another', of(aValue(5), aValue(7, now)), 'UNKNOWN'],
    ['what is expected is not measured', of(aValue(5, then), aValue(9, { ...now, worth: 'EXPECTED' })), 'UNKNOWN'],
    ['more than 5, then 6: nobody knows', of(aValue(5, { ...then, worth: 'MORE_THAN' }), aValue(6, now)), 'UNKNOWN'],
    ['6, then more than 6: it rose or stayed', of(aValue(6, then), aValue(6, { ...now, worth: 'MORE_THAN' })), 'UNKNOWN'],
    ['an unknown one between is passed over', of(aValue(5, then), aValue(null, { asOf: '2016-09-30' }), aValue(7, now)), 'UP'],
    ['of one day the last one stated counts', of(aValue(5, then), aValue(7, now), aValue(4, now)), 'DOWN'],
    ['what came after the day asked for does not', of(aValue(5, then), aValue(7, now), aValue(1, { asOf: '2017-03-01' })), 'UP'],
  ])('%s', (_rule, trend, expected) => {
    expect(trend).toBe(expected);
  });
});

describe('sums', () => {
  test('figures of different areas are never added: a statewide one and a city’s', () => {
    const state = kept('land', { values: [aValue(4000)] });
    const city = kept('stadt', { area: { kind: 'MUNICIPALITY', name: 'Hannover' }, values: [aValue(78)] });
    expect(sumOf([state, city], ON)).toEqual({ refused: 'AREAS_DIFFER' });
    expect(totalsOf([state, city], ON)).toEqual([]);
    const other = kept('andere', { area: { kind: 'MUNICIPALITY', name: 'Oldenburg' }, values: [aValue(2)] });
    expect(sumOf([city, other], ON)).toEqual({ refused: 'AREAS_DIFFER' });
  });

  test('nor of different units', () => {
    expect(sumOf([kept('a', { values: [aValue(1)] }), kept('b', { unit: 'Klassen', values: [aValue(1)] })], ON)).toEqual({
      refused: 'UNITS_DIFFER',
    });
  });

  test.each(['Prozent', 'Anteil', 'Frauenquote', 'Jahre', 'Tage', 'Unterrichtsstunden', '% der Plätze'])(
    '%s are not added at all',
    (unit) => {
      expect(sumOf([kept('a-1', { unit, values: [aValue(60)] }), kept('b-1', { unit, values: [aValue(30)] })], ON)).toEqual({
        refused: 'NOT_ADDITIVE',
      });
    },
  );

  test('21 newcomers among 78 volunteers are 78, and 21 of what has no whole here are 21', () => {
    const part = kept('neu', { partOfIndicatorId: 'alle', values: [aValue(21)] });
    expect(sumOf([kept('alle', { values: [aValue(78)] }), part], ON)).toMatchObject({ value: 78 });
    expect(sumOf([part], ON)).toMatchObject({ value: 21 });
    expect(totalsOf([kept('alle', { values: [aValue(78)] }), part], ON)).toMatchObject([{ sum: { value: 78 }, partIds: ['neu'] }]);
  });

  test('two that call each other a part both count: neither gets lost', () => {
    const [one, other] = [
      kept('a-1', { partOfIndicatorId: 'b-1', values: [aValue(3)] }),
      kept('b-1', { partOfIndicatorId: 'a-1', values: [aValue(4)] }),
    ];
    expect(sumOf([one, other], ON)).toMatchObject({ value: 7 });
  });

  test('what is unknown is counted apart and is not 0; ranges and weaknesses stay', () => {
    const sum = sumOf(
      [
        kept('a-1', { values: [aValue(2, { upTo: 3 })] }),
        kept('b-1', { values: [aValue(5, { worth: 'ABOUT' })] }),
        kept('c-1', { values: [aValue(null)] }),
        kept('d-1'),
      ],
      ON,
    );
    expect(sum).toEqual({ value: 7, upTo: 8, worth: 'ABOUT', unknown: 2 });
    expect(sumOf([kept('d-1')], ON)).toEqual({ refused: 'NOTHING_KNOWN' });
  });

  test('a tenth and two tenths are three tenths', () => {
    expect(sumOf([kept('a-1', { values: [aValue(0.1)] }), kept('b-1', { values: [aValue(0.2)] })], ON)).toMatchObject({ value: 0.3 });
  });
});

describe('values are facts', () => {
  test('an earlier one takes its place in time, and none goes away', () => {
    const state = [aValue(3, { asOf: '2017-01-31' }), aValue(1, { asOf: '2016-06-30' }), aValue(0)].reduce(
      (indicator, value) => stateValue(indicator, value, ON),
      anIndicator(),
    );
    expect(state.values.map(({ value }) => value)).toEqual([0, 1, 3]);
  });
  test('tomorrow is refused, today is not', () => {
    expect(codeOf(() => stateValue(anIndicator(), aValue(1, { asOf: '2017-03-01' }), ON))).toBe('statusInFuture');
    expect(stateValue(anIndicator(), aValue(1, { asOf: ON }), ON).values).toHaveLength(1);
  });
  test(`beyond ${MOST_FACTS} of them a record takes no more`, () => {
    const full = anIndicator({ values: Array.from({ length: MOST_FACTS }, () => aValue(1)) });
    expect(codeOf(() => stateValue(full, aValue(1), ON))).toBe('tooManyFacts');
  });
});

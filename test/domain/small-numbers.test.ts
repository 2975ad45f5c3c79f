import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Shown, SmallNumberRule, SuppressedTable } from '../../shared/domain/small-numbers.ts';
import {
  isPublishable,
  shownInWords,
  smallNumberRuleOn,
  smallNumberRules,
  splitAllowed,
  suppress,
} from '../../shared/domain/small-numbers.ts';

const rule = smallNumberRuleOn('2026-11-23');
const list = (...counts: number[]) => {
  const { cells, rowTotals } = suppress([counts], rule);
  return [...(cells[0] ?? []), '=', rowTotals[0]];
};

describe('a list with its total', () => {
  test.each([
    ['nothing small: everything is printed', [5, 0, 12], [5, 0, 12, '=', 17]],
    ['one small: the smallest other goes too', [3, 20, 8, 40], ['BELOW', 20, 'WITHHELD', 40, '=', 71]],
    ['ties: the first goes', [3, 9, 9], ['BELOW', 'WITHHELD', 9, '=', 21]],
    ['two small ones hide each other', [3, 2, 40], ['BELOW', 'BELOW', 40, '=', 45]],
    ['a zero hides nothing and stays', [3, 0, 40], ['BELOW', 0, 'WITHHELD', '=', 43]],
    ['a small total goes with its cells', [3, 0], ['BELOW', 0, '=', 'WITHHELD']],
    ['1 beside 5: with the total known 5 could not be less, so the total goes', [1, 5], ['BELOW', 5, '=', 'WITHHELD']],
    ['four ones do not show as four times one', [1, 1, 1, 1], ['BELOW', 'BELOW', 'BELOW', 'BELOW', '=', 'WITHHELD']],
    ['nobody', [0, 0], [0, 0, '=', 0]],
    ['no cells', [], ['=', 0]],
  ])('%s', (_what, counts, printed) => {
    expect(list(...counts)).toEqual(printed);
  });
});

test('a two-way table hides a rectangle, so that neither rows nor columns give the cell away', () => {
  const table = suppress(
    [
      [3, 20, 30],
      [10, 40, 50],
      [60, 70, 80],
    ],
    rule,
  );
  expect(table).toEqual({
    cells: [
      ['BELOW', 'WITHHELD', 30],
      ['WITHHELD', 'WITHHELD', 50],
      [60, 70, 80],
    ],
    rowTotals: [53, 100, 210],
    columnTotals: [73, 130, 160],
    total: 363,
  });
});

test('the threshold is a setting: below three', () => {
  expect(suppress([[2, 3, 4]], { ...rule, smallestShown: 3 }).cells).toEqual([['BELOW', 'WITHHELD', 4]]);
});

const add = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
const flat = ({ cells, rowTotals, columnTotals, total }: SuppressedTable): Shown[] => [
  ...cells.flat(),
  ...rowTotals,
  ...columnTotals,
  total,
];
/** A table with its totals in the same order as `flat`. */
const summed = (cells: readonly (readonly number[])[]): number[] => {
  const columns = (cells[0] ?? []).map((_, c) => add(cells.map((row) => row[c] ?? 0)));
  return [...cells.flat(), ...cells.map(add), ...columns, add(columns)];
};

/**
 * An attacker who shares no code with the rule: tries every change by at most one of each hidden cell, keeps the tables
 * that fit all that is printed and what the marks say, and notes which values each hidden entry takes. A smaller search
 * than all tables, so that two values found are two values possible.
 */
function valuesLeft(cells: readonly (readonly number[])[], printed: SuppressedTable, { smallestShown }: SmallNumberRule): number[] {
  const width = cells[0]?.length ?? 0;
  const marks = flat(printed);
  const inner = cells.flat().length;
  const fits = (value: number, index: number): boolean => {
    const mark = marks[index];
    if (typeof mark === 'number') return value === mark;
    if (mark === 'BELOW') return value >= 1 && value < smallestShown;
    return value >= (index < inner ? smallestShown : 1);
  };
  const found = marks.map(() => new Set<number>());
  const tryAll = (world: readonly number[]): void => {
    if (world.length < inner) {
      const real = cells.flat()[world.length] ?? 0;
      for (const value of [real - 1, real, real + 1]) if (fits(value, world.length)) tryAll([...world, value]);
      return;
    }
    const all = summed(cells.map((_, r) => world.slice(r * width, (r + 1) * width)));
    if (all.every(fits)) for (const [index, value] of all.entries()) found[index]?.add(value);
  };
  tryAll([]);
  return found.flatMap(({ size }, index) => (typeof marks[index] === 'number' ? [] : [size]));
}

const count = fc.oneof({ weight: 3, arbitrary: fc.nat(7) }, { weight: 1, arbitrary: fc.integer({ min: 5, max: 60 }) });
const tables = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) => fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));

function allowedFor(value: number, isCell: boolean): Shown[] {
  if (value === 0) return [0];
  if (isPublishable(value, rule)) return [value, 'WITHHELD'];
  return isCell ? ['BELOW'] : ['WITHHELD'];
}

describe('whatever the table', () => {
  test('no hidden entry has fewer than two values for an attacker who knows the rule and the marks', async () => {
    await fc.assert(
      fc.property(tables, (cells) => {
        expect(valuesLeft(cells, suppress(cells, rule), rule).every((values) => values >= 2)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('nothing small is printed, zeros are, and what is printed is true', async () => {
    await fc.assert(
      fc.property(tables, (cells) => {
        const printed = flat(suppress(cells, rule));
        const inner = cells.flat().length;
        for (const [index, value] of summed(cells).entries()) expect(allowedFor(value, index < inner)).toContain(printed[index]);
      }),
    );
  });

  test('the same table gives the same result, and without a small number nothing is hidden', async () => {
    await fc.assert(
      fc.property(tables, (cells) => {
        expect(suppress(cells, rule)).toEqual(suppress(structuredClone(cells), rule));
        const large = cells.map((row) => row.map((value) => value * 5));
        expect(suppress(large, rule).cells).toEqual(large);
      }),
    );
  });
});

test('splits only above 20, and the words of the marks name the threshold', () => {
  expect([splitAllowed(20, rule), splitAllowed(21, rule)]).toEqual([false, true]);
  expect([shownInWords('BELOW', rule), shownInWords('WITHHELD', rule), shownInWords(7, rule)]).toEqual(['< 5', 'zurückgehalten', '7']);
});

test('the rule is that of the day of publishing; before the first there is none', () => {
  const later = { ...rule, validFrom: '2030-01-01', smallestShown: 3 };
  expect(smallNumberRuleOn('2029-12-31', [...smallNumberRules, later]).smallestShown).toBe(5);
  expect(smallNumberRuleOn('2030-01-01', [...smallNumberRules, later]).smallestShown).toBe(3);
  expect(() => smallNumberRuleOn('2015-11-29')).toThrow(RangeError);
});

import { describe, expect, test } from '@jest/globals';
import { instant } from '../../shared/domain/calendar.ts';
import { FigureQuery } from '../../shared/domain/figure-block.ts';

/** S15: whatever is sent has a bound, also where it is typed cell by cell. */

const tableOf = (cell: object) => ({
  kind: 'FREE_TABLE',
  columns: [{ label: 'Gruppe', kind: 'text' }],
  rows: [[cell]],
  source: 'Einlassliste',
});
const takes = (cell: object): boolean => FigureQuery.safeParse(tableOf(cell)).success;
const count = (value: number | null) => ({ kind: 'count', value, qualifier: 'EXACT', suppressed: false });

describe('S15: a cell of a table typed by hand', () => {
  test.each([
    ['text', { kind: 'text', text: 'ä'.repeat(300) }],
    ['a day', { kind: 'day', day: '2016-03-16' }],
    ['an amount', { kind: 'euro', cents: -92_232 }],
    ['a count', count(10_000_000)],
    ['a count nobody knows', count(null)],
    ['nothing', { kind: 'empty' }],
  ])('holds %s', (_what, cell) => {
    expect(takes(cell)).toBe(true);
  });

  test.each([
    ['text without end', { kind: 'text', text: 'ä'.repeat(301) }],
    ['text that turns its direction', { kind: 'text', text: 'Summe \u202e22' }],
    ['a day that does not exist', { kind: 'day', day: '2016-02-30' }],
    ['more cents than the register adds', { kind: 'euro', cents: 1_000_000_000_001 }],
    ['a count without end', count(10_000_001)],
    ['a count below nothing', count(-1)],
  ])('refuses %s', (_what, cell) => {
    expect(takes(cell)).toBe(false);
  });
});

test('S15: an instant is no longer than a clock can say it', () => {
  const stated = (fraction: string): boolean => instant('Kenntnisstand').safeParse(`2017-02-27T23:59:59${fraction}+01:00`).success;
  expect([stated(''), stated('.123456789'), stated(`.${'1'.repeat(10)}`), stated(`.${'1'.repeat(9000)}`)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

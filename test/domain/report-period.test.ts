import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Rhythm } from '../../shared/domain/alliance-body.ts';
import { rhythms } from '../../shared/domain/alliance-body.ts';
import { berlinDayOf, endOfBerlinDay } from '../../shared/domain/calendar.ts';
import { addDays } from '../../shared/domain/holidays.ts';
import { existedIn, GRACE_DAYS, periodKey, periodOf, periodsBefore, periodsOver, reportedFrom } from '../../shared/domain/report-period.ts';
import { codeOf } from '../support/failing.ts';

describe('a period', () => {
  test.each([
    ['2016', '2016-01-01', '2016-12-31', 'das Jahr 2016'],
    ['2016-h1', '2016-01-01', '2016-06-30', 'das 1. Halbjahr 2016'],
    ['2016-h2', '2016-07-01', '2016-12-31', 'das 2. Halbjahr 2016'],
    ['2016-q1', '2016-01-01', '2016-03-31', 'das 1. Quartal 2016'],
    ['2016-q2', '2016-04-01', '2016-06-30', 'das 2. Quartal 2016'],
    ['2016-q3', '2016-07-01', '2016-09-30', 'das 3. Quartal 2016'],
    ['2016-q4', '2016-10-01', '2016-12-31', 'das 4. Quartal 2016'],
  ])('%s is %s to %s', (key, from, to, label) => {
    expect(periodOf(key)).toMatchObject({ key, from, to, label });
    expect(periodKey.parse(key)).toBe(key);
  });

  test('has the rhythm in which it returns', () => {
    expect(['2016', '2016-h1', '2016-q1'].map((key) => periodOf(key).rhythm)).toEqual(['YEAR', 'HALF_YEAR', 'QUARTER']);
  });

  test('of other form is refused, and so is one outside the calendar', () => {
    for (const key of ['16', 'x2016', '2016x', '2016-h0', '2016-q0', '2016-q5', '2016-h3', '2016-Q1', '2016-03', ''])
      expect(periodKey.safeParse(key).success).toBe(false);
    for (const key of ['1899', '2200', '0000']) expect(codeOf(() => periodOf(key))).toBe('reportPeriodInvalid');
    for (const key of ['16', '2016-q5', 'x2016', '2016-h1x']) expect(codeOf(() => periodOf(key))).toBe('reportPeriodInvalid');
    expect(['1900', '2199-q4'].map((key) => periodOf(key).to)).toEqual(['1900-12-31', '2199-12-31']);
    expect(periodKey.safeParse('16').error?.issues[0]?.message).toContain('zum Beispiel 2016, 2016-h2 oder 2016-q4');
  });

  test('ends in Berlin: the last hour of the year there is the new year in no other place', () => {
    const { to } = periodOf('2016');
    expect(endOfBerlinDay(to)).toBe('2016-12-31T22:59:59.999Z');
    expect(berlinDayOf('2016-12-31T22:59:59.999Z')).toBe('2016-12-31');
    // 23:30 in UTC is half past midnight in Berlin: the year is over.
    expect(periodsOver('YEAR', '2016-01-01', berlinDayOf('2016-12-31T23:30:00.000Z')).map(({ key }) => key)).toEqual(['2016']);
    expect(periodsOver('YEAR', '2016-01-01', berlinDayOf('2016-12-31T22:30:00.000Z'))).toEqual([]);
  });
});

describe('periods that are over', () => {
  const keys = (rhythm: Rhythm, since: string, today: string) => periodsOver(rhythm, since, today).map(({ key }) => key);

  test('the oldest first, none before the first day of reporting, none that still runs', () => {
    expect(keys('QUARTER', '2016-02-01', '2017-01-01')).toEqual(['2016-q2', '2016-q3', '2016-q4']);
    expect(keys('HALF_YEAR', '2016-01-01', '2016-12-31')).toEqual(['2016-h1']);
    expect(keys('YEAR', '2016-01-01', '2016-12-31')).toEqual([]);
    expect(keys('YEAR', '2018-01-01', '2017-06-01')).toEqual([]);
  });

  test('are reported after five days of grace, over the end of a month and a year, too', () => {
    expect(GRACE_DAYS).toBe(5);
    expect(['2016', '2016-q1', '2016-h1'].map((key) => reportedFrom(periodOf(key)))).toEqual(['2017-01-06', '2016-04-06', '2016-07-06']);
  });

  test('the leap day belongs to its year and changes no border', () => {
    expect(keys('QUARTER', '2016-01-01', '2016-02-29')).toEqual([]);
    expect(periodOf('2016-q1').to).toBe('2016-03-31');
    expect(addDays('2016-02-28', 1)).toBe('2016-02-29');
  });

  test('cover every day once, without gap and without overlap', () => {
    void fc.assert(
      fc.property(fc.constantFrom(...rhythms), fc.integer({ min: 1990, max: 2190 }), (rhythm, year) => {
        const found = periodsOver(rhythm, `${year}-01-01`, `${year + 3}-01-01`);
        expect(found[0]?.from).toBe(`${year}-01-01`);
        expect(found.at(-1)?.to).toBe(`${year + 2}-12-31`);
        for (const [index, { from }] of found.entries()) if (index > 0) expect(from).toBe(addDays(found[index - 1]?.to ?? '', 1));
      }),
      { numRuns: 50 },
    );
  });
});

test('what comes before is what ends on the day before, in every rhythm', () => {
  const before = (key: string) =>
    periodsBefore(periodOf(key))
      .map((period) => period.key)
      .sort((a, b) => a.localeCompare(b));
  expect(before('2017')).toEqual(['2016', '2016-h2', '2016-q4']);
  expect(before('2016-q4')).toEqual(['2016-q3']);
  expect(before('2016-h2')).toEqual(['2016-h1', '2016-q2']);
});

test('a body reports on every period on a day of which it existed', () => {
  const period = periodOf('2016');
  expect(existedIn({ validFrom: null, validTo: null }, period)).toBe(true);
  expect(existedIn({ validFrom: '2016-12-31', validTo: null }, period)).toBe(true);
  expect(existedIn({ validFrom: null, validTo: '2016-01-01' }, period)).toBe(true);
  expect(existedIn({ validFrom: '2017-01-01', validTo: null }, period)).toBe(false);
  expect(existedIn({ validFrom: null, validTo: '2015-12-31' }, period)).toBe(false);
});

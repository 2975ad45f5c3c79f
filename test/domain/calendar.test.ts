import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  berlinDayOf,
  berlinInstant,
  daysCovered,
  endOfBerlinDay,
  formatDay,
  formatDayLong,
  formatInstant,
  instant,
  isDay,
} from '../../shared/domain/calendar.ts';

test.each([
  ['2016-12-31T22:59:59.999Z', '2016-12-31'],
  ['2016-12-31T23:00:00.000Z', '2017-01-01'],
  ['2016-06-30T21:59:59.999Z', '2016-06-30'],
  ['2016-06-30T22:00:00.000Z', '2016-07-01'],
  ['2028-02-29T22:30:00.000Z', '2028-02-29'],
])('%s falls on %s in Berlin', (at, day) => {
  expect(berlinDayOf(at)).toBe(day);
});

test.each([
  ['2017-02-27', '2017-02-27T22:59:59.999Z'],
  ['2016-03-27', '2016-03-27T21:59:59.999Z'],
  ['2016-10-30', '2016-10-30T22:59:59.999Z'],
  ['2016-12-31', '2016-12-31T22:59:59.999Z'],
])('the last millisecond of %s is %s', (day, end) => {
  expect(endOfBerlinDay(day)).toBe(end);
});

test('every instant lies within its own Berlin day, also where clocks change', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (date) => {
      const at = date.toISOString();
      const day = berlinDayOf(at);
      expect(at <= endOfBerlinDay(day)).toBe(true);
      expect(berlinDayOf(endOfBerlinDay(day))).toBe(day);
    }),
    { numRuns: 10_000 },
  );
});

test('the hour that spring leaves out does not exist, the one that autumn repeats is taken the first time', () => {
  expect(berlinInstant('2016-03-27', '02:30')).toBeUndefined();
  expect(berlinInstant('2016-03-27', '03:00')).toBe('2016-03-27T01:00:00.000Z');
  expect(berlinInstant('2016-10-30', '02:30')).toBe('2016-10-30T00:30:00.000Z');
  expect(berlinInstant('2021-01-21', '17:41')).toBe('2021-01-21T16:41:00.000Z');
});

test.each(['2016-02-30', '2017-02-29', '2016-13-01', '2016-00-10', '16.03.2016', '2016-3-16', '1899-12-31', '2016-03-16T00:00'])(
  '%s is no day',
  (raw) => {
    expect(isDay(raw)).toBe(false);
  },
);

test('a time without its zone names two instants in autumn and is refused', () => {
  expect(instant('x').safeParse('2017-02-27T23:59:59').success).toBe(false);
  expect(instant('x').parse('2017-02-27T23:59:59+01:00')).toBe('2017-02-27T22:59:59.000Z');
});

test('days are written the German way and counted with both ends', () => {
  expect(formatDayLong('2016-03-16')).toBe('16. März 2016');
  expect(formatDay('2016-03-16')).toBe('16.03.2016');
  expect(formatInstant('2017-02-27T22:59:59.999Z')).toBe('27.02.2017, 23:59 Uhr');
  expect(daysCovered('2017-04-07', '2017-08-06')).toBe(122);
  expect(daysCovered('2016-10-30', '2016-10-30')).toBe(1);
});

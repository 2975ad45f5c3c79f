import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  berlinDayOf,
  berlinHourOf,
  berlinInstant,
  day,
  daysCovered,
  endOfBerlinDay,
  fiscalYear,
  formatDay,
  formatDayLong,
  formatInstant,
  instant,
  isDay,
  timeOfDay,
  yearOf,
} from '../../shared/domain/calendar.ts';
import { scale } from '../support/scale.ts';

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

/** Days as the ICU of the engine knows them, asked apart from the library that the register uses. */
const known = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' });
const around = (day: string) => fc.integer({ min: -7_500_000, max: 7_500_000 }).map((ms) => new Date(Date.parse(`${day}T00:00:00Z`) + ms));
const instants = fc.oneof(
  fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
  // clocks go back and forward, a year ends, a leap day begins and ends
  ...['2026-10-25', '2027-03-28', '2027-01-01', '2028-02-29', '2028-03-01', '2100-03-01'].map(around),
);
const agrees = (dayOf: (instant: string) => string) =>
  fc.check(
    fc.property(instants, (date) => dayOf(date.toISOString()) === known.format(date)),
    { numRuns: scale({ short: 500, full: 10_000 }) },
  );

test('R16: the day of an instant is the one that Intl knows', () => {
  expect(agrees(berlinDayOf).counterexample).toBeNull();
});

test('R16, control: the day in Greenwich is not', () => {
  expect(agrees((at) => at.slice(0, 10)).failed).toBe(true);
});

test('the hour that spring leaves out does not exist, the one that autumn repeats is taken the first time', () => {
  expect(berlinInstant('2016-03-27', '02:30')).toBeUndefined();
  expect(berlinInstant('2016-03-27', '03:00')).toBe('2016-03-27T01:00:00.000Z');
  expect(berlinInstant('2016-10-30', '02:30')).toBe('2016-10-30T00:30:00.000Z');
  expect(berlinInstant('2021-01-21', '17:41')).toBe('2021-01-21T16:41:00.000Z');
});

test.each([
  '2016-02-30',
  '2017-02-29',
  '2016-13-01',
  '2016-00-10',
  '16.03.2016',
  '2016-3-16',
  '1899-12-31',
  '2200-01-01',
  '2016-03-00',
  'am 2016-03-16',
  '2016-03-16T00:00',
])('%s is no day', (raw) => {
  expect(isDay(raw)).toBe(false);
});

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

test('the calendar of the register begins with 1900 and ends with 2199, both included; every month keeps its last day', () => {
  const days = ['1900-01-01', '2199-12-31', '2016-01-01', '2016-02-29', '2017-02-28', '2016-04-30', '2016-12-31'];
  expect(days.filter(isDay)).toEqual(days);
  expect(days.map((one) => day('Tag').parse(one))).toEqual(days);
  expect(yearOf('2016-03-16')).toBe(2016);
});

const toldBy = (schema: { safeParse: (raw: unknown) => { error?: { issues: { message: string }[] } | undefined } }, raw: unknown) =>
  schema.safeParse(raw).error?.issues[0]?.message;

test('who types a day in another form is told the form, who types one that does not exist is told that', () => {
  for (const raw of [
    '16.03.2016',
    '2016-3-16',
    '2016-03-1',
    '16-03-16',
    'am 2016-03-16',
    '2016-03-16 um 9',
    '20x6-03-16',
    '2016-0x-16',
    '2016-03-1x',
  ])
    expect([raw, toldBy(day('Tag'), raw)]).toEqual([raw, expect.stringContaining('im Format JJJJ-MM-TT')]);
  for (const raw of ['2016-02-30', '1899-12-31'])
    expect(toldBy(day('Tag'), raw)).toContain('gibt es nicht, oder er liegt nicht zwischen 1900 und 2199');
});

test('a time of day is two digits, a colon, two digits, from 00:00 to 23:59', () => {
  for (const time of ['00:00', '09:59', '19:05', '20:30', '23:59']) expect(timeOfDay('Beginn').parse(time)).toBe(time);
  for (const raw of ['24:00', '30:00', '7:30', '17:60', '17:3', '17:3x', '1x:30', 'um 17:30', '17:30:00', '17.30'])
    expect([raw, toldBy(timeOfDay('Beginn'), raw)]).toEqual([raw, expect.stringContaining('im Format HH:MM')]);
});

test('an instant of more digits than a clock has, or without its zone, is refused and the form is told', () => {
  expect(instant('x').parse('2017-02-27T23:59:59.123456789+01:00')).toBe('2017-02-27T22:59:59.123Z');
  expect(instant('x').safeParse('2017-02-27T23:59:59.1234567890+01:00').success).toBe(false);
  expect(toldBy(instant('x'), '2017-02-27T23:59:59')).toContain('mit Zeitzone');
});

test('fiscal years run from 2000 to 2099', () => {
  expect([2000, 2099].map((year) => fiscalYear.parse(year))).toEqual([2000, 2099]);
  expect([1999, 2100, 2016.5, '2016'].map((year) => toldBy(fiscalYear, year))).toEqual([
    'Haushaltsjahre beginnen hier mit 2000.',
    'Haushaltsjahre enden hier mit 2099.',
    'Bitte geben Sie das Haushaltsjahr vierstellig an.',
    'Bitte geben Sie das Haushaltsjahr vierstellig an.',
  ]);
});

test('the hour of the clock is the one in Berlin, in winter and in summer', () => {
  expect(['2016-12-31T22:59:59.999Z', '2016-12-31T23:00:00.000Z', '2016-06-30T10:00:00.000Z'].map(berlinHourOf)).toEqual([23, 0, 12]);
});

test('every month is written with its name', () => {
  expect(Array.from({ length: 12 }, (_, month) => formatDayLong(`2016-${String(month + 1).padStart(2, '0')}-01`)).join(' ')).toBe(
    '1. Januar 2016 1. Februar 2016 1. März 2016 1. April 2016 1. Mai 2016 1. Juni 2016 1. Juli 2016 1. August 2016 1. September 2016 1. Oktober 2016 1. November 2016 1. Dezember 2016',
  );
});

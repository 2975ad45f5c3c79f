import { describe, expect, test } from '@jest/globals';
import { DeadlineRule, deadlineState, dueOn, ExtensionNotice, usualRules } from '../../shared/domain/deadline.ts';
import { addMonths, easterSunday, holidayOn, isDayOff, nextWorkingDay } from '../../shared/domain/holidays.ts';

/** One month from the day forwarded, BGB §§ 187 to 193. Weekdays and holidays checked against a printed calendar. */
test.each([
  // the model case and answers printed elsewhere
  ['2017-02-06', '2017-03-06', 'a Monday'],
  ['2018-04-25', '2018-05-25', 'as answered'],
  ['2018-04-17', '2018-05-17', 'as answered'],
  ['2015-05-27', '2015-06-29', 'the 27th is a Saturday'],
  // end of month
  ['2017-01-31', '2017-02-28', 'clamped'],
  ['2016-01-31', '2016-02-29', 'clamped in a leap year'],
  ['2016-01-30', '2016-02-29', 'clamped in a leap year'],
  ['2017-01-29', '2017-02-28', 'clamped'],
  ['2016-01-29', '2016-02-29', 'the leap day exists'],
  ['2016-02-29', '2016-03-29', 'after Easter Monday'],
  ['2017-03-31', '2017-05-02', '30 April is a Sunday, 1 May a holiday'],
  ['2016-05-31', '2016-06-30', 'clamped'],
  ['2016-08-31', '2016-09-30', 'clamped'],
  ['2016-10-31', '2016-11-30', 'clamped'],
  ['2019-08-31', '2019-09-30', 'clamped, a Monday'],
  ['2024-01-31', '2024-02-29', 'clamped in a leap year'],
  ['2100-01-29', '2100-03-01', '2100 is no leap year; 28 February is a Sunday'],
  // weekends
  ['2016-03-02', '2016-04-04', 'a Saturday'],
  ['2016-03-03', '2016-04-04', 'a Sunday'],
  ['2016-03-04', '2016-04-04', 'a Monday'],
  ['2026-09-22', '2026-10-22', 'a Thursday'],
  ['2026-09-24', '2026-10-26', 'a Saturday, clocks change that night'],
  // Easter and what hangs on it
  ['2016-02-25', '2016-03-29', 'Good Friday, Easter follows'],
  ['2016-02-28', '2016-03-29', 'Easter Monday'],
  ['2017-03-14', '2017-04-18', 'Good Friday'],
  ['2017-03-17', '2017-04-18', 'Easter Monday'],
  ['2016-04-05', '2016-05-06', 'Ascension'],
  ['2017-04-25', '2017-05-26', 'Ascension'],
  ['2016-04-16', '2016-05-17', 'Whit Monday'],
  ['2017-05-05', '2017-06-06', 'Whit Monday'],
  ['2026-03-03', '2026-04-07', 'Good Friday'],
  ['2026-04-25', '2026-05-26', 'Whit Monday'],
  ['2008-04-01', '2008-05-02', 'Labour Day and Ascension on one day'],
  // fixed holidays
  ['2016-12-01', '2017-01-02', 'New Year on a Sunday'],
  ['2015-12-01', '2016-01-04', 'New Year on a Friday'],
  ['2016-09-03', '2016-10-04', 'German Unity Day'],
  ['2016-11-25', '2016-12-27', 'Christmas on a Sunday and Monday'],
  ['2017-11-25', '2017-12-27', 'Christmas on a Monday and Tuesday'],
  ['2018-11-24', '2018-12-24', 'Christmas Eve is a working day'],
  ['2018-11-26', '2018-12-27', 'second day of Christmas'],
  ['2016-11-30', '2016-12-30', 'between the years'],
  ['2018-11-30', '2018-12-31', 'the 30th is a Sunday, New Year’s Eve works'],
  // Reformation Day
  ['2016-09-30', '2016-10-31', 'no holiday yet, a Monday: clamped to 30, a Sunday'],
  ['2017-09-30', '2017-10-30', 'a Monday'],
  ['2018-09-30', '2018-10-30', 'a Tuesday'],
])('forwarded on %s, due on %s (%s)', (forwardedOn, due) => {
  expect(dueOn({ receivedOn: '2000-01-01', forwardedOn }, usualRules.MINOR_WRITTEN)).toBe(due);
});

describe('Reformation Day', () => {
  test.each([
    ['2015-10-31', undefined],
    ['2016-10-31', undefined],
    ['2017-10-31', 'Reformationstag'],
    ['2018-10-31', 'Reformationstag'],
    ['2026-10-31', 'Reformationstag'],
  ])('%s is %p', (day, name) => {
    expect(holidayOn(day)).toBe(name);
  });

  test('a period of days that ends on it rolls on from 2017', () => {
    const fortnight = (forwardedOn: string) => dueOn({ receivedOn: forwardedOn, forwardedOn }, usualRules.MINOR_WRITTEN_SHORT);
    expect(fortnight('2016-10-17')).toBe('2016-10-31');
    expect(fortnight('2018-10-17')).toBe('2018-11-01');
  });
});

test.each([
  [1961, '1961-04-02'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2011, '2011-04-24'],
  [2016, '2016-03-27'],
  [2017, '2017-04-16'],
  [2019, '2019-04-21'],
  [2024, '2024-03-31'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
  [2076, '2076-04-19'],
])('Easter Sunday of %d is %s', (year, day) => {
  expect(easterSunday(year)).toBe(day);
});

/** The rule of Meeus, Jones and Butcher: another way to the same Sunday. */
function easterByButcher(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const date = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-0${month}-${String(date).padStart(2, '0')}`;
}

test('Easter is the same by two rules in every year of the calendar', () => {
  const years = Array.from({ length: 300 }, (_, index) => 1900 + index);
  expect(years.map(easterSunday)).toEqual(years.map(easterByButcher));
});

test('a month has no 31st in most months, and a year no 29 February in most years', () => {
  expect([addMonths('2016-12-31', 2), addMonths('2016-01-31', 13), addMonths('2017-05-15', 0)]).toEqual([
    '2017-02-28',
    '2017-02-28',
    '2017-05-15',
  ]);
});

test('days off are weekends and holidays; the next working day of a working day is itself', () => {
  expect([isDayOff('2016-03-26'), isDayOff('2016-03-29'), nextWorkingDay('2016-03-29'), nextWorkingDay('2016-03-25')]).toEqual([
    true,
    false,
    '2016-03-29',
    '2016-03-29',
  ]);
});

test('unless an inquiry says otherwise, a month runs from the day forwarded, at short notice 14 days, when urgent 3', () => {
  const due = Object.values(usualRules).map((rule) => dueOn({ receivedOn: '2016-01-04', forwardedOn: '2017-02-06' }, rule));
  expect(due).toEqual(['2017-03-06', '2017-02-20', '2017-03-06', '2017-03-06', '2017-02-09']);
});

test('a rule of its own has up to 12 months and 90 days', () => {
  const rule = (months: number, days: number) => DeadlineRule.safeParse({ startsOn: 'RECEIVED', months, days }).success;
  expect([rule(0, 0), rule(12, 90)]).toEqual([true, true]);
  expect([rule(-1, 0), rule(13, 0), rule(0, -1), rule(0, 91), rule(0.5, 0)]).toEqual([false, false, false, false, false]);
});

test('every usual rule is one that an inquiry could be given', () => {
  for (const rule of Object.values(usualRules)) expect(DeadlineRule.parse(rule)).toEqual(rule);
});

test('an extension names when it was told, the day expected and why', () => {
  const notice = { sentOn: '2017-03-03', expectedOn: '2017-04-01', reasons: 'Abfrage läuft' };
  expect(ExtensionNotice.parse(notice)).toEqual(notice);
  for (const missing of Object.keys(notice)) expect(ExtensionNotice.safeParse({ ...notice, [missing]: undefined }).success).toBe(false);
});

describe('where a deadline stands', () => {
  const notice = (sentOn: string) => [{ sentOn, expectedOn: '2017-04-01', reasons: 'Abfrage läuft' }];
  test.each([
    [null, null, [], '2017-03-01', 'NOT_RUNNING'],
    ['2017-03-06', null, [], '2017-02-07', 'OPEN'],
    ['2017-03-06', null, [], '2017-02-26', 'OPEN'],
    ['2017-03-06', null, [], '2017-02-27', 'DUE_SOON'],
    ['2017-03-06', null, [], '2017-03-06', 'DUE_SOON'],
    ['2017-03-06', null, [], '2017-03-07', 'OVERDUE'],
    ['2017-03-06', null, notice('2017-03-03'), '2017-03-07', 'OVERDUE_NOTIFIED'],
    ['2017-03-06', null, notice('2017-03-06'), '2017-03-07', 'OVERDUE_NOTIFIED'],
    ['2017-03-06', null, [...notice('2017-03-08'), ...notice('2017-03-01')], '2017-03-09', 'OVERDUE_NOTIFIED'],
    ['2017-03-06', null, notice('2017-03-08'), '2017-03-09', 'OVERDUE'],
    ['2017-03-06', '2017-02-28', [], '2020-01-01', 'ANSWERED_IN_TIME'],
    ['2017-03-06', '2017-03-06', [], '2020-01-01', 'ANSWERED_IN_TIME'],
    ['2017-03-06', '2017-03-07', [], '2020-01-01', 'ANSWERED_LATE'],
  ] as const)('due %s, answered %s: %s', (due, answered, notices, today, state) => {
    expect(deadlineState(due, answered, notices, today)).toBe(state);
  });

  test('without the day it runs from there is no deadline', () => {
    expect(dueOn({ receivedOn: '2017-02-01', forwardedOn: null }, usualRules.MINOR_WRITTEN)).toBeNull();
    expect(dueOn({ receivedOn: '2017-02-01', forwardedOn: null }, { startsOn: 'RECEIVED', months: 1, days: 0 })).toBe('2017-03-01');
  });
});

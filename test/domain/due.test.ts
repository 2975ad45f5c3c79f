import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatDay, formatDayLong } from '../../shared/domain/calendar.ts';
import { Due, isDueNow, isOverdue, NOT_DUE, overdueFrom, precisions } from '../../shared/domain/due.ts';
import { readDue } from '../../shared/domain/due-reading.ts';
import { addDays } from '../../shared/domain/holidays.ts';

/** What German wordings mean in days, as minutes and project cards print them. */

const SAID = '2021-01-21';
const days = (wording: string, saidOn = SAID) => {
  const read = readDue(wording, saidOn);
  return read && [read.due.precision, read.due.from, read.due.to];
};

describe('S4-12: the wordings of one meeting, said on 21.01.2021', () => {
  test.each([
    ['29.1.2021', 'DAY', '2021-01-29', '2021-01-29'],
    ['8.2.2021', 'DAY', '2021-02-08', '2021-02-08'],
    ['8. Februar 2021', 'DAY', '2021-02-08', '2021-02-08'],
    ['17.5.bis zum 23.5.2021', 'RANGE', '2021-05-17', '2021-05-23'],
    ['17.5. bis zum 23.5.2021', 'RANGE', '2021-05-17', '2021-05-23'],
    ['17.–23.5.2021', 'RANGE', '2021-05-17', '2021-05-23'],
    ['nach der Sommerpause', 'AFTER', null, null],
    ['bis Ende 2021', 'YEAR', null, '2021-12-31'],
    ['im März', 'MONTH', '2021-03-01', '2021-03-31'],
    ['erstes Halbjahr', 'HALF_YEAR', '2021-01-01', '2021-06-30'],
    ['in der ersten Jahreshälfte', 'HALF_YEAR', '2021-01-01', '2021-06-30'],
    ['bis zur folgenden Ausschusssitzung', 'EVENT', null, null],
    ['bis zur nächsten Sitzung', 'EVENT', null, null],
    ['22.1.2021', 'DAY', '2021-01-22', '2021-01-22'],
    ['jährliches Menschenrechtsforum', 'RECURRING', null, null],
  ])('%s', (wording, precision, from, to) => {
    expect(days(wording)).toEqual([precision, from, to]);
    expect(readDue(wording, SAID)?.due.wording).toBe(wording);
  });

  test.each([
    ['nach der Sommerpause', /An welchem Tag/],
    ['bis zur nächsten Sitzung', /An welchem Tag/],
    ['Sommer 2016', /Welche Tage/],
    ['Anfang Februar', /Welche Tage/],
  ])('%s names no day, and the question is asked', (wording, question) => {
    expect(readDue(wording, SAID)).toMatchObject({ due: { from: null, to: null }, question: expect.stringMatching(question) });
  });

  test.each(['im März', '8.2.2021', 'erfolgt laufend'])('%s leaves nothing to ask', (wording) => {
    expect(readDue(wording, SAID)?.question).toBeNull();
  });
});

describe('S1-05: six kinds of wording of a project card, each with its interval', () => {
  test.each([
    ['bis Ende 2017', 'YEAR', null, '2017-12-31'],
    ['ab Januar 2018', 'AFTER', '2018-01-01', null],
    ['bis Januar 2018', 'MONTH', null, '2018-01-31'],
    ['erfolgt laufend', 'CONTINUOUS', null, null],
    ['bis 31.12.2017', 'DAY', null, '2017-12-31'],
    ['bis zum 31. Dezember 2017', 'DAY', null, '2017-12-31'],
  ])('%s', (wording, precision, from, to) => {
    expect(days(wording, '2017-06-01')).toEqual([precision, from, to]);
  });
});

describe('wordings of measures and proposals', () => {
  test.each([
    ['seit Oktober 2015', 'AFTER', '2015-10-01', null],
    ['Ende des Jahres 2018', 'YEAR', null, '2018-12-31'],
    ['bis Jahresende', 'YEAR', null, '2021-12-31'],
    ['2016 bis 2018', 'YEAR', '2016-01-01', '2018-12-31'],
    ['für 2017', 'YEAR', '2017-01-01', '2017-12-31'],
    ['Ab 2017', 'AFTER', '2017-01-01', null],
    ['bis Ende Februar 2016', 'MONTH', null, '2016-02-29'],
    ['2. Quartal 2021', 'QUARTER', '2021-04-01', '2021-06-30'],
    ['im dritten Quartal', 'QUARTER', '2021-07-01', '2021-09-30'],
    ['Januar bis März 2021', 'MONTH', '2021-01-01', '2021-03-31'],
    ['vom 20.12. bis 6.1.2022', 'RANGE', '2021-12-20', '2022-01-06'],
    ['17. bis 23. Mai 2021', 'RANGE', '2021-05-17', '2021-05-23'],
    ['nach dem 31.12.2017', 'AFTER', '2018-01-01', null],
    ['spätestens am 1.3.2021', 'DAY', null, '2021-03-01'],
    ['bis Sommer 2016', 'EVENT', null, null],
    ['seit Sommer 2016', 'AFTER', null, null],
  ])('%s', (wording, precision, from, to) => {
    expect(days(wording)).toEqual([precision, from, to]);
  });

  test.each([
    '',
    'demnächst',
    'zeitnah',
    '30.2.2021',
    '31.4.',
    'seit März',
    'erstes Drittel 2021',
    'fünftes Quartal 2021',
    'drittes Halbjahr',
    '23.5. bis 17.5.2021',
    '29.1.21',
    'März oder April',
    'vor Weihnachten',
    'x'.repeat(300),
  ])('%j is not guessed', (wording) => {
    expect(readDue(wording, SAID)).toBeUndefined();
  });
});

describe('a month, half-year or day without its year is the first that ends on or after the day it was said', () => {
  test.each([
    ['im März', '2021-03-31', '2021-03-31'],
    ['im März', '2021-04-01', '2022-03-31'],
    ['im Februar', '2019-03-01', '2020-02-29'],
    ['erstes Halbjahr', '2021-06-30', '2021-06-30'],
    ['erstes Halbjahr', '2021-07-01', '2022-06-30'],
    ['am 22.1.', '2021-01-22', '2021-01-22'],
    ['am 22.1.', '2021-01-23', '2022-01-22'],
    ['bis Ende März', '2021-01-21', '2021-03-31'],
  ])('%s, said on %s: until %s', (wording, saidOn, to) => {
    expect(readDue(wording, saidOn)?.due.to).toBe(to);
  });
});

const months = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];
const someDay = fc.integer({ min: 0, max: 73_000 }).map((offset) => addDays('1990-01-01', offset));
const someYear = fc.integer({ min: 1990, max: 2190 });
const unit = fc.oneof(
  someDay.map(formatDay),
  someDay.map(formatDayLong),
  fc.tuple(fc.constantFrom(...months), fc.option(someYear)).map(([month, year]) => (year === null ? month : `${month} ${year}`)),
  fc.constantFrom('erstes Halbjahr', 'zweiten Halbjahr 2017', '3. Quartal', '4. Quartal 2020'),
  someYear.map(String),
);
const prefix = fc.constantFrom('', 'bis ', 'bis zum ', 'ab ', 'im ', 'nach ', 'spätestens ', 'bis Ende ');

describe('bounds', () => {
  test('whatever is read is a proper due: no end before its beginning, every day a day, the wording kept', () => {
    void fc.assert(
      fc.property(prefix, unit, someDay, (before, what, saidOn) => {
        const read = readDue(`${before}${what}`, saidOn);
        if (read) expect(Due.parse(read.due)).toEqual(read.due);
      }),
      { numRuns: 2000 },
    );
  });

  test('the same words on the same day always mean the same, however they are spaced or capitalised', () => {
    void fc.assert(
      fc.property(prefix, unit, someDay, (before, what, saidOn) => {
        const wording = `${before}${what}`;
        const other = readDue(`  ${wording.toUpperCase().replaceAll(' ', '  ')} `, saidOn);
        expect(other && { ...other.due, wording }).toEqual(readDue(wording, saidOn)?.due);
      }),
    );
  });

  test('a day is itself in both notations, and nothing is overdue on it', () => {
    void fc.assert(
      fc.property(someDay, someDay, (due, saidOn) => {
        for (const wording of [formatDay(due), formatDayLong(due), `bis ${formatDay(due)}`]) {
          const read = readDue(wording, saidOn);
          expect(read?.due.to).toBe(due);
          if (!read) continue;
          expect([isOverdue(read.due, due), isOverdue(read.due, addDays(due, 1)), overdueFrom(read.due)]).toEqual([
            false,
            true,
            addDays(due, 1),
          ]);
        }
      }),
    );
  });

  test('a month without its year ends on or after the day it was said, and within a year of it', () => {
    void fc.assert(
      fc.property(fc.constantFrom(...months), someDay, (month, saidOn) => {
        const to = readDue(`im ${month}`, saidOn)?.due.to ?? '';
        expect(to >= saidOn && to < addDays(saidOn, 366)).toBe(true);
      }),
    );
  });

  test('any text is read or not, and never fails', () => {
    void fc.assert(
      fc.property(fc.string(), someDay, (wording, saidOn) => void readDue(wording, saidOn)),
      { numRuns: 2000 },
    );
    void fc.assert(fc.property(fc.string({ unit: 'grapheme' }), someDay, (wording, saidOn) => void readDue(wording, saidOn)));
  });
});

describe('a due', () => {
  test('that names no day is never overdue and never due', () => {
    expect([overdueFrom(NOT_DUE), isOverdue(NOT_DUE, '2199-12-31'), isDueNow(NOT_DUE, SAID)]).toEqual([null, false, false]);
  });

  test('is due from its first day to its last, or on and on', () => {
    const march = readDue('im März', SAID)?.due ?? NOT_DUE;
    expect(['2021-02-28', '2021-03-01', '2021-03-31', '2021-04-01'].map((on) => isDueNow(march, on))).toEqual([false, true, true, false]);
    expect(isDueNow(readDue('ab Januar 2018', SAID)?.due ?? NOT_DUE, '2030-01-01')).toBe(true);
  });

  test('whose end lies before its beginning, or whose day is missing, is refused', () => {
    for (const due of [
      { wording: null, precision: 'RANGE', from: '2021-02-02', to: '2021-02-01' },
      { wording: 'am Tag', precision: 'DAY', from: '2021-02-02', to: null },
      { wording: null, precision: 'MONTH', from: null, to: null },
    ])
      expect(Due.safeParse(due).success).toBe(false);
    expect(precisions).toHaveLength(11);
  });

  const toldOf = (due: object) =>
    Due.safeParse({ ...NOT_DUE, ...due }).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

  test('what is wrong with it is told at the field that has to change', () => {
    expect(toldOf({ precision: 'RANGE', from: '2021-02-02', to: '2021-02-01' })).toEqual([
      ['to', 'Der späteste Tag liegt vor dem frühesten.'],
    ]);
    expect(toldOf({ precision: 'DAY', from: '2021-02-02' })).toEqual([['to', 'Eine Frist auf den Tag braucht den Tag.']]);
    expect(toldOf({ precision: 'EVENT' })).toEqual([['wording', 'Bitte geben Sie einen Tag an oder den Wortlaut.']]);
  });

  test.each([
    ['no word and no day, where nothing was said', {}],
    ['a wording alone', { precision: 'EVENT', wording: 'bis zur nächsten Sitzung' }],
    ['a beginning alone', { precision: 'AFTER', from: '2018-01-01' }],
    ['an end alone', { precision: 'MONTH', to: '2018-01-31' }],
    ['one day from its beginning to its end', { precision: 'DAY', from: '2021-02-02', to: '2021-02-02' }],
  ])('needs no more than %s', (_, due) => {
    expect(toldOf(due)).toEqual([]);
  });

  test('that only ends is due until it ends, one that only begins from then on', () => {
    const on = (due: object) => ['2021-02-01', '2021-02-02', '2021-02-03'].map((one) => isDueNow({ ...NOT_DUE, ...due }, one));
    expect(on({ to: '2021-02-02' })).toEqual([true, true, false]);
    expect(on({ from: '2021-02-02' })).toEqual([false, true, true]);
  });
});

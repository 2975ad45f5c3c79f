import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPaper } from '../../shared/domain/intake-reading.ts';
import { repair } from '../../shared/domain/intake-text.ts';

/** What the reader of papers finds, and what it leaves to a person. */

const amountsIn = (text: string) => readPaper(text).amounts;
const onlyAmountIn = (text: string) => {
  const [amount, ...more] = amountsIn(text);
  expect(more).toEqual([]);
  return amount;
};

describe('amounts', () => {
  test.each([
    ['29 536,03 Euro', 2_953_603],
    ['29\u00a0536,03 Euro', 2_953_603],
    ['29\u202f536,03\u202f€', 2_953_603],
    ['29\u2009536,03 €', 2_953_603],
    ['5.355,00 Euro', 535_500],
    ['1320,52 Euro', 132_052],
    ['1614,00', 161_400],
    ['67.000,- €', 6_700_000],
    ['67.000,– €', 6_700_000],
    ['495.016 €', 49_501_600],
    ['1.320 €', 132_000],
    ['143.900 €', 14_390_000],
    ['960 000 Euro', 96_000_000],
    ['4,7 Millionen Euro', 470_000_000],
    ['4,7 Millionen \nEuro', 470_000_000],
    ['300 Mio. €', 30_000_000_000],
    ['1 Million Euro', 100_000_000],
    ['1,234 Mio. €', 123_400_000],
    ['EUR 500', 50_000],
    ['€ 1.000,00', 100_000],
    ['12,5 €', 1250],
    ['-67.000,00', -6_700_000],
    ['\u22123,10 €', -310],
    ['100€', 10_000],
  ])('%j is %d cents, for certain', (printed, cents) => {
    expect(onlyAmountIn(`Es waren ${printed} dabei.`)).toMatchObject({ cents, certain: true, doubts: [], worth: 'EXACT' });
  });

  test.each([
    ['mehr als 1 Million Euro', 100_000_000, 'MORE_THAN'],
    ['rund 150.000 €', 15_000_000, 'ABOUT'],
    ['bis zu 960 000 Euro', 96_000_000, 'UP_TO'],
    ['bis zu einer Höhe von 5.000 €', 500_000, 'UP_TO'],
    ['knapp 150.000 €', 15_000_000, 'NEARLY'],
    ['unter 5.001,- €', 500_100, 'LESS_THAN'],
    ['mindestens\n500 Euro', 50_000, 'AT_LEAST'],
  ])('%j is worth less than an exact amount', (printed, cents, worth) => {
    expect(onlyAmountIn(`Es sind ${printed} da.`)).toMatchObject({ cents, worth, certain: true });
  });

  test('a range has a lower and an upper end', () => {
    expect(amountsIn('Vorhaben zwischen 5.000 € und 50.000 € im Jahr').map(({ cents, worth }) => [cents, worth])).toEqual([
      [500_000, 'AT_LEAST'],
      [5_000_000, 'UP_TO'],
    ]);
  });

  test.each([
    ['1.320', 'POINT_OR_COMMA', [132_000, 132]],
    ['1.325', 'POINT_OR_COMMA', [132_500, null]],
    ['1,320 €', 'POINT_OR_COMMA', [132_000, 132]],
    ['1.250 Mio. €', 'POINT_OR_COMMA', [125_000_000_000, 125_000_000]],
    ['2016 100', 'TWO_NUMBERS', [10_000, 201_610_000]],
    ['2016 100 Euro', 'TWO_NUMBERS', [10_000, 201_610_000]],
    ['29\n536,03 Euro', 'TWO_NUMBERS', [53_600 + 3, 2_953_603]],
  ])('%j can be read in two ways and shows both', (printed, doubt, cents) => {
    const amount = onlyAmountIn(`Es waren ${printed}, heißt es.`);
    expect(amount).toMatchObject({ cents: null, certain: false });
    expect(amount?.doubts).toContain(doubt);
    expect(amount?.readings.map((reading) => reading.cents)).toEqual(cents);
  });

  test('"1.320" shows both readings as a person writes them', () => {
    expect(onlyAmountIn('1.320')?.readings.map(({ shown }) => shown)).toEqual(['1.320,00', '1,320']);
  });

  test.each([
    ['über 500 €', 50_000, 'MORE_OR_OVER'],
    ['12.50 €', 1250, 'POINT_OR_COMMA'],
    ['3,25', 325, 'NO_CURRENCY'],
    ['99 Mrd. Euro', null, 'TOO_LARGE'],
    ['0,005 Euro', null, 'NOT_WHOLE_CENTS'],
  ])('%j has one reading that is not certain', (printed, cents, doubt) => {
    expect(onlyAmountIn(`Es waren ${printed}, heißt es.`)).toMatchObject({ cents, certain: false, doubts: [doubt] });
  });

  test('a year before an amount is part of the date, not of the amount', () => {
    expect(onlyAmountIn('Am 19. Mai 2016 482,00 Euro')).toMatchObject({ cents: 48_200, certain: true });
  });

  test.each([
    'rund 1 000 Geflüchtete',
    '1.320 Menschen',
    '1,50 m Abstand',
    '4,75 %',
    'Drs. 17/7349',
    'Nr. 0025/2021',
    'H-0375-2019',
    '§ 182 Abs. 2 Nr. 3',
    '30159 Hannover',
    '0511 168 12345',
    '17.30 Uhr',
    'am 12.01.2021',
    'Abschnitt 1.1.2',
    '5-Euro-Schein',
    'Version LIP2.0',
    '2016 und 2017',
  ])('%j holds no amount', (text) => {
    expect(amountsIn(text)).toEqual([]);
  });

  test('the place is that of the sent text, also where a line end divides the currency', () => {
    const text = 'Kopf\r\n\r\nAusgaben in Höhe von 1320,52 Eu-\r\nro entstanden.';
    const amount = onlyAmountIn(text);
    expect(text.slice(amount?.start, amount?.end)).toBe('1320,52 Eu-\r\nro');
    expect(amount).toMatchObject({ line: 3, printed: '1320,52 Euro', cents: 132_052, certain: true });
  });
});

describe('dates', () => {
  test.each([
    ['7. Januar 2016', 'DAY', '2016-01-07', '2016-01-07'],
    ['27. Februar\n2017', 'DAY', '2017-02-27', '2017-02-27'],
    ['8.2.2021', 'DAY', '2021-02-08', '2021-02-08'],
    ['12.01.2021', 'DAY', '2021-01-12', '2021-01-12'],
    ['17./18. Januar 2017', 'RANGE', '2017-01-17', '2017-01-18'],
    ['7. April bis 6. August 2017', 'RANGE', '2017-04-07', '2017-08-06'],
    ['30.11.–05.12.2016', 'RANGE', '2016-11-30', '2016-12-05'],
    ['21. Dezember bis 6. Januar 2017', 'RANGE', '2016-12-21', '2017-01-06'],
    ['Okt. 2016', 'MONTH', '2016-10-01', '2016-10-31'],
    ['2. Halbjahr 2017', 'HALF_YEAR', '2017-07-01', '2017-12-31'],
    ['Ende 2018', 'YEAR', null, '2018-12-31'],
  ])('%j is %s from %s to %s', (printed, precision, from, to) => {
    expect(readPaper(`So ist es ${printed} gewesen.`).dates).toMatchObject([{ precision, from, to, certain: true }]);
  });

  test.each([
    ['Frühjahr 2017', 'Welche Tage'],
    ['31.02.2016', 'Diesen Tag gibt es nicht'],
    ['3. Oktober', 'Welches Jahr'],
    ['24. und 31. Januar 2017', 'einzelne Tage'],
  ])('%j leaves a question', (printed, question) => {
    const [date] = readPaper(`So ist es ${printed} gewesen.`).dates;
    expect(date).toMatchObject({ certain: false, question: expect.stringContaining(question) });
  });

  test('of a day without a year, the day of the paper proposes one and stays unsure', () => {
    expect(readPaper('Am 3. Oktober', '2016-06-01').dates).toMatchObject([{ from: '2016-10-03', certain: false }]);
    expect(readPaper('Am 3. Oktober').dates).toMatchObject([{ from: null, to: null, certain: false }]);
  });
});

describe('lines are made whole again', () => {
  test.each([
    ['Hildes-\n\nheim', 'Hildesheim'],
    ['Hildes- \r\nheim', 'Hildesheim'],
    ['Hildes-\n\fheim', 'Hildesheim'],
    ['Bü\u00adcher und Wei\u00ad\nte', 'Bücher und Weite'],
    ['Ma\u0308rz', 'März'],
  ])('%j is %j', (sent, meant) => {
    expect(repair(sent).text).toBe(meant);
  });

  test.each([
    'Partnerinnen und\n-partner',
    'Kosten-\nund Finanzierungsplan',
    'Lern-, Spiel-',
    'Nord-/\nSüd',
    'Nord-\nSüd',
    '30.11.-\n05.12.2016',
  ])('the hyphen of %j is real', (text) => {
    expect(repair(text).text).toBe(text);
  });

  test('every character knows where it stood', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'Ä', '-', '\n', '\r\n', '\f', '\u00ad', 'u\u0308', ' ', '5', '*')), (pieces) => {
        const source = pieces.join('');
        const { text, from, to } = repair(source);
        expect([from.length, to.length]).toEqual([text.length, text.length]);
        for (let at = 0; at < text.length; at += 1) {
          expect(from[at]).toBeLessThan(to[at] ?? 0);
          expect(to[at]).toBeLessThanOrEqual(from[at + 1] ?? source.length);
        }
      }),
    );
  });
});

test('a paper of the longest length is read in a moment, whatever it holds', () => {
  const filled = (piece: string) => piece.repeat(Math.ceil(300_000 / piece.length)).slice(0, 300_000);
  for (const piece of [' ', '\n', 'a-\n', '1.1.2016 ', 'Miete 1,00 €\n']) {
    const began = performance.now();
    readPaper(filled(piece));
    expect([piece, performance.now() - began < 10_000]).toEqual([piece, true]);
  }
});

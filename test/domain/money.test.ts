import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  amountCents,
  formatDecimal,
  formatEuro,
  formatPrinted,
  LARGEST_CENTS,
  parseDecimal,
  parseEuro,
  perHead,
  positiveCents,
  sumCents,
} from '../../shared/domain/money.ts';

const cents = fc.integer({ min: -LARGEST_CENTS, max: LARGEST_CENTS });
const runs = { numRuns: 10_000 };

test.each([
  ['29.536,03', 2_953_603],
  ['29 536,03', 2_953_603],
  ['29\u00a0536,03 Euro', 2_953_603],
  ['1320,52', 132_052],
  ['1614,00 €', 161_400],
  ['482', 48_200],
  ['0,01', 1],
  ['0', 0],
  ['12.345.678,90', 1_234_567_890],
  ['1\u202f234,00 EUR', 123_400],
  ['  482,00€  ', 48_200],
  ['9999999999999', 999_999_999_999_900],
  ['-3,10', -310],
  ['\u22123,10', -310],
  ['1.000.000,00', 100_000_000],
])('%s is read as %d cents', (typed, expected) => {
  expect(parseEuro(typed)).toBe(expected);
});

test.each([
  '1.320',
  '1.320.000',
  '12345678901234',
  '1234.567,00',
  '€ 482',
  '482 € brutto',
  'x482',
  '1,5',
  '12,345',
  '1e3',
  'NaN',
  '0x10',
  '٣',
  '１２',
  '1.32,00',
  '1.234 567,00',
  '',
  '-',
  ',50',
  '1,',
  '--1',
  '+1',
  '1.320.00',
  'zwölf',
  '-0',
  '\u22120,00',
])('R22: %p is no certain amount and is refused', (typed) => {
  expect(parseEuro(typed)).toBeUndefined();
});

test('R22: what is formatted reads back as the same amount, in every notation', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      expect(parseEuro(formatEuro(amount))).toBe(amount === 0 ? 0 : amount);
      expect(parseEuro(formatPrinted(amount))).toBe(amount === 0 ? 0 : amount);
      expect(parseDecimal(formatDecimal(amount))).toBe(amount === 0 ? 0 : amount);
    }),
    runs,
  );
});

test('R22: the order of adding never changes a sum, and no cent is lost', () => {
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 50 }), (amounts) => {
      expect(sumCents([...amounts].reverse())).toBe(sumCents(amounts));
      expect(BigInt(sumCents(amounts))).toBe(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
    }),
    runs,
  );
});

test('R22: a sum that could not be exact fails instead of drifting', () => {
  expect(sumCents([9_000_000_000_000_000])).toBe(9_000_000_000_000_000);
  expect(() => sumCents([9_007_199_254_740_991, 1])).toThrow(RangeError);
  expect(() => formatEuro(0.5)).toThrow(RangeError);
});

test.each([Number.POSITIVE_INFINITY, Number.NaN, -0, 12.5, '100', null, LARGEST_CENTS + 1, -LARGEST_CENTS - 1])(
  '%p is no amount in cents',
  (value) => {
    expect(amountCents.safeParse(value).success).toBe(false);
  },
);

test('money is written with points on screen and no-break spaces in print', () => {
  expect(formatEuro(2_953_603)).toBe('29.536,03');
  expect(formatPrinted(2_953_603)).toBe('29\u00a0536,03');
  expect(formatEuro(-5)).toBe('\u22120,05');
  expect(formatDecimal(-310)).toBe('-3.10');
});

test('expenditure per head is rounded half up once: 143,57 and 38,04', () => {
  expect(perHead(22_541_138, 1570)).toBe(14_357);
  expect(perHead(4_374_780, 1150)).toBe(3804);
  expect(perHead(5, 2)).toBe(3);
  expect(perHead(-5, 2)).toBe(-3);
  expect(() => perHead(100, 0)).toThrow(RangeError);
});

test.each([0, -1, 0.5])('%p is no amount to spend: reductions are corrections', (value) => {
  expect(positiveCents.safeParse(value).success).toBe(false);
});

test('the largest and the smallest amount are amounts, and who exceeds them is told which way', () => {
  expect([LARGEST_CENTS, -LARGEST_CENTS, 0, 1].map((value) => amountCents.parse(value))).toEqual([LARGEST_CENTS, -LARGEST_CENTS, 0, 1]);
  expect(positiveCents.parse(1)).toBe(1);
  const told = (value: unknown) =>
    positiveCents
      .safeParse(value)
      .error?.issues.map(({ message }) => message)
      .join(' ');
  expect(told(LARGEST_CENTS + 1)).toContain('zu groß');
  expect(told(-LARGEST_CENTS - 1)).toContain('zu klein');
  expect(told(-0)).toContain('0 ohne Vorzeichen');
  expect(told(0)).toContain('Minderungen sind Berichtigungen');
  expect(told(12.5)).toContain('in ganzen Cent');
});

test('the machine notation has a point, two digits and at most 13 before it, and nothing around', () => {
  expect(['29536.03', '-3.10', '0.00', '-0.00', '9999999999999.99'].map(parseDecimal)).toEqual([
    2_953_603, -310, 0, 0, 999_999_999_999_999,
  ]);
  for (const raw of ['x1.00', '1.00x', '1.0', '1.000', '1,00', '.50', '1x.00', '12345678901234.00', '--1.00', '1.x0'])
    expect(() => parseDecimal(raw)).toThrow(`not a decimal amount: ${raw}`);
  expect([0, 5, -5, 12, 100_000].map(formatDecimal)).toEqual(['0.00', '0.05', '-0.05', '0.12', '1000.00']);
});

test('what is not exact says so', () => {
  expect(() => sumCents([9_007_199_254_740_991, 1])).toThrow('sum of cents is not exact');
  expect(() => formatEuro(0.5)).toThrow('not whole cents');
  for (const heads of [0, -1, 1.5, Number.POSITIVE_INFINITY])
    expect(() => perHead(100, heads)).toThrow('heads must be a whole number above 0');
  expect([perHead(100, 1), perHead(0, 3), perHead(1, 3), perHead(2, 3), perHead(-1, 3), perHead(-2, 3)]).toEqual([100, 0, 0, 1, 0, -1]);
});

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
  ['-3,10', -310],
  ['\u22123,10', -310],
  ['1.000.000,00', 100_000_000],
])('%s is read as %d cents', (typed, expected) => {
  expect(parseEuro(typed)).toBe(expected);
});

test.each([
  '1.320',
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
])('%p is no certain amount and is refused', (typed) => {
  expect(parseEuro(typed)).toBeUndefined();
});

test('what is formatted reads back as the same amount, in every notation', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      expect(parseEuro(formatEuro(amount))).toBe(amount === 0 ? 0 : amount);
      expect(parseEuro(formatPrinted(amount))).toBe(amount === 0 ? 0 : amount);
      expect(parseDecimal(formatDecimal(amount))).toBe(amount === 0 ? 0 : amount);
    }),
    runs,
  );
});

test('the order of adding never changes a sum, and no cent is lost', () => {
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 50 }), (amounts) => {
      expect(sumCents([...amounts].reverse())).toBe(sumCents(amounts));
      expect(BigInt(sumCents(amounts))).toBe(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
    }),
    runs,
  );
});

test('a sum that could not be exact fails instead of drifting', () => {
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

import * as z from 'zod';

/**
 * Money is whole euro cents in a safe integer: exact up to ±9 007 199 254 740 991 (about 90 billion euro), never a float.
 * Nothing here divides except `perHead`, which rounds once, half up, at the end.
 */
export type Cents = number;

/** Largest single amount the register accepts: 10 billion euro, so that 900 000 such lines still add up exactly. */
export const LARGEST_CENTS = 1_000_000_000_000;

export const amountCents = z
  .int({ error: 'Bitte geben Sie den Betrag in ganzen Cent an, zum Beispiel 2953603 für 29.536,03 Euro.' })
  .min(-LARGEST_CENTS, { error: 'Der Betrag ist zu klein.' })
  .max(LARGEST_CENTS, { error: 'Der Betrag ist zu groß.' })
  .refine((cents) => !Object.is(cents, -0), { error: 'Bitte geben Sie 0 ohne Vorzeichen an.' })
  .meta({ title: 'Betrag in Cent', description: 'Ganze Cent, EUR, brutto' });

export const positiveCents = amountCents.refine((cents) => cents > 0, {
  error: 'Bitte geben Sie einen Betrag über 0 an. Minderungen sind Berichtigungen.',
});

/** Adds exactly; a sum outside the safe range is a defect and throws instead of drifting. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  if (!Number.isSafeInteger(sum)) throw new RangeError('sum of cents is not exact');
  return sum;
}

/** `1.234.567` of `1234567`, a minus in front kept. */
export function inThousands(digits: string, separator: string): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const groups: string[] = [];
  for (let end = digits.length; end > sign.length; end -= 3) groups.unshift(digits.slice(Math.max(sign.length, end - 3), end));
  return `${sign}${groups.join(separator)}`;
}

const grouped = (cents: Cents, separator: string): string => {
  if (!Number.isSafeInteger(cents)) throw new RangeError('not whole cents');
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const euros = inThousands(digits.slice(0, -2), separator);
  return `${cents < 0 ? '\u2212' : ''}${euros},${digits.slice(-2)}`;
};

/** Screen and letters, DIN 5008: `29.536,03` (the minus is U+2212). */
export const formatEuro = (cents: Cents): string => grouped(cents, '.');

/** Print of the Landtag: `29 536,03` with no-break spaces. */
export const formatPrinted = (cents: Cents): string => grouped(cents, '\u00a0');

/** Machine notation with a point and two digits: `29536.03`, `-3.10`. */
export function formatDecimal(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads `29536.03` (the notation of the reference data). @throws RangeError for anything else */
export function parseDecimal(decimal: string): Cents {
  if (!/^-?\d{1,13}\.\d{2}$/.test(decimal)) throw new RangeError(`not a decimal amount: ${decimal}`);
  const cents = Number(decimal.replace('.', ''));
  return cents === 0 ? 0 : cents;
}

/**
 * Reads an amount as a clerk types it: `29.536,03`, `29 536,03`, `1320,52`, `482`, `-3,10`, with or without `€`/`Euro`.
 * Refuses what can be read in two ways: a point followed by three digits without a comma (`1.320`) and every point decimal;
 * and `-0`, which is a slip.
 * @returns cents, or undefined when the text is no amount or not a certain one
 */
export function parseEuro(typed: string): Cents | undefined {
  const bare = typed
    .trim()
    .replace(/(?:€|Euro|EUR)$/u, '')
    .trimEnd()
    .replace(/^\u2212/u, '-');
  const match = /^(-?)(\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d{1,13})(?:,(\d{2}))?$/u.exec(bare);
  if (!match) return undefined;
  const [, sign, euros = '', cents] = match;
  const separators = new Set(euros.replace(/\d/g, ''));
  if (separators.size > 1) return undefined;
  if (cents === undefined && separators.has('.')) return undefined;
  const value = Number(euros.replace(/\D/g, '') + (cents ?? '00'));
  if (!Number.isSafeInteger(value)) return undefined;
  if (sign !== '-') return value;
  return value === 0 ? undefined : -value;
}

/**
 * Expenditure per head in cents, rounded half up (away from zero) once.
 * @param heads a whole number above 0
 */
export function perHead(total: Cents, heads: number): Cents {
  if (!Number.isSafeInteger(heads) || heads <= 0) throw new RangeError('heads must be a whole number above 0');
  const magnitude = (BigInt(Math.abs(total)) * 2n + BigInt(heads)) / (2n * BigInt(heads));
  return Number(total < 0 ? -magnitude : magnitude);
}

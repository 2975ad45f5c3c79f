import type { AmountWorth, Doubt, FoundAmount } from './intake.ts';
import type { DateSpan } from './intake-dates.ts';
import type { Repaired } from './intake-text.ts';
import { placeOf } from './intake-text.ts';
import { formatEuro, LARGEST_CENTS, parseEuro } from './money.ts';

/*
 * Finds amounts of money in running text, in the notations of German papers, and says what it is not sure of.
 *
 * Peculiar:
 * - Without a currency only what looks like money is shown: two places after a comma, a dash for the cents, or points between groups of three.
 *   What is counted or measured ("1 000 Personen", "1,50 m") is none.
 * - "1.320" alone has two readings; "1.320 €" one: thousands. "2016 100 €" has two: 100, and 2 016 100 with a group lost.
 */

/** A found amount with its span in the repaired text. */
export type AmountSpan = { readonly from: number; readonly to: number; readonly found: FoundAmount };

const BLANK = '[ \\u00a0\\u202f\\u2007\\u2008\\u2009]';
const grouped = `\\d{1,3}(?<mark>[.]|${BLANK})\\d{3}(?:\\k<mark>\\d{3}){0,4}`;
const dashes = ',[-–—]{1,2}';
const unit = '(?:€|EUR|Euro|Mio|Mrd|Tsd)';
const token = new RegExp(
  `(?<![\\p{L}\\d_§#]|\\d[.,:/-]|[/:])(?<sign>(?<!\\S)[-−])?(?<digits>(?:${grouped}|\\d{1,15})(?:,\\d{1,6}|${dashes}|\\.\\d{1,2})?)` +
    `(?=${unit}|[^\\p{L}\\d_]|$)(?![.,:/]\\d|-[\\d\\p{L}])`,
  'gu',
);

const gap = `(?:${BLANK}|\\t){0,3}(?:\\n(?:${BLANK}|\\t){0,3}){0,2}`;
const after = new RegExp(
  `^(?:${gap}(?<scale>Tsd\\.?|Tausend|Mio\\.?|Million(?:en)?|Mrd\\.?|Milliarden?)(?!\\p{L}))?` +
    `(?:${gap}(?<currency>€|EUR|Euros?)(?![\\p{L}\\d]|-\\p{L}))?`,
  'u',
);
const before = new RegExp(`(?:€|EUR|Euro)${BLANK}{0,2}$`, 'u');
const exponentOf = (scale: string): number =>
  scale.startsWith('T') ? 3 : scale.startsWith('Mi') && !scale.startsWith('Milliarde') ? 6 : 9;

const WORTHS: readonly (readonly [string, AmountWorth])[] = [
  ['(?:etwas )?mehr als|über|gut', 'MORE_THAN'],
  ['mindestens|wenigstens|nicht weniger als|zwischen|ab', 'AT_LEAST'],
  ['rund|etwa|ca\\.|circa|zirka|ungefähr', 'ABOUT'],
  ['knapp|fast|nahezu|annähernd', 'NEARLY'],
  ['bis zu|bis|höchstens|maximal|max\\.|zwischen .{1,40} und', 'UP_TO'],
  ['unter|weniger als', 'LESS_THAN'],
];
const filler = '(?: (?:einer|einem) (?:Höhe|Betrag|Volumen|Summe) von| insgesamt| jeweils| je| zu je)?';
const worthPatterns = WORTHS.map(([words, worth]) => [new RegExp(`(?<!\\p{L})(?:${words})${filler} $`, 'iu'), worth] as const);
const OVER = new RegExp(`(?<!\\p{L})über${filler} $`, 'iu');

const measured =
  /^ {0,2}(?:%|‰|°|m[²³23]?\b|k?m\b|kg\b|g\b|ha\b|qm\b|l\b|h\b|kW|Prozent|v\. ?H\.|Uhr\b|Jahren?\b|Stunden?\b|Stellen?\b|VZÄ|Punkte)/u;
/** What is counted, not paid. At a line's end the next line may be a row of its own, unless millions are counted. */
const counted = /^[^\S\n]{1,3}\p{Lu}\p{L}/u;
const countedInMillions = /^\s{1,3}\p{Lu}\p{L}/u;
const numbering = /(?:§§?|Abs\.|Art\.|Nr\.|Nrn\.|Drs\.|Tel\.|Telefon|Fax|Kapitel|Titel|Seite|S\.|Zimmer|Produkt|Az\.)\s{0,2}$/u;
/** A number that its three-figure neighbour may belong to: one with a group lost, or one that a line end divides. */
const longerNumber = new RegExp(`(?<![\\d.,])([1-9]\\d{3,}(?=${BLANK}$)|[1-9]\\d{0,2}(?=${BLANK}{0,3}\\n${BLANK}{0,3}$))\\s+$`, 'u');
const longNeighbour = new RegExp(`(?<![\\d.,])[1-9]\\d{3,}${BLANK}$`, 'u');

type Reading = FoundAmount['readings'][number];
type Read = { readonly readings: readonly Reading[]; readonly doubts: readonly Doubt[] };

const AROUND = 60;

/** Cents of digits with a comma, exact; undefined where they are no whole cents. */
function centsOf(digits: string, exponent = 0): number | undefined {
  const [whole = '', places = ''] = digits.replace(/[^\d,]/gu, '').split(',');
  if (exponent === 0 && places.length <= 2) return parseEuro(`${whole},${places.padEnd(2, '0')}`);
  const rest = exponent + 2 - places.length;
  const all = BigInt(`${whole}${places}`);
  const scaled = rest >= 0 ? all * 10n ** BigInt(rest) : all / 10n ** BigInt(-rest);
  const isWhole = rest >= 0 || all % 10n ** BigInt(-rest) === 0n;
  return isWhole && scaled <= BigInt(LARGEST_CENTS) ? Number(scaled) : undefined;
}

const readingOf = (digits: string, exponent = 0): Reading => {
  const cents = centsOf(digits, exponent);
  return cents === undefined || cents > LARGEST_CENTS ? { shown: digits, cents: null } : { shown: formatEuro(cents), cents };
};
const one = (digits: string, exponent: number): Read => {
  const reading = readingOf(digits, exponent);
  if (reading.cents !== null) return { readings: [reading], doubts: [] };
  const [, places = ''] = digits.split(',');
  return { readings: [reading], doubts: [places.length > 2 + exponent ? 'NOT_WHOLE_CENTS' : 'TOO_LARGE'] };
};

/** Both ways to read a separator that may group thousands or begin the cents. */
function twice(digits: string): Read {
  const joined = digits.replace(/[.,]/g, '');
  const decimal = digits.replace('.', ',');
  return { readings: [readingOf(joined), { ...readingOf(decimal), shown: decimal }], doubts: ['POINT_OR_COMMA'] };
}

const oneGroup = /^\d{1,3}\.\d{3}$/;
const threePlaces = /^[1-9]\d{0,2},\d{3}$/;
const pointDecimal = /\.\d{1,2}$/;

function readDigits(digits: string, exponent: number, hasCurrency: boolean): Read {
  const bare = digits.replace(/,[-–—]{1,2}$/u, '');
  const isAbbreviated = bare !== digits;
  if (oneGroup.test(bare) && !isAbbreviated && (!hasCurrency || exponent > 0)) {
    if (exponent === 0) return twice(bare);
    const readings = [readingOf(bare.replace('.', ''), exponent), readingOf(bare.replace('.', ','), exponent)];
    return { readings, doubts: ['POINT_OR_COMMA'] };
  }
  if (threePlaces.test(bare) && exponent === 0) return twice(bare.replace(',', '.'));
  if (pointDecimal.test(bare)) {
    const { readings } = one(bare.replace(/\.(?=\d{1,2}$)/, ','), exponent);
    return { readings, doubts: ['POINT_OR_COMMA'] };
  }
  return one(bare, exponent);
}

/** Whether a number without a currency can be one of money at all. */
function looksLikeMoney(digits: string, rest: string, lead: string): boolean {
  if (measured.test(rest) || numbering.test(lead)) return false;
  if (/,(?:\d\d|[-–—]{1,2})$/u.test(digits)) return true;
  const isGrouped = /^\d{1,3}(?:\.\d{3})+$/u.test(digits) || (/^\d{3}$/.test(digits) && longNeighbour.test(lead));
  return isGrouped && !counted.test(rest);
}

const isLongOrGrouped = (digits: string): boolean => /^(?:\d{4,}|\d{1,3}\D\d{3}.*),(?:\d\d|[-–—]{1,2})$/u.test(digits);

/** A three-figure beginning right after another number: one of them, or two. */
function withLostGroup({ readings, doubts }: Read, digits: string, lead: string): Read {
  const [, longer] = /^\d{3}(?![\d.])/.test(digits) ? (longerNumber.exec(lead) ?? []) : [];
  if (longer === undefined) return { readings, doubts };
  return { readings: [...readings, readingOf(`${longer}${digits}`)], doubts: [...doubts, 'TWO_NUMBERS'] };
}

function worthOf(lead: string): { worth: AmountWorth; doubts: Doubt[] } {
  const spoken = lead.replace(/\s+/gu, ' ');
  const worth = worthPatterns.find(([pattern]) => pattern.test(spoken))?.[1] ?? 'EXACT';
  return { worth, doubts: OVER.test(spoken) ? ['MORE_OR_OVER'] : [] };
}

type Token = { readonly sign: string; readonly digits: string; readonly lead: string; readonly rest: string };

function readToken({
  sign,
  digits,
  lead,
  rest,
}: Token): (Omit<FoundAmount, 'start' | 'end' | 'line' | 'printed'> & { tail: number }) | undefined {
  const { 0: tail = '', groups } = after.exec(rest) ?? {};
  const scale = groups?.scale;
  const hasCurrency = groups?.currency !== undefined || before.test(lead);
  const isMoney = scale === undefined ? looksLikeMoney(digits, rest, lead) : !countedInMillions.test(rest.slice(tail.length));
  if (!hasCurrency && !isMoney) return undefined;
  const read = withLostGroup(readDigits(digits, scale ? exponentOf(scale) : 0, hasCurrency), digits, lead);
  const { worth, doubts: spoken } = worthOf(lead);
  const noCurrency: Doubt[] = hasCurrency || (scale === undefined && isLongOrGrouped(digits)) ? [] : ['NO_CURRENCY'];
  const doubts = [...read.doubts, ...spoken, ...noCurrency];
  const signed = (reading: Reading): Reading =>
    sign === '' || !reading.cents ? reading : { cents: -reading.cents, shown: `\u2212${reading.shown}` };
  const readings = read.readings.map(signed);
  const cents = readings.length === 1 ? (readings[0]?.cents ?? null) : null;
  return { cents, worth, readings, certain: doubts.length === 0, doubts, tail: tail.length };
}

/** The text with the digits of its dates made unreadable, so that no year becomes part of an amount. */
function withoutDates(text: string, dates: readonly DateSpan[]): string {
  let masked = '';
  let done = 0;
  for (const { from, to } of dates) {
    masked += text.slice(done, from) + text.slice(from, to).replace(/\d/g, '·');
    done = to;
  }
  return masked + text.slice(done);
}

/** Every amount of the text, in order; `dates` are those found before. */
export function findAmounts(repaired: Repaired, dates: readonly DateSpan[]): AmountSpan[] {
  const text = withoutDates(repaired.text, dates);
  const amounts: AmountSpan[] = [];
  for (const { index, 0: printed, groups } of text.matchAll(token)) {
    const lead = text.slice(Math.max(0, index - AROUND), index);
    const end = index + printed.length;
    const read = readToken({ sign: groups?.sign ?? '', digits: groups?.digits ?? '', lead, rest: text.slice(end, end + AROUND) });
    if (!read) continue;
    const { tail, ...reading } = read;
    const prefix = tail > 0 ? 0 : (before.exec(lead)?.[0].length ?? 0);
    const [from, to] = [index - prefix, end + tail];
    const words = repaired.text.slice(from, to).replace(/\s+/gu, (blank) => (blank.includes('\n') ? ' ' : blank));
    amounts.push({ from, to, found: { ...placeOf(repaired, from, to), printed: words, ...reading } });
  }
  return amounts;
}

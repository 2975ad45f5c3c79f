import type { Day } from './calendar.ts';
import type { Due, Precision } from './due.ts';

/*
 * Reads the German wordings in which minutes and project cards say when something is due. Pure, and without imports at run
 * time, because the portal's form reads along while somebody types.
 *
 * Peculiar:
 * - What is not understood is undefined ("demnächst"). What is understood but names no days ("Sommer 2016": by the weather's
 *   calendar, the sun's or the schools'? "Anfang Februar": until when?) has none, and comes with the question to ask.
 */

/** What a wording means; `question` is what has to be asked because no day follows from the words. */
export type DueReading = { readonly due: Due; readonly question: string | null };

type Span = { readonly from: Day; readonly to: Day; readonly precision: Precision };
type YearGiven = { readonly year: number | undefined; readonly saidOn: Day };

const MONTHS = ['januar', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'];
const month = MONTHS.join('|');
const year = '(?:19|20|21)\\d\\d';
const ofYear = `(?: (?:des jahres )?(${year}))?`;
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/^(?:1\.|i\.|erste[nrs]?)$/, 1],
  [/^(?:2\.|ii\.|zweite[nrs]?)$/, 2],
  [/^(?:3\.|iii\.|dritte[nrs]?)$/, 3],
  [/^(?:4\.|iv\.|vierte[nrs]?)$/, 4],
];
const two = (value: number): string => String(value).padStart(2, '0');
const lastOf = (inYear: number, ofMonth: number): number => new Date(Date.UTC(inYear, ofMonth, 0)).getUTCDate();
const dayAfter = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const numberOf = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));
const ordinalOf = (word: string | undefined): number | undefined => ORDINALS.find(([pattern]) => pattern.test(word ?? ''))?.[1];

/** Of a year that is not said: the first such span that ends on or after the day on which it was said. */
function inYear({ year: given, saidOn }: YearGiven, spanIn: (year: number) => Span | undefined): Span | undefined {
  if (given !== undefined) return spanIn(given);
  const thisYear = Number(saidOn.slice(0, 4));
  const span = spanIn(thisYear);
  return span !== undefined && span.to < saidOn ? spanIn(thisYear + 1) : span;
}

const monthsIn = (from: number, to: number, precision: Precision) => (of: number) => ({
  from: `${of}-${two(from)}-01`,
  to: `${of}-${two(to)}-${two(lastOf(of, to))}`,
  precision,
});

const dayIn = (ofMonth: number, date: number) => (of: number) => {
  if (ofMonth < 1 || ofMonth > 12 || date < 1 || date > lastOf(of, ofMonth)) return undefined;
  const day = `${of}-${two(ofMonth)}-${two(date)}`;
  return { from: day, to: day, precision: 'DAY' as const };
};

type Reader = readonly [RegExp, (groups: readonly (string | undefined)[], saidOn: Day) => Span | undefined];

/** Each kind of day, month, part of a year or year, without any word before it. */
const readers: readonly Reader[] = [
  [
    /^(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?$/,
    ([date, of, y], saidOn) => inYear({ year: numberOf(y), saidOn }, dayIn(Number(of), Number(date))),
  ],
  [
    new RegExp(`^(\\d{1,2})\\. ?(${month})(?: (\\d{4}))?$`),
    ([date, of = '', y], saidOn) => inYear({ year: numberOf(y), saidOn }, dayIn(MONTHS.indexOf(of) + 1, Number(date))),
  ],
  [
    new RegExp(`^(?:monat )?(${month})${ofYear}$`),
    ([of = '', y], saidOn) => inYear({ year: numberOf(y), saidOn }, monthsIn(MONTHS.indexOf(of) + 1, MONTHS.indexOf(of) + 1, 'MONTH')),
  ],
  [
    new RegExp(`^(\\S+) quartals?${ofYear}$`),
    ([which, y], saidOn) => {
      const quarter = ordinalOf(which);
      return (quarter && inYear({ year: numberOf(y), saidOn }, monthsIn(quarter * 3 - 2, quarter * 3, 'QUARTER'))) || undefined;
    },
  ],
  [
    new RegExp(`^(\\S+) (?:halbjahr(?:e?s)?|jahreshälfte)${ofYear}$`),
    ([which, y], saidOn) => {
      const half = ordinalOf(which);
      if (half === undefined || half > 2) return undefined;
      return inYear({ year: numberOf(y), saidOn }, monthsIn(half * 6 - 5, half * 6, 'HALF_YEAR'));
    },
  ],
  [new RegExp(`^(?:jahre?s? )?(${year})$`), ([y]) => monthsIn(1, 12, 'YEAR')(Number(y))],
  [/^(?:dieses )?jahres$/, (_, saidOn) => monthsIn(1, 12, 'YEAR')(Number(saidOn.slice(0, 4)))],
];

function readSpan(words: string, saidOn: Day): Span | undefined {
  const bare = words.replace(/^(?:am|im|in|für|zum|zur|den|dem|der|des|das)(?: (?:dem|den|der))? /, '');
  for (const [pattern, toSpan] of readers) {
    const match = pattern.exec(bare);
    if (match) return toSpan(match.slice(1), saidOn);
  }
  return undefined;
}

const partOf = new RegExp(`(?:(\\d{1,2})\\. ?)?(\\d{1,2}\\.|${month})? ?(${year})?$`);

/** "17." of "17. bis 23. Mai 2021" gets its month and year from the end; across New Year it lies in the year before. */
function startOf(words: string, end: string, saidOn: Day, last: Span): Span | undefined {
  const [, , endMonth = ''] = partOf.exec(end) ?? [];
  const whole = /^\d{1,2}\.$/.test(words) ? `${words}${/^\d/.test(endMonth) ? '' : ' '}${endMonth}` : words;
  if (new RegExp(`${year}$`).test(whole)) return readSpan(whole, saidOn);
  const endYear = Number(last.to.slice(0, 4));
  const sameYear = readSpan(`${whole} ${endYear}`, saidOn);
  const isLaterMonth = sameYear !== undefined && sameYear.from.slice(0, 7) > last.to.slice(0, 7);
  return isLaterMonth ? readSpan(`${whole} ${endYear - 1}`, saidOn) : sameYear;
}

function readRange(words: string, saidOn: Day): Span | undefined {
  const [, begin, end] = /^(?:vom |von |zwischen )?(.+?) ?(?:bis(?: zum| einschließlich)?|[-–—]) ?(.+)$/s.exec(words) ?? [];
  if (begin === undefined || end === undefined) return undefined;
  const last = readSpan(end, saidOn);
  const first = last && startOf(begin, end, saidOn, last);
  if (!first || !last || first.precision !== last.precision || first.from > last.to) return undefined;
  return { from: first.from, to: last.to, precision: last.precision === 'DAY' ? 'RANGE' : last.precision };
}

type Read = Omit<Due, 'wording'> & { readonly question?: string };
const asked = (precision: Precision, question: string): Read => ({ precision, from: null, to: null, question });
const whichDays = 'Welche Tage sind gemeint? Aus den Worten allein ergeben sie sich nicht.';
const season = '(?:frühling|frühjahr|sommer|herbst|winter)s?';
const unclear = `(?:(?:anfang|mitte) .{1,40}|(?:(?:anfang|mitte|ende) )?${season}(?: ${year}(?:/(?:${year}|\\d\\d))?)?)`;

/** Words before a span that leave one of its ends open. */
const openEnded: readonly (readonly [RegExp, (span: Span) => Read])[] = [
  [/^nach (?:ende )?/, ({ to }) => ({ precision: 'AFTER', from: dayAfter(to), to: null })],
  [/^(?:spätestens )?(?:bis )?(?:spätestens )?(?:zum |am )?ende /, ({ to, precision }) => ({ precision, from: null, to })],
  [/^(?:spätestens )?bis (?:spätestens |einschließlich )?/, ({ to, precision }) => ({ precision, from: null, to })],
  [/^spätestens /, ({ to, precision }) => ({ precision, from: null, to })],
  [/^ab /, ({ from }) => ({ precision: 'AFTER', from, to: null })],
];

/** Wordings from which no day follows. */
const daysUnknown: readonly (readonly [RegExp, Read])[] = [
  [
    /^(?:erfolgt |geschieht )?(?:fort)?laufend$|^(?:erfolgt )?(?:kontinuierlich|dauerhaft|fortwährend)$/,
    { precision: 'CONTINUOUS', from: null, to: null },
  ],
  [/^(?:(?:halb|viertel)?jähr|monat|wöchent)lich/, { precision: 'RECURRING', from: null, to: null }],
  [
    /^(?:bis )?(?:zu|in|auf) ?(?:[rm]|der) (?:nächsten|folgenden|kommenden) \S*(?:sitzung|konferenz|tagung)$/,
    asked('EVENT', 'An welchem Tag ist diese Sitzung?'),
  ],
  [
    /^nach (?:der|dem|den) \S*(?:pause|ferien|urlaub)$/,
    asked('AFTER', 'An welchem Tag endet diese Zeit? Aus den Worten allein ergibt sich kein Tag.'),
  ],
  [new RegExp(`^(?:seit|ab|nach)(?: dem| der)? ${unclear}$`), asked('AFTER', whichDays)],
  [new RegExp(`^(?:(?:bis|im|in|zum|bis zum|bis zur) )?${unclear}$`), asked('EVENT', whichDays)],
];

function read(words: string, saidOn: Day): Read | undefined {
  const unknown = daysUnknown.find(([pattern]) => pattern.test(words));
  if (unknown) return unknown[1];
  const since = /^seit (.+)$/.exec(words)?.[1];
  // Whatever began in a year that is not said may have begun in any.
  if (since !== undefined) {
    const span = new RegExp(`${year}$`).test(since) ? readSpan(since, saidOn) : undefined;
    return span && { precision: 'AFTER', from: span.from, to: null };
  }
  const whole = readRange(words, saidOn) ?? readSpan(words, saidOn);
  if (whole) return whole;
  for (const [pattern, toRead] of openEnded) {
    if (!pattern.test(words)) continue;
    const span = readSpan(words.replace(pattern, ''), saidOn);
    return span && toRead(span);
  }
  return undefined;
}

/**
 * Days in Europe/Berlin that a wording means, said on a day: "im März" said on 21.01.2021 is 01. to 31.03.2021. A month, day or
 * part of a year without its year is the first that ends on or after that day.
 * @returns undefined where it does not know; it never guesses
 */
export function readDue(wording: string, saidOn: Day): DueReading | undefined {
  const words = wording
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/jahresende/, 'ende des jahres')
    .replace(/(\p{L}|\d{4})\.$/u, '$1');
  const found = words.length > 200 ? undefined : read(words, saidOn);
  if (!found) return undefined;
  const { precision, from, to, question = null } = found;
  return { due: { wording: wording.normalize('NFC').trim(), precision, from, to }, question };
}

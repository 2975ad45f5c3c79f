import type { Day } from './calendar.ts';
import { readDue } from './due-reading.ts';
import type { FoundDate } from './intake.ts';
import type { Repaired } from './intake-text.ts';
import { placeOf } from './intake-text.ts';

/*
 * Finds days and vague times in running text and reads them with `readDue`. A bare year is none, "1.1." neither: it may be the
 * number of a section.
 */

/** A found date with its span in the repaired text. */
export type DateSpan = { readonly from: number; readonly to: number; readonly found: FoundDate };

const MONTHS = 'Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember';
const SHORT: Readonly<Record<string, string>> = {
  jan: 'Januar',
  feb: 'Februar',
  mrz: 'März',
  apr: 'April',
  jun: 'Juni',
  jul: 'Juli',
  aug: 'August',
  sep: 'September',
  sept: 'September',
  okt: 'Oktober',
  nov: 'November',
  dez: 'Dezember',
};
const blanks = '[ \\t\\u00a0\\u202f\\u2009]{0,3}';
const gap = `${blanks}(?:\\n${blanks})?`;
const between = `[ \\t\\u00a0\\u202f\\u2009\\n]${gap}`;
const month = `(?:${MONTHS}|(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\\.)`;
const year = '(?:19|20|21)\\d\\d';
const date = '\\d{1,2}\\.';
const toWord = `${gap}(?:bis(?:${between}zum)?|und|[-–—/])${gap}`;
const named = `${date}${gap}${month}(?:${between}${year})?`;
const numeric = `${date}${blanks}\\d{1,2}\\.${blanks}${year}`;
const season = '(?:Frühling|Frühjahr|Sommer|Herbst|Winter)';
const ordinal = '(?:[1-4]\\.|I{1,3}\\.|IV\\.|[Ee]rste[sn]?|[Zz]weite[sn]?|[Dd]ritte[sn]?|[Vv]ierte[sn]?)';

const wordings = [
  `(?:${named}|${date})${toWord}${named}`,
  named,
  `(?:${date}${blanks}\\d{1,2}\\.(?:${blanks}${year})?|${date})${toWord}${numeric}`,
  numeric,
  `${ordinal}${between}(?:Quartal|Halbjahr)s?${between}${year}`,
  `(?:(?:Anfang|Mitte|Ende)${between})?(?:${season}|${month})${between}${year}(?:/(?:${year}|\\d\\d))?`,
  `(?:Anfang|Mitte|Ende)${between}${year}`,
];
const pattern = new RegExp(`(?<![\\p{L}\\d.,/])(?:${wordings.join('|')})(?![\\d\\p{L}])`, 'gu');

const singleDays = /^(\d{1,2})\. ?(?:\/|und) ?(\d{1,2})\. ?(?=\D)/;
const noSuchDay = 'Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum.';
const yearOpen = 'Welches Jahr ist gemeint? Es steht nicht im Text.';
const severalDays = 'Sind es einzelne Tage? Bitte geben Sie sie einzeln an.';

type Reading = Pick<FoundDate, 'precision' | 'from' | 'to' | 'question'>;
const unread = (question: string): Reading => ({ precision: null, from: null, to: null, question });

/** As `readDue` takes it: blanks single, months in full, "17./18. Januar" from day to day. */
const wordingOf = (printed: string): string =>
  printed
    .replace(/\s+/gu, ' ')
    .replace(/(?<!\p{L})(\p{L}{3,4})\./gu, (short, letters: string) => SHORT[letters.toLowerCase()] ?? short)
    .replace(/(\d\.)(?=\p{L})/gu, '$1 ')
    .replace(/\. ?(\d{1,2})\. ?(?=(?:19|20|21)\d\d)/gu, '.$1.')
    .replace(/ ?(?:\/|(?<=[. \d])und(?= )) ?(?=\d{1,2}\.)/u, ' bis ')
    .replace(/ +/g, ' ');

function read(printed: string, saidOn: Day | undefined): Reading {
  const plain = printed.replace(/\s+/gu, ' ');
  const [, first, second] = singleDays.exec(plain) ?? [];
  const isApart = first !== undefined && Number(second) !== Number(first) + 1;
  const hasYear = new RegExp(`${year}(?:/\\d+)?$`).test(plain);
  // Which of two years a paper means, its own day does not say: it tells of what was as well as of what comes.
  if (!hasYear && saidOn === undefined) return unread(yearOpen);
  const reading = readDue(wordingOf(printed), saidOn ?? '2000-01-01');
  if (reading === undefined) return unread(noSuchDay);
  const { precision, from, to } = reading.due;
  if (isApart || (/ und /.test(plain) && first === undefined)) return { precision, from, to, question: severalDays };
  return { precision, from, to, question: hasYear ? reading.question : yearOpen };
}

/** Every date of the text, in order. */
export function findDates(repaired: Repaired, saidOn?: Day): DateSpan[] {
  return [...repaired.text.matchAll(pattern)].map(({ index, 0: printed }) => {
    const reading = read(printed, saidOn);
    const found = {
      ...placeOf(repaired, index, index + printed.length),
      printed: printed.replace(/\s+/gu, ' '),
      ...reading,
      certain: reading.question === null,
    };
    return { from: index, to: index + printed.length, found };
  });
}

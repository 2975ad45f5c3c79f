import type { Day } from './calendar.ts';

const DAY_MS = 86_400_000;
const shift = (day: Day, days: number): Day => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const two = (value: number) => String(value).padStart(2, '0');

/** Easter Sunday of the Gregorian calendar, 1583 and later. @see docs/sources.md#holidays (Lichtenberg's form of Gauss's rule) */
export function easterSunday(year: number): Day {
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const s = 2 - Math.floor((3 * k + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const og = 21 + d - r;
  const sz = 7 - ((year + Math.floor(year / 4) + s) % 7);
  const march = og + (7 - ((og - sz) % 7));
  return shift(`${year}-03-01`, march - 1);
}

type Rule = { readonly name: string; readonly dayIn: (year: number) => Day; readonly from?: number };
const fixed = (name: string, month: number, day: number, valid: { from?: number } = {}): Rule => ({
  name,
  dayIn: (year) => `${year}-${two(month)}-${two(day)}`,
  ...valid,
});
const afterEaster = (name: string, days: number): Rule => ({ name, dayIn: (year) => shift(easterSunday(year), days) });

/**
 * Public holidays of Niedersachsen with the years they hold. Reformation Day was one everywhere in Germany in 2017, for
 * its 500th year, and has been one in Niedersachsen since 2018. @see docs/sources.md#holidays
 */
const rules: readonly Rule[] = [
  fixed('Neujahr', 1, 1),
  afterEaster('Karfreitag', -2),
  afterEaster('Ostermontag', 1),
  fixed('Tag der Arbeit', 5, 1),
  afterEaster('Christi Himmelfahrt', 39),
  afterEaster('Pfingstmontag', 50),
  fixed('Tag der Deutschen Einheit', 10, 3, { from: 1990 }),
  fixed('Reformationstag', 10, 31, { from: 2017 }),
  fixed('1. Weihnachtstag', 12, 25),
  fixed('2. Weihnachtstag', 12, 26),
];

/** The holiday's name, or undefined on any other day. */
export function holidayOn(day: Day): string | undefined {
  const year = Number(day.slice(0, 4));
  return rules.find((rule) => (rule.from ?? year) <= year && rule.dayIn(year) === day)?.name;
}

/** Saturday, Sunday or public holiday: a period does not end on it (BGB § 193). */
export const isDayOff = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) || holidayOn(day) !== undefined;

export const nextWorkingDay = (day: Day): Day => (isDayOff(day) ? nextWorkingDay(shift(day, 1)) : day);

/** The day `days` later; negative: earlier. */
export const addDays = shift;

/** The same day `months` later, or the month's last day where it has no such day (BGB § 188(2) and (3)). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const target = year * 12 + month - 1 + months;
  const [targetYear, targetMonth] = [Math.floor(target / 12), (target % 12) + 1];
  const last = new Date(Date.UTC(targetYear, targetMonth, 0)).getUTCDate();
  return `${targetYear}-${two(targetMonth)}-${two(Math.min(date, last))}`;
}

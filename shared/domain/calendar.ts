import { TZDate } from '@date-fns/tz';
import * as z from 'zod';

/**
 * Two kinds of time: a Day (ISO 8601 `YYYY-MM-DD`, the calendar day in Europe/Berlin, never midnight UTC) and an
 * Instant (ISO 8601 in UTC with milliseconds, `2017-02-27T22:59:59.999Z`), so that instants sort as text.
 */
export type Day = string;
export type Instant = string;

const ZONE = 'Europe/Berlin';
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

export function isDay(raw: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(raw);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const dayRule = z.string().refine(isDay, {
  error: ({ input }) =>
    /^\d{4}-\d{2}-\d{2}$/.test(String(input))
      ? `Diesen Tag gibt es nicht, oder er liegt nicht zwischen ${FIRST_YEAR} und ${LAST_YEAR}. Bitte prüfen Sie das Datum.`
      : 'Bitte geben Sie einen Tag im Format JJJJ-MM-TT an, zum Beispiel 2016-03-16.',
});

export const day = (title: string) => dayRule.meta({ title, format: 'date' });

export const timeOfDay = (title: string) =>
  z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'Bitte geben Sie die Uhrzeit im Format HH:MM an, zum Beispiel 17:30.' })
    .meta({ title });

export const fiscalYear = z
  .int({ error: 'Bitte geben Sie das Haushaltsjahr vierstellig an.' })
  .min(2000, { error: 'Haushaltsjahre beginnen hier mit 2000.' })
  .max(2099, { error: 'Haushaltsjahre enden hier mit 2099.' })
  .meta({ title: 'Haushaltsjahr' });

/** `2017-02-27T23:59:59.123456789+01:00`: nobody's clock says more. */
const LONGEST_INSTANT = 35;

/** An instant with its offset, normalised to UTC; a time without offset is refused because it names two instants in autumn. */
export const instant = (title: string) =>
  z.iso
    .datetime({ offset: true, error: 'Bitte geben Sie den Zeitpunkt mit Zeitzone an, zum Beispiel 2017-02-27T23:59:59+01:00.' })
    .max(LONGEST_INSTANT)
    .transform((raw) => new Date(raw).toISOString())
    .meta({ title });

const parts = (day: Day): [number, number, number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
};

const two = (value: number) => String(value).padStart(2, '0');

/** The calendar day in Europe/Berlin on which an instant falls. */
export function berlinDayOf(instant: Instant): Day {
  const local = new TZDate(instant, ZONE);
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

/** Hour of the clock in Europe/Berlin, 0 to 23. */
export const berlinHourOf = (instant: Instant): number => new TZDate(instant, ZONE).getHours();

/** The last millisecond of a day in Europe/Berlin: the known-at that includes the whole day. */
export function endOfBerlinDay(day: Day): Instant {
  const [year, month, date] = parts(day);
  return new Date(new TZDate(year, month - 1, date + 1, 0, 0, 0, 0, ZONE).getTime() - 1).toISOString();
}

/**
 * The instant of a local time in Europe/Berlin; of the two in the autumn hour, the first.
 * @returns undefined when the time does not exist on that day (the spring hour)
 */
export function berlinInstant(day: Day, time: string): Instant | undefined {
  const [year, month, date] = parts(day);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = new TZDate(year, month - 1, date, hour, minute, 0, 0, ZONE);
  const sameTime = (one: TZDate) => one.getHours() === hour && one.getMinutes() === minute;
  if (!sameTime(local)) return undefined;
  const hourBefore = new TZDate(local.getTime() - 3_600_000, ZONE);
  return new Date((sameTime(hourBefore) ? hourBefore : local).getTime()).toISOString();
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Whole days from `from` to `to`, both included: 7 April to 6 August 2017 are 122. */
export const daysCovered = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;

const MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const;

/** Running text: `16. März 2016`. */
export function formatDayLong(day: Day): string {
  const [year, month, date] = parts(day);
  return `${date}. ${MONTHS[month - 1]} ${year}`;
}

/** Tables: `16.03.2016`. */
export function formatDay(day: Day): string {
  const [year, month, date] = parts(day);
  return `${two(date)}.${two(month)}.${year}`;
}

/** `27.02.2017, 23:59 Uhr` in Europe/Berlin. */
export function formatInstant(instant: Instant): string {
  const local = new TZDate(instant, ZONE);
  return `${formatDay(berlinDayOf(instant))}, ${two(local.getHours())}:${two(local.getMinutes())} Uhr`;
}

import { TZDate } from '@date-fns/tz';
import type { ICalEventData } from 'ical-generator';
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { AllianceEvent } from '../domain/alliance-event.ts';
import { berlinInstant } from '../domain/calendar.ts';
import { addDays } from '../domain/holidays.ts';
import type { Versioned } from '../domain/journal.ts';
import { whereInWords } from './event-words.ts';

/*
 * Peculiar:
 * - The library writes whole days from a date's UTC fields and clock times from the date's own, whatever the machine's
 *   zone; so days go in as midnight UTC and times as dates that are in Europe/Berlin themselves.
 * - A zone named for the whole calendar would make it write DTSTAMP without its Z, so only events name one.
 */

const ZONE = 'Europe/Berlin';

/** What a calendar says of one record that has a day: an event or a meeting. */
export type CalendarEntry = {
  readonly alliance: string;
  readonly record: Versioned<unknown>;
  readonly title: string;
  readonly dates: Pick<AllianceEvent['dates'], 'from' | 'to' | 'startTime' | 'endTime'>;
  readonly place: string | null;
  readonly isCancelled: boolean;
  /** Page for the public; null when it has none. */
  readonly url: string | null;
  readonly description: string | null;
};

/** What a calendar says of one event. */
export type CalendarEvent = Pick<CalendarEntry, 'alliance' | 'url' | 'description'> & { readonly event: Versioned<AllianceEvent> };

const dayStart = (day: string, plusDays = 0): Date => new Date(Date.parse(`${day}T00:00:00Z`) + plusDays * 86_400_000);
const atTime = (day: string, time: string): TZDate => new TZDate(berlinInstant(day, time) ?? `${day}T${time}:00Z`, ZONE);
const midnightAfter = (day: string): TZDate => atTime(addDays(day, 1), '00:00');

/** Whole days end with the day after (RFC 5545, 3.6.1); a clock time without an end has none, unless days lie between. */
function spanOf({
  from,
  to,
  startTime,
  endTime,
}: CalendarEntry['dates']): Pick<ICalEventData, 'start' | 'end' | 'allDay' | 'timezone'> | undefined {
  if (from === null || to === null) return undefined;
  if (startTime === null) return { start: dayStart(from), end: dayStart(to, 1), allDay: true };
  const start = { start: atTime(from, startTime), timezone: ZONE };
  if (endTime !== null) return { ...start, end: atTime(to, endTime) };
  return from === to ? start : { ...start, end: midnightAfter(to) };
}

/**
 * Records as iCalendar (RFC 5545): the UID stays for ever, SEQUENCE is the record's version and rises with every change,
 * a cancelled one stays as cancelled. Those without a date are left out. Nobody is ever named in it.
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'npa-register', product: 'Termine', language: 'DE' },
    method: ICalCalendarMethod.PUBLISH,
    name,
    timezone: { name: null, generator: (zone) => tzlib_get_ical_block(zone)[0] ?? '' },
  });
  for (const { alliance, record, title, dates, place, isCancelled, url, description } of entries) {
    const span = spanOf(dates);
    if (!span) continue;
    calendar.createEvent({
      ...span,
      id: `${alliance}-${record.id}@npa-register`,
      sequence: record.version,
      stamp: new Date(record.changedAt),
      summary: title,
      location: place,
      description: [description, url].filter((part) => part !== null).join('\n\n') || null,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(url === null ? {} : { url }),
    });
  }
  return `${calendar.toString()}\r\n`;
}

export const calendarOf = (name: string, events: readonly CalendarEvent[]): string =>
  calendarFile(
    name,
    events.map(({ event, ...entry }) => {
      const { title, dates, status } = event.state;
      return { ...entry, record: event, title, dates, place: whereInWords(event.state), isCancelled: status === 'CANCELLED' };
    }),
  );

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

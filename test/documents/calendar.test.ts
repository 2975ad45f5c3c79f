import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { calendarOf } from '../../shared/documents/calendar.ts';
import { periodInWords, whenInWords } from '../../shared/documents/event-words.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import { anAlliance, anEvent, someDates } from '../support/builders.ts';

const changedAt = '2026-01-15T09:00:00.000Z';
const aState = (more: Partial<AllianceEvent> = {}): AllianceEvent => ({ ...register(anEvent(), anAlliance()), ...more });
const description = 'Ein Tag; mit „Sprache“, Arbeit\nund Wohnen.';
const fileOf = (...states: AllianceEvent[]): string =>
  calendarOf(
    'Bündnis',
    states.map((state, index) => ({
      alliance: 'npa',
      event: { id: `tagung-${index}`, version: 3 + index, changedAt, state },
      url: `https://register.example.org/termine/npa/tagung-${index}`,
      description,
    })),
  );
/** Read by a parser that shares no line with what wrote it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as ConstructorParameters<typeof ICAL.Component>[0]);
  const zone = calendar.getFirstSubcomponent('vtimezone');
  if (zone) ICAL.TimezoneService.register(new ICAL.Timezone(zone), 'Europe/Berlin');
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component)) };
}
const first = (...states: AllianceEvent[]) => {
  const [event] = read(fileOf(...states)).events;
  if (!event) throw new Error('no event in the calendar');
  return event;
};
const timed = (from: string, to: string, startTime: string | null, endTime: string | null) => ({
  ...someDates(from, to),
  startTime,
  endTime,
});

describe('times', () => {
  test.each([
    ['in winter', '2026-11-23', '09:30', '2026-11-23T08:30:00.000Z'],
    ['in summer', '2026-06-20', '09:30', '2026-06-20T07:30:00.000Z'],
    ['on the day summer time begins', '2026-03-29', '09:30', '2026-03-29T07:30:00.000Z'],
    ['before the change on that day', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
    ['on the day summer time ends', '2026-10-25', '09:30', '2026-10-25T08:30:00.000Z'],
  ])('%s are the instant they are in Berlin', (_when, day, time, instant) => {
    const event = first(aState({ dates: timed(day, day, time, '23:00') }));
    expect(event.startDate.toJSDate().toISOString()).toBe(instant);
    expect(event.startDate.toString()).toBe(`${day}T${time}:00`);
  });

  test('of an event over several days begin on the first and end on the last', () => {
    const event = first(aState({ dates: timed('2026-10-24', '2026-10-26', '10:00', '16:00') }));
    expect([event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString()]).toEqual([
      '2026-10-24T08:00:00.000Z',
      '2026-10-26T15:00:00.000Z',
    ]);
  });

  test('without an end have none, unless days lie between: then the last day is whole', () => {
    expect(fileOf(aState({ dates: timed('2026-06-20', '2026-06-20', '10:00', null) }))).not.toContain('DTEND');
    const event = first(aState({ dates: timed('2026-06-20', '2026-06-21', '10:00', null) }));
    expect(event.endDate.toString()).toBe('2026-06-22T00:00:00');
  });
});

describe('days', () => {
  test('without clock times are dates, and end with the day after', () => {
    const event = first(aState({ dates: someDates('2026-12-31', '2027-01-02') }));
    expect([event.startDate.isDate, event.startDate.toString(), event.endDate.toString()]).toEqual([true, '2026-12-31', '2027-01-03']);
  });

  test.each(['2026-03-29', '2026-10-25'])('%s is one day long, although its hours are not 24', (day) => {
    const event = first(aState({ dates: someDates(day) }));
    expect([event.startDate.toString(), event.duration.toSeconds()]).toEqual([day, 86_400]);
  });

  test('that nobody knows yet leave the event out', () => {
    const { events } = read(fileOf(aState({ dates: someDates(null) }), aState({ dates: someDates('2026-06-20') })));
    expect(events.map(({ uid }) => uid)).toEqual(['npa-tagung-1@npa-register']);
  });
});

describe('a calendar', () => {
  test('keeps the UID, counts versions, stamps the change, and says what is cancelled', () => {
    const event = first(aState({ dates: someDates('2026-06-20'), status: 'CANCELLED', statusReason: 'Sturm' }));
    expect([event.uid, event.sequence, event.component.getFirstPropertyValue('status')]).toEqual([
      'npa-tagung-0@npa-register',
      3,
      'CANCELLED',
    ]);
    expect(String(event.component.getFirstPropertyValue('dtstamp'))).toBe('2026-01-15T09:00:00Z');
  });

  test('is published, carries Europe/Berlin and no other zone, and names nobody', () => {
    const text = fileOf(aState({ dates: timed('2026-06-20', '2026-06-20', '10:00', '11:00') }));
    const { calendar } = read(text);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid'))).toEqual(['Europe/Berlin']);
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|Sturm/);
  });

  test('describes an event in the words of its page and with its address, and ends as every line does', () => {
    const text = fileOf(aState({ dates: someDates('2026-06-20') }));
    expect(first(aState({ dates: someDates('2026-06-20') })).description).toBe(
      `${description}\n\nhttps://register.example.org/termine/npa/tagung-0`,
    );
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const event = { id: 'tagung', version: 1, changedAt, state: aState({ dates: someDates('2026-06-20') }) };
    expect(calendarOf('Bündnis', [{ alliance: 'npa', event, url: null, description: null }])).not.toContain('DESCRIPTION');
  });

  test('folds long lines at 75 bytes and brings every sign back', () => {
    const title = `„Sprache; Arbeit, Wohnen\\Leben“ für Köroğlu & Yılmaz ${'und ganz lange Wörter '.repeat(8)}`.trim();
    const state = aState({
      title,
      dates: someDates('2026-06-20'),
      place: { name: 'Hildesheim', districtKey: null, facility: 'Saal; Haus 1, links' },
    });
    const text = fileOf(state);
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const event = first(state);
    expect([event.summary, event.location]).toEqual([title, 'Saal; Haus 1, links, Hildesheim']);
  });

  test.each(['America/New_York', 'Pacific/Kiritimati'])('is the same text on a machine in %s', (TZ) => {
    const states = [aState({ dates: someDates('2026-06-20') }), aState({ dates: timed('2026-06-20', '2026-06-20', '10:00', '11:00') })];
    const program = `import { calendarOf } from ${JSON.stringify(new URL('../../shared/documents/calendar.ts', import.meta.url).href)};
      const states = ${JSON.stringify(states)};
      process.stdout.write(calendarOf('Bündnis', states.map((state, index) => ({ alliance: 'npa', event: { id: 'tagung-' + index, version: 3 + index, changedAt: '${changedAt}', state }, url: 'https://register.example.org/termine/npa/tagung-' + index, description: ${JSON.stringify(description)} }))));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { env: { TZ }, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(fileOf(...states));
  });
});

test.each([
  [timed('2026-11-23', '2026-11-23', '09:30', '16:00'), '23. November 2026, 09:30 bis 16:00 Uhr'],
  [timed('2026-11-23', '2026-11-23', '09:30', null), '23. November 2026, 09:30 Uhr'],
  [someDates('2026-11-23'), '23. November 2026'],
  [timed('2026-11-23', '2026-11-24', '09:30', '16:00'), '23. November 2026, 09:30 Uhr, bis 24. November 2026, 16:00 Uhr'],
  [{ ...someDates(null), wording: 'Frühjahr 2027' }, 'Frühjahr 2027'],
])('dates are said as people say them: %#', (dates, words) => {
  expect(whenInWords(dates)).toBe(words);
});

test.each([
  [0, 14, '14 Tage'],
  [1, 1, '1 Monat und 1 Tag'],
  [6, 0, '6 Monate'],
  [0, 0, null],
])('a period of %s months and %s days is said in words', (months, days, words) => {
  expect(periodInWords({ months, days })).toBe(words);
});

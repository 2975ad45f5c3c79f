import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { invitationIssued } from '../../events/invitation-issued.ts';
import {
  getAnswerStatistics,
  getAttendanceStatistics,
  getAttendanceStatisticsFile,
  stateAttendance,
} from '../../functions/attendance/routes.ts';
import type { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import type { StatisticsGroup } from '../../shared/domain/attendance-statistics.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { aHeldEvent, aRegisteredEvent, visit } from '../support/attendance.ts';
import { anAuthor, someDates } from '../support/builders.ts';
import { aPerson, doorStores, enterParty, openDoor } from '../support/door.ts';

const [editor, member] = [as('OFFICE_EDITOR'), as('PARLIAMENT_READER')];
const region = (office: string) => as('REGIONAL_COMMISSIONER', { office });

const statistics = async (query: Record<string, string> = {}, who: Caller = editor) => {
  const { status, body, text } = await call(getAttendanceStatistics, who, { query });
  if (status !== 200) throw new Error(text);
  return body;
};
const groupOf = (groups: readonly StatisticsGroup[], key: string): StatisticsGroup => {
  const found = groups.find((one) => one.key === key);
  if (!found) throw new Error(`no group ${key}`);
  return found;
};

beforeAll(async () => {
  await openRegisterOf2016();
  setClock('2026-11-23T12:00:00.000Z');
});

describe('with the figures of 2016 alone', () => {
  test('no list counted anybody: unknown and not zero, and what was stated stands', async () => {
    const { held, groups } = await statistics({ kind: 'STATE_CONFERENCE', groupBy: 'event' });
    expect(held).toMatchObject({ present: { value: null, withheld: 0 }, registered: { value: null }, noShowBase: null });
    expect(held.stated).toMatchObject({ events: 3, value: 1570, qualifier: 'EXACT', eventsWithoutFigure: 0 });
    const statedOf = (key: string) => groupOf(groups, key).held.stated;
    expect(statedOf('konferenz-sprache-2016-03-16')).toMatchObject({ value: 500, qualifier: 'MORE_THAN', atMost: null });
    expect(statedOf('konferenz-arbeit-2016-06-06')).toMatchObject({ value: 600, atLeast: { value: 600, strict: true } });
    expect(statedOf('konferenz-wohnen-2016-08-29')).toMatchObject({
      value: null,
      qualifier: 'UNKNOWN',
      atMost: { value: 470, strict: true },
    });
  });

  test('over 1 150 at the twelve regional ones stays a lower bound, and no theme gets a share of it', async () => {
    const { held, groups } = await statistics({ kind: 'REGIONAL_CONFERENCE', groupBy: 'theme' });
    expect(held.stated).toMatchObject({
      events: 12,
      value: 1150,
      qualifier: 'MORE_THAN',
      atLeast: { value: 1150, strict: true },
      atMost: null,
    });
    expect(groups).toHaveLength(3);
    for (const one of groups) expect(one.held.stated).toMatchObject({ events: 4, qualifier: 'UNKNOWN', eventsWithoutFigure: 4 });
  });

  test('what was expected is no figure of a held event', async () => {
    const { planned, held } = await statistics({ eventId: 'konferenz-engagement-2017-03-06' });
    expect([held.events, planned.events, planned.unconfirmed]).toEqual([0, 1, 1]);
    expect(planned.stated).toMatchObject({ value: 670, qualifier: 'EXPECTED' });
  });

  test('series are not events, and cancelled ones and those of others do not count', async () => {
    const { groups, years } = await statistics({ groupBy: 'kind' });
    expect(groups.map(({ key }: StatisticsGroup) => key)).not.toContain('CAMPAIGN');
    expect(years).toEqual([2016, 2017]);
  });

  test('a region sees its own three conferences, and of the joint figure nothing', async () => {
    const { held, groups } = await statistics({ groupBy: 'event', kind: 'REGIONAL_CONFERENCE' }, region('LG'));
    expect(groups).toHaveLength(3);
    expect(held.stated).toMatchObject({ value: null, eventsWithoutFigure: 3, figureIds: [] });
  });

  test('the Landtag sees the stated figures as the office does', async () => {
    const { audience, held, planned } = await statistics({ kind: 'STATE_CONFERENCE' }, member);
    expect([audience, planned]).toEqual(['PUBLISHED', null]);
    expect(held.stated.value).toBe(1570);
  });

  test('the future cannot be asked; what was not held by a day does not count on it', async () => {
    expect((await call(getAttendanceStatistics, editor, { query: { asOf: '2026-11-24' } })).body.code).toBe('asOfInFuture');
    expect((await statistics({ kind: 'STATE_CONFERENCE', asOf: '2016-05-01' })).held.events).toBe(1);
  });
});

describe('with doors', () => {
  const events = {} as Record<'large' | 'small' | 'split' | 'listless' | 'planned', string>;
  const asked = async (query: Record<string, string> = {}, who: Caller = editor) => await statistics({ year: '2026', ...query }, who);
  beforeAll(async () => {
    const dates = someDates('2026-05-20');
    events.large = await aHeldEvent(
      { came: 30, stayedAway: 10, walkIns: 5, organisations: ['Sportverein', 'SPORTVEREIN', 'Diakonie'] },
      { dates, theme: null, title: '=Große Tagung' },
    );
    events.small = await aHeldEvent({ came: 3 }, { dates, theme: null, kind: 'WORKSHOP', title: 'Kleiner Kreis' });
    events.split = await aHeldEvent(
      { came: 20, walkIns: 2, stayedAway: 5, organisations: ['Diakonie'] },
      { dates, theme: null, place: { name: 'Lüneburg', districtKey: '03355', facility: null } },
    );
    events.listless = await aHeldEvent(null, { dates, theme: null });
    events.planned = await aRegisteredEvent({ dates: someDates('2026-12-20'), theme: null });
    await visit(events.planned, { stayedAway: 12 }, { capacity: 12 });
    await enterParty(events.planned, [aPerson(), null]);
  }, 180_000);

  test('the office gets exact numbers and how many events could not say', async () => {
    const { held, planned, audience } = await asked();
    expect(audience).toBe('INTERNAL');
    expect(held).toMatchObject({
      events: 4,
      registered: { value: 68, without: 1, withheld: 0 },
      present: { value: 60, without: 1 },
      walkIns: { value: 7 },
      noShows: { value: 15 },
      noShowBase: 68,
    });
    expect(planned).toMatchObject({ events: 1, unconfirmed: 0, registered: { value: 12 }, waiting: { value: 2 }, places: { value: 12 } });
  });

  test('organisations are counted once over events and spellings, where events are asked for', async () => {
    const { held, groups, organisationsNote } = await asked({ groupBy: 'event' });
    expect(held.organisations).toBe(2);
    expect(groupOf(groups, events.large).held.organisations).toBe(2);
    expect(groupOf(groups, events.listless).held.organisations).toBeNull();
    expect(organisationsNote).toBeNull();
    const byTheme = await asked({ groupBy: 'theme' });
    expect([byTheme.held.organisations, byTheme.organisationsNote]).toEqual([null, expect.stringContaining('nach Veranstaltung')]);
  });

  test('places that an invitation keeps free are no registrations', async () => {
    const { invitations, seats } = doorStores();
    const eventId = await aRegisteredEvent({ dates: someDates('2026-12-21') });
    await openDoor(eventId, { capacity: 50 });
    await enterParty(eventId, [aPerson()]);
    const state = { eventId: eventId as AllianceEventId, label: 'Probe', places: 10, used: 0, expiresAt: null, isWithdrawn: false };
    const read = await seats.seatsOf('npa', eventId);
    await invitations.create('npa', 'einladung-probe', { state, event: invitationIssued({ eventId, places: 10 }) }, anAuthor(), [
      seats.seatsWrite('npa', eventId, read, { taken: 10, waiting: 0 }),
    ]);
    expect((await asked({ eventId })).planned.registered.value).toBe(1);
  });

  test('a stated figure stands beside the list and changes nothing in it', async () => {
    const body = {
      eventIds: [events.split],
      subject: 'PERSONS',
      value: 30,
      qualifier: 'ABOUT',
      basis: 'ESTIMATED',
      asOf: null,
      source: 'Probe',
      printed: null,
    };
    expect((await call(stateAttendance, editor, { body })).status).toBe(201);
    const { held } = await asked({ eventId: events.split });
    expect([held.present.value, held.stated.value, held.stated.qualifier]).toEqual([22, 30, 'ABOUT']);
  });

  describe('the Landtag', () => {
    test('sees no small number, no sum that holds one, and no planned event', async () => {
      const { groups, held } = await asked({ groupBy: 'event' }, member);
      expect(groups.map(({ key }: StatisticsGroup) => key)).not.toContain(events.planned);
      expect(groupOf(groups, events.small).held.present).toEqual({ value: null, without: 0, withheld: 1 });
      expect(groupOf(groups, events.split).held).toMatchObject({
        present: { value: 22 },
        walkIns: { value: null, withheld: 1 },
        registered: { withheld: 1 },
      });
      expect(held).toMatchObject({
        present: { value: 57, without: 1, withheld: 1 },
        registered: { value: 40, withheld: 2 },
        organisations: null,
      });
    });

    test('reads the same answer whether three came or four, in every division and file', async () => {
      const ways = [
        ...['event', 'theme', 'office', 'kind', 'year', 'office,kind'].map((groupBy) => ({ groupBy, year: '2026' })),
        { kind: 'WORKSHOP' },
      ];
      const seen = async (): Promise<string[]> => {
        const texts: string[] = [];
        for (const query of ways) {
          texts.push(JSON.stringify(await statistics(query, member)));
          const { status, text } = await call(getAttendanceStatisticsFile, member, { query: { ...query, format: 'csv' } });
          expect(status).toBe(200);
          texts.push(text);
        }
        return texts;
      };
      const before = await seen();
      await visit(events.small, { came: 1 });
      expect((await asked({ eventId: events.small })).held.present.value).toBe(4);
      expect(await seen()).toEqual(before);
    });

    test('with a region’s role beside it still sees only what is published; with the office’s role everything', async () => {
      const both = { subject: 'both', grants: ['npa:PARLIAMENT_READER', 'npa:REGIONAL_EDITOR:LW'] };
      expect((await asked({}, both)).audience).toBe('PUBLISHED');
      expect((await asked({}, { subject: 'both', grants: ['npa:PARLIAMENT_READER', 'npa:AUDITOR'] })).audience).toBe('INTERNAL');
    });
  });

  test('a region counts its own events only, exactly', async () => {
    const { held, groups } = await asked({ groupBy: 'event' }, region('LG'));
    expect(groups.map(({ key }: StatisticsGroup) => key)).toEqual([events.split]);
    expect(held).toMatchObject({ events: 1, present: { value: 22 }, walkIns: { value: 2 } });
    expect((await asked({ eventId: events.large }, region('LG'))).held.events).toBe(0);
  });

  describe('as a file', () => {
    const fileFor = async (format: string, who: Caller) =>
      await call(getAttendanceStatisticsFile, who, { query: { groupBy: 'event', year: '2026', format } });

    test('CSV for Excel: numbers where they are the whole truth, words elsewhere, no formula', async () => {
      const { text, headers } = await fileFor('csv', member);
      expect(headers).toMatchObject({ 'content-disposition': 'attachment; filename="teilnahme-npa-stand-2026-11-23.csv"' });
      const rows = parse(text, { delimiter: ';', bom: true, relaxColumnCount: false }) as string[][];
      const cell = (label: string, title: string) => rows.find(([first]) => first === label)?.[rows[0]?.indexOf(title) ?? -1];
      expect(cell('Kleiner Kreis', 'Anwesend')).toBe('< 5');
      expect(cell('Kleiner Kreis', 'Angemeldet')).toBe('zurückgehalten');
      expect(cell('Gesamt', 'Anwesend')).toBe('mehr als 57');
      expect(cell('Gesamt', 'Angemeldet')).toBe('mindestens 40');
      expect(cell('Gesamt', 'Hinweise')).toContain('anwesend: 1 ohne Zählung, 1 zurückgehalten');
      expect(cell("'=Große Tagung", 'Angemeldet')).toBe('40');
      expect(rows[0]).not.toContain('Geplant');
    });

    test('XLSX with the same content', async () => {
      const { text } = await fileFor('xlsx', editor);
      const rows = await readSheet(Buffer.from(text, 'latin1'));
      const titles = rows[0] ?? [];
      const large = rows.find(([first]) => first === '=Große Tagung') ?? [];
      expect([large[titles.indexOf('Anwesend')], large[titles.indexOf('Organisationen')], titles.includes('Geplant')]).toEqual([
        35,
        2,
        true,
      ]);
      const published = await readSheet(Buffer.from((await fileFor('xlsx', member)).text, 'latin1'));
      const small = published.find(([first]) => first === 'Kleiner Kreis') ?? [];
      expect(small[(published[0] ?? []).indexOf('Anwesend')]).toBe('< 5');
    });
  });

  describe('answers to an event’s own questions', () => {
    const question = { id: 'forum', label: 'Welches Forum?', kind: 'CHOICE' as const, choices: ['Sprache', 'Arbeit'], required: false };
    const answering = (answer: string) => aPerson({ answers: [{ questionId: 'forum', answer }] });
    let eventId: string;
    beforeAll(async () => {
      eventId = await aRegisteredEvent({ dates: someDates('2026-12-22') });
      await openDoor(eventId, { questions: [question] });
      for (let index = 0; index < 20; index++) await enterParty(eventId, [answering(index < 17 ? 'Sprache' : 'Arbeit')]);
    });
    const counted = async (who: Caller = editor) => (await call(getAnswerStatistics, who, { params: { eventId } })).body;

    test('are counted once more than 20 gave one, with what may be handed on', async () => {
      expect((await counted()).questions[0]).toMatchObject({ answered: 20, choices: null, whyNot: expect.stringContaining('mehr als 20') });
      await enterParty(eventId, [answering('Sprache')]);
      const { people, questions } = await counted();
      expect(people).toBe(21);
      expect(questions[0]).toMatchObject({
        choices: [
          { choice: 'Sprache', count: 18, published: 'WITHHELD' },
          { choice: 'Arbeit', count: 3, published: 'BELOW' },
        ],
        publishedTotal: 21,
      });
    });

    test('of another region’s event are not there', async () => {
      const other = as('REGIONAL_EDITOR', { office: 'WE' });
      expect((await counted(other)).code).toBe('allianceEventNotFound');
    });
  });
});

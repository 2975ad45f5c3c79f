import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  getOparlBody,
  getOparlObject,
  getOparlSystem,
  listOparlBodies,
  listOparlMeetingsOf,
  listOparlObjects,
} from '../../functions/oparl/routes.ts';
import type { AllianceBody } from '../../shared/domain/alliance-body.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import type { Meeting } from '../../shared/domain/meeting.ts';
import type { OparlKind, OparlList } from '../../shared/domain/oparl.ts';
import { oparlLists } from '../../shared/domain/oparl.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import { bodyStore } from '../../shared/store/body-store.ts';
import { inquiryStore } from '../../shared/store/inquiry-store.ts';
import { meetingStore } from '../../shared/store/meeting-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { call, openRegister } from '../support/api.ts';
import { anAlliance } from '../support/builders.ts';
import { oparlFaults, oparlTypeOf } from '../support/oparl-schema.ts';
import type { Thing } from '../support/oparl-walk.ts';
import { follow, insideOf, ORIGIN, SINCE_EVER, walk } from '../support/oparl-walk.ts';
import { aBody, aMeeting, anAgendaItem, anAgendaPaper, anEventOf, anInquiry, authorAt } from '../support/records.ts';

/** The public reads of bodies after OParl 1.1. Whatever is marked so may never come out. */
const HIDDEN = 'GEHEIM';

let table: Table;
const bodyOf = async (id: string, state: AllianceBody, at: Instant, alliance = 'npa') =>
  await bodyStore(table).record(
    alliance,
    id,
    { state, event: anEventOf() },
    { reportAddress: `${HIDDEN.toLowerCase()}@example.org` },
    authorAt(at),
  );
const meetingOf = async (id: string, state: Meeting, at: Instant) =>
  await meetingStore(table).create('npa', id, { state, event: anEventOf() }, authorAt(at));
const changeMeeting = async (id: string, more: Partial<Meeting>, at: Instant) => {
  const meetings = meetingStore(table);
  const read = await meetings.get('npa', id);
  await meetings.update('npa', read, read.version, { state: { ...read.state, ...more }, event: anEventOf() }, authorAt(at));
};
const changeBody = async (id: string, more: Partial<AllianceBody>, at: Instant) => {
  const bodies = bodyStore(table);
  const read = await bodies.get('npa', id);
  await bodies.edit(
    'npa',
    read,
    read.version,
    { state: { ...read.state, ...more }, event: anEventOf() },
    { reportAddress: null },
    authorAt(at),
  );
};

const presence = [
  {
    personId: `${HIDDEN.toLowerCase()}-person`,
    group: 'VOTING',
    seatId: null,
    substituteForPersonId: null,
    isChair: true,
    faction: HIDDEN,
    function: HIDDEN,
    arrivedAt: null,
    leftAt: null,
  },
];
const agenda = [
  anAgendaItem('eroeffnung'),
  anAgendaItem('kurse', { label: '2.', title: 'Sprachkurse', paper: anAgendaPaper('0123/2020', { wording: HIDDEN }) }),
  anAgendaItem('personal', { label: '3.', title: HIDDEN, isPublic: false, paper: anAgendaPaper('9999/2020') }),
  anAgendaItem('nachtrag', { label: '4.', title: 'Nachtrag', paper: anAgendaPaper(null, { kind: 'INFORMATION' }) }),
];
const decisions = [
  {
    id: 'b1',
    agendaItemId: 'kurse',
    kind: 'RESOLUTION',
    subject: HIDDEN,
    movedBy: HIDDEN,
    outcome: { kind: 'MAJORITY', yes: 9, no: 1, abstain: null },
    wording: HIDDEN,
  },
];
const minutes = (status: 'DRAFT' | 'APPROVED') => ({
  status,
  datedOn: null,
  approvedOn: null,
  reopenedBecause: null,
  passages: [{ agendaItemId: 'kurse', text: HIDDEN }],
});

beforeAll(async () => {
  table = await openRegister();
  const at = '2020-01-01T08:00:00.123Z';
  for (const id of ['npa', 'lip'])
    await allianceStore(table).create(id, id, { state: anAlliance(), event: anEventOf() }, authorAt('2019-01-01T08:00:00.000Z'));
  await bodyOf('ag-sprache', aBody({ note: HIDDEN, source: HIDDEN }), at);
  await bodyOf('ag-intern', aBody({ names: [{ name: HIDDEN, validFrom: '2016-01-01', validTo: null }], isPublic: false }), at);
  await bodyOf('ag-frueher', aBody({ kind: 'ADVISORY_BOARD', shortName: null, topics: [] }), at);
  await bodyOf('lip-intern', aBody({ isPublic: false }), at, 'lip');

  const held = aMeeting({ agenda, checklist: [{ label: HIDDEN, done: true }], legalBasis: HIDDEN, source: HIDDEN, capacity: 4711 });
  await meetingOf('sitzung-3', held, '2020-01-28T09:00:00.000Z');
  await meetingOf('sitzung-4', aMeeting({ title: '4. Sitzung', status: 'PLANNED', invitedOn: null, agenda, plannedOn: '2020-07-01' }), at);
  await meetingOf(
    'sitzung-5',
    aMeeting({
      title: '5. Sitzung',
      status: 'CANCELLED',
      statusReason: HIDDEN,
      plannedStart: null,
      place: null,
      agenda: [anAgendaItem('wieder', { title: 'Sprachkurse, noch einmal', paper: anAgendaPaper('0123/2020') })],
    }),
    '2020-03-01T09:00:00.000Z',
  );
  await meetingOf('sitzung-intern', aMeeting({ bodyId: 'ag-intern', title: HIDDEN }), at);
  await meetingOf('sitzung-frueher', aMeeting({ bodyId: 'ag-frueher', title: '1. Sitzung des Beirats', agenda }), at);
  await changeBody('ag-frueher', { isPublic: false }, '2020-05-01T10:00:00.000Z');

  const inquiries = inquiryStore(table);
  const people = { askers: [{ name: HIDDEN, faction: HIDDEN }], signedBy: null };
  await inquiries.open('npa', 'anfrage-17-7349', { state: anInquiry(), event: anEventOf() }, people, authorAt('2017-03-13T09:00:00.000Z'));
  const draft = anInquiry({ title: HIDDEN, questionPaper: '17/1', status: 'DRAFT', issuedOn: null });
  await inquiries.open('npa', 'anfrage-entwurf', { state: draft, event: anEventOf() }, people, authorAt(at));
}, 180_000);

type Query = Record<string, string>;

const list = async (name: OparlList, query: Query = {}) =>
  await call(listOparlObjects, null, { params: { allianceId: 'npa', list: name }, query });
const object = async (kind: OparlKind, objectId: string) =>
  await call(getOparlObject, null, { params: { allianceId: 'npa', kind, objectId } });
const namesIn = async (name: OparlList, query: Query = {}): Promise<unknown[]> =>
  ((await list(name, query)).body.data as Thing[]).map((one) => one.name ?? one.id);

describe('every answer fits the specification', () => {
  const listAddresses = oparlLists.map((name) => `${ORIGIN}/lists/npa/${name}`);

  test('from the system to every object, whichever way it is reached', async () => {
    const system = await call(getOparlSystem, null);
    expect(oparlFaults('System', system.body)).toEqual([]);
    const bodies = await walk(system.body.body);
    expect(bodies).toHaveLength(1);
    for (const body of bodies) {
      expect(oparlFaults('Body', body)).toEqual([]);
      expect(Object.values(body)).toEqual(expect.arrayContaining(listAddresses));
    }
    const listed = (
      await Promise.all(listAddresses.flatMap((address) => [`${address}?limit=1`, `${address}?${SINCE_EVER}`]).map(walk))
    ).flat();
    expect(listed.flatMap((one) => oparlFaults(oparlTypeOf(one), one))).toEqual([]);
    const seen = new Set(insideOf(listed).map(({ id }) => id));
    expect(seen.size).toBeGreaterThan(20);
    for (const id of seen) {
      const { status, body } = await follow(id);
      expect([status, body.id, oparlFaults(oparlTypeOf(body), body)]).toEqual([200, id, []]);
    }
  });

  test('references lead to objects that are there', async () => {
    const everything = (await Promise.all(oparlLists.map(async (name) => await walk(`${ORIGIN}/lists/npa/${name}`)))).flat();
    const addresses = [...JSON.stringify(everything).matchAll(/"(https:\/\/register\.example\.org[^"]+)"/g)].map(([, found = '']) => found);
    expect(addresses.length).toBeGreaterThan(30);
    for (const address of new Set(addresses)) expect([address, (await follow(address)).status]).toEqual([address, 200]);
  });

  test('pages of one make the same list as one page', async () => {
    const whole = await walk(`${ORIGIN}/lists/npa/papers`);
    const single = await walk(`${ORIGIN}/lists/npa/papers?limit=1`);
    expect(single).toEqual(whole);
    const { pagination, links } = (await list('papers', { limit: '2', page: '2', created_since: '2001-01-01T01:00:00+01:00' })).body;
    expect(pagination).toEqual({
      totalElements: whole.length,
      elementsPerPage: 2,
      currentPage: 2,
      totalPages: Math.ceil(whole.length / 2),
    });
    expect(links.prev).toBe(`${ORIGIN}/lists/npa/papers?created_since=2001-01-01T00%3A00%3A00%2B00%3A00&limit=2`);
    expect(links.self).toBe(`${links.prev}&page=2`);
  });
});

test('foreign pages may read every answer, and a fault too', async () => {
  const [found, missing] = [await call(listOparlBodies, null), await object('meetings', 'gibt-es-nicht')];
  expect([found.status, missing.status, missing.body.code]).toEqual([200, 404, 'oparlObjectNotFound']);
  for (const { headers } of [found, missing]) expect(headers['access-control-allow-origin']).toBe('*');
  expect(found.headers['cache-control']).toBe('public, max-age=300');
});

describe('what is not public never comes out', () => {
  test('no person, presence, minutes, mover, remark, source or address anywhere, nor anything of what is not public', async () => {
    const all = await Promise.all([
      call(getOparlSystem, null),
      call(listOparlBodies, null, { query: { modified_since: '2000-01-01T00:00:00Z' } }),
      ...oparlLists.flatMap((name) => [list(name), list(name, { modified_since: '2000-01-01T00:00:00Z' })]),
      call(listOparlMeetingsOf, null, { params: { allianceId: 'npa', bodyId: 'ag-sprache' } }),
    ]);
    const text = all.map((answer) => answer.text).join('\n');
    expect(text).toContain('Sprachkurse');
    for (const mark of [
      HIDDEN,
      HIDDEN.toLowerCase(),
      'ag-intern',
      'sitzung-intern',
      'anfrage-entwurf',
      '9999/2020',
      '17/1"',
      '4711',
      '@',
      'participant',
    ])
      expect([mark, text.includes(mark)]).toEqual([mark, false]);
  });

  test('a body that never was public answers like one that does not exist, and so does its alliance', async () => {
    const [closed, missing] = [await object('organizations', 'ag-intern'), await object('organizations', 'gibt-es-nicht')];
    expect({ ...closed.body, correlationId: '' }).toEqual({ ...missing.body, correlationId: '' });
    const meetingsOf = async (bodyId: string) => await call(listOparlMeetingsOf, null, { params: { allianceId: 'npa', bodyId } });
    expect((await meetingsOf('ag-intern')).body.code).toBe('bodyNotFound');
    for (const allianceId of ['lip', 'gibt-es-nicht'])
      expect((await call(getOparlBody, null, { params: { allianceId } })).body.code).toBe('allianceNotFound');
  });

  test('persons, memberships and files are lists that stay empty', async () => {
    for (const name of ['persons', 'memberships', 'files', 'legislative-terms'] as const) expect(await namesIn(name)).toEqual([]);
  });

  test('an agenda is public from the invitation on', async () => {
    expect((await object('meetings', 'sitzung-4')).body).not.toHaveProperty('agendaItem');
    expect((await object('agenda-items', 'sitzung-4.kurse')).status).toBe(404);
  });
});

describe('objects', () => {
  test('an organization says what it is in German and since when', async () => {
    expect((await object('organizations', 'ag-sprache')).body).toEqual({
      id: `${ORIGIN}/objects/npa/organizations/ag-sprache`,
      type: 'https://schema.oparl.org/1.1/Organization',
      created: '2020-01-01T08:00:00+00:00',
      modified: '2020-01-01T08:00:00+00:00',
      body: `${ORIGIN}/bodies/npa`,
      name: 'Arbeitsgruppe Sprache',
      shortName: 'AG 1',
      organizationType: 'Gremium',
      classification: 'Arbeitsgruppe',
      startDate: '2016-01-01',
      meeting: `${ORIGIN}/lists/npa/organizations/ag-sprache/meetings`,
      keyword: ['Sprachförderung'],
    });
  });

  test('a meeting holds its place and its public items in order; times carry the offset of the season', async () => {
    const { body } = await object('meetings', 'sitzung-3');
    expect(body).toMatchObject({
      name: '3. Sitzung der Arbeitsgruppe Sprache',
      meetingState: 'eingeladen',
      cancelled: false,
      start: '2020-02-11T17:00:00+01:00',
      location: { description: 'Rathaus, Hannover' },
      organization: [`${ORIGIN}/objects/npa/organizations/ag-sprache`],
    });
    expect(body.agendaItem.map(({ number, order, name }: Thing) => [number, order, name])).toEqual([
      ['1.', 0, 'Eröffnung'],
      ['2.', 1, 'Sprachkurse'],
      ['4.', 2, 'Nachtrag'],
    ]);
    expect((await object('meetings', 'sitzung-4')).body).toMatchObject({ meetingState: 'terminiert', start: '2020-07-01T17:00:00+02:00' });
  });

  test('a cancelled meeting stays and says so; a day without a clock time is no midnight', async () => {
    const { body } = await object('meetings', 'sitzung-5');
    expect(body).toMatchObject({ cancelled: true, 'register:plannedOn': '2020-02-11' });
    expect(body).not.toHaveProperty('start');
    expect(body).not.toHaveProperty('deleted');
  });

  test('a paper has its number as soon as there is one, and leads to the same number on another agenda', async () => {
    expect((await object('papers', 'sitzung-3.kurse')).body).toMatchObject({
      reference: '0123/2020',
      paperType: 'Beschlussdrucksache',
      relatedPaper: [`${ORIGIN}/objects/npa/papers/sitzung-5.wieder`],
      consultation: [{ agendaItem: `${ORIGIN}/objects/npa/agenda-items/sitzung-3.kurse` }],
    });
    expect((await object('papers', 'sitzung-3.nachtrag')).body).not.toHaveProperty('reference');
  });

  test('an issued inquiry is two papers that name each other', async () => {
    expect((await object('papers', 'anfrage-17-7349.antwort')).body).toMatchObject({
      reference: '17/7539',
      date: '2017-03-13',
      paperType: 'Beantwortung einer Anfrage',
      relatedPaper: [`${ORIGIN}/objects/npa/papers/anfrage-17-7349.frage`],
    });
    expect((await object('papers', 'anfrage-17-7349.frage')).body).toMatchObject({ reference: '17/7349', date: '2017-02-06' });
  });

  test('a list without inner lists leaves the agenda out', async () => {
    const [meeting] = (await list('meetings', { omit_internal: 'true', limit: '1' })).body.data;
    expect(meeting).not.toHaveProperty('agendaItem');
  });
});

describe('what was public stays, marked as deleted', () => {
  const head = (kind: OparlKind, id: string, type: string, modified: string) => ({
    id: `${ORIGIN}/objects/npa/${kind}/${id}`,
    type: `https://schema.oparl.org/1.1/${type}`,
    created: '2020-01-01T08:00:00+00:00',
    modified,
    deleted: true,
  });

  test('a body that is public no more, with its meetings, items, papers and places: the head alone, with 200', async () => {
    const at = '2020-05-01T10:00:00+00:00';
    expect((await object('organizations', 'ag-frueher')).body).toEqual(head('organizations', 'ag-frueher', 'Organization', at));
    expect((await object('meetings', 'sitzung-frueher')).body).toEqual(head('meetings', 'sitzung-frueher', 'Meeting', at));
    expect((await object('papers', 'sitzung-frueher.kurse')).body).toEqual(head('papers', 'sitzung-frueher.kurse', 'Paper', at));
    expect((await object('locations', 'sitzung-frueher')).body).toEqual(head('locations', 'sitzung-frueher', 'Location', at));
  });

  test('lists name them to whoever asks for changes, and to nobody else', async () => {
    const deletedIn = async (query: Query) =>
      ((await list('organizations', query)).body.data as Thing[]).filter(({ deleted }) => deleted).map(({ id }) => id.split('/').at(-1));
    expect(await deletedIn({})).toEqual([]);
    expect(await deletedIn({ created_since: '2000-01-01T00:00:00Z' })).toEqual([]);
    expect(await deletedIn({ modified_since: '2020-05-01T12:00:00+02:00' })).toEqual(['ag-frueher']);
    expect(await deletedIn({ modified_since: '2020-05-01T12:00:01+02:00' })).toEqual([]);
  });

  test('an item taken off the agenda is marked, and its meeting counts as changed; work inside is not told', async () => {
    const id = 'sitzung-6';
    await meetingOf(id, aMeeting({ title: '6. Sitzung', agenda }), '2021-01-01T08:00:00.000Z');
    const meeting = async () => (await object('meetings', id)).body;
    expect((await meeting()).modified).toBe('2021-01-01T08:00:00+00:00');
    await changeMeeting(id, { status: 'HELD', actualStart: '17:02', actualEnd: '19:30' }, '2021-01-02T08:00:00.000Z');
    await changeMeeting(id, { presence, decisions, minutes: minutes('DRAFT') } as unknown as Partial<Meeting>, '2021-01-03T08:00:00.000Z');
    expect(await meeting()).toMatchObject({
      modified: '2021-01-02T08:00:00+00:00',
      meetingState: 'durchgeführt',
      start: '2020-02-11T17:02:00+01:00',
      end: '2020-02-11T19:30:00+01:00',
    });
    const item = async () => (await object('agenda-items', `${id}.kurse`)).body;
    expect(await item()).not.toHaveProperty('result');
    await changeMeeting(id, { minutes: minutes('APPROVED') } as unknown as Partial<Meeting>, '2021-01-04T08:00:00.000Z');
    expect(await item()).toMatchObject({ result: '9 Ja, 1 Nein', modified: '2021-01-04T08:00:00+00:00' });
    expect((await meeting()).modified).toBe('2021-01-04T08:00:00+00:00');
    const closed = agenda.map((one) => (one.id === 'kurse' ? { ...one, isPublic: false } : one));
    await changeMeeting(id, { agenda: closed } as unknown as Partial<Meeting>, '2021-01-05T08:00:00.000Z');
    expect(await item()).toMatchObject({ deleted: true, created: '2021-01-01T08:00:00+00:00', modified: '2021-01-05T08:00:00+00:00' });
    expect((await meeting()).modified).toBe('2021-01-05T08:00:00+00:00');
    expect(JSON.stringify(await meeting())).not.toContain(HIDDEN);
  });

  test('an alliance whose last public body closed is marked itself', async () => {
    await bodyOf('lip-kurz', aBody(), '2022-01-01T08:00:00.000Z', 'lip');
    const bodies = bodyStore(table);
    const read = await bodies.get('lip', 'lip-kurz');
    const closed = { state: { ...read.state, isPublic: false }, event: anEventOf() };
    await bodies.edit('lip', read, read.version, closed, { reportAddress: null }, authorAt('2022-02-01T08:00:00.000Z'));
    expect((await call(getOparlBody, null, { params: { allianceId: 'lip' } })).body).toEqual({
      id: `${ORIGIN}/bodies/lip`,
      type: 'https://schema.oparl.org/1.1/Body',
      created: '2022-01-01T08:00:00+00:00',
      modified: '2022-02-01T08:00:00+00:00',
      deleted: true,
    });
    expect((await call(listOparlBodies, null)).body.pagination.totalElements).toBe(1);
  });
});

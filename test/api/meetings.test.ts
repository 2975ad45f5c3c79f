import { beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import * as routes from '../../functions/meetings/routes.ts';
import { routes as everyRow } from '../../functions/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered, Caller } from '../support/api.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { anItem, aPaper, aPlan, storeBody, storePerson, storeSeat } from '../support/meetings.ts';
import { everyItem } from '../support/scan.ts';

/** A meeting from the plan to approved minutes, what was promised in it, and its calendar; each body for itself. */

const [editor, lead, auditor] = [as('OFFICE_EDITOR'), as('OFFICE_LEAD'), as('AUDITOR')];
const TODAY = '2021-05-01T08:00:00.000Z';
let table: Table;
let bodyId: string;
let otherId: string;
let manager: Caller;
let seats: { seatId: string; personId: string }[];

beforeAll(async () => {
  setClock(TODAY);
  table = await openRegister();
  [bodyId, otherId] = [await storeBody(table, { isPublic: true }), await storeBody(table)];
  manager = as('GROUP_MANAGER', { body: bodyId });
  seats = [];
  for (let index = 0; index < 10; index++) seats.push(await storeSeat(table, bodyId, 'VOTING'));
});

const plan = async (more: Parameters<typeof aPlan>[1] = {}, of = bodyId, caller: Caller = editor): Promise<Answered['body']> => {
  const answer = await call(routes.planMeeting, caller, { body: aPlan(of, more) });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.body;
};
const fresh = async (meetingId: string, caller: Caller = editor): Promise<Answered['body']> =>
  (await call(routes.getMeeting, caller, { params: { meetingId } })).body;
/** The step on the meeting as it stands. */
const take = async (row: RouteRow, meetingId: string, body: object, caller: Caller = editor): Promise<Answered> =>
  await call(row, caller, { params: { meetingId }, version: (await fresh(meetingId)).version, body });
const took = async (...step: Parameters<typeof take>): Promise<Answered['body']> => {
  const answer = await take(...step);
  if (answer.status !== 200) throw new Error(`${step[0].id} answered ${answer.status}: ${answer.text}`);
  return answer.body;
};

const voting = (count = 10) =>
  seats.slice(0, count).map(({ seatId, personId }) => ({
    personId,
    group: 'VOTING',
    seatId,
    substituteForPersonId: null,
    isChair: false,
    faction: 'SPD',
    function: null,
    arrivedAt: null,
    leftAt: null,
  }));
const presence = (count = 10) => ({ actualStart: '17:41', actualEnd: '19:01', presence: voting(count) });
const motion = (yes: number, no: number, more: object = {}) => ({
  id: 'eil',
  agendaItemId: 'top-1',
  kind: 'MOTION',
  subject: 'Eilbedürftigkeit',
  movedBy: 'SPD',
  outcome: { kind: 'MAJORITY', yes, no, abstain: null },
  wording: null,
  ...more,
});
async function held(more: Parameters<typeof aPlan>[1] = {}): Promise<string> {
  const { id } = await plan(more);
  await took(routes.inviteToMeeting, id, { invitedOn: '2021-01-12' });
  await took(routes.recordPresence, id, presence());
  return id;
}
const minutes = (more: object = {}) => ({ datedOn: '2021-04-07', reopenedBecause: null, passages: [], ...more });
const told = ({ status, body }: Answered) => [status, body?.code];

describe('a meeting', () => {
  test('goes from planMeeting over inviteToMeeting, recordPresence and recordDecisions to minutes, and getMeeting says what follows', async () => {
    const sent = [anItem('top-1', '1'), anItem('top-2', '2', { paper: aPaper(null) })];
    const planned = await plan({ agenda: sent, checklist: [{ label: 'Pflichtenbelehrung', done: false }] });
    expect([planned.status, planned.version, planned.invitedAgenda]).toEqual(['PLANNED', 1, []]);
    await took(routes.inviteToMeeting, planned.id, { invitedOn: '2021-01-12' });
    const supplied = [anItem('top-1', '1'), anItem('top-2', '2', { paper: aPaper('0108/2021') })];
    const { bodyId: _, ...edit } = aPlan(bodyId, { agenda: supplied });
    await took(routes.editMeeting, planned.id, edit);
    await took(routes.recordPresence, planned.id, presence());
    await took(routes.recordDecisions, planned.id, { decisions: [motion(9, 1)] });
    await took(routes.draftMinutes, planned.id, minutes({ passages: [{ agendaItemId: 'top-1', text: 'Eröffnet.' }] }));

    const { facts, ...meeting } = await fresh(planned.id, auditor);
    expect(facts).toMatchObject({ leadDays: 9, startDelayMinutes: 11, durationMinutes: 80, daysToMinutes: 76, votingPresent: 10 });
    expect(facts.agendaChanges).toEqual([
      expect.objectContaining({
        itemId: 'top-2',
        differences: [{ field: 'paperNumber', invited: 'wird nachgereicht', standing: '0108/2021' }],
      }),
    ]);
    expect([facts.findings, facts.votingByFaction]).toEqual([[], [{ faction: 'SPD', count: 10 }]]);
    expect([meeting.status, meeting.invitedAgenda, meeting.minutes.status]).toEqual(['HELD', sent, 'DRAFT']);
  });

  test('recordDecisions refuses 9 : 2 where ten were present, with a sentence that says so, and keeps what stood', async () => {
    const id = await held();
    const answer = await take(routes.recordDecisions, id, { decisions: [motion(9, 2)] });
    expect(told(answer)).toEqual([422, 'outcomeInvalid']);
    expect(answer.body.errors).toEqual([
      { pointer: '/decisions/0/outcome', detail: 'Es sind 11 Stimmen angegeben, anwesend waren 10 stimmberechtigte Personen.' },
    ]);
    expect((await fresh(id)).decisions).toEqual([]);
  });

  test('recordPresence takes nobody who is not recorded, no seat of another body, and no record for which another stands', async () => {
    const { id } = await plan();
    await took(routes.inviteToMeeting, id, { invitedOn: '2021-01-12' });
    const foreign = await storeSeat(table, otherId, 'VOTING');
    const [one] = voting(1);
    const merged = await storePerson(table, seats[0]?.personId);
    for (const [entry, pointer] of [
      [{ ...one, personId: 'niemand-erfasstes' }, '/presence/0/personId'],
      [{ ...one, personId: merged }, '/presence/0/personId'],
      [{ ...one, seatId: foreign.seatId }, '/presence/0/seatId'],
      [{ ...one, substituteForPersonId: 'niemand-erfasstes' }, '/presence/0/substituteForPersonId'],
    ] as const) {
      const answer = await take(routes.recordPresence, id, { ...presence(), presence: [entry] });
      expect([...told(answer), answer.body.errors[0].pointer]).toEqual([422, 'presenceInvalid', pointer]);
    }
    const guest = { ...one, personId: await storePerson(table), group: 'GUEST', seatId: null };
    expect((await took(routes.recordPresence, id, { ...presence(), presence: [one, guest] })).status).toBe('HELD');
  });

  test('two who record at once: one wins, one is told', async () => {
    const id = await held();
    const { version } = await fresh(id);
    const at = { params: { meetingId: id }, version };
    const answers = await Promise.all([
      call(routes.recordDecisions, editor, { ...at, body: { decisions: [motion(9, 1)] } }),
      call(routes.recordPresence, lead, { ...at, body: presence(9) }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('cancelMeeting keeps the reason and ends it', async () => {
    const { id } = await plan();
    const cancelled = await took(routes.cancelMeeting, id, { reason: 'Sturm' });
    expect([cancelled.status, cancelled.statusReason]).toEqual(['CANCELLED', 'Sturm']);
    expect(told(await take(routes.inviteToMeeting, id, { invitedOn: '2021-01-12' }))).toEqual([409, 'meetingStepNotAllowed']);
  });

  test('is known as of an earlier instant, and getMeetingJournal holds every version with ids and no names', async () => {
    setClock('2021-04-01T08:00:00.000Z');
    const { id } = await plan({ title: 'Erster Titel' });
    setClock('2021-04-02T08:00:00.000Z');
    const { bodyId: _, ...edit } = aPlan(bodyId, { title: 'Zweiter Titel' });
    await took(routes.editMeeting, id, edit);
    setClock(TODAY);
    const asKnown = async (knownAt: string) => await call(routes.getMeeting, editor, { params: { meetingId: id }, query: { knownAt } });
    expect((await asKnown('2021-04-01T12:00:00.000Z')).body.title).toBe('Erster Titel');
    expect((await asKnown('2021-03-01T12:00:00.000Z')).status).toBe(404);
    const journal = (await call(routes.getMeetingJournal, auditor, { params: { meetingId: id } })).body;
    expect(journal.entries.map(({ event }: { event: string }) => event)).toEqual(['MeetingPlanned', 'MeetingEdited']);
    expect(journal.entries[1].data).toEqual({ bodyId, changed: ['title'] });
  });

  test('conferences pass no resolutions: no row records a decision anywhere but at a meeting, and a meeting is always a body’s', async () => {
    const deciding = everyRow.filter(({ emits }) => emits?.includes('DecisionsRecorded'));
    expect(deciding.map(({ id, path }) => [id, path])).toEqual([
      ['recordDecisions', '/alliances/{allianceId}/meetings/{meetingId}/decisions'],
    ]);
    const { bodyId: _, ...withoutBody } = aPlan(bodyId);
    expect(told(await call(routes.planMeeting, editor, { body: { ...withoutBody, eventId: 'eine-konferenz' } }))).toEqual([
      400,
      'requestInvalid',
    ]);
    expect(told(await call(routes.planMeeting, editor, { body: aPlan('eine-konferenz') }))).toEqual([404, 'bodyNotFound']);
  });
});

describe('minutes', () => {
  const approval = { approvedOn: '2021-04-15' };

  test('approveMinutes: whoever wrote on the draft does not approve it, also when another hand wrote last', async () => {
    const id = await held();
    await took(routes.draftMinutes, id, minutes(), editor);
    await took(routes.draftMinutes, id, minutes({ datedOn: '2021-04-08' }), manager);
    for (const drafter of [editor, manager])
      expect(told(await take(routes.approveMinutes, id, approval, drafter))).toEqual([403, 'fourEyesViolated']);
    expect((await took(routes.approveMinutes, id, approval, lead)).minutes).toMatchObject({
      status: 'APPROVED',
      approvedOn: '2021-04-15',
    });
  });

  test('draftMinutes over approved ones needs a reason; every version stays in the journal, and the next hands begin anew', async () => {
    const id = await held();
    await took(routes.draftMinutes, id, minutes({ passages: [{ agendaItemId: 'top-1', text: 'Erste Fassung' }] }), editor);
    await took(routes.approveMinutes, id, approval, lead);
    expect(told(await take(routes.draftMinutes, id, minutes(), lead))).toEqual([409, 'meetingStepNotAllowed']);
    expect(told(await take(routes.recordDecisions, id, { decisions: [] }))).toEqual([409, 'meetingStepNotAllowed']);
    await took(
      routes.draftMinutes,
      id,
      minutes({ reopenedBecause: 'Stimmen verzählt', passages: [{ agendaItemId: 'top-1', text: 'Zweite Fassung' }] }),
      lead,
    );
    expect(told(await take(routes.approveMinutes, id, approval, lead))).toEqual([403, 'fourEyesViolated']);
    expect((await took(routes.approveMinutes, id, approval, editor)).minutes.reopenedBecause).toBe('Stimmen verzählt');
    const { entries } = (await call(routes.getMeetingJournal, editor, { params: { meetingId: id } })).body;
    const texts = entries.flatMap(({ event, after }: Answered['body']) =>
      event === 'MinutesApproved' ? [after.minutes.passages[0].text] : [],
    );
    expect(texts).toEqual(['Erste Fassung', 'Zweite Fassung']);
  });
});

describe('listMeetings', () => {
  test('pages by day, the latest first, within days and a body', async () => {
    const own = await storeBody(table);
    for (const plannedOn of ['2020-01-10', '2020-02-10', '2020-02-11', '2020-03-10']) await plan({ plannedOn, title: plannedOn }, own);
    const titles = async (query: Record<string, string>) => {
      const { body } = await call(routes.listMeetings, editor, { query: { bodyId: own, ...query } });
      return body.items.map(({ title }: { title: string }) => title);
    };
    expect(await titles({})).toEqual(['2020-03-10', '2020-02-11', '2020-02-10', '2020-01-10']);
    expect(await titles({ from: '2020-02-10', to: '2020-02-11' })).toEqual(['2020-02-11', '2020-02-10']);
    const first = await call(routes.listMeetings, editor, { query: { bodyId: own, limit: '3' } });
    expect(await titles({ limit: '3', cursor: first.body.cursor })).toEqual(['2020-01-10']);
    const across = await call(routes.listMeetings, editor, { query: { from: '2020-02-10', to: '2020-02-11' } });
    expect(across.body.items).toHaveLength(2);
  });
});

const promised = (more: object = {}) => ({
  bodyId,
  meetingId: null,
  agendaItemId: null,
  title: 'Konzept senden',
  owner: 'Dezernat III',
  saidOn: '2021-01-21',
  due: { wording: 'im März', precision: 'UNKNOWN', from: null, to: null },
  source: null,
  ...more,
});
const wording = (words: string) => ({ due: { wording: words, precision: 'UNKNOWN', from: null, to: null } });

describe('S4-12: commitments', () => {
  const promise = async (more: object = {}): Promise<Answered['body']> => {
    const answer = await call(routes.recordCommitment, editor, { body: promised(more) });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body;
  };
  const titles = async (query: Record<string, string>) =>
    (await call(routes.listCommitments, editor, { query })).body.items.map(({ title }: { title: string }) => title);

  test('recordCommitment reads the wording where days follow from it, and leaves what was given', async () => {
    expect((await promise()).due).toEqual({ wording: 'im März', precision: 'MONTH', from: '2021-03-01', to: '2021-03-31' });
    expect((await promise(wording('demnächst'))).due).toEqual({ wording: 'demnächst', precision: 'UNKNOWN', from: null, to: null });
    const given = { wording: 'im März', precision: 'DAY', from: null, to: '2021-03-15' };
    expect((await promise({ due: given })).due).toEqual(given);
  });

  test('listCommitments: overdue from the day after the last, never earlier, and only while open', async () => {
    const own = await storeBody(table);
    const march = await promise({ bodyId: own, title: 'März' });
    for (const [title, words] of [
      ['Januar', '29.1.2021'],
      ['Halbjahr', 'in der ersten Jahreshälfte'],
      ['Sommer', 'nach der Sommerpause'],
      ['Sitzung', 'bis zur folgenden Ausschusssitzung'],
      ['Laufend', 'erfolgt laufend'],
    ] as const)
      await promise({ bodyId: own, title, ...wording(words) });
    const overdue = (overdueOn: string) => titles({ bodyId: own, overdueOn });
    expect(await overdue('2021-01-29')).toEqual([]);
    expect(await overdue('2021-01-30')).toEqual(['Januar']);
    expect(await overdue('2021-03-31')).toEqual(['Januar']);
    expect(await overdue('2021-04-01')).toEqual(['Januar', 'März']);
    expect(await overdue('2199-12-31')).toEqual(['Januar', 'März', 'Halbjahr']);
    await call(routes.stateCommitment, editor, {
      params: { commitmentId: march.id },
      version: 1,
      body: { status: 'DONE', statusAsOf: '2021-04-20', statusNote: null },
    });
    expect(await overdue('2021-04-01')).toEqual(['Januar']);
    expect(await titles({ bodyId: own, status: 'DONE' })).toEqual(['März']);
    const { items } = (await call(routes.listCommitments, editor, { query: { bodyId: own } })).body;
    const facts = Object.fromEntries(items.map(({ title, overdueFrom, question }: Answered['body']) => [title, [overdueFrom, question]]));
    expect(facts).toMatchObject({ Januar: ['2021-01-30', null], Laufend: [null, null], Halbjahr: ['2021-07-01', null] });
    expect([facts.Sommer, facts.Sitzung]).toEqual([
      [null, expect.stringContaining('An welchem Tag')],
      [null, expect.stringContaining('An welchem Tag')],
    ]);
  });

  test('belongs to a meeting of its body and to an item of its agenda', async () => {
    const { id: meetingId } = await plan();
    const { id: foreign } = await plan({}, otherId);
    expect((await promise({ meetingId, agendaItemId: 'top-2' })).agendaItemId).toBe('top-2');
    const refused = async (more: object) => told(await call(routes.recordCommitment, editor, { body: promised(more) }));
    expect(await refused({ meetingId: foreign })).toEqual([422, 'linkedRecordUnknown']);
    expect(await refused({ meetingId: 'keine-sitzung' })).toEqual([422, 'linkedRecordUnknown']);
    expect(await refused({ meetingId, agendaItemId: 'top-9' })).toEqual([422, 'agendaItemUnknown']);
    expect(await refused({ agendaItemId: 'top-1' })).toEqual([422, 'agendaItemUnknown']);
    expect(await refused({ saidOn: '2021-05-02' })).toEqual([400, 'requestInvalid']);
  });

  test('stateCommitment: a stand lies neither in the future nor before the one that stands', async () => {
    const { id } = await promise();
    const say = async (statusAsOf: string) =>
      told(
        await call(routes.stateCommitment, editor, {
          params: { commitmentId: id },
          version: 1,
          body: { status: 'DONE', statusAsOf, statusNote: null },
        }),
      );
    expect(await say('2021-05-02')).toEqual([422, 'statusInFuture']);
    expect(await say('2021-01-20')).toEqual([400, 'requestInvalid']);
    expect(await say('2021-05-01')).toEqual([200, undefined]);
  });
});

describe('calendars', () => {
  const read = (text: string) => {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as ConstructorParameters<typeof ICAL.Component>[0]);
    return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  };

  test('getBodyCalendar and getPublicBodyCalendar: UID for ever, SEQUENCE rises, a cancelled meeting stays as cancelled, nobody is named', async () => {
    const own = await storeBody(table, { isPublic: true, shortName: 'AG 4' });
    const agenda = [anItem('top-1', '1'), anItem('top-2', '2', { isPublic: false, title: 'Vertrauliches' })];
    const { id } = await plan({ plannedOn: '2021-06-10', agenda, title: '38. Sitzung' }, own);
    const both = async () => [
      await call(routes.getBodyCalendar, auditor, { params: { bodyId: own } }),
      await call(routes.getPublicBodyCalendar, null, { params: { bodyId: own } }),
    ];
    for (const { status, headers, text } of await both()) {
      expect([status, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
      const [meeting] = read(text);
      expect([meeting?.uid, meeting?.sequence, meeting?.summary, meeting?.location, meeting?.description]).toEqual([
        `npa-${id}@npa-register`,
        1,
        '38. Sitzung',
        'Rathaus',
        null,
      ]);
      expect(meeting?.startDate.toString()).toBe('2021-06-10T17:30:00');
    }
    await took(routes.inviteToMeeting, id, { invitedOn: '2021-05-01' });
    for (const { text } of await both()) {
      expect(read(text)[0]?.description).toBe('1 Punkt 1');
      expect(text).not.toMatch(/Vertrauliches|ATTENDEE|ORGANIZER/);
    }
    await took(routes.cancelMeeting, id, { reason: 'Geheimer Grund' });
    for (const { text } of await both()) {
      expect(text).toMatch(/SEQUENCE:3[\s\S]*STATUS:CANCELLED/);
      expect(text).not.toContain('Geheimer');
    }
  });

  test('the public one answers for a body that is not public as for one that is not there', async () => {
    const answers = await Promise.all(
      [otherId, 'kein-gremium'].map((id) => call(routes.getPublicBodyCalendar, null, { params: { bodyId: id } })),
    );
    for (const answer of answers) expect(told(answer)).toEqual([404, 'bodyNotFound']);
    const elsewhere = await call(routes.getPublicBodyCalendar, null, { params: { allianceId: 'lip', bodyId } });
    expect(told(elsewhere)).toEqual([404, 'bodyNotFound']);
  });
});

describe('a group’s managing staff work on their own body only', () => {
  test('and what belongs to another answers like what is not there', async () => {
    const { id: meetingId } = await plan({}, otherId);
    const commitment = await call(routes.recordCommitment, editor, { body: promised({ bodyId: otherId }) });
    const commitmentId = commitment.body.id as string;
    const { bodyId: _, ...edit } = aPlan(bodyId);
    const atMeeting = (row: RouteRow, body?: object) => [row, 'meetingId', meetingId, body] as const;
    const calls = [
      atMeeting(routes.getMeeting),
      atMeeting(routes.getMeetingJournal),
      atMeeting(routes.editMeeting, edit),
      atMeeting(routes.inviteToMeeting, { invitedOn: '2021-01-12' }),
      atMeeting(routes.recordPresence, presence()),
      atMeeting(routes.recordDecisions, { decisions: [] }),
      atMeeting(routes.draftMinutes, minutes()),
      atMeeting(routes.approveMinutes, { approvedOn: '2021-04-15' }),
      atMeeting(routes.cancelMeeting, { reason: 'Probe' }),
      [routes.stateCommitment, 'commitmentId', commitmentId, { status: 'DONE', statusAsOf: '2021-02-01', statusNote: null }] as const,
      [routes.getBodyCalendar, 'bodyId', otherId, undefined] as const,
    ];
    for (const [row, param, id, body] of calls) {
      const at = (value: string) => ({ params: { [param]: value }, version: 1, ...(body === undefined ? {} : { body }) });
      const [foreign, missing] = [await call(row, manager, at(id)), await call(row, manager, at('gibt-es-nicht'))];
      expect([row.id, foreign.status]).toEqual([row.id, 404]);
      expect({ ...foreign.body, correlationId: '' }).toEqual({ ...missing.body, correlationId: '' });
    }
    for (const [row, body] of [
      [routes.planMeeting, aPlan(otherId)],
      [routes.recordCommitment, promised({ bodyId: otherId })],
    ] as const)
      expect(told(await call(row, manager, { body }))).toEqual([404, 'bodyNotFound']);
    for (const row of [routes.listMeetings, routes.listCommitments])
      expect(told(await call(row, manager, { query: { bodyId: otherId } }))).toEqual([404, 'bodyNotFound']);
  });

  test('lists, pages and cursors tell nothing of other bodies', async () => {
    const own = await storeBody(table);
    const theirs = as('GROUP_MANAGER', { body: own });
    for (const title of ['eigene 1', 'eigene 2']) await plan({ plannedOn: '2022-01-01', title }, own);
    for (let index = 0; index < 6; index++) await plan({ plannedOn: '2022-01-01', title: 'fremde' }, otherId);
    await call(routes.recordCommitment, theirs, { body: promised({ bodyId: own, title: 'eigene' }) });
    const pages: Answered['body'][] = [];
    let cursor: string | null = null;
    do {
      const query = { limit: '1', ...(cursor === null ? {} : { cursor }) };
      const { body } = await call(routes.listMeetings, theirs, { query });
      pages.push(body);
      cursor = body.cursor;
    } while (cursor !== null);
    expect(pages.map(({ items }) => items.map((item: { bodyId: string }) => item.bodyId))).toEqual([[own], [own]]);
    expect(pages.map((page) => Buffer.from(page.cursor ?? '', 'base64url').toString()).join()).not.toContain(otherId);
    expect((await call(routes.listCommitments, theirs, {})).body.items).toHaveLength(1);
    const first = await call(routes.listMeetings, theirs, { query: { limit: '1' } });
    expect(told(await call(routes.listMeetings, manager, { query: { limit: '1', cursor: first.body.cursor } }))).toEqual([
      400,
      'cursorInvalid',
    ]);
  });

  test('and the own body’s meeting they carry through', async () => {
    const { id } = await plan({}, bodyId, manager);
    await took(routes.inviteToMeeting, id, { invitedOn: '2021-01-12' }, manager);
    expect((await took(routes.recordPresence, id, presence(), manager)).status).toBe('HELD');
  });
});

test('another alliance’s meetings and commitments are in no list', async () => {
  const lip = await storeBody(table, {}, { alliance: 'lip' });
  const params = { allianceId: 'lip' };
  const theirs = as('OFFICE_EDITOR', { alliance: 'lip' });
  const { status, body } = await call(routes.planMeeting, theirs, { params, body: aPlan(lip) });
  expect(status).toBe(201);
  await call(routes.recordCommitment, theirs, { params, body: promised({ bodyId: lip }) });
  for (const row of [routes.listMeetings, routes.listCommitments]) {
    expect((await call(row, theirs, { params })).body.items).toHaveLength(1);
    expect((await call(row, editor, { query: { limit: '100' } })).text).not.toContain(lip);
  }
  expect((await call(routes.getMeeting, editor, { params: { meetingId: body.id } })).status).toBe(404);
});

test('no event on the bus names who was there', async () => {
  const events = (await everyItem(table)).flatMap(({ event }) => (event === undefined ? [] : [JSON.stringify(event)]));
  const persons = seats.map(({ personId }) => personId);
  expect(events.filter((event) => persons.some((id) => event.includes(id)))).toEqual([]);
});

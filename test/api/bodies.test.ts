import { beforeAll, describe, expect, test } from '@jest/globals';
import * as routes from '../../functions/bodies/routes.ts';
import { mergePersons, recordPerson } from '../../functions/people/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { aBody, aHolding, aPerson, aRole, aSeat } from '../support/builders.ts';
import { everyItem } from '../support/scan.ts';

/** Bodies, their seats and roles through the API; what a day shows is in `test/domain/composition.test.ts`. */

const editor = as('OFFICE_EDITOR');
const lead = as('OFFICE_LEAD');
const NOWHERE = 'gibt-es-nicht';
let table: Table;
beforeAll(async () => {
  table = await openRegister();
  setClock('2026-11-23T10:00:00.000Z');
});

type Sent = Parameters<typeof call>[2];
async function done(row: RouteRow, sent: Sent, caller: Caller = editor) {
  const answer = await call(row, caller, sent);
  if (answer.status >= 300) throw new Error(`${row.id} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}
const refused = async (row: RouteRow, sent: Sent, caller: Caller = editor) => {
  const { status, body } = await call(row, caller, sent);
  return [status, body.code, body.errors?.[0]?.pointer];
};
const aNewBody = async (more: object = {}, caller: Caller = editor, params = {}): Promise<string> =>
  (await done(routes.recordBody, { params, body: { ...aBody(more), reportAddress: null } }, caller)).id;
const somebody = async (): Promise<string> => (await done(recordPerson, { body: aPerson() })).id;
const aNewSeat = async (bodyId: string, more: object = {}) => await done(routes.recordSeat, { body: aSeat(bodyId, more) });
const composed = async (bodyId: string, on?: string, caller: Caller = editor) =>
  await done(routes.getComposition, { params: { bodyId }, query: on === undefined ? {} : { on } }, caller);
const change = (personId: string | null, from: string | null, more: object = {}) => ({
  ...{ personId, from, dated: from !== null, as: 'HOLDER', wording: null, followsPersonId: null, isBeside: false },
  ...more,
});

describe('a body', () => {
  test('is recorded, read, edited on the version read, and read as it was known before', async () => {
    setClock('2026-11-23T09:00:00.000Z');
    const { body: first, headers } = await call(routes.recordBody, editor, { body: { ...aBody(), reportAddress: null } });
    expect([first.version, headers.etag, headers.location]).toEqual([1, '"1"', `/alliances/npa/bodies/${first.id}`]);
    setClock('2026-11-23T10:00:00.000Z');
    const at = { params: { bodyId: first.id } };
    const body = { ...aBody({ topics: ['Übergang in die Ausbildung'] }), reportAddress: null };
    expect((await done(routes.editBody, { ...at, version: 1, body }, lead)).topics).toEqual(['Übergang in die Ausbildung']);
    expect(await refused(routes.editBody, { ...at, version: 1, body })).toEqual([412, 'recordChangedMeanwhile', undefined]);
    const before = await done(routes.getBody, { ...at, query: { knownAt: '2026-11-23T09:30:00.000Z' } });
    expect([before.topics, (await done(routes.getBody, at)).version]).toEqual([[], 2]);
    const { entries } = await done(routes.getBodyJournal, at, as('AUDITOR'));
    expect(entries.map(({ event, data }: { event: string; data: object }) => [event, data])).toEqual([
      ['BodyRecorded', { kind: 'WORKING_GROUP' }],
      ['BodyEdited', { changed: ['topics'] }],
    ]);
  });

  test.each([
    ['a body that is not there', { partOfBodyId: NOWHERE }, ['linkedRecordUnknown', '/partOfBodyId']],
    ['a theme in an alliance without one', { theme: 'sprache' }, ['allianceNotFound', undefined]],
  ])('may not name %s', async (_what, more, [code, pointer]) => {
    const [, said, where] = await refused(routes.recordBody, { body: { ...aBody(more), reportAddress: null } });
    expect([said, where]).toEqual([code, pointer]);
  });

  test('is no part of itself', async () => {
    const bodyId = await aNewBody();
    const body = { ...aBody({ partOfBodyId: bodyId }), reportAddress: null };
    expect(await refused(routes.editBody, { params: { bodyId }, version: 1, body })).toEqual([422, 'linkedRecordUnknown', '/partOfBodyId']);
  });

  test('S4-21: a claimed rhythm is kept when a change does not speak of it, and ends when it says none', async () => {
    const bodyId = await aNewBody();
    const { meetsEveryMonths: _, ...silent } = aBody();
    const edited = async (version: number, more: object) =>
      (await done(routes.editBody, { params: { bodyId }, version, body: { ...silent, reportAddress: null, ...more } }, lead))
        .meetsEveryMonths;
    expect(await edited(1, { meetsEveryMonths: 6 })).toBe(6);
    expect(await edited(2, {})).toBe(6);
    expect(await edited(3, { meetsEveryMonths: null })).toBeNull();
  });

  test('keeps the address of its list out of journal, event and every answer but its own', async () => {
    const address = 'verteiler-ag9@haus.example';
    const { id: bodyId, ...shown } = await done(routes.recordBody, { body: { ...aBody(), reportAddress: address } });
    expect(JSON.stringify(shown)).not.toContain(address);
    const at = { params: { bodyId } };
    expect(await done(routes.getBodyMail, at)).toEqual({ reportAddress: address });
    const next = 'neu-ag9@haus.example';
    await done(routes.editBody, { ...at, version: 1, body: { ...aBody(), reportAddress: next } });
    expect(await done(routes.getBodyMail, at, lead)).toEqual({ reportAddress: next });
    const { entries } = await done(routes.getBodyJournal, at);
    expect(entries[1].data).toEqual({ changed: ['reportAddress'] });
    const keeping = (await everyItem(table)).filter((item) => JSON.stringify(item).includes('ag9@'));
    expect(keeping.map(({ sk }) => sk)).toEqual(['PRIVATE']);
    expect(JSON.stringify(keeping)).not.toContain(address);
    expect((await call(routes.getBodyMail, as('GROUP_MANAGER', { body: bodyId }), at)).status).toBe(403);
  });
});

describe('a seat', () => {
  test('passes from one to the next; every day shows its own, and only who was there changes', async () => {
    const bodyId = await aNewBody();
    const [one, two] = [await somebody(), await somebody()];
    const seat = await aNewSeat(bodyId, { label: 'Fachbereich Schule', holdings: [aHolding(one)] });
    const at = { params: { seatId: seat.id } };
    const changed = await done(routes.changeHolding, { ...at, version: 1, body: change(two, '2020-08-01') });
    expect(changed.holdings.map(({ to }: { to: string | null }) => to)).toEqual(['2020-07-31', null]);
    await done(routes.changeHolding, { ...at, version: 2, body: change(null, '2021-01-01') }, lead);
    const whoOn = async (on?: string) => (await composed(bodyId, on)).seats[0].holdings.map((held: { personId: string }) => held.personId);
    expect(await Promise.all(['2020-07-31', '2020-08-01', '2021-01-01'].map(whoOn))).toEqual([[one], [two], [null]]);
    expect((await composed(bodyId)).on).toBe('2026-11-23');
    expect((await composed(bodyId)).counts).toMatchObject({ seats: 1, vacant: 1 });
    const edited = await done(routes.editSeat, {
      ...at,
      version: 3,
      body: { ...fieldsOf(seat), label: 'Fachbereich Jugend', side: 'EXTERNAL' },
    });
    expect([edited.label, edited.holdings.length]).toEqual(['Fachbereich Jugend', 3]);
    const all = await done(routes.listBodySeats, { params: { bodyId } });
    expect(all.seats.map(({ id, version }: { id: string; version: number }) => [id, version])).toEqual([[seat.id, 4]]);
  });

  test('refuses a change that overlaps or goes back, and writes nothing', async () => {
    const seat = await aNewSeat(await aNewBody(), { holdings: [aHolding(await somebody(), { from: '2020-01-01' })] });
    const at = { params: { seatId: seat.id }, version: 1 };
    const next = await somebody();
    expect(await refused(routes.changeHolding, { ...at, body: change(next, '2019-12-31') })).toEqual([422, 'holdingInvalid', '/from']);
    expect(await refused(routes.changeHolding, { ...at, body: change(NOWHERE, '2021-01-01') })).toEqual([
      422,
      'holdingInvalid',
      '/personId',
    ]);
    expect((await done(routes.changeHolding, { ...at, body: change(next, '2021-01-01') })).version).toBe(2);
    expect((await refused(routes.changeHolding, { ...at, body: change(null, '2022-01-01') }))[1]).toBe('recordChangedMeanwhile');
  });

  test('takes nobody who is merged: the record that stands for both is taken', async () => {
    const [one, into] = [await somebody(), await somebody()];
    await done(mergePersons, { params: { personId: one }, version: 1, body: { intoPersonId: into, reason: 'Derselbe Mensch' } });
    const bodyId = await aNewBody();
    expect(await refused(routes.recordSeat, { body: aSeat(bodyId, { holdings: [aHolding(one)] }) })).toEqual([
      422,
      'holdingInvalid',
      '/holdings/0/personId',
    ]);
    expect((await refused(routes.assignBodyRole, { body: aRole(bodyId, one) }))[1]).toBe('holdingInvalid');
  });

  test('is refused when its holdings or its days do not fit each other', async () => {
    const bodyId = await aNewBody();
    const twice = aSeat(bodyId, { holdings: [aHolding(null), aHolding(null)] });
    expect(await refused(routes.recordSeat, { body: twice })).toEqual([422, 'holdingInvalid', '/holdings/1/from']);
    const seat = await aNewSeat(bodyId, { holdings: [aHolding(await somebody(), { from: '2020-01-01' })] });
    const shorter = { params: { seatId: seat.id }, version: 1, body: { ...fieldsOf(seat), validTo: '2019-12-31' } };
    expect(await refused(routes.editSeat, shorter)).toEqual([422, 'holdingInvalid', '/holdings/0/from']);
  });

  test('belongs to a body that is there', async () => {
    expect((await refused(routes.recordSeat, { body: aSeat(NOWHERE) }))[1]).toBe('bodyNotFound');
    const lost = aSeat(await aNewBody(), { delegatedFromBodyId: NOWHERE });
    expect(await refused(routes.recordSeat, { body: lost })).toEqual([422, 'linkedRecordUnknown', '/delegatedFromBodyId']);
  });

  const fieldsOf = ({
    order,
    label,
    side,
    group,
    isYouthDelegate,
    delegatedFromBodyId,
    validFrom,
    validTo,
    source,
  }: Record<string, unknown>) => ({
    ...{ order, label, side, group, isYouthDelegate, delegatedFromBodyId, validFrom, validTo, source },
  });
});

describe('a role', () => {
  test('S4-30: outlives the seat of its holder until somebody ends it; the composition asks', async () => {
    const bodyId = await aNewBody();
    const [one, two] = [await somebody(), await somebody()];
    const seat = await aNewSeat(bodyId, { holdings: [aHolding(one)] });
    const role = await done(routes.assignBodyRole, { body: aRole(bodyId, one) });
    await done(routes.changeHolding, { params: { seatId: seat.id }, version: 1, body: change(two, '2021-01-01') });
    const asked = await composed(bodyId, '2021-01-01');
    expect(asked.roles.map(({ personId }: { personId: string }) => personId)).toEqual([one]);
    expect(asked.findings).toMatchObject([{ code: 'ROLE_WITHOUT_SEAT', roleId: role.id, personId: two }]);
    const at = { params: { roleId: role.id }, version: 1 };
    await done(routes.endBodyRole, { ...at, body: { to: '2020-12-31' } });
    expect((await composed(bodyId, '2021-01-01')).findings).toEqual([]);
    const later = await done(routes.assignBodyRole, { body: aRole(bodyId, two, { from: '2021-01-01' }) });
    expect(await refused(routes.endBodyRole, { params: { roleId: later.id }, version: 1, body: { to: '2020-01-01' } })).toEqual([
      422,
      'holdingInvalid',
      '/to',
    ]);
  });
});

describe('own bodies are a hard boundary', () => {
  let own = '';
  let other = '';
  let manager: Caller;
  beforeAll(async () => {
    own = await aNewBody({ kind: 'ROUND_TABLE', order: 2 });
    other = await aNewBody({ kind: 'ROUND_TABLE', order: 1 });
    manager = as('GROUP_MANAGER', { body: own });
    const [one, two] = [await somebody(), await somebody()];
    await aNewSeat(own, { holdings: [aHolding(one), aHolding(two, { dated: false })] });
    await aNewSeat(other, { holdings: [aHolding(one, { to: '2020-12-31' }), aHolding(two, { from: '2021-01-01' })] });
  });

  test.each([
    ['getBody', routes.getBody],
    ['getComposition', routes.getComposition],
    ['listBodySeats', routes.listBodySeats],
  ] as const)('%s of another body answers like one that is missing', async (_id, row) => {
    const seen = async (bodyId: string) => {
      const { status, body } = await call(row, manager, { params: { bodyId } });
      return { status, ...body, correlationId: '' };
    };
    expect(await seen(other)).toEqual(await seen(NOWHERE));
    expect((await seen(own)).status).toBe(200);
  });

  test('listBodies shows the own ones, on full pages, with no cursor that tells of others', async () => {
    const { items, cursor } = await done(routes.listBodies, { query: { limit: '1' } }, manager);
    expect([items.map(({ id }: { id: string }) => id), cursor]).toEqual([[own], null]);
    const all = await done(routes.listBodies, { query: { kind: 'ROUND_TABLE' } });
    expect(all.items.map(({ id }: { id: string }) => id)).toEqual([other, own]);
    const both = { subject: 'beide', grants: [own, other].map((id) => `npa:GROUP_MANAGER:${id}`) };
    expect((await done(routes.listBodies, {}, both)).items).toHaveLength(2);
  });

  test('countMembers counts the own bodies only', async () => {
    const seats = async (caller: Caller) =>
      (await done(routes.countMembers, { query: { kind: 'ROUND_TABLE', rule: 'SEATS' } }, caller)).count;
    expect([await seats(manager), await seats(editor)]).toEqual([1, 2]);
  });

  test('the day of a succession in another body is proposed to those who may know of it', async () => {
    const codes = async (caller: Caller) => (await composed(own, '2021-06-30', caller)).findings.map(({ code }: { code: string }) => code);
    expect([await codes(manager), await codes(as('AUDITOR'))]).toEqual([[], ['DAY_KNOWN_ELSEWHERE']]);
  });

  test('an alliance is one as well', async () => {
    const lip = { allianceId: 'lip' };
    const foreign = await aNewBody({}, as('OFFICE_EDITOR', { alliance: 'lip' }), lip);
    expect((await refused(routes.getBody, { params: { bodyId: foreign } }))[1]).toBe('bodyNotFound');
    expect((await refused(routes.recordSeat, { body: aSeat(foreign) }))[1]).toBe('bodyNotFound');
    expect((await done(routes.getBody, { params: { ...lip, bodyId: foreign } }, as('DPO', { alliance: 'lip' }))).version).toBe(1);
  });
});

test('countMembers names its rule, and counts a merged person once', async () => {
  const bodyId = await aNewBody({ kind: 'ADVISORY_BOARD' });
  const [one, twin] = [await somebody(), await somebody()];
  await aNewSeat(bodyId, { holdings: [aHolding(one)] });
  await aNewSeat(bodyId, { side: 'EXTERNAL', holdings: [aHolding(twin)] });
  const counted = async () => await done(routes.countMembers, { query: { kind: 'ADVISORY_BOARD', rule: 'HOLDERS_AT_START' } });
  expect(await counted()).toMatchObject({ count: 2, ruleName: expect.stringContaining('verschiedene Personen') });
  await done(mergePersons, { params: { personId: twin }, version: 1, body: { intoPersonId: one, reason: 'Derselbe Mensch' } });
  expect(await counted()).toMatchObject({ count: 1, bySide: { INTERNAL: 1, EXTERNAL: 1, NONE: 0 } });
  expect((await composed(bodyId)).seats.map(({ holdings: [held] }: { holdings: { personId: string }[] }) => held?.personId)).toEqual([
    one,
    one,
  ]);
});

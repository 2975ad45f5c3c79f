import { beforeAll, describe, expect, test } from '@jest/globals';
import { assignBodyRole, countMembers, getComposition, recordBody, recordSeat } from '../../functions/bodies/routes.ts';
import { inviteToMeeting, planMeeting, recordPresence } from '../../functions/meetings/routes.ts';
import * as routes from '../../functions/people/routes.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { recordPartition, STATE } from '../../shared/store/keys.ts';
import type { Table } from '../../shared/store/table.ts';
import { getItem } from '../../shared/store/table.ts';
import type { Caller } from '../support/api.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { aBody, aHolding, aPerson, aRole, aSeat } from '../support/builders.ts';
import { aPlan, someone } from '../support/meetings.ts';
import { everyItem } from '../support/scan.ts';

/** Persons in bodies: named to few, merged on purpose only, erased for good. */

const editor = as('OFFICE_EDITOR');
const lead = as('OFFICE_LEAD');
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
const named = async (familyName: string, givenName: string | null = 'Probe'): Promise<string> =>
  (await done(routes.recordPerson, { body: aPerson({ givenName, familyName }) })).id;
const aNewBody = async (): Promise<string> => (await done(recordBody, { body: { ...aBody(), reportAddress: null } })).id;
const seated = async (bodyId: string, ...holdings: ReturnType<typeof aHolding>[]): Promise<string> =>
  (await done(recordSeat, { body: aSeat(bodyId, { holdings }) })).id;

type Person = { id: string; version: number; fullName: string; sortingName: string; name: object | null; mergedInto: string | null };
const persons = async (query: Record<string, string> = {}, caller: Caller = editor): Promise<Person[]> => {
  const found: Person[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Person[]; cursor: string | null } = await done(
      routes.listPersons,
      { query: { limit: '100', ...query, ...(cursor === null ? {} : { cursor }) } },
      caller,
    );
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
};
const oneOf = async (id: string): Promise<Person> => (await persons()).find((person) => person.id === id) as Person;
/** The version without opening every name. */
const versionOf = async (id: string): Promise<number> =>
  Number((await getItem(table, { pk: recordPartition('npa', 'PERSON', id), sk: STATE }))?.version);
const merge = async (personId: string, intoPersonId: string, reason = 'Schreibfehler im Protokoll') => ({
  params: { personId },
  version: await versionOf(personId),
  body: { intoPersonId, reason },
});
const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id).sort();

describe('a name', () => {
  test('is read in the list, corrected, and stands in no answer to a change', async () => {
    const { body } = await call(routes.recordPerson, editor, {
      body: aPerson({ title: 'Dr.', givenName: 'Änne', familyName: 'von Musterow' }),
    });
    expect(JSON.stringify(body)).not.toContain('Musterow');
    expect(await oneOf(body.id)).toMatchObject({ fullName: 'Dr. Änne von Musterow', sortingName: 'musterow von aenne' });
    const renamed = { title: null, givenName: 'Änne', familyName: 'von Musterau' };
    await done(routes.renamePerson, { params: { personId: body.id }, version: 1, body: renamed });
    expect((await oneOf(body.id)).fullName).toBe('Änne von Musterau');
    const journal = (await everyItem(table)).filter(({ pk, sk }) => String(pk).includes(body.id) && String(sk).startsWith('JOURNAL#'));
    expect(journal.map(({ event }) => event)).toMatchObject([
      { name: 'PersonRecorded' },
      { name: 'PersonRenamed', data: { changed: ['title', 'familyName'] } },
    ]);
    expect(JSON.stringify(await everyItem(table))).not.toMatch(/Muster(?:ow|au)|musterow/);
  });

  test('is read by a group’s managing staff for their own bodies only, merged records included', async () => {
    const [own, other] = [await aNewBody(), await aNewBody()];
    const [member, speaker, stranger, twin] = [await named('Eigen'), await named('Redner'), await named('Fremd'), await named('Eigenn')];
    await seated(own, aHolding(member));
    await seated(other, aHolding(stranger));
    await done(assignBodyRole, { body: aRole(own, speaker) });
    await done(routes.mergePersons, await merge(twin, member));
    const manager = as('GROUP_MANAGER', { body: own });
    expect(ids(await persons({}, manager))).toEqual([member, speaker, twin].sort());
    expect(ids(await persons({ bodyId: own }, manager))).toEqual([member, speaker, twin].sort());
    expect(await refused(routes.listPersons, { query: { bodyId: other } }, manager)).toEqual(
      await refused(routes.listPersons, { query: { bodyId: 'gibt-es-nicht' } }, manager),
    );
    expect(ids(await persons({ bodyId: other }))).toEqual([stranger]);
    const page = await done(routes.listPersons, { query: { limit: '1' } }, manager);
    expect([member, speaker, twin]).toContain(page.items[0].id);
    const due = await refused(routes.listPersons, { query: { dueForErasure: 'true' } }, manager);
    expect(due.slice(0, 2)).toEqual([403, 'notPermitted']);
    const keeper = { subject: 'beides', grants: [`npa:GROUP_MANAGER:${own}`, 'npa:OFFICE_EDITOR'] };
    expect(ids(await persons({}, keeper))).toContain(stranger);
  });
});

describe('two records of one person', () => {
  test('SX-03: like names are suggested, the same name too, and nothing is merged by itself', async () => {
    const [ramani, rahmani, ozong, oumate] = [
      await named('Ramani', 'Bala'),
      await named('Rahmani', 'Bala'),
      await named('Ozong', 'Kavaye'),
      await named('Ozong', 'Kavaya Oumate'),
    ];
    const [member, head] = [await named('Sonderbar', 'Silke'), await named('Sonderbar', 'Silke')];
    const suggested = async (): Promise<string[]> =>
      (await done(routes.listMergeSuggestions, {}, lead)).items.map(({ persons: pair }: { persons: Person[] }) => ids(pair).join(' '));
    const pair = (a: string, b: string) => [a, b].sort().join(' ');
    expect(await suggested()).toEqual(expect.arrayContaining([pair(ramani, rahmani), pair(ozong, oumate), pair(member, head)]));
    for (const id of [member, head]) expect((await oneOf(id)).mergedInto).toBeNull();
    const apart = await done(routes.keepPersonsApart, { params: { personId: member }, version: 1, body: { otherPersonId: head } });
    expect(apart.distinctFrom).toEqual([head]);
    expect(await suggested()).not.toContain(pair(member, head));
    expect((await refused(routes.mergePersons, await merge(head, member)))[1]).toBe('mergeNotAllowed');
    await done(routes.keepPersonsApart, {
      params: { personId: head },
      version: 2,
      body: { otherPersonId: member, isDistinct: false },
    });
    expect(await suggested()).toContain(pair(member, head));
    await done(routes.mergePersons, await merge(ramani, rahmani));
    expect(await suggested()).not.toContain(pair(ramani, rahmani));
  });

  test('are merged with a reason, on the journal of both, and separated again', async () => {
    const [one, into] = [await named('Zwilling'), await named('Zwilling')];
    const merged = await done(routes.mergePersons, await merge(one, into));
    expect([merged.mergedInto, merged.mergeReason]).toEqual([into, 'Schreibfehler im Protokoll']);
    expect((await oneOf(one)).fullName).toBe('Probe Zwilling');
    const apart = { params: { personId: one }, version: 2, body: { reason: 'Zwei Dienststellen' } };
    expect((await done(routes.separatePersons, apart)).mergedInto).toBeNull();
    expect((await refused(routes.separatePersons, { ...apart, version: 3 }))[1]).toBe('mergeNotAllowed');
    const events = (await everyItem(table))
      .filter(({ pk, sk }) => String(pk).endsWith(`#${into}`) && String(sk).startsWith('JOURNAL#'))
      .map(({ event }) => event);
    expect(events).toMatchObject([
      { name: 'PersonRecorded' },
      { name: 'PersonsMerged', data: { personId: one, intoPersonId: into } },
      { name: 'PersonsSeparated', data: { personId: one, fromPersonId: into } },
    ]);
  });

  test('make no chain, also when two merge at once', async () => {
    const [one, two, three] = [await named('Kette'), await named('Kette'), await named('Kette')];
    await done(routes.mergePersons, await merge(one, two));
    expect((await refused(routes.mergePersons, await merge(three, one)))[1]).toBe('mergeNotAllowed');
    expect((await refused(routes.mergePersons, await merge(two, three)))[1]).toBe('mergeNotAllowed');
    for (const _round of [1, 2, 3]) {
      const [a, b, c] = [await named('Rennen'), await named('Rennen'), await named('Rennen')];
      const calls = await Promise.all([merge(a, b), merge(b, c)]);
      const answers = await Promise.all(calls.map((sent) => call(routes.mergePersons, editor, sent)));
      expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
      const found = await persons();
      expect(found.filter(({ id, mergedInto }) => [a, b].includes(id) && mergedInto !== null).length).toBeLessThan(2);
    }
  });

  test('the reason names nobody: it stands in the journal for good', async () => {
    const [one, into] = [await named('Kleinod'), await named('Klainod')];
    expect(await refused(routes.mergePersons, await merge(one, into, 'Frau Kleinod schreibt sich so'))).toEqual([
      400,
      'requestInvalid',
      '/reason',
    ]);
  });
});

test('listPersonPlaces shows the seats and functions of one record, before anybody merges it', async () => {
  const bodyId = await aNewBody();
  const [one, twin] = [await named('Ort'), await named('Ort')];
  const seatId = await seated(bodyId, aHolding(one, { to: '2020-12-31' }), aHolding(twin, { from: '2021-01-01' }));
  await done(assignBodyRole, { body: aRole(bodyId, one) });
  await done(routes.mergePersons, await merge(twin, one));
  const places = async (personId: string) => (await done(routes.listPersonPlaces, { params: { personId } })).items;
  expect(await places(one)).toMatchObject([
    { bodyId, seatId, as: 'HOLDER', to: '2020-12-31' },
    { bodyId, seatId: null, kind: 'SPEAKER' },
  ]);
  expect(await places(twin)).toMatchObject([{ bodyId, seatId, from: '2021-01-01' }]);
  expect((await refused(routes.listPersonPlaces, { params: { personId: one } }, as('GROUP_MANAGER', { body: bodyId })))[0]).toBe(403);
});

describe('erasing', () => {
  test('ends the key; lists say so; seats and counts do not move; once more changes nothing', async () => {
    const bodyId = await aNewBody();
    const [one, twin] = [await named('Vergessen'), await named('Vergesen')];
    await seated(bodyId, aHolding(one));
    await done(routes.mergePersons, await merge(twin, one));
    const figures = async () => [
      await done(getComposition, { params: { bodyId }, query: { on: '2026-01-01' } }),
      await done(countMembers, { query: { rule: 'WITH_DEPUTIES' } }),
    ];
    const before = await figures();
    const erased = await done(routes.erasePerson, { params: { personId: one }, body: {}, key: 'einmal-geloescht' }, lead);
    expect(erased.erasedOn).toBe('2026-11-23');
    for (const id of [one, twin]) expect(await oneOf(id)).toMatchObject({ fullName: 'Person gelöscht', name: null });
    expect(await figures()).toEqual(before);
    const keys = JSON.stringify(await everyItem({ ...table, name: keyTableNameOf(table.name) }));
    expect([one, twin].filter((id) => keys.includes(id))).toEqual([]);
    const again = await done(routes.erasePerson, { params: { personId: one }, body: {}, key: 'einmal-geloescht' }, lead);
    expect(again).toEqual(erased);
    expect((await done(routes.erasePerson, { params: { personId: twin }, body: {} }, lead)).erasedOn).toBe('2026-11-23');
    const version = await versionOf(one);
    const rename = { params: { personId: one }, version, body: { title: null, givenName: null, familyName: 'Zurück' } };
    expect((await refused(routes.renamePerson, rename))[1]).toBe('personErased');
    expect((await refused(routes.mergePersons, await merge(await named('Andere'), one)))[1]).toBe('personErased');
    expect((await refused(recordSeat, { body: aSeat(bodyId, { holdings: [aHolding(one)] }) }))[1]).toBe('holdingInvalid');
  });

  test('listPersons?dueForErasure: whose last seat, function and meeting lie more than two years back (P2)', async () => {
    const bodyId = await aNewBody();
    const [gone, recent, stays, role] = [await named('Lang'), await named('Kurz'), await named('Noch'), await named('Rolle')];
    await seated(bodyId, aHolding(gone, { to: '2024-11-22' }), aHolding(stays, { from: '2024-11-23' }));
    await seated(bodyId, aHolding(recent, { to: '2024-11-23' }), aHolding(role, { from: '2024-11-24', to: '2024-11-24' }));
    await done(assignBodyRole, { body: aRole(bodyId, role) });
    const due = async () => ids(await persons({ dueForErasure: 'true', bodyId }, lead));
    expect(await due()).toEqual([gone]);
    const guest = await named('Gast');
    const { id: meetingId } = await done(planMeeting, { body: aPlan(bodyId, { plannedOn: '2024-01-10' }) });
    await done(inviteToMeeting, { params: { meetingId }, version: 1, body: { invitedOn: '2024-01-02' } });
    const presence = { actualStart: '17:30', actualEnd: '19:00', presence: [someone(guest)] };
    await done(recordPresence, { params: { meetingId }, version: 2, body: presence });
    expect(ids(await persons({ dueForErasure: 'true' }, lead))).toContain(guest);
    await done(routes.erasePerson, { params: { personId: guest }, body: {} }, lead);
    expect(ids(await persons({ dueForErasure: 'true' }, lead))).not.toContain(guest);
    setClock('2026-11-24T10:00:00.000Z');
    expect(await due()).toEqual([gone, recent].sort());
    setClock('2026-11-23T10:00:00.000Z');
  });
});

import { beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  decideRetention,
  getLegalHold,
  getRetentionSettings,
  listLegalHolds,
  listRetention,
  setLegalHold,
  setRetentionSettings,
} from '../../functions/privacy/routes.ts';
import type { RetentionDeps } from '../../functions/retention/run-retention.ts';
import { runRetention } from '../../functions/retention/run-retention.ts';
import { endDatesOf, usualPeriods } from '../../shared/domain/retention.ts';
import { log } from '../../shared/platform/logger.ts';
import { doorKey } from '../../shared/store/keys.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit } from '../../shared/store/table.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { aPerson, type DoorStores, doorStores, eventOn, participate } from '../support/participants.ts';
import { scale } from '../support/scale.ts';
import { everyItem } from '../support/scan.ts';
import { done } from './samples.ts';

const lead = as('OFFICE_LEAD');
let table: Table;
let stores: DoorStores;
let count = 0;

beforeAll(async () => {
  table = await openRegister();
  stores = doorStores(table);
});
beforeEach(() => {
  count += 1;
});

const nightOf = (day: string): string => `${day}T02:30:00.000Z`;
const run = async (day: string, deps: RetentionDeps = stores): Promise<void> => {
  await runRetention(deps, ['npa', 'lip'], nightOf(day), 'test');
};
/** The whole list at a day, for one event. */
async function casesOf(eventId: string, day = '2030-01-01') {
  setClock(nightOf(day));
  const { items } = await done(listRetention, lead, { query: { limit: '100' } });
  setClock();
  return items.filter((one: { eventId: string }) => one.eventId === eventId);
}
const caseOf = async (eventId: string, dataClass: string, day?: string) =>
  (await casesOf(eventId, day)).find((one: { dataClass: string }) => one.dataClass === dataClass);

async function decide(eventId: string, dataClass: string, body: object = { decision: 'WAIVED', reason: 'ARCHIVE_AGREEMENT' }) {
  const { id, version } = await caseOf(eventId, dataClass);
  return await done(decideRetention, lead, { params: { retentionId: id }, version, body });
}

/** Three people of an event long over: one came, one did not, one with needs did. */
async function threePeople(eventId: string) {
  const email = (who: string) => `${who}-${count}-${eventId.slice(0, 8)}@example.org`;
  return {
    came: await participate(stores, eventId, { person: aPerson({ email: email('kam') }), present: true }),
    stayed: await participate(stores, eventId, { person: aPerson({ email: email('fehlte') }) }),
    withNeeds: await participate(stores, eventId, { person: aPerson(), needs: 'Gebärdensprache', present: true }),
  };
}

const namesOf = async (eventId: string): Promise<string[]> => [...(await stores.people.ofEvent('npa', eventId)).keys()].sort();
const needsOf = async (eventId: string): Promise<string[]> => [...(await stores.people.needsOfEvent('npa', eventId)).keys()];

describe('the nightly run', () => {
  test('touches nothing in its time, and each class when its own is over', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    const { came, stayed, withNeeds } = await threePeople(eventId);
    await run('2026-05-17');
    expect(await casesOf(eventId)).toEqual([]);
    await run('2026-05-18');
    expect(await needsOf(eventId)).toEqual([]);
    expect(await caseOf(eventId, 'SPECIAL_NEEDS')).toMatchObject({
      status: 'ERASED',
      waiver: 'NO_OFFER',
      erased: 1,
      erasedOn: '2026-05-18',
    });
    expect(await namesOf(eventId)).toEqual([came, stayed, withNeeds].sort());

    await run('2026-11-03');
    expect(await caseOf(eventId, 'REGISTRATION')).toBeUndefined();
    await run('2026-11-04');
    expect(await caseOf(eventId, 'REGISTRATION')).toMatchObject({ status: 'DUE', endsOn: '2026-11-03', erased: 0 });
    expect(await caseOf(eventId, 'PRESENCE')).toBeUndefined();
    await decide(eventId, 'REGISTRATION', { decision: 'OFFERED', reference: 'NLA 2026/77' });
    await run('2026-11-05');
    expect(await namesOf(eventId)).toEqual([came, withNeeds].sort());
    expect(await caseOf(eventId, 'REGISTRATION')).toMatchObject({
      status: 'ERASED',
      reference: 'NLA 2026/77',
      erased: 1,
      decidedBy: lead?.subject,
    });
    await run('2027-05-04');
    await decide(eventId, 'PRESENCE');
    await run('2027-05-05');
    expect(await namesOf(eventId)).toEqual([]);
    expect((await stores.doors.ticketsOf('npa', eventId)).filter(({ liveScans }) => liveScans > 0)).toHaveLength(2);
  });

  test('erases nothing that nobody decided, and says so after a month', async () => {
    const eventId = await eventOn(stores, '2026-01-31');
    const { stayed } = await threePeople(eventId);
    await run('2026-08-01');
    expect(await caseOf(eventId, 'REGISTRATION', '2026-08-31')).toMatchObject({ status: 'DUE', endsOn: '2026-07-31', isOverdue: false });
    await run('2026-09-30');
    expect(await caseOf(eventId, 'REGISTRATION', '2026-09-01')).toMatchObject({ status: 'DUE', isOverdue: true });
    expect(await namesOf(eventId)).toContain(stayed);
  });

  test('run twice, and three at once, ends like once', async () => {
    const eventId = await eventOn(stores, '2020-05-03');
    await threePeople(eventId);
    await Promise.all([run('2026-06-01'), run('2026-06-01'), run('2026-06-01')]);
    await decide(eventId, 'PRESENCE');
    await decide(eventId, 'REGISTRATION');
    await Promise.all([run('2026-06-02'), run('2026-06-02'), run('2026-06-02')]);
    await run('2026-06-02');
    expect(await casesOf(eventId)).toHaveLength(3);
    for (const [dataClass, erased] of [
      ['PRESENCE', 2],
      ['REGISTRATION', 1],
      ['SPECIAL_NEEDS', 1],
    ] as const)
      expect(await caseOf(eventId, dataClass)).toMatchObject({ status: 'ERASED', erased, underWay: null });
    const before = await everyItem(table);
    await run('2026-06-03');
    expect((await everyItem(table)).length).toBe(before.length);
  });

  test('P2: killed after any write, the next run finishes the same', async () => {
    let kills = 0;
    const more = scale({ short: 0, full: 3 });
    for (let writes = 0; ; writes++) {
      count += 1;
      const eventId = await eventOn(stores, '2020-05-03');
      const people = await threePeople(eventId);
      for (let index = 0; index < more; index++) await participate(stores, eventId, { person: aPerson(), present: true });
      await run('2026-06-01');
      await decide(eventId, 'PRESENCE');
      await decide(eventId, 'REGISTRATION');
      const killed = await run('2026-06-02', dyingAfter(writes)).then(
        () => false,
        () => true,
      );
      kills += killed ? 1 : 0;
      await run('2026-06-02');
      for (const [dataClass, erased] of [
        ['PRESENCE', 2 + more],
        ['REGISTRATION', 1],
      ] as const)
        expect({ writes, ...(await caseOf(eventId, dataClass)) }).toMatchObject({ writes, status: 'ERASED', erased, underWay: null });
      expect(await namesOf(eventId)).toEqual([]);
      expect([...(await stores.keys.personKeys('npa', eventId)).keys()]).toEqual([]);
      const stored = JSON.stringify([await everyItem(stores.keysTable)]);
      expect(Object.values(people).filter((ticketId) => stored.includes(ticketId))).toEqual([]);
      if (!killed) break;
    }
    expect(kills).toBeGreaterThanOrEqual(scale({ short: 12, full: 20 }));
  }, 120_000);

  test('who comes late, from a tablet that was offline, follows the decision', async () => {
    const eventId = await eventOn(stores, '2020-05-03');
    await threePeople(eventId);
    await run('2026-06-01');
    await decide(eventId, 'PRESENCE');
    await run('2026-06-02');
    await participate(stores, eventId, { person: aPerson(), present: true });
    await run('2026-06-03');
    expect(await caseOf(eventId, 'PRESENCE')).toMatchObject({ status: 'ERASED', erased: 3, erasedOn: '2026-06-03' });
  });

  test('its journal holds counts, classes and days, and nothing of anybody', async () => {
    const journal = (await everyItem(table)).filter(
      ({ sk, recordType }) => recordType === 'RETENTION' && String(sk).startsWith('JOURNAL#'),
    );
    expect(journal.length).toBeGreaterThan(10);
    expect(JSON.stringify(journal)).not.toMatch(/Ada|Beispiel|example\.org|Gebärden/);
  });
});

describe('one night', () => {
  test('ends the needs of whoever withdrew, long before the event, and of nobody else', async () => {
    const eventId = await eventOn(stores, '2029-05-03');
    const { withNeeds } = await threePeople(eventId);
    const gone = await participate(stores, eventId, { person: aPerson({ familyName: 'Weg' }), needs: 'Vegan' });
    await cancel(eventId, gone);
    await done(setLegalHold, lead, { params: { eventId }, version: 0, body: { hold: { reason: 'DISPUTE', until: '2026-06-01' } } });
    await run('2026-06-01');
    expect(await needsOf(eventId)).toContain(gone);
    await run('2026-06-02');
    expect(await needsOf(eventId)).toEqual([withNeeds]);
    expect(await namesOf(eventId)).toContain(gone);
    expect(await casesOf(eventId)).toEqual([]);
  });

  test('an event that cannot be read stops nothing but the success of the run', async () => {
    const events = [await eventOn(stores, '2020-05-03'), await eventOn(stores, '2020-05-04'), await eventOn(stores, '2020-05-05')];
    const broken = [...events].sort()[1] ?? '';
    const sound = events.filter((eventId) => eventId !== broken);
    for (const eventId of events) await threePeople(eventId);
    const place = doorKey('npa', broken, 'TICKET', 'kaputt');
    const put = (item: object) =>
      commit(table, [{ put: { item: { ...place, ...item } }, refusal: 'recordChangedMeanwhile' }], { key: place, commitId: 'kaputt' });
    await put({ status: 'nichts' });
    const said = jest.spyOn(log, 'error');
    await expect(run('2026-06-02')).rejects.toThrow(`retention failed for 1: npa/${broken}`);
    expect(said.mock.calls).toEqual([['RETENTION_FAILED', { alliance: 'npa', eventId: broken }, expect.anything()]]);
    said.mockRestore();
    for (const eventId of sound) expect(await needsOf(eventId)).toEqual([]);
    expect(await needsOf(broken)).toHaveLength(1);
    await put({ ...(await stores.doors.findTicket('npa', sound[0] ?? '', (await namesOf(sound[0] ?? ''))[0] ?? '')), isNamed: false });
    await run('2026-06-02');
    expect(await needsOf(broken)).toEqual([]);
  });
});

const cancel = async (eventId: string, id: string): Promise<void> => {
  const write = stores.doors.ticketWrite('npa', { id, eventId } as Parameters<typeof stores.doors.ticketWrite>[1], { status: 'CANCELLED' });
  await commit(table, [write], { key: { pk: 'none', sk: id }, commitId: id });
};

/** Deps whose connection breaks for good after so many writes, as if the process were killed. */
function dyingAfter(writes: number): RetentionDeps {
  let left = writes;
  const client = new Proxy(table.client, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return async (command: { constructor: { name: string } }, options: object) => {
        if (/TransactWrite|Put|Delete|Update/.test(command.constructor.name) && left-- <= 0) throw new Error('killed');
        return await target.send(command as Parameters<typeof target.send>[0], options);
      };
    },
  });
  return doorStores({ name: table.name, client });
}

describe('a legal hold', () => {
  test('keeps everything until it is lifted', async () => {
    const eventId = await eventOn(stores, '2020-05-03');
    const { stayed } = await threePeople(eventId);
    await done(setLegalHold, lead, { params: { eventId }, version: 0, body: { hold: { reason: 'EXPENSE_AUDIT', until: '2026-12-31' } } });
    await run('2026-06-01');
    await decide(eventId, 'REGISTRATION');
    await run('2026-06-02');
    expect(await namesOf(eventId)).toContain(stayed);
    expect(await needsOf(eventId)).toHaveLength(1);
    expect(await caseOf(eventId, 'REGISTRATION', '2026-06-02')).toMatchObject({
      status: 'WAIVED',
      heldBecause: 'Gesperrt bis 31.12.2026: Nachweis einer Ausgabe bis zu ihrer Prüfung.',
    });
    const { version } = await done(getLegalHold, as('DPO'), { params: { eventId } });
    await done(setLegalHold, lead, { params: { eventId }, version, body: { hold: null } });
    await run('2026-06-03');
    expect(await namesOf(eventId)).not.toContain(stayed);
    expect(await needsOf(eventId)).toEqual([]);
  });

  test('is listed while it holds, whether something is due or not', async () => {
    const eventId = await eventOn(stores, '2029-05-03');
    const hold = { reason: 'INQUIRY', until: '2026-12-31' };
    await done(setLegalHold, lead, { params: { eventId }, version: 0, body: { hold } });
    const because = 'Gesperrt bis 31.12.2026: laufende parlamentarische Anfrage.';
    const listedOn = async (day: string) => {
      setClock(nightOf(day));
      const { items } = await done(listLegalHolds, as('DPO'), {});
      const one = await done(getLegalHold, as('DPO'), { params: { eventId } });
      setClock();
      return [items.find((held: { eventId: string }) => held.eventId === eventId), one.heldBecause];
    };
    expect(await listedOn('2026-12-31')).toEqual([{ eventId, eventTitle: 'Probe', heldBecause: because }, because]);
    expect(await listedOn('2027-01-01')).toEqual([undefined, null]);
  });

  test('is only for events that there are, and set over the version that was read', async () => {
    const hold = { hold: null };
    expect((await call(setLegalHold, lead, { params: { eventId: 'gibt-es-nicht' }, version: 0, body: hold })).status).toBe(404);
    const eventId = await eventOn(stores, '2026-05-03');
    await done(setLegalHold, lead, { params: { eventId }, version: 0, body: hold });
    expect((await call(setLegalHold, lead, { params: { eventId }, version: 0, body: hold })).status).toBe(412);
  });
});

describe('periods are settings', () => {
  test('the usual ones until somebody sets others, for this alliance alone', async () => {
    expect(await done(getRetentionSettings, as('DPO'), {})).toMatchObject({ version: 0, periods: usualPeriods });
    const eventId = await eventOn(stores, '2026-05-03');
    const foreign = await eventOn(stores, '2026-05-03', 'lip');
    await participate(stores, eventId, { person: aPerson() });
    await participate(stores, foreign, { person: aPerson() }, 'lip');
    const periods = { ...usualPeriods, REGISTRATION: { months: 1, days: 0, archive: 'NONE' } };
    const { version } = await done(setRetentionSettings, lead, { version: 0, body: { periods } });
    await run('2026-06-04');
    expect(await namesOf(eventId)).toEqual([]);
    expect((await stores.people.ofEvent('lip', foreign)).size).toBe(1);
    expect((await call(setRetentionSettings, lead, { version: 0, body: { periods } })).status).toBe(412);
    await done(setRetentionSettings, lead, { version, body: { periods: usualPeriods } });
  });

  test('are never so short that nobody could decide', async () => {
    const none = { months: 0, days: 0, archive: 'NONE' };
    const refused = async (periods: object) =>
      (await call(setRetentionSettings, lead, { version: 7, body: { periods: { ...usualPeriods, ...periods } } })).body.errors;
    expect(await refused({ REGISTRATION: { ...none, days: 30 }, PRESENCE: none, SPECIAL_NEEDS: none })).toEqual([
      { pointer: '/periods/REGISTRATION/months', detail: expect.stringContaining('mindestens 1 Monat') },
      { pointer: '/periods/PRESENCE/months', detail: expect.stringContaining('mindestens 1 Monat') },
      { pointer: '/periods/SPECIAL_NEEDS/days', detail: expect.stringContaining('mindestens 1 Tag') },
    ]);
    const shortest = { ...none, months: 1 };
    expect(await refused({ REGISTRATION: shortest, PRESENCE: shortest, SPECIAL_NEEDS: { ...none, days: 1 } })).toBeUndefined();
  });

  test('decided by the head of the office, over the version that was read, once', async () => {
    const eventId = await eventOn(stores, '2020-05-03');
    await threePeople(eventId);
    await run('2026-06-01');
    const { id, version } = await caseOf(eventId, 'PRESENCE');
    const body = { decision: 'OFFERED', reference: 'NLA 2026/1' };
    expect((await call(decideRetention, as('DPO'), { params: { retentionId: id }, version, body })).status).toBe(403);
    expect((await call(decideRetention, lead, { params: { retentionId: id }, version: version + 1, body })).status).toBe(412);
    await done(decideRetention, lead, { params: { retentionId: id }, version, body });
    expect((await call(decideRetention, lead, { params: { retentionId: id }, version: version + 1, body })).body.code).toBe(
      'retentionDecided',
    );
    expect((await call(decideRetention, lead, { params: { retentionId: 'gibt-es-nicht' }, version, body })).status).toBe(404);
  });
});

test('every sealed field has an end from the moment it is kept', async () => {
  const eventId = await eventOn(stores, '2026-05-03');
  await threePeople(eventId);
  for (const ticket of await stores.doors.ticketsOf('npa', eventId)) {
    const ends = endDatesOf(ticket, '2026-05-03', usualPeriods);
    expect(ends.every(({ endsOn }) => endsOn > '2026-05-03')).toBe(true);
    expect(ends.map(({ dataClass }) => dataClass)).toContain('SPECIAL_NEEDS');
  }
  const sealedKinds = new Set((await everyItem(table)).filter(({ sealed }) => sealed).map(({ sk }) => String(sk).split('#')[0]));
  expect([...sealedKinds].sort()).toEqual(['NEEDS', 'PERSON']);
});

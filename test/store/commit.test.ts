import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { allianceEventRegistered } from '../../events/alliance-event-registered.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { recordPartition } from '../../shared/store/keys.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit, getItem } from '../../shared/store/table.ts';
import { withinRequest } from '../../shared/store/time-budget.ts';
import { anAlliance, anAuthor, anEvent } from '../support/builders.ts';
import { freshTable } from '../support/engine.ts';
import { type Behind, behindFaults } from '../support/faults/behind.ts';
import { cancelled, lasting, passing } from '../support/faults/catalogue.ts';
import type { Asked } from '../support/faults/request.ts';

let table: Table;
let faults: Behind;
beforeAll(async () => {
  const { name } = await freshTable();
  faults = await behindFaults();
  table = { name, client: openTable() };
});
afterEach(() => {
  faults.weather();
  faults.outage();
});
afterAll(async () => await faults.stop());

const isTransaction = ({ operation }: Asked): boolean => operation === 'TransactWriteItems';

const change = () => ({
  state: register(anEvent(), anAlliance()),
  event: allianceEventRegistered({ kind: 'REGIONAL_CONFERENCE', ownership: 'OWN', dates: anEvent().dates, responsibleOffice: 'LW' }),
});
const counted = (id: string) => ({
  writes: [
    {
      put: { item: { pk: `proof-${id}`, sk: 'A', commitId: id }, condition: 'attribute_not_exists(pk)' },
      refusal: 'recordChangedMeanwhile' as const,
    },
    {
      update: { key: { pk: 'sum', sk: 'A' }, expression: 'ADD amount :one', values: { ':one': 1 } },
      refusal: 'recordChangedMeanwhile' as const,
    },
  ],
  proof: { key: { pk: `proof-${id}`, sk: 'A' }, commitId: id },
});
const sum = async () => Number((await getItem(table, { pk: 'sum', sk: 'A' }))?.amount ?? 0);

describe('what the engine alone never shows', () => {
  test.each([1, 2])('an answer lost %i times after the write counts once, not twice and not never', async (times) => {
    const before = await sum();
    faults.plan(Array<'lostAnswer'>(times).fill('lostAnswer'), isTransaction);
    const { writes, proof } = counted(`lost-${times}`);
    await commit(table, writes, proof);
    expect(faults.met().lostAnswer).toBeGreaterThanOrEqual(times);
    expect(await sum()).toBe(before + 1);
  });

  test('conflicts and throttling inside a cancelled transaction are tried again, which the SDK does not do', async () => {
    const [before, { planned = 0 }] = [await sum(), faults.met()];
    const { writes, proof } = counted('conflict');
    faults.plan(
      ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded', 'TransactionConflict'].map((code) =>
        cancelled(code, 0, 2),
      ),
      isTransaction,
    );
    await commit(table, writes, proof);
    expect(faults.met().planned).toBe(planned + 4);
    expect(await sum()).toBe(before + 1);
  });

  test.each(Object.entries(passing))('%s passes: the transaction is tried again and counts once', async (name, refusal) => {
    const before = await sum();
    faults.plan([refusal, refusal]);
    const { writes, proof } = counted(`passing-${name}`);
    await commit(table, writes, proof);
    expect(await sum()).toBe(before + 1);
  });

  const { ConditionalCheckFailed: _own, ...never } = lasting;
  test.each(Object.entries(never))('%s does not pass: it is thrown at once', async (name, refusal) => {
    const [{ asked }, { writes, proof }] = [faults.counts(), counted(`lasting-${name}`)];
    faults.plan([refusal]);
    await expect(commit(table, writes, proof)).rejects.toMatchObject({ name: refusal.type.split('#').at(-1) });
    expect(faults.counts().asked).toBe(asked + 1);
  });

  test('a conflict that does not pass ends in registerBusy within the time budget, and nothing is written', async () => {
    const before = await sum();
    const { writes, proof } = counted('never');
    faults.weather({ chances: { TransactionConflict: 1 } });
    await expect(commit(table, writes, proof)).rejects.toMatchObject({ code: 'registerBusy', retryAfterSeconds: 2 });
    expect(await sum()).toBe(before);
  }, 15_000);

  const given = async () => {
    const [since, { asked }] = [Date.now(), faults.counts()];
    await expect(getItem(table, { pk: 'sum', sk: 'A' })).rejects.toMatchObject({ code: 'registerBusy' });
    return { up: Date.now() - since, asked: faults.counts().asked - asked };
  };
  test.each([
    ['refused', 3_000],
    ['unavailable', 3_000],
    ['throttled', 3_000],
    ['silent', 6_000],
  ] as const)(
    'R9 a database that is away (%s) is given up in under %i ms',
    async (how, milliseconds) => {
      faults.outage(how);
      expect((await given()).up).toBeLessThan(milliseconds);
      faults.outage();
      await getItem(table, { pk: 'sum', sk: 'A' });
    },
    15_000,
  );

  test('R9 a database that has been away for a while is asked twice per read, no more', async () => {
    faults.outage('refused');
    await given();
    expect([(await given()).asked, (await given()).asked]).toEqual([2, 2]);
    faults.outage();
    await getItem(table, { pk: 'sum', sk: 'A' });
  });

  test('an unmet condition is never tried again', async () => {
    const { writes, proof } = counted('twice');
    await commit(table, writes, proof);
    const { asked } = faults.counts();
    await expect(commit(table, writes, { ...proof, commitId: 'another' })).rejects.toMatchObject({ code: 'recordChangedMeanwhile' });
    // the one transaction, and the look whether it was our own
    expect(faults.counts().asked).toBe(asked + 2);
  });
});

test('what one request waits for is bounded together: when its time is up, the next read is not begun', async () => {
  const real = Date.now;
  try {
    await withinRequest(async () => {
      await getItem(table, { pk: 'sum', sk: 'A' });
      Date.now = () => real() + 26_000;
      const { asked } = faults.counts();
      await expect(getItem(table, { pk: 'sum', sk: 'A' })).rejects.toMatchObject({ code: 'registerBusy' });
      expect(faults.counts().asked).toBe(asked);
    });
    // outside a request, as for what a stream hands over, there is no such bound
    await getItem(table, { pk: 'sum', sk: 'A' });
  } finally {
    Date.now = real;
  }
});

test('32 writers on one record: as many versions as successes, every other one is told', async () => {
  const events = allianceEventStore(table);
  await events.create('npa', 'contended', change(), anAuthor());
  const results = await Promise.allSettled(
    Array.from({ length: 32 }, async () => {
      const read = await events.get('npa', 'contended');
      return await events.update('npa', read, read.version, change(), anAuthor());
    }),
  );
  const won = results.filter(({ status }) => status === 'fulfilled').length;
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []));
  expect((await events.get('npa', 'contended')).version).toBe(won + 1);
  expect(new Set(refused)).toEqual(new Set(won === 32 ? [] : ['recordChangedMeanwhile']));
  expect((await events.journalOf('npa', 'contended')).map(({ version }) => version)).toEqual(
    Array.from({ length: won + 1 }, (_, index) => index + 1),
  );
});

test('state and journal are one write: the journal’s last entry is the state', async () => {
  const events = allianceEventStore(table);
  await events.create('npa', 'whole', change(), anAuthor());
  const [state, journal] = [await events.get('npa', 'whole'), await events.journalOf('npa', 'whole')];
  expect(journal.at(-1)).toMatchObject({
    version: state.version,
    after: state.state,
    recordedAt: state.changedAt,
    by: { subject: 'person-a' },
  });
  expect(await getItem(table, { pk: recordPartition('npa', 'EVENT', 'whole'), sk: 'JOURNAL#0000000001' })).toBeDefined();
});

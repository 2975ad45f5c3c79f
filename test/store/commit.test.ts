import { beforeAll, describe, expect, test } from '@jest/globals';
import { allianceEventRegistered } from '../../events/alliance-event-registered.ts';
import { register } from '../../shared/domain/alliance-event.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { recordPartition } from '../../shared/store/keys.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit, getItem } from '../../shared/store/table.ts';
import { anAlliance, anAuthor, anEvent } from '../support/builders.ts';
import { freshTable } from '../support/engine.ts';
import { faulty } from '../support/faulty.ts';

let table: Table;
beforeAll(async () => {
  table = await freshTable();
});

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
  test('an answer lost after the write counts once, not twice and not never', async () => {
    const before = await sum();
    const once = faulty(table, ['lostAnswer']);
    const { writes, proof } = counted('lost');
    await commit(once.table, writes, proof);
    expect(once.met).toEqual(['lostAnswer']);
    expect(await sum()).toBe(before + 1);
  });

  test('an answer lost twice in a row still counts once', async () => {
    const before = await sum();
    const { writes, proof } = counted('lost-twice');
    await commit(faulty(table, ['lostAnswer', 'lostAnswer']).table, writes, proof);
    expect(await sum()).toBe(before + 1);
  });

  test('conflicts and throttling inside a cancelled transaction are tried again, which the SDK does not do', async () => {
    const before = await sum();
    const { writes, proof } = counted('conflict');
    const three = faulty(table, ['TransactionConflict', 'ThrottlingError', 'TransactionConflict']);
    await commit(three.table, writes, proof);
    expect(three.met).toHaveLength(3);
    expect(await sum()).toBe(before + 1);
  });

  test('a fault that does not pass ends in registerBusy within the time budget, and nothing is written', async () => {
    const before = await sum();
    const { writes, proof } = counted('never');
    await expect(commit(faulty(table, 'always').table, writes, proof)).rejects.toMatchObject({
      code: 'registerBusy',
      retryAfterSeconds: 2,
    });
    expect(await sum()).toBe(before);
  }, 15_000);

  test('an unmet condition is never tried again', async () => {
    const { writes, proof } = counted('twice');
    await commit(table, writes, proof);
    const watched = faulty(table, []);
    await expect(commit(watched.table, writes, { ...proof, commitId: 'another' })).rejects.toMatchObject({
      code: 'recordChangedMeanwhile',
    });
    expect(watched.transactions()).toBe(1);
  });
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

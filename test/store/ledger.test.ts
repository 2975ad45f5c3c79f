import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { importReference } from '../../infra/local/import.ts';
import { ledgerPartition, sumsPartition } from '../../shared/store/keys.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { openRegister } from '../support/api.ts';
import { everyItem } from '../support/scan.ts';

let table: Table;
beforeAll(async () => {
  table = await openRegister();
  await importReference(() => {}, table);
});

test('the first run imports once: the second start changes nothing and finds everything', async () => {
  const before = await everyItem(table);
  const second = await importReference(() => {
    throw new Error('nothing should be imported');
  }, table);
  expect(second.imported).toBe(false);
  expect(second.summary.join('\n')).toContain('922,32 Euro');
  expect(await everyItem(table)).toHaveLength(before.length);
});

test('an import that was cut off is finished by the next start, without a cent twice', async () => {
  const cut = await openRegister();
  await expect(
    importReference((done) => {
      if (done === 60) throw new Error('kill -9');
    }, cut),
  ).rejects.toThrow('kill -9');
  expect((await importReference(() => {}, cut)).imported).toBe(true);
  expect((await ledgerStore(cut).sums('npa')).reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(54_458_866);
  expect(await ledgerStore(cut).driftOfSums('npa')).toEqual([]);
  process.env.TABLE_NAME = table.name;
});

test('the printed answer makes 35 sums, one per row', async () => {
  expect(await ledgerStore(table).sums('npa')).toHaveLength(35);
});

test('a sum off by a cent is named by the daily check, which then fails', async () => {
  const [victim] = (await everyItem(table)).filter(({ pk }) => pk === sumsPartition('npa'));
  const shift = (by: number) =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: victim?.pk, sk: victim?.sk },
        UpdateExpression: 'ADD amountCents :by',
        ExpressionAttributeValues: { ':by': by },
      }),
    );
  const { handler } = await import('../../functions/register-check/handler.ts');
  expect(await handler()).toMatchObject({ sealed: ['npa', 'lip'] });
  await shift(1);
  expect(await ledgerStore(table).driftOfSums('npa')).toEqual([
    { sum: victim?.sk, keptCents: Number(victim?.amountCents) + 1, recomputedCents: victim?.amountCents },
  ]);
  await expect(handler()).rejects.toThrow('1 faults in the register');
  await shift(-1);
});

test('a ledger line that no booking wrote is noticed', async () => {
  const [line] = (await everyItem(table)).filter(({ pk }) => pk === ledgerPartition('npa'));
  await table.client.send(new PutCommand({ TableName: table.name, Item: { ...line, sk: `${line?.sk}-forged` } }));
  expect(await ledgerStore(table).driftOfSums('npa')).toHaveLength(1);
});

test('a second row of a sum, which every breakdown would add, is noticed', async () => {
  const [sum] = (await everyItem(table)).filter(({ pk }) => pk === sumsPartition('lip') || pk === sumsPartition('npa'));
  const before = await ledgerStore(table).driftOfSums('npa');
  await table.client.send(new PutCommand({ TableName: table.name, Item: { ...sum, sk: `${sum?.sk}-forged` } }));
  expect(await ledgerStore(table).driftOfSums('npa')).toHaveLength(before.length + 1);
});

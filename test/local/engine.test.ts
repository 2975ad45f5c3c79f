import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { ensureKeyTable, startEngine } from '../../infra/local/engine.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import { indexes } from '../../shared/store/keys.ts';
import { getItem, queryItems } from '../../shared/store/table.ts';
import { freshTable } from '../support/engine.ts';

test('a fresh table has the keys, indexes, stream and expiry of the register', async () => {
  const { client, name } = await freshTable({ isStreamed: true });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(['byList', 'byParent']);
  expect(Table?.GlobalSecondaryIndexes?.every(({ Projection }) => Projection?.ProjectionType === 'ALL')).toBe(true);
  expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
});

test('what is written is found by key and by index', async () => {
  const table = await freshTable({ isStreamed: true });
  const item = { pk: 'npa#EVENT#1', sk: 'STATE', [indexes.byList.partition]: 'npa#EVENT', [indexes.byList.sort]: '2016-01-01#1' };
  await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
  expect(await getItem(table, { pk: item.pk, sk: item.sk })).toEqual(item);
  const listed = [];
  for await (const found of queryItems(table, { partition: 'npa#EVENT', index: indexes.byList })) listed.push(found);
  expect(listed).toEqual([item]);
});

test('two tables share nothing', async () => {
  const [one, other] = [await freshTable({ isStreamed: true }), await freshTable({ isStreamed: true })];
  await one.client.send(new PutCommand({ TableName: one.name, Item: { pk: 'a', sk: 'b' } }));
  expect(await getItem(other, { pk: 'a', sk: 'b' })).toBeUndefined();
});

test('the table of keys beside it has the same keys and expiry, but no index and no stream', async () => {
  const { client, name } = await freshTable({ isStreamed: true });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: keyTableNameOf(name) }));
  expect(Table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(['pk', 'sk']);
  expect([Table?.GlobalSecondaryIndexes ?? [], Table?.StreamSpecification?.StreamEnabled ?? false]).toEqual([[], false]);
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: keyTableNameOf(name) }));
  expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
});

test('what was deleted is not left in the file once the engine has stopped, and the rest is still there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const file = join(folder, 'register.db');
  const onEngine = async (during: (client: ReturnType<typeof openTable>) => Promise<void>): Promise<void> => {
    const engine = await startEngine({ file });
    await ensureKeyTable(engine.endpoint, 'keys');
    process.env.AWS_ENDPOINT_URL_DYNAMODB = engine.endpoint;
    const client = openTable();
    await during(client);
    client.destroy();
    await engine.stop();
  };
  const runs = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  try {
    await onEngine(async (client) => {
      for (const sk of ['stays', 'goes']) {
        await client.send(new PutCommand({ TableName: 'keys', Item: { pk: 'a', sk, value: `wrapped-${sk}` } }));
      }
      await client.send(new DeleteCommand({ TableName: 'keys', Key: { pk: 'a', sk: 'goes' } }));
    });
    const left = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(left.some((content) => content.includes('wrapped-stays'))).toBe(true);
    expect(left.some((content) => content.includes('wrapped-goes'))).toBe(false);
    await onEngine(async (client) => {
      const { Item } = await client.send(new GetCommand({ TableName: 'keys', Key: { pk: 'a', sk: 'stays' } }));
      expect(Item?.value).toBe('wrapped-stays');
    });
  } finally {
    process.env.AWS_ENDPOINT_URL_DYNAMODB = runs;
    rmSync(folder, { recursive: true });
  }
});

import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { keyTableNameOf } from '../../infra/table.ts';
import { indexes } from '../../shared/store/keys.ts';
import { getItem, queryItems } from '../../shared/store/table.ts';
import { freshTable } from '../support/engine.ts';

test('a fresh table has the keys, indexes, stream and expiry of the register', async () => {
  const { client, name } = await freshTable();
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(['byList', 'byParent']);
  expect(Table?.GlobalSecondaryIndexes?.every(({ Projection }) => Projection?.ProjectionType === 'ALL')).toBe(true);
  expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
});

test('what is written is found by key and by index', async () => {
  const table = await freshTable();
  const item = { pk: 'npa#EVENT#1', sk: 'STATE', [indexes.byList.partition]: 'npa#EVENT', [indexes.byList.sort]: '2016-01-01#1' };
  await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
  expect(await getItem(table, { pk: item.pk, sk: item.sk })).toEqual(item);
  const listed = [];
  for await (const found of queryItems(table, { partition: 'npa#EVENT', index: indexes.byList })) listed.push(found);
  expect(listed).toEqual([item]);
});

test('two tables share nothing', async () => {
  const [one, other] = [await freshTable(), await freshTable()];
  await one.client.send(new PutCommand({ TableName: one.name, Item: { pk: 'a', sk: 'b' } }));
  expect(await getItem(other, { pk: 'a', sk: 'b' })).toBeUndefined();
});

test('the table of keys beside it has the same keys and expiry, but no index and no stream', async () => {
  const { client, name } = await freshTable();
  const { Table } = await client.send(new DescribeTableCommand({ TableName: keyTableNameOf(name) }));
  expect(Table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(['pk', 'sk']);
  expect([Table?.GlobalSecondaryIndexes ?? [], Table?.StreamSpecification?.StreamEnabled ?? false]).toEqual([[], false]);
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: keyTableNameOf(name) }));
  expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
});

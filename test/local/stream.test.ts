import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, test } from '@jest/globals';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type StreamOptions, type StreamPump, startStream } from '../../infra/local/stream.ts';
import type { Table } from '../../shared/store/table.ts';
import { engineEndpoint, freshTable } from '../support/engine.ts';

const sequenceOf = (number: number): string => `JOURNAL#${String(number).padStart(10, '0')}`;
const put = async ({ client, name }: Table, sk: string, more: Record<string, unknown> = {}): Promise<void> => {
  await client.send(new PutCommand({ TableName: name, Item: { pk: 'npa#EVENT#1', sk, ...more } }));
};
const putMany = async (table: Table, from: number, to: number): Promise<void> => {
  for (let number = from; number <= to; number++) await put(table, sequenceOf(number));
};
const sortKeysOf = (event: DynamoDBStreamEvent): string[] => event.Records.map(({ dynamodb }) => dynamodb?.Keys?.sk?.S ?? '');
const all = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => sequenceOf(from + index));

const pumps: StreamPump[] = [];
afterEach(async () => {
  await Promise.all(pumps.splice(0).map((pump) => pump.stop()));
});

type Consume = (event: DynamoDBStreamEvent) => DynamoDBBatchResponse | undefined;

async function pumpInto(table: Table, consume: Consume, more: Partial<StreamOptions> = {}): Promise<StreamPump> {
  const pump = await startStream({
    endpoint: engineEndpoint(),
    tableName: table.name,
    consumer: { id: 'test', area: 'test', sortKeyPrefix: 'JOURNAL#', run: async (event) => consume(event as DynamoDBStreamEvent) },
    idlePauseMs: 5,
    firstRetryPauseMs: 1,
    ...more,
  });
  pumps.push(pump);
  return pump;
}

const failing = (event: DynamoDBStreamEvent, sk: string): DynamoDBBatchResponse => ({
  batchItemFailures: event.Records.filter(({ dynamodb }) => dynamodb?.Keys?.sk?.S === sk).map(({ dynamodb }) => ({
    itemIdentifier: dynamodb?.SequenceNumber ?? '',
  })),
});

test('the event is the one an event source mapping hands to a Lambda', async () => {
  const table = await freshTable({ isStreamed: true });
  const seen: DynamoDBStreamEvent[] = [];
  const pump = await pumpInto(table, (event) => void seen.push(event));
  await put(table, sequenceOf(1), { amount: 12, photo: new Uint8Array([1, 2, 3]), parts: [{ photo: new Uint8Array([255]) }] });
  await pump.drained();
  expect(seen).toEqual([
    {
      Records: [
        {
          eventID: expect.any(String),
          eventName: 'INSERT',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'eu-central-1',
          eventSourceARN: expect.stringContaining(`table/${table.name}/stream/`),
          dynamodb: {
            ApproximateCreationDateTime: expect.any(Number),
            Keys: { pk: { S: 'npa#EVENT#1' }, sk: { S: sequenceOf(1) } },
            NewImage: {
              pk: { S: 'npa#EVENT#1' },
              sk: { S: sequenceOf(1) },
              amount: { N: '12' },
              photo: { B: 'AQID' },
              parts: { L: [{ M: { photo: { B: '/w==' } } }] },
            },
            SequenceNumber: expect.any(String),
            SizeBytes: expect.any(Number),
            StreamViewType: 'NEW_IMAGE',
          },
        },
      ],
    },
  ]);
});

test('only new items whose sort key begins right are handed over, at most a hundred at once and in order', async () => {
  const table = await freshTable({ isStreamed: true });
  await putMany(table, 1, 230);
  await put(table, 'STATE');
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: { pk: 'npa#EVENT#1', sk: sequenceOf(1) },
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': 1 },
    }),
  );
  const batches: string[][] = [];
  const pump = await pumpInto(table, (event) => void batches.push(sortKeysOf(event)));
  await pump.drained();
  expect(batches.map(({ length }) => length)).toEqual([100, 100, 30]);
  expect(batches.flat()).toEqual(all(1, 230));
});

test('after a reported failure the records come again from the first failed one, in order', async () => {
  const table = await freshTable({ isStreamed: true });
  await putMany(table, 1, 10);
  const batches: string[][] = [];
  const pump = await pumpInto(table, (event) => {
    batches.push(sortKeysOf(event));
    return batches.length <= 2 ? failing(event, sequenceOf(4)) : { batchItemFailures: [] };
  });
  await pump.drained();
  expect(batches).toEqual([all(1, 10), all(4, 10), all(4, 10)]);
  expect(pump.deadLetters()).toEqual([]);
});

test('a failure reported for a record that is not in the batch counts for the whole batch', async () => {
  const table = await freshTable({ isStreamed: true });
  await putMany(table, 1, 3);
  const batches: string[][] = [];
  const pump = await pumpInto(table, (event) => {
    batches.push(sortKeysOf(event));
    return { batchItemFailures: batches.length === 1 ? [{ itemIdentifier: 'unknown' }] : [] };
  });
  await pump.drained();
  expect(batches).toEqual([all(1, 3), all(1, 3)]);
});

test('one record that never succeeds steps aside after its attempts; all others arrive and only its position is kept', async () => {
  const table = await freshTable({ isStreamed: true });
  await putMany(table, 1, 250);
  const done = new Set<string>();
  const pump = await pumpInto(
    table,
    (event) => {
      if (sortKeysOf(event).includes(sequenceOf(77))) throw new Error('poison');
      for (const sk of sortKeysOf(event)) done.add(sk);
      return undefined;
    },
    { attempts: 3 },
  );
  await pump.drained();
  expect([...done]).toEqual(all(1, 250).filter((sk) => sk !== sequenceOf(77)));
  expect(pump.deadLetters()).toEqual([
    { consumer: 'test', shardId: expect.any(String), sequenceNumber: expect.any(String), attempts: 3, at: expect.any(String) },
  ]);
});

test('a restart goes on where it was, and what was not finished comes again', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'stream-'));
  const positionFile = join(dir, 'position.json');
  const table = await freshTable({ isStreamed: true });
  await putMany(table, 1, 3);
  const first: string[] = [];
  const reached = Promise.withResolvers<void>();
  const one = await pumpInto(
    table,
    (event) => {
      first.push(...sortKeysOf(event));
      if (sortKeysOf(event).includes(sequenceOf(3))) {
        if (first.length > 3) reached.resolve();
        return failing(event, sequenceOf(3));
      }
      return undefined;
    },
    { positionFile, attempts: 1_000_000 },
  );
  await reached.promise;
  await one.stop();

  const second: string[] = [];
  const two = await pumpInto(table, (event) => void second.push(...sortKeysOf(event)), { positionFile });
  await put(table, sequenceOf(4));
  await two.drained();
  expect(second).toEqual(all(3, 4));

  const third: string[] = [];
  await two.stop();
  const three = await pumpInto(table, (event) => void third.push(...sortKeysOf(event)), { positionFile });
  await three.drained();
  expect(third).toEqual([]);
  rmSync(dir, { recursive: true });
});

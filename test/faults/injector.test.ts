import { DynamoDBClient, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { freshTable } from '../support/engine.ts';
import { type Behind, behindFaults } from '../support/faults/behind.ts';
import { cancelled, lasting, passing } from '../support/faults/catalogue.ts';
import type { Kind } from '../support/faults/weather.ts';

/** The injector fails as DynamoDB does, and only where it says so: what the rows R1 to R19 stand on. */

let faults: Behind;
let name: string;
let direct: DynamoDBDocumentClient;
let client: DynamoDBDocumentClient;
/** Gives up what is not answered; for what never is. */
let impatient: DynamoDBDocumentClient;

beforeAll(async () => {
  ({ name, client: direct } = await freshTable());
  faults = await behindFaults(7);
  client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }));
  impatient = DynamoDBDocumentClient.from(
    new DynamoDBClient({ maxAttempts: 1, requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true } }),
  );
});
afterAll(async () => await faults.stop());
beforeEach(() => faults.weather());

const put = (sk: string, by = client) => by.send(new PutCommand({ TableName: name, Item: { pk: 'p', sk } }));
const isThere = async (sk: string): Promise<boolean> =>
  (await direct.send(new GetCommand({ TableName: name, Key: { pk: 'p', sk } }))).Item !== undefined;
const transact = (...sorts: string[]) =>
  client.send(new TransactWriteCommand({ TransactItems: sorts.map((sk) => ({ Put: { TableName: name, Item: { pk: 'p', sk } } })) }));

test.each(Object.entries({ ...passing, ...lasting }))('%s reaches the SDK as what it is', async (_name, refusal) => {
  faults.plan([refusal]);
  const error = await put('refused').catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(DynamoDBServiceException);
  expect(error).toMatchObject({ name: refusal.type.split('#').at(-1), $metadata: { httpStatusCode: refusal.status } });
  expect(await isThere('refused')).toBe(false);
});

test('a cancelled transaction names the item that stopped it', async () => {
  faults.plan([cancelled('TransactionConflict', 1, 2)]);
  await expect(transact('one', 'two')).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
  });
});

test.each<[Kind, boolean]>([
  ['reset', false],
  ['hang', false],
  ['lostAnswer', true],
  ['cutAnswer', true],
  ['hangAfter', true],
])('%s: the client is told nothing, and written is %s', async (kind, written) => {
  faults.plan([kind]);
  await expect(put(kind, kind.startsWith('hang') ? impatient : client)).rejects.toThrow();
  expect(await isThere(kind)).toBe(written);
});

test('short and empty pages leave nothing out and repeat nothing', async () => {
  for (let index = 0; index < 9; index++) await direct.send(new PutCommand({ TableName: name, Item: { pk: 'pages', sk: String(index) } }));
  faults.weather({ chances: { shortPage: 0.6, emptyPage: 0.4 } });
  const seen: string[] = [];
  let [pages, empty] = [0, 0];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'pages' },
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      }),
    );
    seen.push(...(page.Items ?? []).map(({ sk }) => String(sk)));
    pages += 1;
    if (page.Items?.length === 0) empty += 1;
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
  expect(seen).toEqual([...'012345678']);
  expect(pages).toBeGreaterThan(4);
  expect(empty).toBeGreaterThan(0);
});

test('a partial batch hands back what it left undone', async () => {
  faults.weather({ chances: { partialBatch: 1 } });
  const requests = Array.from({ length: 20 }, (_, index) => ({ PutRequest: { Item: { pk: 'batch', sk: String(index) } } }));
  const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
  const undone = UnprocessedItems?.[name]?.map(({ PutRequest }) => PutRequest?.Item?.sk) ?? [];
  expect(undone.length).toBeGreaterThan(0);
  faults.weather();
  const keys = requests.map(({ PutRequest }) => PutRequest.Item);
  const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [name]: { Keys: keys } } }));
  expect(new Set([...(Responses?.[name] ?? []).map(({ sk }) => sk), ...undone])).toEqual(new Set(keys.map(({ sk }) => sk)));
});

test('two transactions on one item: the later is cancelled while the first holds it, a third on another item is not', async () => {
  faults.weather({ transactionsHeldMs: 60 });
  const [first, , apart] = await Promise.allSettled([transact('held', 'mine'), transact('also', 'held'), transact('other')]);
  expect([first.status, apart.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(faults.met().heldConflict).toBe(1);
  await transact('held');
});

test('a partition has so many write units a second and no more', async () => {
  faults.weather({ writeUnitsPerPartition: 2 });
  const results = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => put(`unit-${index}`)));
  const refused = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).name] : []));
  expect(new Set(refused)).toEqual(new Set(['ProvisionedThroughputExceededException']));
});

test('the same request meets no more in a row than the weather says', async () => {
  faults.weather({ chances: { Throttling: 1 }, mostInARow: 2 });
  const outcomes: boolean[] = [];
  for (let turn = 0; turn < 6; turn++)
    outcomes.push(
      await put('in-a-row').then(
        () => true,
        () => false,
      ),
    );
  expect(outcomes).toEqual([false, false, true, false, false, true]);
});

test('an outage lets nothing through, and ends', async () => {
  const before = faults.counts().forwarded;
  for (const how of ['refused', 'unavailable', 'throttled', 'silent'] as const) {
    faults.outage(how);
    await expect(put('away', impatient)).rejects.toThrow();
  }
  expect(faults.counts().forwarded).toBe(before);
  faults.outage();
  await put('away');
});

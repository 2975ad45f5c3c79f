import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Bus, startBus } from '../../infra/local/bus.ts';

const dir = mkdtempSync(join(tmpdir(), 'bus-'));
const file = join(dir, 'bus.ndjson');
let bus: Bus;
let client: EventBridgeClient;
beforeAll(async () => {
  bus = await startBus({ port: 0, file });
  client = new EventBridgeClient({
    endpoint: bus.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await bus.stop();
  rmSync(dir, { recursive: true });
});

const entry = (detail: string) => ({ EventBusName: 'npa-register', Source: 'npa-register', DetailType: 'ExpenseBooked', Detail: detail });

test('what the SDK publishes is answered as EventBridge answers and can be read as its targets would get it', async () => {
  const { FailedEntryCount, Entries } = await client.send(
    new PutEventsCommand({
      Entries: [{ ...entry('{"cents":92232}'), Time: new Date('2017-02-27T10:00:00Z'), Resources: ['arn:x'] }, entry('{"cents":1}')],
    }),
  );
  expect(FailedEntryCount).toBe(0);
  expect(bus.events()).toEqual([
    {
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'ExpenseBooked',
      source: 'npa-register',
      account: '000000000000',
      time: '2017-02-27T10:00:00.000Z',
      region: 'eu-central-1',
      resources: ['arn:x'],
      detail: { cents: 92232 },
    },
    expect.objectContaining({ id: Entries?.[1]?.EventId, detail: { cents: 1 } }),
  ]);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(bus.events());
});

test('an entry that is no JSON fails alone', async () => {
  const before = bus.events().length;
  const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [entry('{'), entry('{}')] }));
  expect([FailedEntryCount, Entries?.[0]?.ErrorCode, bus.events().length - before]).toEqual([1, 'MalformedDetail', 1]);
});

test('more than ten entries are refused', async () => {
  await expect(client.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry('{}')) }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});

test('any other call is refused', async () => {
  expect((await fetch(bus.endpoint, { method: 'POST', headers: { 'x-amz-target': 'AWSEvents.DeleteRule' }, body: '{}' })).status).toBe(400);
  expect((await fetch(bus.endpoint)).status).toBe(400);
});

test('the file is capped: a full one becomes the one before', async () => {
  const large = entry(JSON.stringify({ fill: 'f'.repeat(90_000) }));
  for (let round = 0; round < 13; round++) await client.send(new PutEventsCommand({ Entries: Array.from({ length: 10 }, () => large) }));
  expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(10 * 1024 * 1024);
  expect(statSync(file).size).toBeLessThan(3 * 1024 * 1024);
});

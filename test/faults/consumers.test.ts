import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { recordEntry } from '../../functions/door/record-entry.ts';
import { handler as countScans } from '../../functions/scan-counter/handler.ts';
import { type StreamOptions, type StreamPump, startStream } from '../../infra/local/stream.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import type { AllianceEventId } from '../../shared/domain/alliance-event.ts';
import { countsOf } from '../../shared/domain/door.ts';
import { doorKey, SCAN_PREFIX } from '../../shared/store/keys.ts';
import type { Table } from '../../shared/store/table.ts';
import { openRegister } from '../support/api.ts';
import { checkIn, doorStores, headsOf, plainTickets, undoOf } from '../support/door.ts';
import { freshTable } from '../support/engine.ts';
import { type Behind, behindFaults } from '../support/faults/behind.ts';
import { startChild } from '../support/faults/children.ts';
import { scale } from '../support/scale.ts';

/** Stream consumers under records that come twice, one that never succeeds, and kills; more of them in `test/local/stream.test.ts`. */

const RECORDS = scale({ short: 120, full: 1_000 });
const KILLS = scale({ short: 1, full: 20 });
const PER_KILL = scale({ short: 60, full: 120 });

let table: Table;
let faults: Behind;
let folder: string;
beforeAll(async () => {
  await openRegister();
  table = await freshTable({ isStreamed: true });
  Object.assign(process.env, { TABLE_NAME: table.name, KEY_TABLE_NAME: keyTableNameOf(table.name) });
  faults = await behindFaults(14);
  folder = mkdtempSync(join(tmpdir(), 'consumers-'));
});
afterAll(async () => {
  await faults.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pumps: StreamPump[] = [];
afterEach(async () => {
  faults.weather();
  await Promise.all(pumps.splice(0).map((pump) => pump.stop()));
});
async function pumpInto(run: (event: DynamoDBStreamEvent) => Promise<unknown>, more: Partial<StreamOptions> = {}): Promise<StreamPump> {
  const pump = await startStream({
    endpoint: faults.endpoint,
    tableName: table.name,
    consumer: { id: 'count', area: 'scan-counter', sortKeyPrefix: SCAN_PREFIX, run: (event) => run(event as DynamoDBStreamEvent) },
    idlePauseMs: 5,
    ...more,
  });
  pumps.push(pump);
  return pump;
}

async function deliver(eventId: string, entries: readonly object[]): Promise<void> {
  const at = {
    alliance: 'npa',
    eventId: eventId as AllianceEventId,
    doors: ['Haupteingang'],
    deviceId: randomUUID(),
    receivedAt: '2026-05-20T10:00:00.000Z',
    skewSeconds: 0,
    by: 'person-a',
  };
  for (const entry of entries) await recordEntry(at, entry as never, doorStores());
}
const heads = (count: number) => Array.from({ length: count }, () => headsOf(1));
const factsOf = async (eventId: string) => (await doorStores().doors.scansOf('npa', eventId)).map(({ fact }) => fact);
const countsNow = async (eventId: string) => await doorStores().counts.countsOf('npa', eventId);
const headsIn = ({ heads: counted }: { heads: Record<string, number> }): number =>
  Object.values(counted).reduce((sum, count) => sum + count, 0);

test('R14: with every record handed over twice the counts are those of the facts; a consumer without a mark counts double', async () => {
  const eventId = randomUUID();
  const tickets = await plainTickets(eventId, 10);
  const first = checkIn(tickets[0] ?? '');
  await deliver(eventId, [first, ...tickets.slice(1).map((id) => checkIn(id)), checkIn(tickets[1] ?? ''), undoOf(first), ...heads(20)]);
  faults.weather({ chances: { duplicateRecords: 1 } });
  let naive = 0;
  const pump = await pumpInto(async (event) => {
    naive += event.Records.filter(({ dynamodb }) => JSON.stringify(dynamodb?.NewImage).includes('"HEADS"')).length;
    return await countScans(event);
  });
  await pump.drained();
  expect(await countsNow(eventId)).toEqual(countsOf(await factsOf(eventId)));
  expect([headsIn(await countsNow(eventId)), naive]).toEqual([20, 40]);
  expect(pump.deadLetters()).toEqual([]);
});

test('R14: one record among many that never succeeds steps aside once; the others are done and the shard goes on', async () => {
  const eventId = randomUUID();
  await deliver(eventId, heads(RECORDS / 2));
  const poison = { ...doorKey('npa', eventId, 'SCAN', randomUUID()), alliance: 'npa', fact: { kind: 'NEW' }, contentHash: 'x' };
  await table.client.send(new PutCommand({ TableName: table.name, Item: poison }));
  await deliver(eventId, heads(RECORDS / 2 - 1));
  const started = performance.now();
  // the pauses between attempts are those of a running machine in the long run only
  const pump = await pumpInto(countScans, scale({ short: { firstRetryPauseMs: 1 }, full: {} }));
  await pump.drained();
  const seconds = (performance.now() - started) / 1000;
  expect(headsIn(await countsNow(eventId))).toBe(RECORDS - 1);
  expect(pump.deadLetters()).toHaveLength(1);
  await deliver(eventId, heads(1));
  await pump.drained();
  expect(headsIn(await countsNow(eventId))).toBe(RECORDS);
  expect(pump.deadLetters()).toHaveLength(1);
  console.log(
    `R14: ${RECORDS - 1} of ${RECORDS} done ${seconds.toFixed(1)} s after the consumer began, attempts on the one that fails included`,
  );
});

test('R14: killed again and again in the middle of its work, the consumer counts every fact once', async () => {
  const eventId = randomUUID();
  await deliver(eventId, heads(KILLS * PER_KILL));
  const env = { TABLE_NAME: table.name, KEY_TABLE_NAME: keyTableNameOf(table.name), AWS_ENDPOINT_URL_DYNAMODB: faults.engine };
  const start = () => startChild('lambda-child.ts', ['stream', 'scan-counter', SCAN_PREFIX, join(folder, 'position.json')], env);
  let midway = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = headsIn(await countsNow(eventId));
    const child = start();
    let isOver = false;
    void child.ended.then(() => {
      isOver = true;
    });
    while (!isOver && headsIn(await countsNow(eventId)) === before) await pause(20);
    child.kill('SIGKILL');
    await child.ended;
    if (headsIn(await countsNow(eventId)) < KILLS * PER_KILL) midway += 1;
  }
  const last = start();
  expect([await last.ended, last.output()]).toEqual([0, expect.stringContaining('"done":')]);
  expect(headsIn(await countsNow(eventId))).toBe(KILLS * PER_KILL);
  console.log(`R14: ${KILLS} kills, ${midway} of them with records left; ${KILLS * PER_KILL} facts counted once each`);
});

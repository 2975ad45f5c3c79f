import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordScans } from '../../functions/door/routes.ts';
import { LARGEST_BATCH } from '../../shared/domain/door.ts';
import type { TicketId } from '../../shared/domain/registration.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import type { Table } from '../../shared/store/table.ts';
import { openRegisterOf2016 } from '../support/api.ts';
import { checkIn, doorStores, openDoor, plainTickets } from '../support/door.ts';
import { engineEndpoint } from '../support/engine.ts';
import { giveStream, startMachineChild } from '../support/faults/children.ts';
import { type Faults, startFaults } from '../support/faults/proxy.ts';
import { randomFrom, type Weather } from '../support/faults/weather.ts';

/** A full door on a database that makes writers wait for each other, as the cloud does and the engine does not. */

const EVENT = 'konferenz-sprache-2016-03-16';
/**
 * Length of the rush; its rate stays that of 5 000 in a minute. A shorter one has fewer scans per tablet, too. The engine looks
 * through all records of the stream at each write, which no longer rush on it outlasts; DynamoDB does not.
 */
const SECONDS = Number(process.env.DOOR_SECONDS ?? 15);
/** Arrivals at fixed times, whether or not those before were answered, and a peak at the end. */
const PHASES = [
  { perSecond: 5_000 / 60, seconds: SECONDS },
  { perSecond: 250, seconds: SECONDS / 6 },
] as const;
const ARRIVALS = PHASES.reduce((sum, { perSecond, seconds }) => sum + Math.round(perSecond * seconds), 0);
const DEVICES = 4;
const SCANS_PER_DEVICE = Math.round((1_250 * SECONDS) / 600) * 10;
/** Tickets that the next device scans as well. */
const SHARED = SCANS_PER_DEVICE / 10;
const OWN = SCANS_PER_DEVICE - SHARED;
const TRIES = 5;
const SENT_AGAIN_AFTER_MS = 1_000;
const COUNTED_WITHIN_MS = 120_000;
/** Every transaction holds its items for so long, and a partition takes no more than DynamoDB's. */
const crowded: Weather = { transactionsHeldMs: 20, writeUnitsPerPartition: 1_000 };

let faults: Faults;
let table: Table;
let folder: string;
let machine: Awaited<ReturnType<typeof startMachineChild>>;
let tickets: TicketId[];

beforeAll(async () => {
  table = await openRegisterOf2016();
  await openDoor(EVENT);
  tickets = await plainTickets(EVENT, ARRIVALS + DEVICES * OWN);
  await giveStream(table);
  faults = await startFaults({ target: engineEndpoint(), seed: 13 });
  folder = mkdtempSync(join(tmpdir(), 'door-'));
  machine = await startMachineChild(folder, { endpoint: faults.endpoint, env: { TABLE_NAME: table.name, LOG_LEVEL: 'ERROR' } });
  faults.weather(crowded);
});
afterAll(async () => {
  agent.destroy();
  machine.kill('SIGTERM');
  await machine.ended;
  await faults.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { readonly status: number; readonly body: { results?: readonly { scanId: string; outcome: string }[] } };
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** The register runs in a process of its own and lives on the real day. */
const now = (): string => new Date(performance.timeOrigin + performance.now()).toISOString();

async function send(deviceId: string, entries: readonly object[]): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const path = recordScans.path.replace('{allianceId}', 'npa').replace('{eventId}', EVENT);
  const body = JSON.stringify({ deviceId, sentAt: now(), entries });
  const headers = { authorization: `Bearer ${machine.said.token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const asked = request(`${machine.said.origin}${path}`, { method: 'POST', agent, headers }, (answer) => {
    let text = '';
    answer.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    answer.on('end', () =>
      resolve({ status: answer.statusCode ?? 0, body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {} }),
    );
    answer.on('error', reject);
  });
  asked.on('error', reject);
  asked.end(body);
  return await promise;
}

const quantile = (samples: readonly number[], share: number): number =>
  Math.round([...samples].sort((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(samples.length * share))] ?? 0);
const factsAt = async () => (await doorStores().doors.scansOf('npa', EVENT)).map(({ fact }) => fact);
const ticketsAt = async () => await doorStores().doors.ticketsOf('npa', EVENT);
const presentCount = async (): Promise<number> => (await doorStores().counts.countsOf('npa', EVENT)).present;
async function countedAfter(expected: number): Promise<number> {
  const started = performance.now();
  while ((await presentCount()) < expected && performance.now() - started < COUNTED_WITHIN_MS) await pause(100);
  return performance.now() - started;
}

describe('R13: the door', () => {
  test('R13: check-ins at the rate of 5 000 a minute, then 250 a second: none fails, none is doubled, and the count is that of the facts', async () => {
    const samples: number[][] = PHASES.map(() => []);
    let [failed, again] = [0, 0];
    const started = performance.now();
    const arrive = async (phase: number, due: number, ticketId: string): Promise<void> => {
      const entry = checkIn(ticketId);
      for (let tries = 1; ; tries++) {
        const { status, body } = await send(randomUUID(), [entry]).catch((): Answer => ({ status: 0, body: {} }));
        if (status === 200 && body.results?.[0]?.outcome === 'PRESENT') break;
        if (tries === TRIES) {
          failed += 1;
          return;
        }
        again += 1;
        await pause(SENT_AGAIN_AFTER_MS);
      }
      samples[phase]?.push(performance.now() - started - due);
    };
    const underWay: Promise<void>[] = [];
    let begins = 0;
    for (const [phase, { perSecond, seconds }] of PHASES.entries()) {
      for (let index = 0; index < Math.round(perSecond * seconds); index++) {
        const due = begins + (index * 1000) / perSecond;
        const early = due - (performance.now() - started);
        if (early > 0) await pause(early);
        underWay.push(arrive(phase, due, tickets[underWay.length] ?? ''));
      }
      begins += seconds * 1000;
    }
    await Promise.all(underWay);
    const counted = await countedAfter(ARRIVALS);
    const facts = await factsAt();
    const { heldConflict = 0, partitionLimit = 0 } = faults.met();
    const times = samples.map((one) => [0.5, 0.95, 0.99].map((share) => quantile(one, share)).join(' / ')).join(' ms; peak ');
    console.log(
      `R13: ${ARRIVALS} arrivals, ${failed} failed, ${again} sent again; p50 / p95 / p99 ${times} ms; ${heldConflict} conflicts, ${partitionLimit} over a partition's limit; counted ${(counted / 1000).toFixed(1)} s after the last answer`,
    );
    expect(failed).toBe(0);
    expect(facts).toHaveLength(ARRIVALS);
    expect(new Set(facts.map(({ ticketId }) => ticketId)).size).toBe(ARRIVALS);
    expect(await presentCount()).toBe(ARRIVALS);
  });

  test('R13: four tablets that were offline send all their scans twice, shuffled and overlapping: everybody is counted once', async () => {
    const random = randomFrom(4);
    const shuffled = <T>(values: readonly T[]): T[] =>
      values
        .map((value) => [random(), value] as const)
        .sort(([a], [b]) => a - b)
        .map(([, value]) => value);
    const before = await presentCount();
    const own = Array.from({ length: DEVICES }, (_, device) => tickets.slice(ARRIVALS + device * OWN, ARRIVALS + (device + 1) * OWN));
    const devices = own.map((mine, device) => {
      const theirs = (own[(device + 1) % DEVICES] ?? []).slice(0, SHARED);
      const entries = [...mine, ...theirs].map((ticketId) =>
        checkIn(ticketId, { scannedAt: new Date(Date.UTC(2026, 4, 20, 7, 0, 0) + Math.floor(random() * 3_600_000)).toISOString() }),
      );
      return { id: randomUUID(), entries };
    });
    const upload = async ({ id, entries }: (typeof devices)[number]): Promise<Map<string, string>> => {
      const outcomes = new Map<string, string>();
      const order = shuffled(entries);
      for (let from = 0; from < order.length; from += LARGEST_BATCH) {
        const part = order.slice(from, from + LARGEST_BATCH);
        let answer = await send(id, part);
        for (let tries = 1; answer.status !== 200 && tries < 20; tries++) {
          await pause(SENT_AGAIN_AFTER_MS);
          answer = await send(id, part);
        }
        for (const { scanId, outcome } of answer.body.results ?? []) outcomes.set(scanId, outcome);
      }
      return outcomes;
    };
    const started = performance.now();
    const both = await Promise.all(devices.flatMap((device) => [upload(device), upload(device)]));
    const seconds = (performance.now() - started) / 1000;
    // the same scan has the same answer, whichever of the two uploads it came with
    for (let device = 0; device < DEVICES; device++) expect(both[2 * device]).toEqual(both[2 * device + 1]);
    const expected = DEVICES * OWN;
    await countedAfter(before + expected);
    const counts = await doorStores().counts.countsOf('npa', EVENT);
    expect([counts.present - before, counts.duplicates]).toEqual([expected, DEVICES * SHARED]);
    const earliest = new Map<string, string>();
    for (const { ticketId, scannedAt } of devices.flatMap(({ entries }) => entries))
      if ((earliest.get(ticketId) ?? '9') > scannedAt) earliest.set(ticketId, scannedAt);
    const kept = (await ticketsAt()).filter(({ id }) => earliest.has(id));
    expect(kept.filter(({ id, presentAt }) => presentAt !== earliest.get(id))).toEqual([]);
    console.log(
      `R13: ${2 * DEVICES * SCANS_PER_DEVICE} scans uploaded in ${seconds.toFixed(1)} s; ${expected} present, ${counts.duplicates} duplicates listed`,
    );
  });

  test('one counter that every check-in changes fails many of them on the same database', async () => {
    process.env.AWS_ENDPOINT_URL_DYNAMODB = faults.endpoint;
    const behind = openTable();
    process.env.AWS_ENDPOINT_URL_DYNAMODB = engineEndpoint();
    const checkInWithCounter = async (index: number): Promise<boolean> => {
      await pause(index * 12);
      const counter = {
        TableName: table.name,
        Key: { pk: 'naive', sk: 'COUNTER' },
        UpdateExpression: 'ADD heads :one',
        ExpressionAttributeValues: { ':one': 1 },
      };
      const put = { TableName: table.name, Item: { pk: `naive#${index}`, sk: 'SCAN' } };
      return await behind.send(new TransactWriteCommand({ TransactItems: [{ Put: put }, { Update: counter }] })).then(
        () => true,
        () => false,
      );
    };
    const done = await Promise.all(Array.from({ length: 400 }, (_, index) => checkInWithCounter(index)));
    const lost = done.filter((one) => !one).length;
    console.log(`R13: control, ${lost} of 400 check-ins with one counter failed at 84 a second`);
    expect(lost).toBeGreaterThan(40);
  });
});

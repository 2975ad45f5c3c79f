import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registerInitiative } from '../../functions/initiatives/routes.ts';
import { type Engine, startEngine } from '../../infra/local/engine.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import type { Table } from '../../shared/store/table.ts';
import { sharedBundles } from '../support/bundles.ts';
import { engineEndpoint } from '../support/engine.ts';
import { startMachineChild } from '../support/faults/children.ts';
import { scale } from '../support/scale.ts';
import { everyItem } from '../support/scan.ts';

/** The register comes back by itself, says while it cannot work that it cannot, and ends without losing what it acknowledged. */

const RESTARTS = scale({ short: 1, full: 10 });
const SIGNALS = scale({ short: 1, full: 20 });
const WRITERS = 8;
/** Wide: what was measured is printed. */
const MOST_MS = 20_000;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recovery-'));
  await sharedBundles();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const highest = (samples: readonly number[]): number => Math.round(Math.max(...samples));
const milliseconds = async (run: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await run();
  return performance.now() - started;
};
const health = async (origin: string): Promise<number> => (await fetch(`${origin}/health`).catch(() => ({ status: 0 }))).status;
const untilHealthy = async (origin: string): Promise<void> => {
  while ((await health(origin)) !== 200) await pause(25);
};

test('R17: while the database is away health says 503 and no more; when it is back, so is the register', async () => {
  const file = join(folder, 'away.db');
  let engine: Engine = await startEngine({ file });
  const { port, endpoint } = engine;
  const started = performance.now();
  const machine = await startMachineChild(join(folder, 'away'), { endpoint, env: { TABLE_NAME: `t-${randomUUID()}` } });
  await untilHealthy(machine.said.origin);
  const cold = performance.now() - started;
  const [away, back]: [number[], number[]] = [[], []];
  for (let round = 0; round < RESTARTS; round++) {
    await engine.stop();
    const asked = performance.now();
    const answer = await fetch(`${machine.said.origin}/health`);
    away.push(performance.now() - asked);
    const body = (await answer.json()) as Record<string, unknown>;
    expect([answer.status, answer.headers.get('cache-control'), body.code]).toEqual([503, 'no-store', 'registerBusy']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONN|dynamo|table|t-[0-9a-f]{8}/i);
    engine = await startEngine({ file, port });
    back.push(await milliseconds(() => untilHealthy(machine.said.origin)));
  }
  machine.kill('SIGTERM');
  expect(await machine.ended).toBe(0);
  await engine.stop();
  console.log(
    `R17: first 200 of a new process after ${Math.round(cold)} ms (bundles ready); ${RESTARTS} times away: 503 after ${highest(away)} ms at most, 200 again ${highest(back)} ms at most after the engine is up`,
  );
  expect(highest([cold, ...away, ...back])).toBeLessThan(MOST_MS);
});

const initiative = (name: string) => ({ name, organisation: null, fieldOfAction: null, districtKey: null, website: null });

type Outcome = 'ACKNOWLEDGED' | 'REFUSED' | 'UNKNOWN';

/** Writes until the register is gone. What was sent, and what was heard of it. */
async function writing(
  { origin, token }: { origin: string; token: string },
  log: Map<string, Outcome>,
  isOver: () => boolean,
): Promise<void> {
  const path = registerInitiative.path.replace('{allianceId}', 'npa');
  while (!isOver()) {
    const name = `Probe ${randomUUID()}`;
    log.set(name, 'UNKNOWN');
    try {
      const { status } = await fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        body: JSON.stringify(initiative(name)),
      });
      log.set(name, status === 201 ? 'ACKNOWLEDGED' : status < 500 ? 'REFUSED' : 'UNKNOWN');
    } catch {
      // refused or cut: the process is ending
      await pause(20);
    }
  }
}

/** Acknowledged: once. Refused: not at all. Unknown: once or not at all. Nothing that nobody sent. */
function breaches(log: ReadonlyMap<string, Outcome>, stored: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of stored) counts.set(name, (counts.get(name) ?? 0) + 1);
  const wrong = [...log].flatMap(([name, outcome]) => {
    const count = counts.get(name) ?? 0;
    if (count > 1) return [`doubled ${name}`];
    if (outcome === 'ACKNOWLEDGED' && count === 0) return [`lost ${name}`];
    return outcome === 'REFUSED' && count === 1 ? [`refused and kept ${name}`] : [];
  });
  return [...wrong, ...[...counts.keys()].filter((name) => !log.has(name)).map((name) => `foreign ${name}`)];
}

const storedNames = async (table: Table): Promise<string[]> =>
  (await everyItem(table)).flatMap(({ pk, sk, state }) =>
    String(pk).startsWith('npa#INITIATIVE#') && sk === 'STATE' ? [String((state as { name: string }).name)] : [],
  );

test('R18: asked to end in the middle of writing, the register finishes what is in flight and loses nothing it acknowledged', async () => {
  const table: Table = { name: `t-${randomUUID()}`, client: openTable() };
  const log = new Map<string, Outcome>();
  const ends: number[] = [];
  for (let round = 0; round < SIGNALS; round++) {
    const machine = await startMachineChild(join(folder, 'ending'), { endpoint: engineEndpoint(), env: { TABLE_NAME: table.name } });
    let isOver = false;
    const writers = Array.from({ length: WRITERS }, () => writing(machine.said, log, () => isOver));
    await pause(300 + Math.random() * 300);
    machine.kill('SIGTERM');
    ends.push(
      await milliseconds(async () => {
        expect(await machine.ended).toBe(0);
      }),
    );
    isOver = true;
    await Promise.all(writers);
    expect(machine.output()).not.toMatch(/Unhandled|REQUEST_FAILED|GATEWAY_FAILED/);
  }
  const stored = await storedNames(table);
  const acknowledged = [...log.values()].filter((outcome) => outcome === 'ACKNOWLEDGED').length;
  console.log(`R18: ${SIGNALS} times SIGTERM, ${log.size} sent, ${acknowledged} acknowledged; it ended after ${highest(ends)} ms at most`);
  expect(breaches(log, stored)).toEqual([]);
  expect(acknowledged).toBeGreaterThan(SIGNALS);
  expect(highest(ends)).toBeLessThan(10_000);
  // the same checker, with what a careless shutdown does
  const [one = '', ...rest] = stored;
  expect(breaches(log, rest)).toEqual([`lost ${one}`]);
  expect(breaches(log, [...stored, one, 'von nirgendwo'])).toEqual([`doubled ${one}`, 'foreign von nirgendwo']);
});

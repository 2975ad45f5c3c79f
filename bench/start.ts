import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../infra/local/listen.ts';
import type { Part } from './measure.ts';
import { figure, median, table } from './measure.ts';

const ROUNDS = 3;
const DEADLINE_MS = 60_000;
const ASKED_EVERY_MS = 20;
const root = fileURLToPath(new URL('..', import.meta.url));

type Started = { readonly firstPageMs: number; readonly readyMs: number; readonly stopMs: number };

/** What the register prints when its data are there, newly loaded or found. */
const READY = 'Beenden mit Strg+C';

async function untilPage(origin: string, deadline: number): Promise<void> {
  for (;;) {
    const status = await fetch(origin).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if (status === 200) return;
    if (performance.now() > deadline) throw new Error(`no page at ${origin} within ${DEADLINE_MS} ms (last status ${status})`);
    await pause(ASKED_EVERY_MS);
  }
}

/** `npm start` as a newcomer types it, until the first page, until the data are there, and until it has ended again. */
async function startOnce(dataDir: string): Promise<Started> {
  const [PORT, OIDC_PORT, DYNAMODB_PORT, BUS_PORT] = (await Promise.all(Array.from({ length: 4 }, freePort))).map(String);
  const begun = performance.now();
  // a group of its own, so that the signal reaches what npm has started and nothing else
  const child = spawn('npm', ['start', '--', '--skip-missing'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDir, PORT, OIDC_PORT, DYNAMODB_PORT, BUS_PORT },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const exited = once(child, 'exit');
  const { promise: ready, resolve, reject } = Promise.withResolvers<number>();
  let output = '';
  const listen = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    if (output.includes(READY)) resolve(performance.now() - begun);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  child.once('exit', () => reject(new Error(`npm start ended: ${output}`)));
  ready.catch(() => {});
  try {
    await Promise.race([untilPage(`http://127.0.0.1:${PORT}/`, begun + DEADLINE_MS), ready.then(() => pause(2_000))]);
    const firstPageMs = performance.now() - begun;
    const readyMs = await ready;
    const stopping = performance.now();
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await exited;
    // npm goes first; the register takes its mark away when everything of it has ended
    while (existsSync(join(dataDir, 'machine.pid')) && performance.now() - stopping < DEADLINE_MS) await pause(ASKED_EVERY_MS);
    return { firstPageMs, readyMs, stopMs: performance.now() - stopping };
  } finally {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  }
}

const seconds = (milliseconds: readonly number[]): string => figure(median(milliseconds) / 1000);

async function run(say: (progress: string) => void): Promise<string> {
  const rounds: { readonly first: Started; readonly second: Started }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    say(`start ${round} of ${ROUNDS}`);
    const folder = mkdtempSync(join(tmpdir(), 'register-bench-'));
    try {
      const dataDir = join(folder, 'data');
      rounds.push({ first: await startOnce(dataDir), second: await startOnce(dataDir) });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const row = (name: string, pick: (round: (typeof rounds)[number]) => Started): string[] => {
    const all = rounds.map(pick);
    return [name, ...(['firstPageMs', 'readyMs', 'stopMs'] as const).map((what) => seconds(all.map((started) => started[what])))];
  };
  return [
    table(
      ['`npm start`', 'first page s', 'data there s', 'Ctrl+C to end s'],
      [row('first, empty data folder', ({ first }) => first), row('second, same folder', ({ second }) => second)],
    ),
    '',
    `Median of ${ROUNDS}, from the command to the page’s last byte; npm’s own start and the build of every function are in it.`,
  ].join('\n');
}

export const start: Part = { title: 'Start on one machine', run };

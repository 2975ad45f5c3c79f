import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { defaultOutDir } from '../../../infra/build.ts';
import { type Engine, ensureKeyTable, ensureTable, startEngine } from '../../../infra/local/engine.ts';
import { importReference } from '../../../infra/local/import.ts';
import { freePort } from '../../../infra/local/listen.ts';
import { keyTableNameOf } from '../../../infra/table.ts';
import type { Table } from '../../../shared/store/table.ts';
import { sharedBundles } from '../bundles.ts';
import { openDoor } from '../door.ts';
import { patientClient } from '../engine.ts';
import { type Faults, startFaults } from './proxy.ts';

export type KillableMachine = {
  readonly origin: () => string;
  readonly tokens: () => Readonly<Record<string, string>>;
  readonly faults: Faults;
  /** Past the faults and past the register. */
  readonly direct: Table;
  readonly killGateway: () => Promise<void>;
  readonly killEngine: () => Promise<void>;
  /** What the machine's processes wrote to stderr. */
  readonly stderr: () => string;
  /** Ends of the machine's process that nobody asked for. */
  readonly unasked: () => number;
  readonly stop: () => Promise<void>;
};

const TABLE = 'npa-register';
/** The event whose door is open. */
export const DOOR = 'auftakt-2016-01-07';
const CHILD = fileURLToPath(new URL('./machine-child.ts', import.meta.url));

const STARTS = 5;

type Said = { readonly origin: string; readonly tokens: Record<string, string> };

/**
 * The whole register as `npm start` runs it, with the facts of 2016: gateway and functions in one process, the engine in
 * another, its data in a file, the faults between them. Both processes can be killed and come back by themselves.
 */
export async function startKillable(seed: number, users: readonly string[]): Promise<KillableMachine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'killable-'));
  const outDir = join(defaultOutDir, `killable-${randomUUID()}`);
  const engine: Engine = await startEngine({ file: join(dataDir, 'register.db'), keepAlive: true });
  const { AWS_ENDPOINT_URL_DYNAMODB: run } = process.env;
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint, TABLE_NAME: TABLE, KEY_TABLE_NAME: keyTableNameOf(TABLE) });
  const direct: Table = { name: TABLE, client: patientClient() };
  await Promise.all([ensureTable(engine.endpoint, TABLE), ensureKeyTable(engine.endpoint, keyTableNameOf(TABLE))]);
  await importReference(() => {}, direct);
  await openDoor(DOOR);
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: run });
  const faults = await startFaults({ target: engine.endpoint, seed });

  const ports = { gateway: await freePort(), identity: await freePort(), bus: await freePort(), mail: await freePort() };
  const options = { dataDir, ports, tableName: TABLE, dynamoEndpoint: faults.endpoint, prebuilt: await sharedBundles() };
  let [stderr, unasked, launches] = ['', 0, 0];
  let child: ChildProcess;
  let said: Said = { origin: '', tokens: {} };
  const expected = new WeakSet<ChildProcess>();

  /** Tokens outlive the process, so only the first has anybody sign in. */
  const launchOnce = async (): Promise<void> => {
    launches += 1;
    // a folder of its own each time: one that was killed leaves its own behind
    const folder = join(outDir, String(launches));
    const started = fork(CHILD, [JSON.stringify({ ...options, outDir: folder }), ...(launches === 1 ? users : [])], {
      env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'SILENT', POWERTOOLS_LOG_LEVEL: 'SILENT' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child = started;
    started.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-100_000);
    });
    started.once('exit', () => {
      if (!expected.has(started)) unasked += 1;
    });
    const failed = once(started, 'exit').then(() => {
      throw new Error(`the machine ended at once: ${stderr.slice(-2_000)}`);
    });
    failed.catch(() => {});
    const [{ origin, tokens }] = (await Promise.race([once(started, 'message'), failed])) as [Said];
    said = { origin, tokens: { ...said.tokens, ...tokens } };
  };
  /** As a supervisor does: a start that met an engine just killed is made again. */
  const launch = async (): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await launchOnce();
        return;
      } catch (error) {
        if (launches === 1 || attempt === STARTS) throw error;
        unasked -= 1;
      }
    }
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    expected.add(child);
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  await launch();

  return {
    origin: () => said.origin,
    tokens: () => said.tokens,
    faults,
    direct,
    killGateway: async () => {
      await end('SIGKILL');
      await launch();
    },
    killEngine: async () => {
      const pid = engine.pid();
      process.kill(pid ?? 0, 'SIGKILL');
      while (engine.pid() === pid) await pause(10);
    },
    stderr: () => stderr,
    unasked: () => unasked,
    stop: async () => {
      await end('SIGTERM');
      await faults.stop();
      await engine.stop();
      for (const folder of [dataDir, outDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

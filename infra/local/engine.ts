import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { createKeyTableInput, createTableInput, keyTableDefinition, tableDefinition } from '../table.ts';
import { assertPortFree, freePort } from './listen.ts';
import { MachineMessage } from './message.ts';

/*
 * Peculiar:
 * - The engine binary has no npm `bin`; it is resolved as a file of the platform package.
 * - After a kill -9 of this process the engine lives on and holds its file. Its pid is kept beside the file, so that the
 *   next start can end it; the pid alone is not trusted, the process must really be this engine on this file.
 * - The engine leaves deleted items readable in its file, also the keys whose end erases a person. So the file is written
 *   anew when the engine stops; after a kill they stay until the next orderly stop.
 */

export type Engine = {
  readonly endpoint: string;
  readonly port: number;
  /** Process id of the engine; another one after a crash and restart. */
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
};

export type EngineOptions = {
  /** Undefined: a free port chosen by the operating system. */
  readonly port?: number;
  /** Database file; undefined: in memory. */
  readonly file?: string;
  /** Start the engine again when it ends by itself. */
  readonly keepAlive?: boolean;
};

const START_DEADLINE_MS = 10_000;
const RESTART_PAUSE_MS = 150;

function engineBinary(): string {
  const packageName = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/dynoxide`);
  } catch {
    throw new MachineMessage(
      [
        `Für dieses System (${process.platform}-${process.arch}) ist die eingebaute Datenbank nicht installiert (Paket ${packageName}).`,
        'Auf Linux x64 hilft: npm ci (ohne --omit=optional). Auf anderen Systemen zeigen Sie mit DYNAMODB_ENDPOINT auf ein anderes DynamoDB,',
        'zum Beispiel: DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start',
        '',
        `The embedded database is not installed for this platform (${process.platform}-${process.arch}, package ${packageName}).`,
        'On Linux x64 run: npm ci (without --omit=optional). Elsewhere point DYNAMODB_ENDPOINT at another DynamoDB.',
      ].join('\n'),
    );
  }
}

const pidFileOf = (file: string): string => `${file}.pid`;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export const commandLineOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

async function endProcess(pid: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < 3_000 && isAlive(pid); waited += 20) await pause(20);
  }
}

/** Ends an engine that an earlier, killed start left behind on the same file. */
async function endLeftover(file: string): Promise<void> {
  const pidFile = pidFileOf(file);
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const command = Number.isSafeInteger(pid) && pid > 1 ? commandLineOf(pid) : '';
  if (command.includes('dynoxide') && command.includes(file)) await endProcess(pid);
  rmSync(pidFile, { force: true });
}

/** Writes the database file anew without what was deleted from it; whole or, when this process is killed meanwhile, not at all. */
function dropDeleted(file: string): void {
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** Resolves when the engine says that it listens; asking the port alone could meet somebody else's server. */
async function untilListening(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2_000);
    if (said.includes('listening on')) resolve();
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`the database engine ended at once (${code}): ${said.trim()}`)));
  const deadline = setTimeout(
    () => reject(new Error(`the database engine did not start within ${START_DEADLINE_MS} ms`)),
    START_DEADLINE_MS,
  );
  try {
    await promise;
  } finally {
    clearTimeout(deadline);
  }
}

async function launch(binary: string, port: number, file: string | undefined): Promise<ChildProcess> {
  const child = spawn(binary, ['serve', '--port', String(port), ...(file === undefined ? [] : ['--db-path', file])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl+C in the terminal reaches the whole group, and the engine must outlive the requests in flight; one in memory may go with it
    detached: file !== undefined,
  });
  try {
    await untilListening(child);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  if (file !== undefined && child.pid !== undefined) writeFileSync(pidFileOf(file), String(child.pid));
  return child;
}

async function launchSomewhere(binary: string, { port, file }: EngineOptions): Promise<{ child: ChildProcess; port: number }> {
  if (port !== undefined) return { child: await launch(binary, port, file), port };
  for (let attempt = 1; ; attempt++) {
    const candidate = await freePort();
    try {
      return { child: await launch(binary, candidate, file), port: candidate };
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/**
 * Starts the embedded DynamoDB-compatible engine on loopback.
 * @throws MachineMessage when there is no engine for this platform
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const binary = engineBinary();
  const { file } = options;
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    await endLeftover(file);
  }
  if (options.port !== undefined) await assertPortFree(options.port, 'DYNAMODB_PORT');
  const started = await launchSomewhere(binary, options);
  const { port } = started;
  let child = started.child;
  let stopping = false;

  const relaunch = async (): Promise<void> => {
    while (!stopping) {
      await pause(RESTART_PAUSE_MS);
      try {
        const next = await launch(binary, port, file);
        if (stopping) {
          next.kill('SIGTERM');
          return;
        }
        child = next;
        watch(child);
        return;
      } catch {
        // the port may still be held by the one that just died: next round
      }
    }
  };
  const watch = (current: ChildProcess) => {
    current.unref();
    for (const stream of [current.stdout, current.stderr]) (stream as unknown as { unref?: () => void } | null)?.unref?.();
    current.once('exit', () => {
      if (!stopping && options.keepAlive) void relaunch();
    });
  };
  watch(child);
  // an end without stop(), by process.exit or a crash, must not leave the engine behind
  const onExit = (): void => void child.kill('SIGTERM');
  process.once('exit', onExit);

  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      process.removeListener('exit', onExit);
      if (child.pid !== undefined && child.exitCode === null) await endProcess(child.pid);
      if (file === undefined) return;
      dropDeleted(file);
      rmSync(pidFileOf(file), { force: true });
    },
  };
}

/** Credentials no AWS accepts, and no search for better ones: nothing here may reach a real account. */
export const dummyCredentials = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EC2_METADATA_DISABLED: 'true',
} as const;

/** For the machine's own clients. Keys from the environment matter only to another DynamoDB (`DYNAMODB_ENDPOINT`). */
export const clientSettings = (endpoint: string) => ({
  endpoint,
  region: process.env.AWS_REGION ?? dummyCredentials.AWS_REGION,
  credentials: {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? dummyCredentials.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? dummyCredentials.AWS_SECRET_ACCESS_KEY,
    ...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
  },
});

/** @returns true when the table was not there before */
async function ensure(endpoint: string, input: CreateTableCommandInput, ttlAttribute: string): Promise<boolean> {
  const client = new DynamoDBClient(clientSettings(endpoint));
  const { TableName: name = '' } = input;
  try {
    await client.send(new DescribeTableCommand({ TableName: name }));
    return false;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    try {
      await client.send(new CreateTableCommand(input));
    } catch (failure) {
      if (failure instanceof ResourceInUseException) return false;
      throw failure;
    }
    await untilActive(client, name);
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { Enabled: true, AttributeName: ttlAttribute } }),
    );
    return true;
  } finally {
    client.destroy();
  }
}

/** @returns true when the table was not there before */
export const ensureTable = async (endpoint: string, name: string, isStreamed = true): Promise<boolean> =>
  await ensure(endpoint, createTableInput(name, isStreamed), tableDefinition.ttlAttribute);

/** @returns true when the table was not there before */
export const ensureKeyTable = async (endpoint: string, name: string): Promise<boolean> =>
  await ensure(endpoint, createKeyTableInput(name), keyTableDefinition.ttlAttribute);

async function untilActive(client: DynamoDBClient, name: string): Promise<void> {
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await pause(50);
  }
}

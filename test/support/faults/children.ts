import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../infra/local/engine.ts';
import { createTableInput } from '../../../infra/table.ts';
import type { Table } from '../../../shared/store/table.ts';
import { sharedBundles } from '../bundles.ts';
import { engineEndpoint } from '../engine.ts';
import type { Held, StartSaid } from './start-child.ts';

/** Processes beside the test that it may kill. */
export type Child = {
  readonly process: ChildProcess;
  /** Exit code, null after a signal; milliseconds since it was asked for. */
  readonly ended: Promise<number | null>;
  /** What it wrote to stdout and stderr so far. */
  readonly output: () => string;
  readonly kill: (signal: 'SIGKILL' | 'SIGTERM') => void;
};

export function startChild(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [...args], {
    env: { ...process.env, NODE_OPTIONS: '--trace-warnings', ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return {
    process: child,
    ended: once(child, 'exit').then(([code]) => code as number | null),
    output: () => output,
    kill: (signal) => void child.kill(signal),
  };
}

/** The engine looks through a stream's records at each write, so a table is filled before it gets one. */
export async function giveStream({ name }: Pick<Table, 'name'>): Promise<void> {
  const client = new DynamoDBClient(clientSettings(engineEndpoint()));
  await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: createTableInput(name).StreamSpecification }));
  client.destroy();
}

/** The register in a process of its own. @throws with what it wrote when it ends before it is up */
export async function startMachineChild(
  dataDir: string,
  { user = 'npa-office-editor', endpoint, env = {} }: { user?: string; endpoint?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Child & { readonly said: StartSaid }> {
  const child = startChild(
    'start-child.ts',
    [JSON.stringify(await sharedBundles()), dataDir, user, ...(endpoint === undefined ? [] : [endpoint])],
    env,
  );
  const early = child.ended.then((code) => {
    throw new Error(`the machine ended before it was up (${code}): ${child.output().slice(-2_000)}`);
  });
  early.catch(() => {});
  const [said] = (await Promise.race([once(child.process, 'message'), early])) as [StartSaid];
  return { ...child, said };
}

/** What the register in its own process holds, and how late its loop ran since it was asked last. */
export async function heldBy({ process: child }: Pick<Child, 'process'>): Promise<Held> {
  const answer = once(child, 'message');
  child.send({});
  return ((await answer) as [Held])[0];
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own beside the bench, and the first thing it says. */
export type Child<Said> = { readonly said: Said; readonly send: (message: object) => void; readonly stop: () => Promise<void> };

const ENDS_WITHIN_MS = 10_000;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(deadline);
}

/** @param script beside this file @throws when it ends before it has said anything */
export async function startChild<Said>(
  script: string,
  args: readonly string[] = [],
  { env = {}, execArgv = [] }: { readonly env?: Readonly<Record<string, string>>; readonly execArgv?: readonly string[] } = {},
): Promise<Child<Said>> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended at once (${String(code)})`);
  });
  failed.catch(() => {});
  const [said] = (await Promise.race([once(child, 'message'), failed])) as [Said];
  return { said, send: (message) => void child.send(message), stop: async () => await end(child) };
}

/** In the child: the one thing it says, and how it ends, also when the bench is gone. */
export function say(said: object, stop: () => Promise<void> | void = () => {}): void {
  const finish = async (): Promise<void> => {
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void finish());
  process.send?.(said);
}

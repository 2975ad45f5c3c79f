import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Built } from '../../../infra/build.ts';
import { startMachine } from '../../../infra/local/machine.ts';
import { stopOnSignal } from '../../../infra/local/stop-on-signal.ts';

/*
 * The register in a process of its own that ends as `npm start` does: `start-child.ts BUNDLES FOLDER USER [ENDPOINT]`. With an
 * ENDPOINT its table is the one the environment names. Each message to it is answered with what it holds.
 */
export type StartSaid = { readonly origin: string; readonly token: string };
export type Held = {
  readonly handles: Readonly<Record<string, number>>;
  readonly rssBytes: number /** Since the message before. */;
  readonly loopDelayMs: { readonly p99: number; readonly most: number };
};

const [bundles = '', dataDir = '', user = '', dynamoEndpoint] = process.argv.slice(2);
const { TABLE_NAME: tableName } = process.env;
const machine = await startMachine({
  dataDir,
  prebuilt: JSON.parse(bundles) as Built,
  ...(dynamoEndpoint === undefined ? {} : { dynamoEndpoint }),
  ...(dynamoEndpoint === undefined || tableName === undefined ? {} : { tableName }),
});
stopOnSignal(machine, () => {});
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on('message', () => {
  // what nobody holds any more does not count, where the test asked for that
  globalThis.gc?.();
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  const loopDelayMs = { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 };
  delay.reset();
  process.send?.({ handles, rssBytes: process.memoryUsage.rss(), loopDelayMs } satisfies Held);
});
process.send?.({ origin: machine.origin, token: await machine.tokenFor(user) } satisfies StartSaid);

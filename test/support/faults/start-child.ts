import type { Built } from '../../../infra/build.ts';
import { startMachine } from '../../../infra/local/machine.ts';
import { stopOnSignal } from '../../../infra/local/stop-on-signal.ts';

/*
 * The register in a process of its own that ends as `npm start` does: `start-child.ts BUNDLES FOLDER USER [ENDPOINT]`. With an
 * ENDPOINT its table is the one the environment names. Each message to it is answered with what it holds.
 */
export type StartSaid = { readonly origin: string; readonly token: string };
export type Held = { readonly handles: Readonly<Record<string, number>>; readonly rssBytes: number };

const [bundles = '', dataDir = '', user = '', dynamoEndpoint] = process.argv.slice(2);
const { TABLE_NAME: tableName } = process.env;
const machine = await startMachine({
  dataDir,
  prebuilt: JSON.parse(bundles) as Built,
  ...(dynamoEndpoint === undefined ? {} : { dynamoEndpoint }),
  ...(dynamoEndpoint === undefined || tableName === undefined ? {} : { tableName }),
});
stopOnSignal(machine, () => {});
process.on('message', () => {
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  process.send?.({ handles, rssBytes: process.memoryUsage.rss() } satisfies Held);
});
process.send?.({ origin: machine.origin, token: await machine.tokenFor(user) } satisfies StartSaid);

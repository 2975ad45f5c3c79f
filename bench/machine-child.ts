import { importReference } from '../infra/local/import.ts';
import { startMachine } from '../infra/local/machine.ts';
import { say } from './child.ts';
import { withoutStream } from './register.ts';

/** The whole register as `npm start` runs it, on a database in memory, with the facts of 2016. */
export type MachineSaid = {
  readonly origin: string;
  readonly endpoint: string;
  readonly table: string;
  readonly tokens: Readonly<Record<string, string>>;
};

const machine = await startMachine({ skipMissing: true });
await importReference(() => {});
await machine.drained();
const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '';
await withoutStream(endpoint, machine.table.name);
const tokens = Object.fromEntries(
  await Promise.all(process.argv.slice(2).map(async (user) => [user, await machine.tokenFor(user)] as const)),
);
say({ origin: machine.origin, endpoint, table: machine.table.name, tokens } satisfies MachineSaid, machine.stop);

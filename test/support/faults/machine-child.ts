import { startMachine } from '../../../infra/local/machine.ts';

/** The machine in a process of its own, so that it can be killed: `machine-child.ts <options as JSON> <user>…`; see `machine.ts`. */
const [options = '{}', ...users] = process.argv.slice(2);
process.on('warning', (warning) => console.error(`WARNING ${warning.name}`));
const machine = await startMachine(JSON.parse(options) as Parameters<typeof startMachine>[0]);
const tokens = Object.fromEntries(await Promise.all(users.map(async (user) => [user, await machine.tokenFor(user)] as const)));
const stop = async (): Promise<void> => {
  await machine.stop();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'disconnect'] as const) process.once(signal, () => void stop());
process.send?.({ origin: machine.origin, tokens });

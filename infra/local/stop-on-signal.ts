import type { Machine } from './machine.ts';

const ENDS_WITHIN_MS = 9_800;
/** Ctrl+C reaches this process twice, once from the terminal and once through npm; only a later one means "now". */
const IMPATIENT_AFTER_MS = 1_500;

/** Ends the machine when the process is asked to end: requests in flight first, and within ten seconds. */
export function stopOnSignal(machine: Machine, release: () => void): void {
  let askedAt: number | undefined;
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), ENDS_WITHIN_MS).unref();
    await machine.stop();
    release();
    process.exit(0);
  };
  const onSignal = (): void => {
    if (askedAt === undefined) {
      askedAt = Date.now();
      console.log('Das Register wird beendet …');
      void end();
    } else if (Date.now() - askedAt > IMPATIENT_AFTER_MS) {
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
}

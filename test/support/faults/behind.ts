import './one-realm.ts';
import { engineEndpoint } from '../engine.ts';
import { type Faults, startFaults } from './proxy.ts';

export type Behind = Faults & { /** The engine itself, past all faults. */ readonly engine: string };

/**
 * Puts faults between this test file and the run's engine: every client opened from now on meets them. Tables are best
 * made before, and what is opened before looks past them.
 */
export async function behindFaults(seed = 1): Promise<Behind> {
  const engine = engineEndpoint();
  const faults = await startFaults({ target: engine, seed });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = faults.endpoint;
  return {
    ...faults,
    engine,
    stop: async () => {
      process.env.AWS_ENDPOINT_URL_DYNAMODB = engine;
      await faults.stop();
    },
  };
}

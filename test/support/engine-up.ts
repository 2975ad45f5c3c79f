import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultOutDir } from '../../infra/build.ts';
import { dummyCredentials, type Engine, startEngine } from '../../infra/local/engine.ts';
import { SHARED_FOLDER } from './bundles.ts';

declare global {
  // the one engine of this jest run, handed from set-up to tear-down in the parent process
  var registerTestEngine: Engine | undefined;
}

/**
 * Workers inherit this environment: every client of `openTable()` in a test talks to the run's own engine, and all share
 * one master key, which the first that needs it makes.
 */
export default async function engineUp(): Promise<void> {
  const engine = await startEngine();
  const keyFolder = mkdtempSync(join(tmpdir(), 'npa-register-key-'));
  const shared = join(defaultOutDir, `tests-${randomUUID()}`);
  mkdirSync(shared, { recursive: true });
  globalThis.registerTestEngine = {
    ...engine,
    stop: async () => {
      await engine.stop();
      for (const folder of [keyFolder, shared]) rmSync(folder, { recursive: true, force: true });
    },
  };
  Object.assign(process.env, dummyCredentials, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    [SHARED_FOLDER]: shared,
    MASTER_KEY_FILE: join(keyFolder, 'master.key'),
    CHAIN_KEY_FILE: join(keyFolder, 'chain.key'),
    LOG_LEVEL: 'SILENT',
  });
}

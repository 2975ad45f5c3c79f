import { dummyCredentials, type Engine, startEngine } from '../../infra/local/engine.ts';

declare global {
  // the one engine of this jest run, handed from set-up to tear-down in the parent process
  var registerTestEngine: Engine | undefined;
}

/** Workers inherit this environment: every client of `openTable()` in a test talks to the run's own engine. */
export default async function engineUp(): Promise<void> {
  const engine = await startEngine();
  globalThis.registerTestEngine = engine;
  Object.assign(process.env, dummyCredentials, { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint, LOG_LEVEL: 'SILENT' });
}

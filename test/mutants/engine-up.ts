import { dummyCredentials, startEngine } from '../../infra/local/engine.ts';

/** The engine alone, for every mutant anew: what `test/support/engine-up.ts` adds for bundles and keys would take longer than the tests. */
export default async function engineUp(): Promise<void> {
  const engine = await startEngine();
  globalThis.registerTestEngine = engine;
  Object.assign(process.env, dummyCredentials, { AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint, LOG_LEVEL: 'SILENT' });
}

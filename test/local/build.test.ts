import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { type Built, presentAreas } from '../../infra/build.ts';
import { sharedBundles } from '../support/bundles.ts';

let built: Built;
beforeAll(async () => {
  built = await sharedBundles();
});

test('an area without a handler is named, unless it may be left out', () => {
  expect(() => presentAreas(['contract', 'nowhere'], false)).toThrow('no handler for "nowhere" (functions/nowhere/handler.ts)');
  expect(presentAreas(['contract', 'nowhere'], true)).toEqual({ areas: ['contract'], skipped: ['nowhere'] });
});

test('each bundle is one file that runs on its own and exports its handler', async () => {
  for (const { file, bytes } of built.areas) {
    const { handler } = (await import(pathToFileURL(file).href)) as { handler: unknown };
    expect(typeof handler).toBe('function');
    expect(readFileSync(file).length).toBe(bytes);
  }
});

test('no bundle carries the credential chain or the locales of zod', () => {
  const { outputs } = JSON.parse(readFileSync(join(built.outDir, 'meta.json'), 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  const carried = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([name, { bytesInOutput }]) => (bytesInOutput > 0 ? [name] : [])),
  );
  expect(carried.some((name) => name.includes('@aws-sdk/client-dynamodb/'))).toBe(true);
  const unwanted = carried.filter((name) =>
    /credential-provider-(node|ini|sso|process|web-identity)|oidc-provider|zod\/v4\/locales\/(?!en\.js|index\.js)/.test(name),
  );
  expect(unwanted).toEqual([]);
});

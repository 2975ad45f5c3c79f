import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { consumers } from '../../functions/consumers.ts';
import { routes } from '../../functions/routes.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the project, so that packages left outside a bundle resolve; not `dist`, which other suites may be running from. */
const bundles = join('.jest', `synth-${process.pid}`);
let output = '';

beforeAll(async () => {
  output = await mkdtemp(join(tmpdir(), 'register-synth-'));
});
afterAll(async () => {
  await Promise.all([output, join(root, bundles)].map((folder) => rm(folder, { recursive: true, force: true })));
});

test('`cdk synth` makes the whole stack with its bundles, without account, credentials or network', async () => {
  const { AWS_PROFILE: _profile, AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...environment } = process.env;
  await run('npx', ['cdk', 'synth', '--quiet', '--output', output, '--context', `bundles=${bundles}`], {
    cwd: root,
    env: { ...environment, CDK_DISABLE_CLI_TELEMETRY: 'true', AWS_EC2_METADATA_DISABLED: 'true', CI: 'true' },
  });
  const template = JSON.parse(await readFile(join(output, 'npa-register-prod-stack.template.json'), 'utf8')) as {
    Resources: Record<string, { Type: string; Properties: { Code?: unknown } }>;
  };
  const functions = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const areas = new Set([...routes, ...consumers].map(({ area }) => area));
  expect(functions).toHaveLength(areas.size);
  for (const { Properties } of functions) expect(Properties.Code).toHaveProperty('S3Key');
  // A finding stops the synthesis; the report is written either way and is empty when there is none.
  const report = JSON.parse(await readFile(join(output, 'validation-report.json'), 'utf8')) as { pluginReports: unknown[] };
  expect(report.pluginReports).toEqual([]);
}, 120_000);

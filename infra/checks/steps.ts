import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool.ts';

export type Count = { readonly passed: number; readonly failed: number };
export type Step = { readonly name: string; readonly run: () => Promise<Count> };

/** A tool that says yes or no counts as one. */
const tool = (name: string, command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Step => ({
  name,
  run: async () => ((await runTool(command, args, env)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

type JestResult = { numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number; success: boolean };

/** Every test counts; so does a suite that could not start. A run that fails for any other reason is never green. */
export function countOf({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }: JestResult, exitCode: number): Count {
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

async function runTests(): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'register-check-'));
  const file = join(folder, 'jest.json');
  try {
    const exitCode = await runTool('jest', ['--json', `--outputFile=${file}`]);
    const result = await readFile(file, 'utf8').catch(() => undefined);
    return result === undefined ? { passed: 0, failed: 1 } : countOf(JSON.parse(result) as JestResult, exitCode);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** All that must hold before a change is finished, the quick things first. */
export const steps: readonly Step[] = [
  tool('format and lint', 'biome', ['ci', '--error-on-warnings', '.']),
  tool('no secrets', 'secretlint', ['--secretlintignore', '.gitignore', '**/*']),
  tool('types', 'tsc', ['-p', '.']),
  tool('contract is what the rows say', 'node', ['infra/openapi.ts', '--check']),
  tool('contract lint', 'redocly', ['lint', '--config', 'docs/redocly.yaml', 'docs/openapi.json'], quiet),
  tool('contract security', 'node', ['infra/checks/contract-security.ts']),
  { name: 'tests', run: runTests },
];

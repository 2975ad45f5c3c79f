import { expect, test } from '@jest/globals';
import { countOf, steps } from '../../infra/checks/steps.ts';
import { read } from './sources.ts';

test.each([
  ['all green', { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0, success: true }, 0, { passed: 7, failed: 0 }],
  ['two red', { numPassedTests: 5, numFailedTests: 2, numRuntimeErrorTestSuites: 0, success: false }, 1, { passed: 5, failed: 2 }],
  [
    'a suite that could not start',
    { numPassedTests: 5, numFailedTests: 0, numRuntimeErrorTestSuites: 1, success: false },
    1,
    { passed: 5, failed: 1 },
  ],
  [
    'green, but the run broke off',
    { numPassedTests: 5, numFailedTests: 0, numRuntimeErrorTestSuites: 0, success: true },
    1,
    { passed: 5, failed: 1 },
  ],
] as const)('the count of a run: %s', (_what, result, exitCode, count) => {
  expect(countOf(result, exitCode)).toEqual(count);
});

test('one command runs everything, and CI runs that command', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect([scripts.test, scripts.check]).toEqual(['node infra/check.ts', 'node infra/check.ts']);
  expect(read('.ci/run')).toMatch(/npm ci && npm test/);
  expect(steps.map(({ name }) => name)).toEqual([
    'format and lint',
    'no secrets',
    'types',
    'contract is what the rows say',
    'contract lint',
    'contract security',
    'tests',
  ]);
});

test('npm hands the tests the Node options they need', () => {
  expect(read('.npmrc')).toMatch(/^node-options=.*--experimental-vm-modules/m);
  expect(process.env.NODE_OPTIONS).toContain('--experimental-vm-modules');
});

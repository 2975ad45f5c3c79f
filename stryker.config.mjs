import { group, name } from './test/mutants/groups.mjs';

/**
 * Mutation score (`npm run test:mutants`, one group: `MUTANTS=periods npx stryker run`): Stryker changes one thing in the code
 * at a time and asks whether a test sees it. What it found before and nothing changed since is not asked again.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: group.mutate,
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'test/mutants/jest.config.mjs', enableFindRelatedTests: name === 'domain' },
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // every run leaves modules behind in its process
  maxTestRunnerReuse: 200,
  incremental: true,
  incrementalFile: `.jest/mutants/${name}.json`,
  tempDirName: `.jest/mutants/sandbox-${name}`,
  // TypeScript 7 has no interface in JavaScript with which Stryker could rewrite the paths of tsconfig.json; none leads out of the sandbox
  tsconfigFile: 'none',
  ignorePatterns: ['/dist', '/.data', '/.jest', '/cdk.out'],
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: `.jest/mutants/${name}-report.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 85, low: 70, break: name === 'domain' ? 70 : 85 },
};

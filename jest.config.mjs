/** `npm test` needs `--experimental-vm-modules`; `.npmrc` sets it for npm and npx. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': '<rootDir>/test/support/esbuild-transform.mjs' },
  globalSetup: '<rootDir>/test/support/engine-up.ts',
  globalTeardown: '<rootDir>/test/support/engine-down.ts',
  watchman: false,
  maxWorkers: 2,
  // a worker keeps what its files loaded; beyond this the collector takes more time than the tests
  workerIdleMemoryLimit: '1200MB',
  testTimeout: 120_000,
  collectCoverageFrom: ['functions/**/*.ts', 'shared/**/*.ts', 'infra/**/*.ts'],
};

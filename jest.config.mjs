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
  testTimeout: 120_000,
  collectCoverageFrom: ['functions/**/*.ts', 'shared/**/*.ts', 'infra/**/*.ts'],
};

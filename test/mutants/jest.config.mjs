import project from '../../jest.config.mjs';
import { group } from './groups.mjs';

const { globalSetup: _up, globalTeardown, ...withoutEngine } = project;

/** What is pure needs no engine; the ledger has one of its own. */
export default {
  ...withoutEngine,
  ...(group.hasEngine ? { globalSetup: '<rootDir>/test/mutants/engine-up.ts', globalTeardown } : {}),
  rootDir: '../..',
  testMatch: group.tests.map((path) => `<rootDir>/${path}`),
};

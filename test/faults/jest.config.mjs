import project from '../../jest.config.mjs';

/** The long run of the faults: `npm run test:faults` sets `PROOF=full`, with which the same tests do all they can, and the files `*.long.ts` are run. */
export default {
  ...project,
  rootDir: '../..',
  roots: ['<rootDir>/test/faults'],
  testMatch: [...project.testMatch, '**/*.long.ts'],
  testTimeout: 600_000,
};

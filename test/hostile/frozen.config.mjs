import project from '../../jest.config.mjs';

/**
 * The rules and the requests once more, with a prototype of all objects that nothing can be added to: code that leaned on
 * changing it would fail. Part of `npm run test:hostile`.
 */
export default {
  ...project,
  rootDir: '../..',
  testMatch: [
    '<rootDir>/test/domain/**/*.test.ts',
    '<rootDir>/test/api/{problems,hostile-bodies,hostile-exports,alliance-events,expenses,inquiries,registration}.test.ts',
  ],
  setupFiles: ['<rootDir>/test/support/frozen.mjs'],
  testTimeout: 120_000,
};

import { globSync, readFileSync } from 'node:fs';
import project from '../../jest.config.mjs';

const root = new URL('../..', import.meta.url).pathname;
/** Tests of `npm test` that do more when `PROOF=full` asks for it; those of the faults have a run of their own. */
const withLongForm = globSync('test/*/*.test.ts', { cwd: root }).filter(
  (file) => !/^test\/(?:faults|hostile)\//.test(file) && readFileSync(`${root}${file}`, 'utf8').includes('support/scale.ts'),
);

/** The long run against attackers: `npm run test:hostile`. */
export default {
  ...project,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/hostile/**/*.{test,long}.ts', ...withLongForm.map((file) => `<rootDir>/${file}`)],
  testTimeout: 600_000,
};

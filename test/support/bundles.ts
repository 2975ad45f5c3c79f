import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Built, buildFunctions } from '../../infra/build.ts';

/** Folder of what the files of one run share; set by jest's global set-up, removed by its tear-down. */
export const SHARED_FOLDER = 'REGISTER_TEST_SHARED';
const WAITS_MS = 180_000;

/**
 * Something costly, made once per run by whichever test file needs it first, in a folder of its own; the others wait and share.
 *
 * @throws Error when no folder is set, or the maker did not finish
 */
export async function madeOnce<T>(name: string, make: (folder: string) => Promise<T>): Promise<T> {
  const shared = process.env[SHARED_FOLDER];
  if (!shared) throw new Error('no folder to share: run the tests through jest with the project configuration');
  const folder = join(shared, name);
  const result = join(shared, `${name}.json`);
  let isOurs = true;
  try {
    mkdirSync(folder);
  } catch {
    isOurs = false;
  }
  if (isOurs) {
    const made = await make(folder);
    writeFileSync(`${result}.part`, JSON.stringify(made));
    renameSync(`${result}.part`, result);
    return made;
  }
  for (const deadline = Date.now() + WAITS_MS; !existsSync(result); await pause(100))
    if (Date.now() > deadline) throw new Error(`another test file did not finish making ${name}`);
  return JSON.parse(readFileSync(result, 'utf8')) as T;
}

/** The functions, bundled once per run. */
export const sharedBundles = async (): Promise<Built> =>
  await madeOnce('functions', async (outDir) => await buildFunctions({ outDir, skipMissing: true }));

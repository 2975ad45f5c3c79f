import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Built, buildFunctions } from '../../infra/build.ts';

/** Folder of this run's bundles; set by jest's global set-up, removed by its tear-down. */
export const BUNDLES_FOLDER = 'REGISTER_TEST_BUNDLES';
const WAITS_MS = 120_000;

/** The functions, bundled once per run by whichever test file needs them first; the others wait and share. */
export async function sharedBundles(): Promise<Built> {
  const folder = process.env[BUNDLES_FOLDER];
  if (!folder) throw new Error('no folder for bundles: run the tests through jest with the project configuration');
  const list = join(folder, 'built.json');
  let isOurs = true;
  try {
    mkdirSync(folder);
  } catch {
    isOurs = false;
  }
  if (isOurs) {
    const built = await buildFunctions({ outDir: join(folder, 'functions'), skipMissing: true });
    writeFileSync(`${list}.part`, JSON.stringify(built));
    renameSync(`${list}.part`, list);
    return built;
  }
  for (const deadline = Date.now() + WAITS_MS; !existsSync(list); await pause(100))
    if (Date.now() > deadline) throw new Error('another test file did not finish bundling');
  return JSON.parse(readFileSync(list, 'utf8')) as Built;
}

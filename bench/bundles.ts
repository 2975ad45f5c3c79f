import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { buildFunctions, bundleSettings, defaultOutDir } from '../infra/build.ts';
import { dummyCredentials } from '../infra/local/engine.ts';
import type { Part } from './measure.ts';
import { figure, median, ratio, table, whole } from './measure.ts';

const ROUNDS = 15;
const INPUTS_NAMED = 5;
const root = fileURLToPath(new URL('..', import.meta.url));

type Bundle = { readonly name: string; readonly file: string; readonly inputs: ReadonlyMap<string, number> };

/** The reference, bundled with the very settings of the functions. */
const bundleAs = async (entry: string, outDir: string, name: string): Promise<Metafile> =>
  (await build({ ...bundleSettings, entryPoints: [{ in: entry, out: `${name}/index` }], outdir: outDir, sourcemap: 'external' })).metafile;

/** Where an input comes from: the package, or for our own files the folder. */
function originOf(path: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return inPackage ?? path.split('/').slice(0, 2).join('/');
}

function inputsOf(metafile: Metafile, file: string): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(metafile.outputs[relative(root, file)]?.inputs ?? {}))
    bytes.set(originOf(path), (bytes.get(originOf(path)) ?? 0) + bytesInOutput);
  return bytes;
}

const largestOf = ({ inputs }: Bundle): string =>
  [...inputs]
    .sort(([, a], [, b]) => b - a)
    .slice(0, INPUTS_NAMED)
    .map(([origin, bytes]) => `${origin} ${(bytes / 1000).toFixed(0)}`)
    .join(', ');

const program = 'const s=performance.now();await import(process.argv[1]);console.log(performance.now()-s);process.exit(0)';

/** Milliseconds of one `import()` in a process of its own. */
const importTime = (file: string): number =>
  Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', program, pathToFileURL(file).href], {
      env: { PATH: process.env.PATH, ...dummyCredentials },
      encoding: 'utf8',
    }),
  );

/** Round by round through all bundles, so that a busy moment of the machine meets all of them. */
function importTimes(all: readonly Bundle[]): Map<string, number> {
  const samples = new Map(all.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) for (const { name, file } of all) samples.get(name)?.push(importTime(file));
  return new Map([...samples].map(([name, times]) => [name, median(times)]));
}

const REFERENCE = 'SDK only';

async function run(say: (progress: string) => void): Promise<string> {
  const outDir = join(defaultOutDir, `bench-${process.pid}`);
  try {
    const built = await buildFunctions({ outDir, skipMissing: true });
    const metafile = JSON.parse(readFileSync(join(outDir, 'meta.json'), 'utf8')) as Metafile;
    const functions = built.areas.map(({ area, file }): Bundle => ({ name: area, file, inputs: inputsOf(metafile, file) }));
    const referenceFile = join(outDir, 'sdk-only', 'index.mjs');
    const reference: Bundle = {
      name: REFERENCE,
      file: referenceFile,
      inputs: inputsOf(await bundleAs('bench/sdk-only.ts', outDir, 'sdk-only'), referenceFile),
    };
    const all = [reference, ...functions];
    say(`${all.length} bundles, ${ROUNDS} fresh processes each`);
    const times = importTimes(all);
    const referenceTime = times.get(REFERENCE) ?? Number.NaN;
    const rows = all.map((bundle) => {
      const content = readFileSync(bundle.file);
      const time = times.get(bundle.name) ?? Number.NaN;
      return [
        bundle.name,
        whole(content.length),
        whole(gzipSync(content, { level: 9 }).length),
        figure(time),
        ratio(time, referenceTime),
        largestOf(bundle),
      ];
    });
    return [
      table(['function', 'bytes', 'gzip', 'init ms', 'against SDK only', 'largest inputs, kB'], rows, [0, 5]),
      '',
      `Init: time of \`import()\`, median of ${ROUNDS} fresh processes. SDK only: \`bench/sdk-only.ts\` with the same esbuild settings.`,
    ].join('\n');
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

export const bundles: Part = { title: 'Bundles and cold start', run };

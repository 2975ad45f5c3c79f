import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type BuildOptions as EsbuildOptions } from 'esbuild';
import { consumers } from '../functions/consumers.ts';
import { routes } from '../functions/routes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
export const defaultOutDir = join(root, 'dist');

/** Bundled packages that are CommonJS still call `require` for Node's own modules; an ES module has none. */
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** How every function is bundled; the bench measures its reference with the same settings. */
export const bundleSettings = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'] as string[],
  banner: { js: banner },
  alias: {
    '@aws-sdk/credential-provider-node': join(root, 'shared/platform/env-credentials.ts'),
    'node:http': join(root, 'shared/platform/http-module.ts'),
  },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} satisfies EsbuildOptions;

export type BuildOptions = {
  /** Each area goes to `<outDir>/<area>/index.mjs`; inside the project, so that packages left outside a bundle resolve. */
  readonly outDir?: string;
  /** Leave out areas that have no handler yet, instead of failing. */
  readonly skipMissing?: boolean;
  /** Also write `index.mjs.map`, not linked: for decoding a stack trace of the cloud offline. */
  readonly sourceMaps?: boolean;
};
export type BuiltArea = { readonly area: string; readonly file: string; readonly bytes: number };
export type Built = {
  readonly outDir: string;
  readonly areas: readonly BuiltArea[];
  readonly skipped: readonly string[];
  readonly milliseconds: number;
};

/** The folders under `functions/` that become one Lambda each. */
export const functionAreas: readonly string[] = [...new Set([...routes, ...consumers].map(({ area }) => area))];

const handlerOf = (area: string): string => join(root, 'functions', area, 'handler.ts');

/** @throws when an area has no handler yet, naming it */
export function presentAreas(areas: readonly string[], skipMissing: boolean): { areas: string[]; skipped: string[] } {
  const skipped = areas.filter((area) => !existsSync(handlerOf(area)));
  if (skipped.length > 0 && !skipMissing) {
    throw new Error(
      `no handler for ${skipped.map((area) => `"${area}" (functions/${area}/handler.ts)`).join(', ')}; a row or consumer names it`,
    );
  }
  return { areas: areas.filter((area) => !skipped.includes(area)), skipped };
}

/** Static files of an area, made by its own `build.ts`. */
async function prepareStatics(area: string, outDir: string): Promise<void> {
  const script = join(root, 'functions', area, 'build.ts');
  if (!existsSync(script)) return;
  const { prepare } = (await import(pathToFileURL(script).href)) as { prepare: (outDir: string) => Promise<void> };
  await prepare(join(outDir, area));
}

/** Bundles every function as it runs in the cloud; the local machine, tests, bench and CDK all use these files. */
export async function buildFunctions({
  outDir = defaultOutDir,
  skipMissing = false,
  sourceMaps = false,
}: BuildOptions = {}): Promise<Built> {
  const started = performance.now();
  const { areas, skipped } = presentAreas(functionAreas, skipMissing);
  await mkdir(outDir, { recursive: true });
  await Promise.all(
    areas.map(async (area) => {
      await rm(join(outDir, area), { recursive: true, force: true });
      await mkdir(join(outDir, area), { recursive: true });
    }),
  );
  const bundle = build({
    ...bundleSettings,
    entryPoints: areas.map((area) => ({ in: handlerOf(area), out: `${area}/index` })),
    outdir: outDir,
    sourcemap: sourceMaps ? 'external' : false,
  });
  const statics = areas.map((area) => prepareStatics(area, outDir));
  // nothing may still be writing when a fault is reported and the caller removes the folder
  await Promise.allSettled([bundle, ...statics]);
  const [{ metafile }] = await Promise.all([bundle, ...statics]);
  await writeFile(join(outDir, 'meta.json'), JSON.stringify(metafile));
  const bytesOf = (file: string): number => metafile.outputs[relative(root, file)]?.bytes ?? 0;
  return {
    outDir,
    areas: areas.map((area) => {
      const file = join(outDir, area, 'index.mjs');
      return { area, file, bytes: bytesOf(file) };
    }),
    skipped,
    milliseconds: Math.round(performance.now() - started),
  };
}

async function report(): Promise<void> {
  const { areas, skipped, milliseconds } = await buildFunctions({ skipMissing: process.argv.includes('--skip-missing'), sourceMaps: true });
  for (const { area, bytes } of areas) console.log(`${area.padEnd(24)} ${(bytes / 1024).toFixed(1).padStart(8)} kB`);
  if (skipped.length > 0) console.log(`skipped, no handler yet: ${skipped.join(', ')}`);
  console.log(`built in ${milliseconds} ms`);
}

if (import.meta.main) {
  await report().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

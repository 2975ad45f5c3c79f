import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { PurgeCSS } from 'purgecss';
import type { Encoding, FileList } from '../http/hashed-files.ts';
import { encodingSuffixes, FILE_LIST } from '../http/hashed-files.ts';

/** What the `build.ts` of areas with pages have in common; runs when functions are built and is in no bundle. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a page's program and styles are bundled. */
export const pageSettings = {
  absWorkingDir: root,
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2022'] as string[],
  loader: { '.woff2': 'file' },
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Of the design system's third of a megabyte of styles, what the pages name. Lists in `:is()` are beyond the purger and kept whole.
 * @param content patterns of the files that name classes
 */
const purgedStyles = (content: readonly string[]): Plugin => ({
  name: 'purged-styles',
  setup(build) {
    build.onLoad({ filter: /kern\.min\.css$/ }, async ({ path }) => {
      const [purged] = await new PurgeCSS().purge({
        content: [...content],
        css: [{ raw: (await readFile(path, 'utf8')).replace(/(?<=[};])[^{};]*:is\([^{]*\{/g, '/* purgecss ignore */$&') }],
        keyframes: true,
        fontFace: true,
        safelist: { greedy: [/kern-(?:light|dark|theme)/] },
      });
      return { contents: purged?.css ?? '', loader: 'css' };
    });
  },
});

/** The typeface in parts by script, of which a browser loads those that a page's letters need; every browser in use reads WOFF2. */
const fontsInParts: Plugin = {
  name: 'fonts-in-parts',
  setup(build) {
    build.onLoad({ filter: /@fontsource.*\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/, url\([^)]*\.woff\) format\('woff'\)/g, ''),
      loader: 'css',
    }));
  },
};

/** @param content as for the purger */
export const stylePlugins = (content: readonly string[]): Plugin[] => [purgedStyles(content), fontsInParts];

/** @returns `<outDir>/statics`, there and empty */
export async function emptyStatics(outDir: string): Promise<string> {
  const statics = join(outDir, 'statics');
  await rm(statics, { recursive: true, force: true });
  await mkdir(statics, { recursive: true });
  return statics;
}

/** Names of what was bundled; `of` finds what a source file became. */
export function bundled({ outputs }: Metafile): { readonly names: readonly string[]; readonly of: (source: string) => string } {
  const written = Object.entries(outputs).map(([path, { entryPoint }]) => ({ name: basename(path), entryPoint }));
  return {
    names: written.map(({ name }) => name),
    of: (source) => written.find(({ entryPoint }) => entryPoint === relative(root, source))?.name ?? '',
  };
}

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
};
const contentTypeOf = (name: string): string => contentTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

const gzipped = promisify(gzip);
const compressors: Readonly<Record<Encoding, (content: Buffer) => Promise<Buffer>>> = {
  br: promisify(brotliCompress),
  gzip: (content) => gzipped(content, { level: 9 }),
};

async function compress(path: string, encodings: readonly Encoding[]): Promise<void> {
  const content = await readFile(path);
  await Promise.all(
    encodings.map(async (encoding) => writeFile(`${path}${encodingSuffixes[encoding]}`, await compressors[encoding](content))),
  );
}

/** Lists the files for whoever serves them, with more that they ask for, and puts compressed twins beside the texts. */
export async function listFiles<Listed extends FileList>(
  statics: string,
  names: readonly string[],
  more: Omit<Listed, 'files'>,
  encodings: readonly Encoding[],
): Promise<void> {
  const files = Object.fromEntries(names.map((name) => [name, contentTypeOf(name)]));
  await Promise.all([
    writeFile(join(statics, FILE_LIST), JSON.stringify({ files, ...more })),
    ...names.filter((name) => !/\.(?:woff2|png)$/.test(name)).map((name) => compress(join(statics, name), encodings)),
  ]);
}

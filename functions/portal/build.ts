import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';
import { PurgeCSS } from 'purgecss';
import type { RouteRow } from '../../shared/http/route.ts';
import { routes } from '../routes.ts';
import type { SlimRow } from './app/contract.ts';
import type { Manifest } from './statics.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const app = join(root, 'functions/portal/app');

const contentTypes: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
};
const typeOf = (name: string): string | undefined => contentTypes[name.split('.').at(-1) ?? ''];

/** Of a row the browser needs no schemas: only how to call it and who may. */
const slim = ({ method, path, access, ifMatch }: RouteRow): SlimRow => ({
  method,
  path,
  roles: 'roles' in access ? access.roles : null,
  ifMatch: ifMatch === true,
});

const slimRows: Plugin = {
  name: 'slim-rows',
  setup(build) {
    build.onResolve({ filter: /^portal:rows$/ }, () => ({ path: 'rows', namespace: 'portal' }));
    build.onLoad({ filter: /.*/, namespace: 'portal' }, () => ({
      contents: `export const rows = ${JSON.stringify(Object.fromEntries(routes.map((row) => [row.id, slim(row)])))};`,
      loader: 'js',
    }));
  },
};

/**
 * Rules import zod at the top of the file that also holds names and formats the browser shows. Rules are pure, so every
 * top-level value of theirs may be dropped when nobody uses it; esbuild believes that of calls marked so, and zod goes.
 */
const droppableRules: Plugin = {
  name: 'droppable-rules',
  setup(build) {
    build.onLoad({ filter: /[\\/]shared[\\/]domain[\\/][a-z-]+\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', format: 'esm', target: 'es2024' });
      return {
        contents: code.replace(/^const (\w+) = ([\s\S]*?);(?=\n[^\s})\]]|\n?(?![\s\S]))/gm, markPure),
        loader: 'js',
        resolveDir: dirname(path),
      };
    });
  },
};
const markPure = (statement: string, name: string, value: string): string =>
  /^(?:async )?\(|^\w+ =>/.test(value) ? statement : `const ${name} = /* @__PURE__ */ (() => (${value}))();`;

/** The design system is a third of a megabyte of styles; kept is what the rooms name. Lists in `:is()` are beyond the purger and kept whole. */
const purgedStyles: Plugin = {
  name: 'purged-styles',
  setup(build) {
    build.onLoad({ filter: /kern\.min\.css$/ }, async ({ path }) => {
      const [purged] = await new PurgeCSS().purge({
        content: [join(app, '**/*.tsx'), join(app, '*.html')],
        css: [{ raw: (await readFile(path, 'utf8')).replace(/(?<=[};])[^{};]*:is\([^{]*\{/g, '/* purgecss ignore */$&') }],
        keyframes: true,
        fontFace: true,
        safelist: { greedy: [/kern-(?:light|dark|theme)/] },
      });
      return { contents: purged?.css ?? '', loader: 'css' };
    });
  },
};

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  await Promise.all([
    brotli(content).then((bytes) => writeFile(`${file}.br`, bytes)),
    gzipped(content, { level: 9 }).then((bytes) => writeFile(`${file}.gz`, bytes)),
  ]);
}

/** Bundles the page's program and styles to `<outDir>/statics`, with a list of what is there. */
export async function prepare(outDir: string): Promise<void> {
  const statics = join(outDir, 'statics');
  await rm(statics, { recursive: true, force: true });
  await mkdir(statics, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { portal: join(app, 'main.tsx'), styles: join(app, 'styles.css') },
    outdir: statics,
    entryNames: '[name]-[hash]',
    chunkNames: 'room-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file' },
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: [slimRows, droppableRules, purgedStyles],
  });
  const outputs = Object.entries(metafile.outputs).map(([path, { entryPoint }]) => ({ name: basename(path), entryPoint }));
  const entry = (source: string): string => outputs.find(({ entryPoint }) => entryPoint === relative(root, join(app, source)))?.name ?? '';
  const html = (await readFile(join(app, 'index.html'), 'utf8'))
    .replace('__STYLES__', entry('styles.css'))
    .replace('__PROGRAM__', entry('main.tsx'));
  const manifest: Manifest = { files: Object.fromEntries(outputs.map(({ name }) => [name, typeOf(name) ?? 'application/octet-stream'])) };
  await Promise.all([
    writeFile(join(statics, 'index.html'), html),
    writeFile(join(statics, 'manifest.json'), JSON.stringify(manifest)),
    copyFile(join(root, 'node_modules/@kern-ux/native/LICENSE.md'), join(statics, 'KERN-LICENSE.md')),
    writeFile(join(outDir, 'statics.meta.json'), JSON.stringify(metafile)),
    ...outputs.filter(({ name }) => !name.endsWith('.woff2')).map(({ name }) => compress(join(statics, name))),
  ]);
}

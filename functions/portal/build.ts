import { createHash } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, type Metafile, type Plugin, transform } from 'esbuild';
import type { RouteRow } from '../../shared/http/route.ts';
import { bundled, emptyStatics, listFiles, pageSettings, root, stylePlugins } from '../../shared/pages/page-build.ts';
import { routes } from '../routes.ts';
import type { SlimRow } from './app/contract.ts';
import type { Manifest } from './statics.ts';

const app = join(root, 'functions/portal/app');

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

/** What Workbox asks whether it is to explain itself. */
const NODE_ENV = ['process', 'env', 'NODE_ENV'].join('.');

const ICONS = ['icon.svg', 'icon-192.png', 'icon-512.png', 'icon-touch.png'] as const;

/** Names on a list are in Latin letters, with all their marks; other letters of a note show in a typeface of the tablet. */
const RARE_LETTERS = /-(?:cyrillic|greek)(?:-ext)?-\d+/;

/** What a tablet needs to open the door without a network: the page's own program, the door's parts, and what they stand on. */
function doorFiles(outputs: Metafile['outputs']): string[] {
  const wanted = /^(?:functions\/portal\/app\/(?:main\.tsx|styles\.css|rooms\/door|door\/)|node_modules\/qr\/)/;
  const found = new Set<string>();
  const take = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const imported of outputs[path]?.imports ?? [])
      if (imported.kind !== 'dynamic-import' && outputs[imported.path]) take(imported.path);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entryPoint !== undefined && wanted.test(entryPoint)) take(path);
  const names = [...found].map((path) => basename(path)).filter((name) => !RARE_LETTERS.test(name));
  return names.map((name) => `/assets/${name}`).toSorted((a, b) => (a < b ? -1 : 1));
}

/** @returns file name of the service worker's program */
async function buildWorker(statics: string, precached: readonly string[]): Promise<string> {
  const { metafile } = await build({
    ...pageSettings,
    entryPoints: { worker: join(app, 'sw.ts') },
    outdir: statics,
    format: 'iife',
    define: { PRECACHED: JSON.stringify(precached), [NODE_ENV]: '"production"' },
  });
  return basename(Object.keys(metafile.outputs)[0] ?? '');
}

/** The icons under names with a checksum, and the manifest that names them. @returns the names */
async function writeManifest(statics: string): Promise<string[]> {
  const names = await Promise.all(
    ICONS.map(async (icon) => {
      const content = await readFile(join(app, 'icons', icon));
      const [stem = '', ending = ''] = icon.split('.');
      const name = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 8)}.${ending}`;
      await writeFile(join(statics, name), content);
      return name;
    }),
  );
  const manifest = ICONS.reduce(
    (text, icon, index) => text.replaceAll(`__${icon}__`, `/assets/${names[index]}`),
    await readFile(join(app, 'manifest.webmanifest'), 'utf8'),
  );
  await writeFile(join(statics, 'manifest.webmanifest'), JSON.stringify(JSON.parse(manifest)));
  return names;
}

/** Bundles the page's program and styles to `<outDir>/statics`, with a list of what is there. */
export async function prepare(outDir: string): Promise<void> {
  const statics = await emptyStatics(outDir);
  const [program, styles] = [join(app, 'main.tsx'), join(app, 'styles.css')];
  const { metafile } = await build({
    ...pageSettings,
    entryPoints: { portal: program, styles },
    outdir: statics,
    chunkNames: 'room-[hash]',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [slimRows, droppableRules, ...stylePlugins([join(app, '**/*.tsx'), join(app, '*.html')])],
  });
  const { names, of } = bundled(metafile);
  const icons = await writeManifest(statics);
  const worker = await buildWorker(statics, doorFiles(metafile.outputs));
  const html = (await readFile(join(app, 'index.html'), 'utf8'))
    .replace('__STYLES__', of(styles))
    .replace('__PROGRAM__', of(program))
    .replace('__TOUCH_ICON__', icons.find((name) => name.startsWith('icon-touch')) ?? '');
  await Promise.all([
    writeFile(join(statics, 'index.html'), html),
    copyFile(join(root, 'node_modules/@kern-ux/native/LICENSE.md'), join(statics, 'KERN-LICENSE.md')),
    writeFile(join(outDir, 'statics.meta.json'), JSON.stringify(metafile)),
    listFiles<Manifest>(statics, [...names, worker, ...icons], { worker }, ['br', 'gzip']),
  ]);
}

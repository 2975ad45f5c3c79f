import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Part } from './measure.ts';

/*
 * `npm run bench` measures everything but the pages, `npm run bench -- <part> …` some of it; with `--write` the tables go to
 * docs/performance.md, each between its marks, with the day and the machine they were measured on.
 *
 * Peculiar: each part runs in a process of its own, because handlers open their table once and for good, and a part's
 * garbage would be the next one's pause.
 */
const parts: Readonly<Record<string, () => Promise<Part>>> = {
  bundles: async () => (await import('./bundles.ts')).bundles,
  capacity: async () => (await import('./capacity.ts')).capacity,
  routes: async () => (await import('./routes.ts')).routes,
  door: async () => (await import('./door.ts')).door,
  breakdown: async () => (await import('./breakdown.ts')).breakdown,
  answers: async () => (await import('./answers.ts')).answers,
  reports: async () => (await import('./reports.ts')).reports,
  import: async () => (await import('./import.ts')).participantImport,
  start: async () => (await import('./start.ts')).start,
  pages: async () => (await import('./pages.ts')).pages,
};
/** Needs a package of its own beside the project, so it runs only when asked for. */
const ASKED_FOR = 'pages';

const script = fileURLToPath(import.meta.url);
const document = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const say = (progress: string): void => console.error(`  … ${progress}`);

const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}-${process.arch}, Node ${process.versions.node}`;

const markOf = (name: string, end = false): string => `<!-- ${end ? '/' : ''}bench:${name} -->`;

/** @throws when the document has no place for the part */
function written(text: string, name: string, block: string): string {
  const [from, to] = [text.indexOf(markOf(name)), text.indexOf(markOf(name, true))];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for "${name}" (${markOf(name)} … ${markOf(name, true)})`);
  return `${text.slice(0, from)}${markOf(name)}\n${block}\n${text.slice(to)}`;
}

async function runPart(name: string, open: () => Promise<Part>, write: boolean): Promise<void> {
  const started = performance.now();
  const { title, run } = await open();
  const body = `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine()}.\n\n${await run(say)}`;
  console.log(`\n## ${title}\n\n${body}\n`);
  say(`${name} took ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (write) writeFileSync(document, written(readFileSync(document, 'utf8'), name, body));
}

/** @throws when one of the parts failed; the others have run */
function runApart(names: readonly string[], flags: readonly string[]): void {
  const failed = names.filter((name) => spawnSync(process.execPath, [script, name, ...flags], { stdio: 'inherit' }).status !== 0);
  if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`);
}

async function main(asked: readonly string[]): Promise<void> {
  const flags = asked.filter((word) => word.startsWith('-'));
  const names = asked.filter((word) => !word.startsWith('-'));
  const unknown = [...names.filter((name) => !Object.hasOwn(parts, name)), ...flags.filter((flag) => flag !== '--write')];
  if (unknown.length > 0) throw new Error(`no part or flag ${unknown.join(', ')}; parts: ${Object.keys(parts).join(', ')}; flag: --write`);
  const [only, ...others] = names;
  const open = only === undefined || others.length > 0 ? undefined : parts[only];
  if (only !== undefined && open) await runPart(only, open, flags.includes('--write'));
  else runApart(names.length === 0 ? Object.keys(parts).filter((name) => name !== ASKED_FOR) : names, flags);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const generated = new Set(['node_modules', 'dist', 'cdk.out', '.data', 'coverage', '.git', '.jest']);

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (generated.has(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** Every file of the project, by its path from the root. */
export const files: readonly string[] = filesUnder('.');

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const isCode = (file: string): boolean => /\.tsx?$/.test(file);

export type Source = { readonly file: string; readonly code: string; readonly imports: readonly Import[] };
/** `to` is a path from the root for our own files, the package's name for others. */
export type Import = { readonly to: string; readonly ours: boolean; readonly typeOnly: boolean };

const statement = /^(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;

function toImport(file: string, target: string, typeOnly: boolean): Import {
  const ours = target.startsWith('.');
  return { to: ours ? posix.join(dirname(file), target) : target, ours, typeOnly };
}

/** The code without its comments. */
const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');

function toSource(file: string): Source {
  const code = withoutComments(read(file));
  const imports = [
    ...[...code.matchAll(statement)].map(([, , type, target]) => toImport(file, target ?? '', type !== undefined)),
    ...[...code.matchAll(dynamic)].map(([, target]) => toImport(file, target ?? '', false)),
  ];
  return { file, code, imports };
}

export const sources: readonly Source[] = files.filter(isCode).map(toSource);

export const sourcesIn = (...folders: string[]): Source[] =>
  sources.filter(({ file }) => folders.some((folder) => file.startsWith(`${folder}/`)));

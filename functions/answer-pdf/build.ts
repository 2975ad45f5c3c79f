import { copyFile, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMPILER_FILE, packagedCompiler, packagedFonts } from './assets.ts';

/** Puts compiler, fonts and templates beside the bundle. On a machine without a compiler the rest still runs. */
export async function prepare(outDir: string): Promise<void> {
  const fonts = join(outDir, 'fonts');
  await mkdir(fonts, { recursive: true });
  const compiler = packagedCompiler();
  if (compiler === undefined) console.warn('answer-pdf: no typesetting compiler for this machine, PDF will not be available');
  await Promise.all([
    cp(fileURLToPath(new URL('./templates', import.meta.url)), join(outDir, 'templates'), { recursive: true }),
    ...packagedFonts().map(({ from, name }) => copyFile(from, join(fonts, name))),
    ...(compiler === undefined ? [] : [copyFile(compiler, join(outDir, COMPILER_FILE))]),
  ]);
}

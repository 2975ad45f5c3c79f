import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Peculiar: a bundle holds no native module, no font and no template. An area's `build.ts` puts them beside it; where
 * nothing lies beside (a test that runs this source), they come from their packages.
 */

const here = dirname(fileURLToPath(import.meta.url));
const requireFrom = createRequire(import.meta.url);

const COMPILER_FILE = 'typst-compiler.node';
const compilerPackage = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu';
const fontPackage = '@expo-google-fonts/arimo';

/** Arimo has the widths of Arial, in which the papers of the Landtag are set. */
const fontFiles = ['400Regular/Arimo_400Regular.ttf', '400Regular_Italic/Arimo_400Regular_Italic.ttf', '700Bold/Arimo_700Bold.ttf'];
const fontLicence = 'LICENSE_FONT';

const inPackage = (file: string): string => requireFrom.resolve(`${fontPackage}/${file}`);
const packagedFonts = (): { from: string; name: string }[] =>
  [...fontFiles, fontLicence].map((file) => ({ from: inPackage(file), name: file.replace(/^.*\//, '') }));

/** @returns undefined on a machine for which there is no compiler */
function packagedCompiler(): string | undefined {
  try {
    return requireFrom.resolve(compilerPackage);
  } catch {
    return undefined;
  }
}

export type TypstAssets = { readonly compiler: string; readonly fonts: readonly string[] };

/** @throws Error when this machine has no compiler: PDF is made on x86-64 Linux only */
export function typstAssets(): TypstAssets {
  const shipped = join(here, COMPILER_FILE);
  if (existsSync(shipped)) return { compiler: shipped, fonts: fontFiles.map((file) => join(here, 'fonts', file.replace(/^.*\//, ''))) };
  const compiler = packagedCompiler();
  if (compiler === undefined) throw new Error('no typesetting compiler for this machine; PDF needs Linux on x86-64');
  return { compiler, fonts: fontFiles.map(inPackage) };
}

/**
 * Puts compiler, fonts and templates beside an area's bundle. On a machine without a compiler the rest still runs.
 * @param templates folder of the area's templates in the source
 */
export async function prepareTypst(outDir: string, templates: string): Promise<void> {
  const fonts = join(outDir, 'fonts');
  await mkdir(fonts, { recursive: true });
  const compiler = packagedCompiler();
  if (compiler === undefined) console.warn('no typesetting compiler for this machine, PDF will not be available');
  await Promise.all([
    cp(templates, join(outDir, 'templates'), { recursive: true }),
    ...packagedFonts().map(({ from, name }) => copyFile(from, join(fonts, name))),
    ...(compiler === undefined ? [] : [copyFile(compiler, join(outDir, COMPILER_FILE))]),
  ]);
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Peculiar: a bundle holds no native module, no font and no template. `build.ts` puts them beside it; where nothing lies
 * beside (a test that runs this source), they come from their packages.
 */

const here = dirname(fileURLToPath(import.meta.url));
const requireFrom = createRequire(import.meta.url);

export const COMPILER_FILE = 'typst-compiler.node';
const compilerPackage = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu';
const fontPackage = '@expo-google-fonts/arimo';

/** Arimo has the widths of Arial, in which the papers of the Landtag are set. */
export const fontFiles = ['400Regular/Arimo_400Regular.ttf', '400Regular_Italic/Arimo_400Regular_Italic.ttf', '700Bold/Arimo_700Bold.ttf'];
export const fontLicence = 'LICENSE_FONT';

const inPackage = (file: string): string => requireFrom.resolve(`${fontPackage}/${file}`);
export const packagedFonts = (): { from: string; name: string }[] =>
  [...fontFiles, fontLicence].map((file) => ({ from: inPackage(file), name: file.replace(/^.*\//, '') }));

/** @returns undefined on a machine for which there is no compiler */
export function packagedCompiler(): string | undefined {
  try {
    return requireFrom.resolve(compilerPackage);
  } catch {
    return undefined;
  }
}

export type Assets = { readonly compiler: string; readonly fonts: readonly string[]; readonly templates: string };

/** @throws Error when this machine has no compiler: PDF is made on x86-64 Linux only */
export function assets(): Assets {
  const shipped = join(here, COMPILER_FILE);
  const templates = join(here, 'templates');
  if (existsSync(shipped))
    return { compiler: shipped, templates, fonts: fontFiles.map((file) => join(here, 'fonts', file.replace(/^.*\//, ''))) };
  const compiler = packagedCompiler();
  if (compiler === undefined) throw new Error('no typesetting compiler for this machine; PDF needs Linux on x86-64');
  return { compiler, templates, fonts: fontFiles.map(inPackage) };
}

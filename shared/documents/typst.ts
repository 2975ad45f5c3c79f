import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { typstAssets } from './typst-assets.ts';
import type { Coverage } from './typst-glyphs.ts';
import { coverageOf, printable } from './typst-glyphs.ts';

/*
 * Peculiar:
 * - Data reach a template as JSON through `inputs` and are placed as values; nothing of them is ever read as markup.
 * - The compiler is native and has no types of its own. It takes the first fonts it is given; templates name them and
 *   forbid others, or a font installed on the machine would get into the paper.
 */

/** `a-3a`: for archives, and takes files along; `ua-1`: accessible. Both are tagged; the compiler writes one per file. */
export type PdfStandard = 'a-3a' | 'ua-1';

type PdfOptions = { readonly pdfStandard: PdfStandard; readonly creationTimestamp: number };
type Compiler = {
  readonly pdf: (source: { mainFilePath: string; inputs: Record<string, string> }, options: PdfOptions) => Uint8Array;
  readonly evictCache: (maxAge: number) => void;
};
type CompilerModule = {
  readonly NodeCompiler: { readonly create: (options: { workspace: string; fontArgs: { fontBlobs: Uint8Array[] }[] }) => Compiler };
};

/** Results of earlier runs the compiler may keep. */
const KEPT_RUNS = 1;

export type Paper = {
  /** File in the area's folder of templates. */
  readonly template: string;
  readonly standard: PdfStandard;
  /** Instant; the same one makes the same bytes. */
  readonly createdAt: string;
  /** What the template reads by name; every text in it is made printable. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** As inputs, but bytes that must stay as they are. */
  readonly verbatim?: Readonly<Record<string, unknown>>;
};

export type Press = { readonly pdf: (paper: Paper) => Uint8Array; readonly printable: (value: unknown) => unknown };

const asJson = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));

function openPress(templates: string): Press {
  const { compiler: file, fonts } = typstAssets();
  const { NodeCompiler } = createRequire(import.meta.url)(file) as CompilerModule;
  const blobs = fonts.map((font) => readFileSync(font));
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: blobs }] });
  const covers: Coverage = coverageOf(blobs);
  const toPrintable = (value: unknown) => printable(value, covers);
  return {
    printable: toPrintable,
    pdf({ template, standard, createdAt, inputs, verbatim = {} }) {
      try {
        return compiler.pdf(
          {
            mainFilePath: join(templates, template),
            inputs: { ...asJson(toPrintable(inputs) as Record<string, unknown>), ...asJson(verbatim) },
          },
          { pdfStandard: standard, creationTimestamp: Math.floor(Date.parse(createdAt) / 1000) },
        );
      } finally {
        compiler.evictCache(KEPT_RUNS);
      }
    },
  };
}

/** The press of an area: compiler and fonts are loaded once per instance, at the first paper. @param templates its folder of templates */
export function pressOf(templates: string): () => Press {
  let press: Press | undefined;
  return () => {
    press ??= openPress(templates);
    return press;
  };
}

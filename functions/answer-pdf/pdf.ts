import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { layoutOf } from '../../shared/documents/layout.ts';
import { openFilesOf } from '../../shared/documents/open-files.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import { assets } from './assets.ts';
import type { Coverage } from './glyphs.ts';
import { coverageOf, printable } from './glyphs.ts';

/*
 * Peculiar:
 * - Data reach the template as JSON through `inputs` and are placed as values; nothing of them is ever read as markup.
 * - The compiler is native and has no types of its own. It takes the first fonts it is given; the template names them and
 *   forbids others, or a font installed on the machine would get into the paper.
 * - PDF/A-3a: tagged, for archives, and the only level besides 4f that takes files of any type along. The compiler writes one
 *   standard per file; `pdf.test.ts` has it check the same paper against PDF/UA-1 too.
 */

type PdfOptions = { readonly pdfStandard: string; readonly creationTimestamp: number };
type Compiler = {
  readonly pdf: (source: { mainFilePath: string; inputs: Record<string, string> }, options: PdfOptions) => Uint8Array;
  readonly evictCache: (maxAge: number) => void;
};
type CompilerModule = {
  readonly NodeCompiler: { readonly create: (options: { workspace: string; fontArgs: { fontBlobs: Uint8Array[] }[] }) => Compiler };
};
type Press = { readonly compiler: Compiler; readonly covers: Coverage; readonly templates: string };

/** Results of earlier runs the compiler may keep. */
const KEPT_RUNS = 1;

let press: Press | undefined;

/** Loaded once per instance, at the first paper. */
function open(): Press {
  const { compiler, fonts, templates } = assets();
  const { NodeCompiler } = createRequire(import.meta.url)(compiler) as CompilerModule;
  const blobs = fonts.map((font) => readFileSync(font));
  return {
    compiler: NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: blobs }] }),
    covers: coverageOf(blobs),
    templates,
  };
}

/** The form of the term, or the general one for a term whose form nobody has set yet. */
function templateFor(term: number, templates: string): string {
  const own = join(templates, `term-${term}.typ`);
  return existsSync(own) ? own : join(templates, 'term-any.typ');
}

export type PdfStandard = 'a-3a' | 'ua-1';

/**
 * The answer as a printed paper of the Landtag. Its creation time is the document's, so that two renderings are equal to
 * the byte; the attachments are the bytes of the published files.
 */
export function pdfOf(document: AnswerDocument, standard: PdfStandard = 'a-3a'): Uint8Array {
  press ??= open();
  const { compiler, covers, templates } = press;
  const attachments = openFilesOf(document).map(({ fileName, mediaType, title, format, content }) => ({
    name: fileName,
    mediaType,
    description: printable(`${title} (${format})`, covers),
    content,
  }));
  try {
    return compiler.pdf(
      {
        mainFilePath: templateFor(document.term, templates),
        inputs: { answer: JSON.stringify(printable(layoutOf(document, 'print'), covers)), attachments: JSON.stringify(attachments) },
      },
      { pdfStandard: standard, creationTimestamp: Math.floor(Date.parse(document.composedAt) / 1000) },
    );
  } finally {
    compiler.evictCache(KEPT_RUNS);
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layoutOf } from '../../shared/documents/layout.ts';
import { openFilesOf } from '../../shared/documents/open-files.ts';
import type { PdfStandard } from '../../shared/documents/typst.ts';
import { pressOf } from '../../shared/documents/typst.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';

/*
 * Peculiar: PDF/A-3a is tagged, for archives, and the only level besides 4f that takes files of any type along.
 * `pdf.test.ts` has the compiler check the same paper against PDF/UA-1 too.
 */

const templates = fileURLToPath(new URL('./templates', import.meta.url));
const press = pressOf(templates);

/** The form of the term, or the general one for a term whose form nobody has set yet. */
function templateFor(term: number): string {
  const own = `term-${term}.typ`;
  return existsSync(join(templates, own)) ? own : 'term-any.typ';
}

/**
 * The answer as a printed paper of the Landtag. Its creation time is the document's, so that two renderings are equal to
 * the byte; the attachments are the bytes of the published files.
 */
export function pdfOf(document: AnswerDocument, standard: PdfStandard = 'a-3a'): Uint8Array {
  const { pdf, printable } = press();
  const attachments = openFilesOf(document).map(({ fileName, mediaType, title, format, content }) => ({
    name: fileName,
    mediaType,
    description: printable(`${title} (${format})`),
    content,
  }));
  return pdf({
    template: templateFor(document.term),
    standard,
    createdAt: document.composedAt,
    inputs: { answer: layoutOf(document, 'print') },
    verbatim: { attachments },
  });
}

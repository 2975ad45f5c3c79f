import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Notation } from '../../shared/documents/cells.ts';
import { openFilesOf } from '../../shared/documents/open-files.ts';
import type { Printable } from '../../shared/documents/printable.ts';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import { printableFundReport } from '../../shared/documents/printable-fund-report.ts';
import { printableReport } from '../../shared/documents/printable-report.ts';
import type { PdfStandard } from '../../shared/documents/typst.ts';
import { pressOf } from '../../shared/documents/typst.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';
import type { ReadFundReport } from '../../shared/domain/fund-report.ts';
import type { ReadReport } from '../../shared/domain/report.ts';

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

type Form = { readonly template: string; readonly notation: Notation; readonly standard: PdfStandard };

/** Its creation time is the document's, so that two renderings are equal to the byte; the attachments are the bytes of the open files. */
function pdfOf(document: Printable, { template, notation, standard }: Form): Uint8Array {
  const { pdf, printable } = press();
  const attachments = openFilesOf(document).map(({ fileName, mediaType, title, format, content }) => ({
    name: fileName,
    mediaType,
    description: printable(`${title} (${format})`),
    content,
  }));
  return pdf({
    template,
    standard,
    createdAt: document.composedAt,
    inputs: { layout: document.layout(notation) },
    verbatim: { attachments },
  });
}

/** The answer as a printed paper of the Landtag. */
export const answerPdf = (answer: AnswerDocument, standard: PdfStandard = 'a-3a'): Uint8Array =>
  pdfOf(printableAnswer(answer), { template: templateFor(answer.term), notation: 'print', standard });

/** The results report of a body. */
export const reportPdf = (report: ReadReport, standard: PdfStandard = 'a-3a'): Uint8Array =>
  pdfOf(printableReport(report), { template: 'report.typ', notation: 'screen', standard });

/** The yearly report on a fund; its tables have as many columns as those of a results report. */
export const fundReportPdf = (report: ReadFundReport, standard: PdfStandard = 'a-3a'): Uint8Array =>
  pdfOf(printableFundReport(report), { template: 'report.typ', notation: 'screen', standard });

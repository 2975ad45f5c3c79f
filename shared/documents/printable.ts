import type { AnswerDocument, FigureTable } from '../domain/answer-document.ts';
import type { Notation } from './cells.ts';
import type { Layout } from './layout.ts';

/** What every writer needs of a document, and all it knows of it. */
export type Printable = {
  readonly title: string;
  /** File name without ending, safe in a header and on every disk. */
  readonly stem: string;
  readonly isDraft: boolean;
  /** Instant; the creation time of every file, so that two renderings are equal. */
  readonly composedAt: string;
  /** @param notation amounts, days and numbers as the reader of this document is used to them */
  readonly layout: (notation: Notation) => Layout;
  /** In the order of the document, each with the name of its sheet, which every spreadsheet takes. */
  readonly tables: readonly { readonly table: FigureTable; readonly sheet: string }[];
  readonly errata: AnswerDocument['errata'];
  /** Lines of a workbook's first sheet; one without a value is left out. */
  readonly cover: readonly (readonly [label: string, value: string | null])[];
  /** Where a table's data lie, for readers of the page. */
  readonly links: (tableId: string) => readonly { readonly href: string; readonly words: string }[];
  /** What an open file says of the document it comes from. */
  readonly about: Readonly<Record<string, unknown>>;
  /** The document as it is, in canonical JSON. */
  readonly json: () => string;
};

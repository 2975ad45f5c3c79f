import * as z from 'zod';
import { qualifiers } from './attendance.ts';
import { quantityValue, worths } from './quantity.ts';

/**
 * The one content model of an answer to an inquiry: what HTML, PDF, DOCX, XLSX, CSV, JSON and open data are written
 * from. It holds no query and no clock; whatever depends on either was settled when it was composed or frozen.
 */

export const textCell = z.strictObject({ kind: z.literal('text'), text: z.string() });
export const dayCell = z.strictObject({ kind: z.literal('day'), day: z.string() });
export const euroCell = z.strictObject({ kind: z.literal('euro'), cents: z.int() });
export const countCell = z.strictObject({
  kind: z.literal('count'),
  value: z.int().nullable(),
  qualifier: z.enum(qualifiers),
  suppressed: z.boolean(),
});
export const quantityCell = z.strictObject({
  kind: z.literal('quantity'),
  value: quantityValue,
  /** Upper end of a range. */
  upTo: quantityValue,
  worth: z.enum(worths),
  unit: z.string().max(60),
});
export const emptyCell = z.strictObject({ kind: z.literal('empty') });

/** One cell of a table. Amounts are cents, days are ISO days, counts and measured values keep what they are worth; empty is not zero. */
export const Cell = z.discriminatedUnion('kind', [textCell, dayCell, euroCell, countCell, quantityCell, emptyCell]);
export type Cell = z.output<typeof Cell>;

export const columnKinds = ['text', 'day', 'euro', 'count', 'quantity'] as const;

/** A record behind a row: one click away in the portal, one link in the API. */
export const Source = z.strictObject({
  type: z.enum([
    'EVENT',
    'EXPENSE',
    'FIGURE',
    'BUDGET',
    'INITIATIVE',
    'BODY',
    'MEETING',
    'COMMITMENT',
    'PROPOSAL',
    'MEASURE',
    'INDICATOR',
    'GRANT',
  ]),
  id: z.string(),
});

/** A figure block as rows. Its id is the block's, stable over versions of the answer. */
export const FigureTable = z.strictObject({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.strictObject({ label: z.string(), kind: z.enum(columnKinds) })),
  rows: z.array(z.strictObject({ key: z.string(), cells: z.array(Cell), sources: z.array(Source) })),
  total: z.array(Cell).nullable(),
  notes: z.array(z.string()),
  /** Value day of the figures, Europe/Berlin; null only for a table typed by hand without one. */
  asOf: z.string().nullable(),
  knownAt: z.string().nullable(),
  /** The stored query as it was asked, for readers of the data. */
  query: z.record(z.string(), z.unknown()),
  /** SHA-256 in hex over the canonical JSON of columns, rows and total. */
  sha256: z.string(),
});
export type FigureTable = z.output<typeof FigureTable>;

export const dispositions = ['FULL', 'PARTIAL', 'REFUSED', 'NOT_OURS'] as const;

/** One answerable unit: a question, or one part of it ("6 a"). */
export const AnswerUnit = z.strictObject({
  id: z.string(),
  no: z.int(),
  letter: z.string().nullable(),
  /** The question's lead-in, on its first part only; verbatim. */
  leadIn: z.string().nullable(),
  question: z.string(),
  disposition: z.enum(dispositions),
  ground: z.string().nullable(),
  reasoning: z.string().nullable(),
  /** Paragraphs, in order. */
  prose: z.array(z.string()),
  tables: z.array(FigureTable),
});

/** What a corrected figure was and is. */
export const ErratumEntry = z.strictObject({
  tableId: z.string(),
  tableTitle: z.string(),
  row: z.string(),
  column: z.string(),
  before: Cell,
  after: Cell,
});

export const AnswerDocument = z.strictObject({
  alliance: z.string(),
  inquiryId: z.string(),
  term: z.int(),
  kindLabel: z.string(),
  title: z.string(),
  /** Drucksache of the question, "17/7349", and of the answer, "17/7539". */
  questionPaper: z.string(),
  answerPaper: z.string().nullable(),
  askers: z.array(z.strictObject({ name: z.string(), faction: z.string() })),
  receivedOn: z.string(),
  forwardedOn: z.string().nullable(),
  answeredOn: z.string().nullable(),
  issuedOn: z.string().nullable(),
  answeredBy: z.string(),
  signedBy: z.strictObject({ name: z.string(), office: z.string(), asDeputy: z.boolean() }).nullable(),
  askersPreamble: z.array(z.string()),
  governmentPreamble: z.array(z.string()),
  units: z.array(AnswerUnit),
  /** DRAFT is composed live and never leaves the house as an answer. */
  status: z.enum(['DRAFT', 'FROZEN', 'ISSUED']),
  /** Instant of composing or freezing, UTC; the creation time of every file, so that two renderings are equal. */
  composedAt: z.string(),
  /** Set on a corrected answer: which one it replaces and what changed. */
  corrects: z
    .strictObject({ inquiryId: z.string(), answerPaper: z.string().nullable(), issuedOn: z.string().nullable(), reason: z.string() })
    .nullable(),
  errata: z.array(ErratumEntry),
  /** SHA-256 in hex over the canonical JSON of the evidence pack; null while drafting. */
  packHash: z.string().nullable(),
});
export type AnswerDocument = z.output<typeof AnswerDocument>;

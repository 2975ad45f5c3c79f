import type { FigureTable } from '../domain/answer-document.ts';
import type { Notation } from './cells.ts';
import { readSum, readText } from './cells.ts';
import { standLine } from './csv.ts';

/*
 * A document as a page of paper reads it, for every writer that has pages (HTML, DOCX, PDF): all sentences, headings and
 * cells as text in reading order. Writers add form and nothing else, so the documents cannot differ in what they say.
 */

export const DRAFT_LABEL = 'Entwurf – nicht zur Weitergabe';

export type LaidTable = {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right'; readonly weight: number | null }[];
  /** Whether a word is so long that its column may be too narrow for it: only then a printer has to hyphenate. */
  readonly breaksWords: boolean;
  /** The column that names its row; null when no column is text. */
  readonly rowHeader: number | null;
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[]; readonly sources: readonly string[] }[];
  readonly total: readonly string[] | null;
  readonly notes: readonly string[];
};
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: LaidTable };

/** A question with its answer; a question in parts has one answer per part, each under "Zu a)". */
export type LaidQuestion = {
  readonly no: string;
  readonly text: string;
  readonly parts: readonly string[];
  readonly answers: readonly { readonly unitId: string; readonly heading: string | null; readonly blocks: readonly Block[] }[];
};

/** A part of the text under a heading of its own. */
export type LaidSection = {
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Where the list of contents leads; null for parts that it does not name. */
  readonly anchor: string | null;
};

export type Layout = {
  /** Tables of many columns: set smaller. */
  readonly isDense: boolean;
  readonly draftLabel: string | null;
  readonly head: { readonly left: string; readonly right: string };
  readonly documentTitle: string;
  readonly author: string;
  readonly kindLines: readonly string[];
  readonly title: string;
  /** What the document is about, and who answers for it. */
  readonly leadLines: readonly string[];
  readonly byLines: readonly string[];
  readonly correction: Pick<LaidSection, 'heading' | 'blocks'> | null;
  readonly sections: readonly LaidSection[];
  readonly questions: readonly LaidQuestion[];
  readonly issueNote: string | null;
};

const isSomething = <Value>(value: Value | null): value is Value => value !== null;

/** Lines of prose that begin with a dash or bullet are points of a list. */
const POINT = /^[–−•-][ \u00a0\t]+/;

export function blocksOf(paragraphs: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const text of paragraphs.flatMap((paragraph) => (POINT.test(paragraph) ? paragraph.split('\n') : [paragraph]))) {
    const last = blocks.at(-1);
    if (!POINT.test(text)) blocks.push({ kind: 'paragraph', text });
    else if (last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, text.replace(POINT, '')] };
    else blocks.push({ kind: 'list', items: [text.replace(POINT, '')] });
  }
  return blocks;
}

/** Letters on a line of paper, and of them those of a column for a day or an amount. */
const LINE = 90;
const NARROW = 18;

/** On the safe side: capitals and bold letters are wider than the average. */
function breaksWords(columns: LaidTable['columns'], cells: readonly (readonly string[])[]): boolean {
  const weights = columns.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  const room = LINE - NARROW * columns.filter(({ weight }) => weight === null).length;
  return columns.some(({ weight, label }, index) => {
    if (weight === null) return false;
    const fits = (0.7 * room * weight) / weights;
    return [label, ...cells.map((row) => row[index] ?? '')].some(
      (text) => text.length > fits && text.split(/[\s/-]/).some((word) => word.length > fits),
    );
  });
}

/** A text column this short is as wide as its longest cell, like a day or an amount. */
const SHORT = 16;
/** Number and unit stay on one line. */
const SHORT_QUANTITY = 24;
/** Letters beyond which a longer text asks for no more room. */
const WIDEST = 60;
const WIDEST_OF_MANY = 36;

type Width = 'FIXED' | 'TEXT' | 'QUANTITY';

/**
 * Room each text column asks for, in parts: its longest cell, within bounds so that no column starves another; null for
 * columns that take what they need. The widest text column always fills the line.
 */
export function weightsOf(widths: readonly Width[], rows: readonly (readonly string[])[], most = WIDEST): (number | null)[] {
  const longest = widths.map((width, index) => (width === 'FIXED' ? 0 : Math.max(...rows.map((row) => row[index]?.length ?? 0))));
  const widest = longest.indexOf(Math.max(...longest.filter((_, index) => widths[index] === 'TEXT'), 0));
  return widths.map((width, index) => {
    const length = longest[index] ?? 0;
    const isShort = length <= (width === 'QUANTITY' ? SHORT_QUANTITY : SHORT);
    if (width === 'FIXED' || (isShort && index !== widest)) return null;
    return Math.min(most, Math.max(10, length));
  });
}

const widthOf = (kind: FigureTable['columns'][number]['kind']): Width => {
  if (kind === 'quantity') return 'QUANTITY';
  return kind === 'text' ? 'TEXT' : 'FIXED';
};

/** @param isDense whether the text is set so small that more columns fit */
export function laidTable(table: FigureTable, notation: Notation, isDense = false): LaidTable {
  const rows = table.rows.map(({ key, cells, sources }) => ({
    key,
    cells: table.columns.map((_, index) => readText(cells[index] ?? { kind: 'empty' }, notation)),
    sources: sources.map(({ type, id }) => `${type}:${id}`),
  }));
  const rowHeader = table.columns.findIndex(({ kind }) => kind === 'text');
  const weights = weightsOf(
    table.columns.map(({ kind }) => widthOf(kind)),
    [table.columns.map(({ label }) => label), ...rows.map(({ cells }) => cells)],
    isDense ? WIDEST_OF_MANY : WIDEST,
  );
  const columns = table.columns.map(({ label, kind }, index): LaidTable['columns'][number] => ({
    label,
    align: kind === 'euro' || kind === 'count' || kind === 'quantity' ? 'right' : 'left',
    weight: weights[index] ?? null,
  }));
  return {
    id: table.id,
    title: table.title,
    columns,
    breaksWords: breaksWords(
      columns,
      rows.map(({ cells }) => cells),
    ),
    rowHeader: rowHeader < 0 ? null : rowHeader,
    rows,
    total: table.total === null ? null : table.columns.map((_, index) => readSum(table.total?.[index] ?? { kind: 'empty' }, notation)),
    notes: [standLine(table), ...table.notes].filter(isSomething),
  };
}

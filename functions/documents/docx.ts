import type { ISectionOptions } from 'docx';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block, LaidQuestion, LaidTable, Layout } from '../../shared/documents/layout.ts';
import type { Printable } from '../../shared/documents/printable.ts';
import { timelessOffice } from './zip.ts';

/*
 * For editing in an office: real heading styles, lists and tables, German throughout. The page number is the only field;
 * nothing links, computes or loads. Tabs of the text stay blanks, because a tab moves to the next stop.
 */

const A4 = { width: 11_906, height: 16_838 } as const;
const MARGIN = 1_247;
const TEXT_WIDTH = A4.width - 2 * MARGIN;
/** A letter of a table, its widest digits and bold ones included, and the margins of a cell. */
const LETTER = 122;
/** Half-points of the text, and of the cells of tables with many columns. */
const TEXT_SIZE = 20;
const DENSE_SIZE = 16;
const DENSE_LETTER = 108;
const CELL_MARGINS = 200;
const POINTS = 'points';

type RunStyle = { readonly bold?: boolean; readonly color?: string; readonly size?: number };

/** Lines of one text, broken where it says so. */
const runs = (text: string, style: RunStyle = {}): TextRun[] =>
  text.split('\n').map((line, index) => new TextRun({ ...style, text: line.replaceAll('\t', ' '), ...(index === 0 ? {} : { break: 1 }) }));

const plain = (text: string, style: RunStyle = {}): Paragraph => new Paragraph({ children: runs(text, style) });

/** Columns of days, amounts and short words take what their longest cell needs; texts share the rest. */
function widthsOf({ columns, rows, total }: LaidTable, isDense: boolean): number[] {
  const letter = isDense ? DENSE_LETTER : LETTER;
  const longest = (index: number) =>
    Math.max(columns[index]?.label.length ?? 0, total?.[index]?.length ?? 0, ...rows.map(({ cells }) => cells[index]?.length ?? 0));
  const own = columns.map(({ weight }, index) => (weight === null ? longest(index) * letter + CELL_MARGINS : 0));
  const taken = own.reduce((sum, width) => sum + width, 0);
  const weights = columns.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  if (weights === 0) return own.map((width) => Math.floor((width * TEXT_WIDTH) / taken));
  const shared = Math.max(TEXT_WIDTH - taken, TEXT_WIDTH / (isDense ? 4 : 3));
  const shrink = Math.min(1, (TEXT_WIDTH - shared) / Math.max(1, taken));
  return columns.map(({ weight }, index) => Math.floor(weight === null ? (own[index] ?? 0) * shrink : (shared * weight) / weights));
}

function tableOf(table: LaidTable, isDense: boolean): (Paragraph | Table)[] {
  const widths = widthsOf(table, isDense);
  const row = (cells: readonly string[], options: { head?: boolean; bold?: boolean }): TableRow =>
    new TableRow({
      tableHeader: options.head ?? false,
      cantSplit: true,
      children: cells.map(
        (text, index) =>
          new TableCell({
            ...(options.head ? { verticalAlign: VerticalAlign.BOTTOM, shading: { fill: 'EDEFF2' } } : {}),
            children: [
              new Paragraph({
                style: table.columns[index]?.align === 'right' ? 'Zahl' : 'Zelle',
                children: runs(text, options.bold ? { bold: true } : {}),
              }),
            ],
          }),
      ),
    });
  const rows = [
    row(
      table.columns.map(({ label }) => label),
      { head: true, bold: true },
    ),
    ...table.rows.map(({ cells }) => row(cells, {})),
    ...(table.total === null ? [] : [row(table.total, { bold: true })]),
  ];
  return [
    new Paragraph({ style: 'Tabellentitel', keepNext: true, children: runs(table.title) }),
    new Table({
      rows,
      columnWidths: widths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      margins: { top: 50, bottom: 50, left: 90, right: 90, marginUnitType: WidthType.DXA },
    }),
    ...(table.notes.length === 0 ? [new Paragraph({ style: 'Hinweis' })] : []),
    ...table.notes.map((note) => new Paragraph({ style: 'Hinweis', children: runs(note) })),
  ];
}

function blockOf(block: Block, isDense: boolean): (Paragraph | Table)[] {
  if (block.kind === 'paragraph') return [plain(block.text)];
  if (block.kind === 'table') return tableOf(block.table, isDense);
  return block.items.map((item) => new Paragraph({ numbering: { reference: POINTS, level: 0 }, children: runs(item) }));
}

const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph =>
  new Paragraph({ heading: level, keepNext: true, children: runs(text) });

const questionOf = ({ no, text, parts, answers }: LaidQuestion, isDense: boolean): (Paragraph | Table)[] => [
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    keepNext: true,
    indent: { left: 454, hanging: 454 },
    tabStops: [{ type: TabStopType.LEFT, position: 454 }],
    children: [new TextRun({ text: `${no}\t` }), ...runs(text)],
  }),
  ...parts.map((part) => new Paragraph({ keepNext: true, indent: { left: 454 }, children: runs(part, { bold: true }) })),
  ...answers.flatMap(({ heading: to, blocks }) => [
    ...(to === null ? [] : [heading(to, HeadingLevel.HEADING_3)]),
    ...blocks.flatMap((block) => blockOf(block, isDense)),
  ]),
];

const draft = (label: string): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: runs(label, { bold: true, color: '8F1D1D', size: 24 }) });

const pageHead = ({ head, draftLabel }: Layout): Header =>
  new Header({
    children: [
      ...(draftLabel === null ? [] : [draft(draftLabel)]),
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 4 } },
        children: [new TextRun({ text: `${head.left}\t${head.right}` })],
      }),
    ],
  });

const children = (layout: Layout): ISectionOptions['children'] => [
  ...layout.kindLines.map((line) => plain(line, { bold: true })),
  heading(layout.title, HeadingLevel.HEADING_1),
  plain(layout.leadLines.join('\n')),
  plain(layout.byLines.join('\n')),
  ...(layout.correction === null
    ? []
    : [
        heading(layout.correction.heading, HeadingLevel.HEADING_2),
        ...layout.correction.blocks.flatMap((block) => blockOf(block, layout.isDense)),
      ]),
  ...layout.sections.flatMap((part) => [
    heading(part.heading, HeadingLevel.HEADING_2),
    ...part.blocks.flatMap((block) => blockOf(block, layout.isDense)),
  ]),
  ...layout.questions.flatMap((question) => questionOf(question, layout.isDense)),
  ...(layout.issueNote === null ? [] : [new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(layout.issueNote) })]),
];

const headingStyle = (size: number, before: number) => ({
  run: { bold: true, size, color: '1A1A1A', font: 'Arial' },
  paragraph: { spacing: { before, after: 120 } },
});

/** The document as an editable one of today's word processors. */
export async function docxOf(document: Printable): Promise<Uint8Array> {
  const layout = document.layout('screen');
  const file = new Document({
    title: layout.documentTitle,
    creator: layout.author,
    lastModifiedBy: layout.author,
    description: layout.draftLabel ?? '',
    styles: {
      default: {
        document: {
          run: { font: 'Arial', size: TEXT_SIZE, language: { value: 'de-DE' } },
          paragraph: { spacing: { after: 120, line: 264 } },
        },
        heading1: headingStyle(28, 240),
        heading2: headingStyle(20, 360),
        heading3: headingStyle(20, 200),
      },
      paragraphStyles: [
        {
          id: 'Zelle',
          name: 'Zelle',
          basedOn: 'Normal',
          ...(layout.isDense ? { run: { size: DENSE_SIZE } } : {}),
          paragraph: { spacing: { after: 0, line: 240 } },
        },
        { id: 'Zahl', name: 'Zahl', basedOn: 'Zelle', paragraph: { alignment: AlignmentType.RIGHT } },
        {
          id: 'Tabellentitel',
          name: 'Tabellentitel',
          basedOn: 'Normal',
          run: { bold: true },
          paragraph: { spacing: { before: 160, after: 80 } },
        },
        { id: 'Hinweis', name: 'Hinweis', basedOn: 'Normal', run: { size: 18 }, paragraph: { spacing: { before: 60, after: 60 } } },
      ],
    },
    numbering: {
      config: [
        {
          reference: POINTS,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '–',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 454, hanging: 284 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: { size: A4, margin: { top: 1_417, bottom: 1_247, left: MARGIN, right: MARGIN, header: 620, footer: 510 } },
        },
        headers: { default: pageHead(layout) },
        footers: {
          default: new Footer({
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
          }),
        },
        children: children(layout),
      },
    ],
  });
  return timelessOffice(await Packer.toBuffer(file), document.composedAt);
}

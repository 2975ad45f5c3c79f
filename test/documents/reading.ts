import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { printableAnswer } from '../../shared/documents/printable-answer.ts';
import type { AnswerDocument } from '../../shared/domain/answer-document.ts';

/** Text that is markup, code or a formula somewhere. None of it may be more than text anywhere. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></caption><h1>x</h1>',
  'javascript:alert(1)',
  '&lt;b&gt; &amp; ]]> <!-- x -->',
  '#import "x.typ" #read("/etc/passwd") #eval("1") $x^2$ *fett* _kursiv_ @quelle <marke> = Titel',
  '=HYPERLINK("http://x")',
  '{{ x }} {%x%} \\u0000 \\input{x}',
] as const;

/** All that people read in the tables of an answer, in reading order. */
export const cellsOf = (answer: AnswerDocument, notation: 'screen' | 'print'): string[] =>
  printableAnswer(answer)
    .layout(notation)
    .questions.flatMap(({ answers }) =>
      answers.flatMap(({ blocks }) =>
        blocks.flatMap((block) =>
          block.kind === 'table'
            ? [
                ...block.table.columns.map(({ label }) => label),
                ...block.table.rows.flatMap(({ cells }) => cells),
                ...(block.table.total ?? []),
              ]
            : [],
        ),
      ),
    );

/** Runs of blanks of any kind as one, so that texts compare as they read. */
export const read = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Files of an Office archive as text. */
export const unpacked = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));

/** @throws when the XML is not well formed */
export function assertWellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

/** What is left of a text when lines may break anywhere. */
export const unspaced = (text: string): string => text.replace(/\s+/g, '');

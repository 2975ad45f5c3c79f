import { createHash } from 'node:crypto';
import type { Block, LaidQuestion, LaidSection, LaidTable, Layout } from '../../shared/documents/layout.ts';
import type { Printable } from '../../shared/documents/printable.ts';

/*
 * Peculiar: the page's policy allows one style sheet by its checksum and nothing else: no script, no image, no frame, no
 * form. It stands in the header and in the page, so that a page saved to disk keeps it. Text of people is only ever content
 * or a quoted attribute, always through `escaped`.
 */

const styles = `
:root{color-scheme:light;--ink:#1a1a1a;--line:#6b7280;--soft:#f3f4f6;--link:#1d4f91;--alert:#8f1d1d}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.55 "Fira Sans",Arial,"Liberation Sans",sans-serif;color:var(--ink);background:#fff}
.page{max-width:52rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
.papers{display:flex;flex-wrap:wrap;gap:.25rem 2rem;justify-content:space-between;border-bottom:2px solid var(--ink);padding-bottom:.4rem;margin:0 0 1.5rem;font-weight:600}
.papers span{white-space:nowrap}
.kind{font-weight:600;margin:0}
h1{font-size:1.75rem;line-height:1.25;margin:1rem 0}
h2{font-size:1.15rem;line-height:1.4;margin:2.5rem 0 .75rem}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
.question{display:grid;grid-template-columns:2.25rem 1fr}
.part{font-weight:600;margin:.25rem 0 .25rem 2.25rem}
p{margin:.5rem 0;overflow-wrap:anywhere}
ul{margin:.5rem 0;padding-left:1.5rem}
ul li::marker{content:"–  "}
.answered{margin:.75rem 0 1.5rem}.answered p{margin:0}
nav{background:var(--soft);padding:.75rem 1.25rem;margin:1.5rem 0}
nav h2{margin:.25rem 0;font-size:1rem}
nav ol{margin:.25rem 0;padding:0;list-style:none}
nav a{display:inline-block;padding:.2rem 0}
a{color:var(--link)}a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.scroll{overflow-x:auto;margin:1rem 0 .25rem}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:600;padding:.25rem 0 .5rem}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top;font-weight:400}
thead th{background:var(--soft);font-weight:600;vertical-align:bottom}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
tfoot td,tfoot th{font-weight:600;border-top:2px solid var(--ink)}
.notes{font-size:.9rem;margin:.25rem 0}.notes p{margin:.1rem 0}
.draft,.correction{border:2px solid var(--alert);padding:.5rem 1rem;margin:1rem 0}
.draft{color:var(--alert);font-weight:600}
.correction h2{margin-top:.25rem}
.issued{margin-top:2.5rem;text-align:right}
.is-draft::after{content:"Entwurf";position:fixed;inset:0;display:grid;place-items:center;font-size:9rem;font-weight:700;color:rgb(143 29 29/.07);transform:rotate(-35deg);pointer-events:none}
@media print{@page{size:A4;margin:20mm 22mm}.page{max-width:none;padding:0}body{font-size:10pt}nav,.sources{display:none}thead{display:table-header-group}tfoot{display:table-row-group}tr{break-inside:avoid}tbody tr:first-child{break-before:avoid}h2,h3,caption{break-after:avoid}.scroll{overflow:visible}}
`;
const styleHash = createHash('sha256').update(styles).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** What the header says; a page may be shown in a frame of the portal and of nobody else. */
export const htmlPolicy = `${policy}; frame-ancestors 'self'`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
const lines = (text: string): string => escaped(text).replaceAll('\n', '<br>');
const paragraph = (text: string): string => `<p>${lines(text)}</p>`;

const side = (align: 'left' | 'right' | undefined): string => (align === 'right' ? ' class="number"' : '');

function tableHtml(table: LaidTable, sourceLinks: string): string {
  const id = `tabelle-${escaped(table.id)}`;
  const head = table.columns.map(({ label, align }) => `<th scope="col"${side(align)}>${lines(label)}</th>`).join('');
  const cell = (text: string, index: number): string =>
    index === table.rowHeader && text !== ''
      ? `<th scope="row">${lines(text)}</th>`
      : `<td${side(table.columns[index]?.align)}>${lines(text)}</td>`;
  const rows = table.rows.map(({ key, cells, sources }) => {
    const behind = sources.length === 0 ? '' : ` data-sources="${escaped(sources.join(' '))}"`;
    return `<tr data-row-key="${escaped(key)}"${behind}>${cells.map(cell).join('')}</tr>`;
  });
  const total =
    table.total === null
      ? ''
      : `<tfoot><tr>${table.total.map((text, index) => `<td${side(table.columns[index]?.align)}>${lines(text)}</td>`).join('')}</tr></tfoot>`;
  return `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table data-table-id="${escaped(table.id)}"><caption id="${id}">${lines(table.title)}</caption><thead><tr>${head}</tr></thead><tbody>
${rows.join('\n')}
</tbody>${total}</table></div>
<div class="notes">${table.notes.map(paragraph).join('')}${sourceLinks}</div>`;
}

type SourceLinks = (table: LaidTable) => string;

const blockHtml = (block: Block, sourceLinks: SourceLinks): string => {
  if (block.kind === 'paragraph') return paragraph(block.text);
  if (block.kind === 'list') return `<ul>${block.items.map((item) => `<li>${lines(item)}</li>`).join('')}</ul>`;
  return tableHtml(block.table, sourceLinks(block.table));
};
const blocksHtml = (blocks: readonly Block[], sourceLinks: SourceLinks): string =>
  blocks.map((block) => blockHtml(block, sourceLinks)).join('\n');

const anchorOf = ({ no }: LaidQuestion): string => `frage-${no.replace('.', '')}`;

function questionHtml(question: LaidQuestion, sourceLinks: SourceLinks): string {
  const { no, text, parts, answers } = question;
  const id = anchorOf(question);
  const asked = parts.map((part) => `<p class="part">${lines(part)}</p>`).join('\n');
  const answered = answers.map(({ unitId, heading, blocks }) => {
    const inner = blocksHtml(blocks, sourceLinks);
    return heading === null
      ? `<div data-unit-id="${escaped(unitId)}">${inner}</div>`
      : `<div data-unit-id="${escaped(unitId)}"><h3>${escaped(heading)}</h3>${inner}</div>`;
  });
  return `<section aria-labelledby="${id}"><h2 class="question" id="${id}"><span>${no}</span> <span>${lines(text)}</span></h2>
${asked}
${answered.join('\n')}</section>`;
}

const linksFor =
  ({ links }: Printable): SourceLinks =>
  ({ id, title }) => {
    const found = links(id).map(
      ({ href, words }) => `<a data-table-id="${escaped(id)}" href="${escaped(href)}">${words}<span> zu „${escaped(title)}“</span></a>`,
    );
    return found.length === 0 ? '' : `<p class="sources">${found.join(' · ')}</p>`;
  };

const sectionHtml = ({ heading, blocks, anchor }: LaidSection, links: SourceLinks): string =>
  anchor === null
    ? `<section><h2>${escaped(heading)}</h2>${blocksHtml(blocks, links)}</section>`
    : `<section aria-labelledby="${escaped(anchor)}"><h2 id="${escaped(anchor)}">${escaped(heading)}</h2>${blocksHtml(blocks, links)}</section>`;

/** Only where there is something to choose from. */
function contents({ questions, sections }: Layout): string {
  const list = (heading: string, entries: readonly string[]) =>
    entries.length < 3
      ? ''
      : `<nav aria-labelledby="inhalt"><h2 id="inhalt">${heading}</h2><ol>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ol></nav>`;
  const named = sections.flatMap(({ heading, anchor }) =>
    anchor === null ? [] : [`<a href="#${escaped(anchor)}">${escaped(heading)}</a>`],
  );
  return questions.length > 0
    ? list(
        'Fragen',
        questions.map((question) => `<a href="#${anchorOf(question)}">${question.no} ${escaped(question.text)}</a>`),
      )
    : list('Inhalt', named);
}

/** The document as one accessible page: everything in it is readable without styles, and it prints as it reads. */
export function htmlOf(document: Printable): string {
  const layout = document.layout('screen');
  const links = linksFor(document);
  const { draftLabel, head, correction, sections, questions, issueNote } = layout;
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(layout.documentTitle)}${draftLabel === null ? '' : ` (${escaped(draftLabel)})`}</title>
<style>${styles}</style>
</head>
<body${draftLabel === null ? '' : ' class="is-draft"'}>
<div class="page">
<header>
${draftLabel === null ? '' : `<p class="draft">${escaped(draftLabel)}</p>`}
<p class="papers"><span>${escaped(head.left)}</span> <span>${escaped(head.right)}</span></p>
${layout.kindLines.map((line) => `<p class="kind">${escaped(line)}</p>`).join('\n')}
<h1>${escaped(layout.title)}</h1>
<p>${layout.leadLines.map(escaped).join('<br>')}</p>
<div class="answered">${layout.byLines.map(paragraph).join('')}</div>
</header>
<main>
${correction === null ? '' : `<section class="correction" aria-labelledby="berichtigt"><h2 id="berichtigt">${escaped(correction.heading)}</h2>${blocksHtml(correction.blocks, links)}</section>`}
${contents(layout)}
${sections.map((section) => sectionHtml(section, links)).join('\n')}
${questions.map((question) => questionHtml(question, links)).join('\n')}
</main>
${issueNote === null ? '' : `<footer><p class="issued">${escaped(issueNote)}</p></footer>`}
</div>
</body>
</html>
`;
}

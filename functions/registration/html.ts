/** HTML made by `html`; everything else that is put into it is text and is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | false | null | undefined | readonly Html[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

function textOf(part: Part): string {
  if (part === false || part === null || part === undefined) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(({ text }) => text).join('') : escaped(String(part));
}

/** A template whose places take text, which is escaped, or HTML of this very function. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((piece, index) => piece + textOf(parts[index])).join(''));

/** Text of people with its line breaks and paragraphs. */
export const paragraphs = (text: string): Html[] =>
  text.split(/\n{2,}/).map((paragraph) => new Html(`<p class="kern-body">${escaped(paragraph.trim()).replaceAll('\n', '<br>')}</p>`));

/** JSON inside a script element: no `<` may open anything. */
export const jsonInScript = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', String.raw`\u003c`));

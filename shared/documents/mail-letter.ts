/** A letter as plain data: one source for the text and the HTML of a mail. */
export type Letter = {
  readonly subject: string;
  readonly parts: readonly LetterPart[];
};

export type LetterPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  /** A picture that comes with the mail, shown by its inline id. */
  | { readonly kind: 'picture'; readonly inlineId: string; readonly alt: string; readonly caption: string; readonly pixels: number };

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
const lines = (text: string): string => escaped(text).replaceAll('\n', '<br>');

const ink = '#1b1d22';
const muted = '#4a4f59';
const action = '#2044aa';
const paragraph = `margin:0 0 16px;font-size:16px;line-height:24px;color:${ink}`;

function partHtml(part: LetterPart): string {
  switch (part.kind) {
    case 'text':
      return `<p style="${paragraph}">${lines(part.text)}</p>`;
    case 'heading':
      return `<h2 style="margin:24px 0 8px;font-size:18px;line-height:26px;color:${ink}">${escaped(part.text)}</h2>`;
    case 'facts':
      return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px;border-collapse:collapse">${part.facts
        .map(
          ([name, value]) =>
            `<tr><td style="padding:4px 16px 4px 0;font-size:16px;line-height:24px;color:${muted};vertical-align:top">${escaped(name)}</td><td style="padding:4px 0;font-size:16px;line-height:24px;color:${ink}">${lines(value)}</td></tr>`,
        )
        .join('')}</table>`;
    case 'link':
      return `<p style="margin:0 0 16px"><a href="${escaped(part.href)}" style="display:inline-block;padding:12px 20px;border-radius:4px;background:${action};color:#ffffff;font-size:16px;line-height:24px;text-decoration:none">${escaped(part.text)}</a></p>`;
    case 'picture':
      return `<p style="margin:0 0 24px;font-size:14px;line-height:20px;color:${muted}"><img src="cid:${part.inlineId}" width="${part.pixels}" height="${part.pixels}" alt="${escaped(part.alt)}" style="display:block;margin:0 0 4px;border:1px solid #b7bdc9">${lines(part.caption)}</p>`;
  }
}

function partText(part: LetterPart): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'heading':
      return part.text.toUpperCase();
    case 'facts':
      return part.facts.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'link':
      return `${part.text}:\n${part.href}`;
    case 'picture':
      return part.caption;
  }
}

/** @param sender who writes, shown at the top and in the foot */
export function letterHtml({ subject, parts }: Letter, sender: string): string {
  return `<!doctype html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:0;background:#f2f4f8;font-family:'Fira Sans',Arial,Helvetica,sans-serif">
<div style="max-width:600px;margin:0 auto;padding:24px 16px">
<p style="margin:0 0 12px;font-size:14px;line-height:20px;color:${muted}">${escaped(sender)}</p>
<div style="padding:24px;background:#ffffff;border-top:4px solid ${action}">
<h1 style="margin:0 0 16px;font-size:24px;line-height:32px;color:${ink}">${escaped(subject)}</h1>
${parts.map(partHtml).join('\n')}
</div>
</div>
</body>
</html>
`;
}

export const letterText = ({ parts }: Letter, sender: string): string => `${parts.map(partText).join('\n\n')}\n\n-- \n${sender}\n`;

import { settings } from '../../shared/platform/settings.ts';
import { pathOf } from './announced.ts';
import { Html, html } from './html.ts';
import { assetNames } from './statics.ts';

export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%232044aa'/%3E%3Cpath d='M4 4h8v2H4zm0 3h8v2H4zm0 3h5v2H4z' fill='%23fff'/%3E%3C/svg%3E";

type Page = {
  readonly title: string;
  /** What a search engine shows below the title; without one the title says it. */
  readonly description?: string;
  /** Whose page it is; null where every alliance gives the same answer. */
  readonly alliance: string | null;
  /** Where the name in the header leads; null on pages that know no alliance. */
  readonly home: { readonly href: string; readonly name: string } | null;
  readonly content: Html;
  readonly head?: Html;
  readonly withScript: boolean;
};

/** Addresses of the office's own pages where they are set, otherwise the sections of this register's page. */
function footer(alliance: string | null): Html {
  const own = settings.legalAddresses();
  const links = (
    [
      ['Impressum', 'impressum', own.imprint],
      ['Datenschutz', 'datenschutz', own.privacy],
      ['Barrierefreiheit', 'barrierefreiheit', own.accessibility],
    ] as const
  ).flatMap(([name, section, address]) => {
    const href = address ?? (alliance === null ? null : `${pathOf(alliance)}/hinweise#${section}`);
    return href === null ? [] : [html`<li><a class="kern-link" href="${href}">${name}</a></li>`];
  });
  return links.length === 0
    ? html``
    : html`<footer><nav class="width" aria-label="Rechtliches"><ul class="bare legal">${links}</ul></nav></footer>`;
}

/** A whole page with the state's header, as the portal's. */
export async function pageOf({ title, description = title, alliance, home, content, head, withScript }: Page): Promise<string> {
  const { styles, script } = await assetNames();
  const brand = home ? html`<a class="brand" href="${home.href}">${home.name}</a>` : html`<span class="brand">Veranstaltungen</span>`;
  return html`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="icon" href="${new Html(icon)}">
<link rel="stylesheet" href="/termine-dateien/${styles}">
${withScript ? html`<script type="module" src="/termine-dateien/${script}"></script>` : null}
${head}
</head>
<body>
<a class="skip" href="#inhalt">Zum Inhalt</a>
<header>
<div class="kern-kopfzeile"><div class="width kern-kopfzeile__content"><span class="kern-kopfzeile__label">Ein Angebot des Landes Niedersachsen</span></div></div>
<div class="width header">${brand}</div>
</header>
<main class="width" id="inhalt" tabindex="-1">
${content}
</main>
${footer(alliance)}
</body>
</html>
`.text;
}

/** One answer to everything that is not there or not public. */
export const notFoundPage = (): Promise<string> =>
  pageOf({
    title: 'Diese Seite gibt es nicht',
    alliance: null,
    home: null,
    withScript: false,
    content: html`<h1 class="kern-heading-large">Diese Seite gibt es nicht</h1>
<p class="kern-body">Bitte prüfen Sie die Adresse. Vielleicht ist die Veranstaltung vorbei, oder sie ist nicht öffentlich.</p>`,
  });

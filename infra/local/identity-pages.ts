import { createHash } from 'node:crypto';
import type { DemoUser } from './demo-users.ts';

const style = `
:root { color-scheme: light dark; }
body { font-family: 'Fira Sans', system-ui, sans-serif; line-height: 1.5; margin: 0 auto; max-width: 44rem; padding: 1.5rem; }
h1 { line-height: 1.2; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .5rem; }
button { background: Canvas; border: 2px solid #15539c; border-radius: .375rem; color: CanvasText; cursor: pointer; font: inherit; min-height: 3rem; padding: .5rem 1rem; text-align: left; width: 100%; }
button:hover { text-decoration: underline; }
button:focus-visible { outline: 3px solid #e0a000; outline-offset: 2px; }
button strong, button span { display: block; }
.note { border-left: .3rem solid #15539c; padding-left: 1rem; }
`;

/** The one style element is allowed by its hash; nothing else runs or loads. */
const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * @param formTargets origins a form may lead to. Browsers hold redirects after a form against this list as well, and a
 *   sign-in ends at the portal.
 */
export const pageHeaders = (formTargets: readonly string[]): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${formTargets.join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

const page = (title: string, content: string): string => `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Bündnisregister (Entwicklung)</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;

export const signInPage = (users: readonly DemoUser[], action: string): string =>
  page(
    'Anmelden',
    `<p class="note">Entwicklungsumgebung: Hier melden Sie sich ohne Kennwort als Beispielperson an. Keine dieser Personen ist echt.</p>
<h2 id="people">Als wen möchten Sie sich anmelden?</h2>
<form method="post" action="${escapeHtml(action)}" aria-labelledby="people">
<ul>
${users.map(({ id, name, note }) => `<li><button type="submit" name="user" value="${escapeHtml(id)}"><strong>${escapeHtml(name)}</strong><span>${escapeHtml(note)}</span></button></li>`).join('\n')}
</ul>
</form>`,
  );

/** @param form the provider's own form; buttons belong to it by name */
export const signOutPage = (form: string): string =>
  page(
    'Abmelden',
    `<p>Möchten Sie sich abmelden?</p>
${form}
<ul>
<li><button type="submit" form="op.logoutForm" name="logout" value="yes"><strong>Ja, abmelden</strong></button></li>
<li><button type="submit" form="op.logoutForm"><strong>Nein, angemeldet bleiben</strong></button></li>
</ul>`,
  );

export const signedOutPage = (): string => page('Sie sind abgemeldet', '<p>Sie können dieses Fenster schließen.</p>');

export const errorPage = (): string =>
  page(
    'Die Anmeldung ist nicht möglich',
    '<p>Die Anmeldung ist abgelaufen oder wurde nicht richtig begonnen. Bitte öffnen Sie das Portal und melden Sie sich dort erneut an.</p>',
  );

import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { html } from './html.ts';
import { pageOf, pagePolicy } from './page.ts';
import type { getOwnRegistrationPage } from './routes.ts';

/** The same page for every address of an alliance: what it shows, its script asks for with the link from the fragment, which no server sees in an address. */
export const work: Work<typeof getOwnRegistrationPage, object> = async ({ params: { allianceId } }) =>
  file({
    contentType: 'text/html; charset=utf-8',
    content: await pageOf({
      title: 'Meine Anmeldung',
      alliance: allianceId,
      home: null,
      withScript: true,
      head: html`<meta name="robots" content="noindex">`,
      content: html`<div class="page-head"><h1 class="kern-heading-large" tabindex="-1">Meine Anmeldung</h1></div>
<noscript><p class="kern-body">Diese Seite braucht JavaScript. Bitte erlauben Sie es, oder wenden Sie sich an die Stelle, die in Ihrer E-Mail steht.</p></noscript>
<div id="eigene"><p class="kern-body" role="status">Wird geladen …</p></div>`,
    }),
    headers: { 'content-security-policy': pagePolicy },
  });

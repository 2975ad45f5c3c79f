import { whenInWords, whereInWords } from '../../shared/documents/event-words.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import type { Announced } from './announced.ts';
import { addressOf, isOver, pathOf, programmeOf } from './announced.ts';
import type { AnnouncementDeps } from './deps.ts';
import { html } from './html.ts';
import { pageOf, pagePolicy } from './page.ts';
import type { getPublicEvents } from './routes.ts';

const itemOf = (alliance: string, { event: { id, state } }: Announced) => html`<li class="event-item">
<h2 class="kern-heading-small"><a class="kern-link" href="${pathOf(alliance, id)}">${state.title}</a></h2>
<p class="kern-body">${whenInWords(state.dates)}${state.place === null ? null : html`<br>${whereInWords(state)}`}</p>
${state.status === 'CANCELLED' ? html`<p class="kern-body"><strong>Abgesagt</strong></p>` : null}
</li>`;

export const work: Work<typeof getPublicEvents, AnnouncementDeps> = async ({ params: { allianceId }, now }, deps) => {
  const { allianceName, announced } = await programmeOf(deps, allianceId, now);
  const upcoming = announced.filter(({ event: { state } }) => !isOver(state, now));
  const feed = `${addressOf(allianceId)}/kalender.ics`;
  const content = html`<h1 class="kern-heading-large">Veranstaltungen</h1>
${
  upcoming.length === 0
    ? html`<p class="kern-body">Zurzeit ist keine öffentliche Veranstaltung angekündigt.</p>`
    : html`<ul class="bare">${upcoming.map((one) => itemOf(allianceId, one))}</ul>`
}
<section class="section"><h2 class="kern-heading-small">Als Kalender abonnieren</h2>
<p class="kern-body">Mit dieser Adresse zeigt Ihr Kalender alle Termine, auch wenn sich einer ändert oder ausfällt:</p>
<p class="kern-body"><a class="kern-link address" href="${feed}">${feed}</a></p></section>`;
  return file({
    contentType: 'text/html; charset=utf-8',
    content: await pageOf({
      title: `Veranstaltungen – ${allianceName}`,
      alliance: allianceId,
      home: { href: pathOf(allianceId), name: allianceName },
      content,
      head: html`<link rel="alternate" type="text/calendar" title="Veranstaltungen" href="${feed}">`,
      withScript: false,
    }),
    headers: { 'content-security-policy': pagePolicy },
  });
};

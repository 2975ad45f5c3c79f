import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { settings } from '../../shared/platform/settings.ts';
import { isOver, pathOf, programmeOf } from './announced.ts';
import type { AnnouncementDeps } from './deps.ts';
import { html } from './html.ts';
import { pageOf, pagePolicy } from './page.ts';
import type { getPublicNotes } from './routes.ts';

const draft = html`<p class="kern-body"><strong>Entwurf, von der Geschäftsstelle zu ergänzen.</strong></p>`;
const whole = (address: string | null) =>
  address === null ? null : html`<p class="kern-body"><a class="kern-link" href="${address}">Vollständige Angaben</a></p>`;

/** What stands in until the office has set the addresses of its own pages. */
export const work: Work<typeof getPublicNotes, AnnouncementDeps> = async ({ params: { allianceId }, now }, deps) => {
  const { allianceName, announced } = await programmeOf(deps, allianceId, now);
  const { imprint, privacy, accessibility } = settings.legalAddresses();
  const ahead = announced.filter(({ event: { state } }) => !isOver(state, now));
  const contacts = [...new Set((ahead.length > 0 ? ahead : announced.slice(-1)).map(({ offer }) => offer.contact))];
  const contact =
    contacts.length === 0
      ? html`<p class="kern-body">Bitte wenden Sie sich an die Geschäftsstelle: ${allianceName}.</p>`
      : html`<ul class="kern-list kern-list--bullet">${contacts.map((one) => html`<li>${one}</li>`)}</ul>`;
  const content = html`<h1 class="kern-heading-large">Hinweise zu diesen Seiten</h1>
<section class="section" id="impressum"><h2 class="kern-heading-medium">Impressum</h2>
${imprint === null ? draft : null}
<p class="kern-body">Diese Seiten kündigen Veranstaltungen an: ${allianceName}. Verantwortlich ist die Geschäftsstelle. Sie erreichen sie so:</p>
${contact}
${whole(imprint)}</section>
<section class="section" id="datenschutz"><h2 class="kern-heading-medium">Datenschutz</h2>
${privacy === null ? draft : null}
<p class="kern-body">Diese Seiten setzen keine Cookies und laden nichts von anderen Anbietern. Wenn Sie sich anmelden, speichern wir Ihre Angaben verschlüsselt, nur für diese Veranstaltung und nur bis zum Ende der Frist. Gegen Missbrauch zählen wir Anmeldeversuche je Anschluss, ohne seine Adresse zu speichern. Den vollständigen Hinweis nach Art. 13 DSGVO finden Sie im Anmeldeformular jeder Veranstaltung.</p>
<p class="kern-body">Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Widerspruch. Einwilligungen können Sie jederzeit widerrufen. Wenden Sie sich dafür an die Stelle, die unter Impressum steht, oder nutzen Sie den Link in Ihrer Bestätigung. Sie können sich außerdem bei der oder dem Landesbeauftragten für den Datenschutz Niedersachsen beschweren.</p>
${whole(privacy)}</section>
<section class="section" id="barrierefreiheit"><h2 class="kern-heading-medium">Barrierefreiheit</h2>
${accessibility === null ? draft : null}
<p class="kern-body">Diese Seiten sollen für alle ohne Hürden nutzbar sein, auch mit Tastatur, Vorlesesoftware und großer Schrift. Maßstab ist die Barrierefreie-Informationstechnik-Verordnung (BITV 2.0). Eine Prüfung durch eine unabhängige Stelle steht noch aus.</p>
<p class="kern-body">Ist Ihnen eine Hürde aufgefallen, oder brauchen Sie Inhalte in anderer Form? Schreiben Sie der Stelle, die unter Impressum steht. Anmelden können Sie sich dort auch ohne diese Seiten.</p>
${whole(accessibility)}</section>`;
  return file({
    contentType: 'text/html; charset=utf-8',
    content: await pageOf({
      title: `Hinweise – ${allianceName}`,
      alliance: allianceId,
      home: { href: pathOf(allianceId), name: allianceName },
      content,
      withScript: false,
    }),
    headers: { 'content-security-policy': pagePolicy },
  });
};

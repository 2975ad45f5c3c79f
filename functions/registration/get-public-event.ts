import { whenInWords, whereInWords } from '../../shared/documents/event-words.ts';
import { nameOn } from '../../shared/domain/alliance.ts';
import type { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { Instant } from '../../shared/domain/calendar.ts';
import { berlinDayOf, formatInstant } from '../../shared/domain/calendar.ts';
import type { RegistrationOffer } from '../../shared/domain/registration.ts';
import { takesRegistrations } from '../../shared/domain/registration.ts';
import type { Seats } from '../../shared/domain/seats.ts';
import { freeSeats } from '../../shared/domain/seats.ts';
import type { Work } from '../../shared/http/route.ts';
import { file } from '../../shared/http/route.ts';
import { addressOf, announcedEvent, isOver, pathOf } from './announced.ts';
import { askedOf } from './asked.ts';
import type { AnnouncementDeps } from './deps.ts';
import type { Asked } from './form.ts';
import { companionsGroup, consentFields, invitationField, needsField, noticeHtml, personFields, questionFields } from './form.ts';
import type { Html } from './html.ts';
import { html, jsonInScript, paragraphs } from './html.ts';
import { pageOf, pagePolicy } from './page.ts';
import type { getPublicEvent } from './routes.ts';
import { structuredEvent } from './structured-data.ts';

type Tone = 'info' | 'warning';
const alert = (tone: Tone, title: string, text: string | null): Html => {
  const classes = { info: html`kern-alert kern-alert--info`, warning: html`kern-alert kern-alert--warning` } as const;
  const icons = { info: html`kern-icon kern-icon--info`, warning: html`kern-icon kern-icon--warning` } as const;
  const body = text === null ? null : html`<div class="kern-alert__body"><p class="kern-body">${text}</p></div>`;
  return html`<div class="${classes[tone]}"><div class="kern-alert__header"><span class="${icons[tone]}" aria-hidden="true"></span><span class="kern-title">${title}</span></div>${body}</div>`;
};

const fact = (name: string, value: string | Html | null): Html =>
  value === null
    ? html``
    : html`<div class="kern-description-list-item"><dt class="kern-description-list-item__key">${name}</dt><dd class="kern-description-list-item__value">${value}</dd></div>`;

/** Why nobody can register now; null while registration is open. */
function closedBecause(event: AllianceEvent, offer: RegistrationOffer, now: Instant): Html | null {
  if (event.status === 'CANCELLED') return null;
  if (event.status === 'HELD' || isOver(event, now)) return alert('info', 'Die Veranstaltung ist vorbei', null);
  if (takesRegistrations(offer, event.status, now)) return null;
  if (offer.isOpen && offer.opensAt !== null && now < offer.opensAt)
    return alert('info', 'Die Anmeldung ist noch nicht geöffnet', `Sie können sich ab ${formatInstant(offer.opensAt)} anmelden.`);
  if (offer.isOpen && offer.closesAt !== null)
    return alert('info', 'Die Anmeldung ist geschlossen', `Anmeldungen waren bis ${formatInstant(offer.closesAt)} möglich.`);
  return alert('info', 'Die Anmeldung ist zurzeit nicht geöffnet', `Fragen beantwortet Ihnen: ${offer.contact}`);
}

function placesInWords(seats: Seats): string | null {
  const free = freeSeats(seats);
  if (free === null) return null;
  if (free === 0 || seats.waiting > 0) return 'Zurzeit sind alle Plätze vergeben.';
  return `Noch ${free} frei`;
}

/** The form; without its script nothing can be sent, and the page says whom to write to instead. */
const formHtml = (
  asked: Asked,
  contact: string,
): Html => html`<noscript>${alert('warning', 'Die Anmeldung braucht JavaScript', `Ohne JavaScript melden Sie sich bitte hier an: ${contact}`)}</noscript>
<form class="form" id="anmeldung" novalidate data-notice="${asked.notice.version}">
<div id="meldung"></div>
<p class="kern-body">Was nicht als freiwillig bezeichnet ist, brauchen wir von Ihnen.</p>
${personFields({}, true)}
${asked.largestParty > 1 ? companionsGroup(asked.largestParty, [], true) : null}
${questionFields(asked, {})}
${needsField(asked, null)}
${consentFields(asked, [])}
${invitationField()}
<div class="trap" aria-hidden="true"><label>Bitte leer lassen <input name="website" tabindex="-1" autocomplete="off"></label></div>
${noticeHtml(asked)}
<div class="actions"><button type="submit" class="kern-btn kern-btn--primary"><span class="kern-label">Anmelden</span></button></div>
</form>`;

export const work: Work<typeof getPublicEvent, AnnouncementDeps> = async ({ params: { allianceId, eventId }, now }, deps) => {
  const [{ event, offer }, alliance, seats, periods] = await Promise.all([
    announcedEvent(deps, allianceId, eventId),
    deps.alliances.get(allianceId, allianceId),
    deps.seats.seatsOf(allianceId, eventId),
    deps.retention.periodsOf(allianceId),
  ]);
  const { state } = event;
  const allianceName = nameOn(alliance.state, berlinDayOf(now));
  const isOpen = takesRegistrations(offer, state.status, now) && !isOver(state, now);
  const places = isOpen ? placesInWords(seats) : null;
  const isFull = isOpen && (freeSeats(seats) === 0 || seats.waiting > 0);
  const isCancelled = state.status === 'CANCELLED';
  const url = addressOf(allianceId, eventId);
  const organisers = state.organisers.map(({ name }) => name).join(', ');
  const content = html`<div class="page-head"><h1 class="kern-heading-large">${state.title}</h1></div>
${isCancelled ? alert('warning', 'Diese Veranstaltung ist abgesagt', 'Wer angemeldet war, hat eine E-Mail bekommen.') : null}
${!isCancelled && state.movedFrom !== null ? alert('warning', 'Termin oder Ort haben sich geändert', `Bisher: ${whenInWords(state.movedFrom)}`) : null}
<dl class="kern-description-list facts">${fact('Termin', whenInWords(state.dates))}${fact('Ort', whereInWords(state))}${fact('Veranstalter', organisers === '' ? allianceName : organisers)}${fact('Plätze', isFull ? null : places)}${fact('Kontakt', offer.contact)}</dl>
${offer.description === null ? null : html`<div class="description">${paragraphs(offer.description)}</div>`}
${state.dates.from === null ? null : html`<p class="kern-body"><a class="kern-link" href="${pathOf(allianceId, eventId)}/kalender.ics">Termin in den Kalender übernehmen (iCalendar)</a></p>`}
<section class="section" id="anmelden"><h2 class="kern-heading-medium">Anmeldung</h2>
${isCancelled ? html`<p class="kern-body">Anmeldungen sind nicht mehr möglich.</p>` : closedBecause(state, offer, now)}
${isFull ? alert('info', 'Alle Plätze sind vergeben', 'Sie können sich für die Warteliste anmelden. Wird etwas frei, rücken Sie von selbst nach, und wir schreiben Ihnen.') : null}
${isOpen ? formHtml(askedOf(offer, periods), offer.contact) : null}
</section>`;
  const structured = structuredEvent({
    event: state,
    url,
    organiser: organisers === '' ? allianceName : organisers,
    description: offer.description,
    seats,
    takesRegistrations: isOpen,
  });
  return file({
    contentType: 'text/html; charset=utf-8',
    content: await pageOf({
      title: `${state.title} – ${allianceName}`,
      description: [whenInWords(state.dates), whereInWords(state)].filter(Boolean).join('. '),
      alliance: allianceId,
      home: { href: pathOf(allianceId), name: allianceName },
      content,
      head: html`<link rel="canonical" href="${url}"><script type="application/ld+json">${jsonInScript(structured)}</script>`,
      withScript: isOpen,
    }),
    headers: { 'content-security-policy': pagePolicy },
  });
};

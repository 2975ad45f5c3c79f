import type { Asked } from '../form.ts';
import { companionFields, companionsGroup, consentFields, needsField, noticeHtml, personFields, questionFields } from '../form.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { watchCompanions } from './companions.ts';
import { readCompanions, readPerson } from './entries.ts';
import { emptyFields, leadTo, showProblem } from './faults.ts';
import { Problem, send } from './sending.ts';

type Head = {
  readonly ticketId: string;
  readonly title: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
};

/** The answer of `viewOwnRegistration`, as far as the page shows it. */
type Own = {
  readonly event: {
    readonly title: string;
    readonly when: string;
    readonly where: string | null;
    readonly contact: string;
    readonly page: string | null;
  };
  readonly status: 'REGISTERED' | 'WAITLISTED' | 'WITHDRAWN';
  readonly statusText: string;
  readonly isOpen: boolean;
  readonly heads: readonly Head[];
  readonly email: string;
  readonly organisation: string | null;
  readonly function: string | null;
  readonly answers: readonly { readonly questionId: string; readonly answer: string }[];
  readonly needs: string | null;
  readonly consents: readonly string[];
  readonly asked: Asked;
};

const base = (): string => location.pathname.replace(/\/anmeldung\/?$/, '');
const link = (): string => decodeURIComponent(location.hash.slice(1));

const item = (name: string, value: string | null): Html | null =>
  value === null
    ? null
    : html`<div class="kern-description-list-item"><dt class="kern-description-list-item__key">${name}</dt><dd class="kern-description-list-item__value">${value}</dd></div>`;

function summary({ event, status, statusText, email }: Own): Html {
  const classes = status === 'REGISTERED' ? html`kern-alert kern-alert--success` : html`kern-alert kern-alert--info`;
  const icon = status === 'REGISTERED' ? html`kern-icon kern-icon--success` : html`kern-icon kern-icon--info`;
  return html`<div class="${classes}" id="stand" tabindex="-1"><div class="kern-alert__header"><span class="${icon}" aria-hidden="true"></span><span class="kern-title">${statusText}</span></div></div>
<dl class="kern-description-list facts">${item('Veranstaltung', event.title)}${item('Termin', event.when)}${item('Ort', event.where)}${item('E-Mail-Adresse', email)}${item('Kontakt', event.contact)}</dl>`;
}

function changeForm(own: Own): Html {
  const { heads, organisation, answers, needs, consents, asked } = own;
  const [lead, ...others] = heads;
  const given = Object.fromEntries(answers.map(({ questionId, answer }) => [questionId, answer]));
  return html`<section class="section"><h2 class="kern-heading-medium">Angaben ändern</h2>
<form class="form" id="aendern" novalidate>
<div id="meldung"></div>
<p class="kern-body">Weitere Personen melden Sie bitte mit einer anderen E-Mail-Adresse neu an, oder wenden Sie sich an: ${own.event.contact}</p>
${personFields({ ...lead, organisation, function: own.function }, false)}
${
  others.length === 0
    ? null
    : companionsGroup(
        heads.length,
        others.map((head, index) => companionFields(head.ticketId, index + 1, head)),
        false,
      )
}
${questionFields(asked, given)}
${needsField(asked, needs)}
${consentFields(asked, consents)}
${noticeHtml(asked)}
<div class="actions"><button type="submit" class="kern-btn kern-btn--primary"><span class="kern-label">Änderungen speichern</span></button></div>
</form></section>
<section class="section" id="absage"><h2 class="kern-heading-medium">Absagen</h2>
<p class="kern-body">${heads.length === 1 ? 'Ihr Platz wird' : heads.length === 2 ? 'Beide Plätze werden' : `Alle ${heads.length} Plätze werden`} für andere frei. Das lässt sich nicht zurücknehmen.</p>
<div class="actions"><button type="button" class="kern-btn kern-btn--secondary" id="absagen"><span class="kern-label">Anmeldung absagen</span></button><span id="sicher" hidden><button type="button" class="kern-btn kern-btn--primary" id="wirklich"><span class="kern-label">Ja, endgültig absagen</span></button></span></div>
<div id="absage-meldung" role="alert"></div></section>`;
}

/** Where nothing is left to change, the event's page is where one may register anew. */
const wayBack = ({ event: { page } }: Own): Html | null =>
  page === null ? null : html`<p class="kern-body"><a class="kern-link" href="${page}">Zur Seite der Veranstaltung</a></p>`;

/** @param note what was just done, instead of the status */
function show(box: HTMLElement, own: Own, note?: string): void {
  box.innerHTML =
    html`${summary(note === undefined ? own : { ...own, statusText: `${note} ${own.statusText}` })}${own.isOpen ? changeForm(own) : wayBack(own)}`.text;
  const form = box.querySelector<HTMLFormElement>('#aendern');
  if (form) {
    watchCompanions(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void change(box, form);
    });
  }
  box.querySelector('#absagen')?.addEventListener('click', () => {
    box.querySelector<HTMLElement>('#sicher')?.removeAttribute('hidden');
    box.querySelector<HTMLElement>('#wirklich')?.focus();
  });
  box.querySelector('#wirklich')?.addEventListener('click', () => void withdraw(box));
  if (note !== undefined) {
    leadTo(box.querySelector<HTMLElement>('#stand'));
  }
}

const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem({}));

async function change(box: HTMLElement, form: HTMLFormElement): Promise<void> {
  const empty = emptyFields(form);
  if (empty.length > 0) return showProblem(form, { title: 'Bitte prüfen Sie Ihre Angaben', detail: undefined, faults: empty });
  const companions = readCompanions(form).map(({ key, name }) => ({ ticketId: key, ...name }));
  try {
    show(box, await send<Own>(`${base()}/anmeldungen/aenderung`, { link: link(), ...readPerson(form), companions }), 'Gespeichert.');
  } catch (error) {
    showProblem(form, asProblem(error));
  }
}

async function withdraw(box: HTMLElement): Promise<void> {
  try {
    show(box, await send<Own>(`${base()}/anmeldungen/absage`, { link: link() }), '');
  } catch (error) {
    const { title, detail } = asProblem(error);
    const place = box.querySelector('#absage-meldung');
    if (place) place.innerHTML = html`<p class="kern-error">${title}. ${detail}</p>`.text;
  }
}

/** The page of the own registration: everything comes with the link behind the `#`, which goes to the server in a body only. */
export async function openOwn(box: HTMLElement): Promise<void> {
  try {
    show(box, await send<Own>(`${base()}/anmeldungen/ansicht`, { link: link() || '-' }));
  } catch (error) {
    const { title, code } = asProblem(error);
    const text =
      code === 'linkInvalid'
        ? 'Bitte öffnen Sie den Link aus Ihrer letzten E-Mail vollständig, am besten durch Anklicken. Vielleicht sind Ihre Angaben auch schon gelöscht.'
        : 'Bitte laden Sie die Seite in einigen Minuten neu.';
    box.innerHTML =
      html`<div class="kern-alert kern-alert--warning" role="alert"><div class="kern-alert__header"><span class="kern-icon kern-icon--warning" aria-hidden="true"></span><span class="kern-title">${title}</span></div><div class="kern-alert__body"><p class="kern-body">${text}</p></div></div>`.text;
  }
}

import type { Html } from './html.ts';
import { html, paragraphs } from './html.ts';

/*
 * Peculiar: server and browser make the form from these functions, so that the page to register and the page to change ask
 * in the same words. Nothing here may import a rule: the browser would carry its library. A field is named by the JSON
 * pointer of what it fills in the body, so that a fault of the API finds its field by name.
 */

/** What is asked at one event. */
export type Asked = {
  readonly questions: readonly {
    readonly id: string;
    readonly label: string;
    readonly kind: 'TEXT' | 'CHOICE' | 'YES_NO';
    readonly choices: readonly string[];
    readonly required: boolean;
  }[];
  readonly asksNeeds: boolean;
  /** How long after the event needs are kept, in words; null: not at all. */
  readonly needsErasedAfter: string | null;
  readonly consents: readonly { readonly kind: string; readonly label: string }[];
  readonly largestParty: number;
  readonly notice: { readonly version: number; readonly text: string };
};

type Filled = Readonly<Record<string, string | null | undefined>>;

type FieldOf = {
  readonly name: string;
  readonly label: string;
  readonly value?: string | null | undefined;
  readonly required?: boolean;
  readonly hint?: string;
  readonly type?: 'text' | 'email';
  readonly autocomplete?: string;
  readonly maxLength?: number;
};

const idOf = (name: string): string => `feld${name.replaceAll('/', '-')}`;

const labelHtml = (id: string, label: string, required: boolean): Html =>
  html`<label class="kern-label" for="${id}">${label}${required ? '' : html` <span class="kern-label__optional">freiwillig</span>`}</label>`;
const hintHtml = (id: string, hint: string | undefined): Html | null =>
  hint === undefined ? null : html`<div class="kern-hint" id="${id}-hinweis">${hint}</div>`;
const describedBy = (id: string, hint: string | undefined): Html | null =>
  hint === undefined ? null : html` aria-describedby="${id}-hinweis" data-hint="${id}-hinweis"`;
const mustBe = (required: boolean): Html | null => (required ? html` required` : null);

function field({ name, label, value, required = false, hint, type = 'text', autocomplete, maxLength = 200 }: FieldOf): Html {
  const id = idOf(name);
  return html`<div class="kern-form-input field">${labelHtml(id, label, required)}${hintHtml(id, hint)}<input class="kern-form-input__input" id="${id}" name="${name}" type="${type}" maxlength="${maxLength}" value="${value ?? ''}" data-label="${label}"${autocomplete === undefined ? null : html` autocomplete="${autocomplete}"`}${mustBe(required)}${describedBy(id, hint)}></div>`;
}

function choice({ name, label, value, required = false }: FieldOf, choices: readonly string[]): Html {
  const id = idOf(name);
  const options = choices.map((one) => html`<option value="${one}"${one === value ? html` selected` : null}>${one}</option>`);
  return html`<div class="kern-form-input field">${labelHtml(id, label, required)}<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="${id}" name="${name}" data-label="${label}"${mustBe(required)}><option value="">Bitte wählen</option>${options}</select></div></div>`;
}

function longText({ name, label, value, hint, maxLength = 500 }: FieldOf): Html {
  const id = idOf(name);
  return html`<div class="kern-form-input field">${labelHtml(id, label, false)}${hintHtml(id, hint)}<textarea class="kern-form-input__input" id="${id}" name="${name}" rows="3" maxlength="${maxLength}" data-label="${label}"${describedBy(id, hint)}>
${value ?? ''}</textarea></div>`;
}

const group = (legend: string, content: Html | readonly Html[], lead: Html | null = null): Html =>
  html`<fieldset class="kern-fieldset group"><legend class="kern-heading-small">${legend}</legend>${lead}${content}</fieldset>`;

/** The person who registers. @param email null on the page to change: the address is what the link belongs to */
export function personFields(filled: Filled, withEmail: boolean): Html {
  return group('Ihre Angaben', [
    html`<div class="pair">${field({ name: '/givenName', label: 'Vorname', required: true, autocomplete: 'given-name', maxLength: 100, value: filled.givenName })}${field({ name: '/familyName', label: 'Nachname', required: true, autocomplete: 'family-name', maxLength: 100, value: filled.familyName })}</div>`,
    ...(withEmail
      ? [
          field({
            name: '/email',
            label: 'E-Mail-Adresse',
            type: 'email',
            required: true,
            autocomplete: 'email',
            maxLength: 254,
            hint: 'An diese Adresse schicken wir Bestätigung und Eintrittskarte.',
            value: filled.email,
          }),
        ]
      : []),
    html`<div class="pair">${field({ name: '/organisation', label: 'Organisation', autocomplete: 'organization', value: filled.organisation })}${field({ name: '/function', label: 'Funktion', autocomplete: 'organization-title', value: filled.function })}</div>`,
    html`<div class="short">${field({ name: '/title', label: 'Titel', autocomplete: 'honorific-prefix', maxLength: 60, value: filled.title })}</div>`,
  ]);
}

/** One further head. @param key place in the list, or the ticket of somebody already registered */
export function companionFields(key: string, number: number, filled: Filled): Html {
  return html`<div class="companion" data-companion="${key}" role="group" aria-labelledby="person-${key}"><div class="companion-head"><h3 class="kern-heading-small" id="person-${key}">Weitere Person ${number}</h3><button type="button" class="kern-btn kern-btn--tertiary" data-drop="${key}"><span class="kern-label">Person ${number} entfernen</span></button></div><div class="pair">${field({ name: `/companions/${key}/givenName`, label: 'Vorname', maxLength: 100, value: filled.givenName })}${field({ name: `/companions/${key}/familyName`, label: 'Nachname', maxLength: 100, value: filled.familyName })}</div></div>`;
}

export function companionsGroup(largestParty: number, companions: readonly Html[], canAdd: boolean): Html {
  const lead = canAdd
    ? `Sie können bis zu ${largestParty - 1} weitere Personen mit anmelden. Wer noch nicht feststeht, bleibt ohne Namen. Die Eintrittskarten aller kommen an Ihre Adresse.`
    : 'Ihre Gruppe kann hier kleiner werden: Entfernte Personen geben ihren Platz frei und lassen sich hier nicht wieder hinzufügen.';
  return group(
    'Weitere Personen',
    html`<div id="weitere" data-largest="${largestParty}">${companions}</div>${canAdd ? html`<div><button type="button" class="kern-btn kern-btn--secondary" id="hinzufuegen"><span class="kern-label">Weitere Person hinzufügen</span></button></div>` : null}<p class="kern-sr-only" role="status" id="weitere-stand"></p>`,
    html`<p class="kern-body">${lead}</p>`,
  );
}

export function questionFields({ questions }: Asked, answers: Filled): Html | null {
  if (questions.length === 0) return null;
  return group(
    'Fragen zu dieser Veranstaltung',
    questions.map(({ id, label, kind, choices, required }) => {
      const one = { name: `/answers/${id}`, label, required, value: answers[id], maxLength: 500 };
      return kind === 'TEXT' ? field(one) : choice(one, kind === 'CHOICE' ? choices : ['Ja', 'Nein']);
    }),
  );
}

export function needsField({ asksNeeds, needsErasedAfter }: Asked, value: string | null): Html | null {
  if (!asksNeeds) return null;
  const note = html`<p class="kern-body">Sie müssen hier nichts angeben. Was Sie schreiben, wird getrennt von den übrigen Angaben verschlüsselt, liest nur das Team der Veranstaltung, und es wird ${needsErasedAfter === null ? 'gleich' : needsErasedAfter} nach ihr gelöscht.</p>`;
  return group(
    'Was Sie vor Ort brauchen',
    longText({
      name: '/needs',
      label: 'Besondere Bedarfe',
      hint: 'Zum Beispiel ein Platz für einen Rollstuhl, Gebärdensprache oder Verpflegung.',
      value,
    }),
    note,
  );
}

export function consentFields({ consents }: Asked, given: readonly string[]): Html | null {
  if (consents.length === 0) return null;
  return group(
    'Ihre Einwilligungen',
    consents.map(({ kind, label }) => {
      const id = idOf(`/consents/${kind}`);
      return html`<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" id="${id}" name="/consents/${kind}" value="${kind}" data-label="${label}"${given.includes(kind) ? html` checked` : null}><label class="kern-label" for="${id}">${label}</label></div>`;
    }),
    html`<p class="kern-body">Jede ist freiwillig, gilt für sich und lässt sich jederzeit widerrufen. Ohne sie nehmen Sie genauso teil.</p>`,
  );
}

/** Art. 13 DSGVO: short at first sight, whole on demand. */
export const noticeHtml = ({ notice }: Asked): Html => html`<div class="notice"><h2 class="kern-heading-small">Datenschutz in Kürze</h2>
<p class="kern-body">Wir verarbeiten Ihre Angaben, um diese Veranstaltung durchzuführen. Sie werden verschlüsselt gespeichert, nicht veröffentlicht und nach Ablauf der Frist gelöscht. Auskunft, Berichtigung und Widerspruch sind jederzeit möglich.</p>
<details class="kern-accordion"><summary class="kern-accordion__header"><span class="kern-title">Vollständiger Hinweis nach Art. 13 DSGVO (Fassung ${notice.version})</span></summary><div class="kern-accordion__body">${paragraphs(notice.text)}</div></details></div>`;

export const invitationField = (): Html =>
  html`<details class="kern-accordion"><summary class="kern-accordion__header"><span class="kern-title">Ich habe einen Einladungscode</span></summary><div class="kern-accordion__body">${field({ name: '/invitation', label: 'Einladungscode', hint: 'Er steht in der Einladung an Ihre Organisation. Für Sie sind dann Plätze reserviert.' })}</div></details>`;

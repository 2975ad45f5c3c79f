import { html } from '../html.ts';
import type { Fault, Problem } from './sending.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const fieldsOf = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter(
    (element): element is Field =>
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement,
  );

/** What the page can see itself: fields that are empty and may not be. */
export const emptyFields = (form: HTMLFormElement): Fault[] =>
  fieldsOf(form)
    .filter((field) => field.required && field.value.trim() === '')
    .map(({ name }) => ({ pointer: name, detail: 'Bitte füllen Sie dieses Feld aus.' }));

/** Places of the body that stand in the form under another name: heads and answers are numbered in the body only. */
function nameOf(form: HTMLFormElement, pointer: string): string {
  const [, list, index, rest] = /^\/(companions|answers)\/(\d+)(?:\/(.*))?$/.exec(pointer) ?? [];
  if (list === 'companions') {
    const key = form.querySelectorAll<HTMLElement>('[data-companion]')[Number(index)]?.dataset.companion;
    return `/companions/${key}/${rest ?? 'givenName'}`;
  }
  if (list === 'answers')
    return fieldsOf(form).filter(({ name, value }) => name.startsWith('/answers/') && value.trim() !== '')[Number(index)]?.name ?? '';
  return pointer;
}

const fieldFor = (form: HTMLFormElement, pointer: string): Field | undefined => {
  const wanted = nameOf(form, pointer);
  return fieldsOf(form).find(({ name }) => name === wanted);
};

function clear(form: HTMLFormElement): void {
  for (const message of form.querySelectorAll('.kern-error')) message.remove();
  for (const field of fieldsOf(form)) {
    field.removeAttribute('aria-invalid');
    field.classList.remove('kern-form-input__input--error', 'kern-form-input__select--error');
    field.closest('.kern-form-input')?.classList.remove('kern-form-input--error');
    const { hint } = field.dataset;
    if (hint === undefined) field.removeAttribute('aria-describedby');
    else field.setAttribute('aria-describedby', hint);
  }
}

function mark(field: Field, detail: string): void {
  const id = `${field.id}-fehler`;
  const message = document.createElement('p');
  message.className = 'kern-error';
  message.id = id;
  message.textContent = detail;
  const box = field.closest('.kern-form-input__select-wrapper') ?? field;
  box.after(message);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', [field.dataset.hint, id].filter(Boolean).join(' '));
  field.classList.add(field instanceof HTMLSelectElement ? 'kern-form-input__select--error' : 'kern-form-input__input--error');
  field.closest('.kern-form-input')?.classList.add('kern-form-input--error');
}

/** Focus and view go there at once, also where the browser scrolls smoothly. */
export function leadTo(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'start', behavior: 'instant' });
}

/** A label that is a question needs no colon. */
const about = (label: string | undefined): string => (/[?!.:]$/.test(label ?? '') ? (label ?? '') : `${label}:`);

/** Says at the top and at each field what is wrong; the top takes focus and leads to the fields. */
export function showProblem(form: HTMLFormElement, { title, detail, faults }: Pick<Problem, 'title' | 'detail' | 'faults'>): void {
  clear(form);
  const found = faults.map((fault) => ({ ...fault, field: fieldFor(form, fault.pointer) }));
  for (const { field, detail: sentence } of found) if (field) mark(field, sentence);
  const items = found.map(({ field, detail: sentence }) =>
    field
      ? html`<li><a class="kern-link" href="#${field.id}">${about(field.dataset.label)} ${sentence}</a></li>`
      : html`<li>${sentence}</li>`,
  );
  const list = items.length === 0 ? null : html`<ul class="kern-list kern-list--bullet">${items}</ul>`;
  const box = form.querySelector<HTMLElement>('#meldung');
  if (!box) return;
  box.innerHTML =
    html`<div class="kern-alert kern-alert--danger" tabindex="-1"><div class="kern-alert__header"><span class="kern-icon kern-icon--danger" aria-hidden="true"></span><h3 class="kern-title">${title}</h3></div><div class="kern-alert__body">${items.length === 0 ? html`<p class="kern-body">${detail}</p>` : list}</div></div>`.text;
  for (const link of box.querySelectorAll('a'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const field = document.getElementById(link.hash.slice(1));
      field?.closest('details')?.setAttribute('open', '');
      field?.focus();
    });
  leadTo(box.querySelector<HTMLElement>('.kern-alert'));
}

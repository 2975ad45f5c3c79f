import { html } from '../html.ts';
import { watchCompanions } from './companions.ts';
import { readNew } from './entries.ts';
import { emptyFields, fieldsOf, leadTo, showProblem } from './faults.ts';
import { openOwn } from './own.ts';
import { type Fault, Problem, send } from './sending.ts';

const done = html`<div class="kern-alert kern-alert--success"><div class="kern-alert__header"><span class="kern-icon kern-icon--success" aria-hidden="true"></span><h3 class="kern-title" tabindex="-1" id="danke">Vielen Dank, Ihre Angaben sind angekommen</h3></div>
<div class="kern-alert__body"><p class="kern-body">Sie bekommen in wenigen Minuten eine E-Mail. Darin steht, ob Sie angemeldet sind oder auf der Warteliste stehen, und wie Sie Ihre Anmeldung ändern oder absagen können.</p>
<p class="kern-body">Kommt keine E-Mail, sehen Sie bitte im Spam-Ordner nach und prüfen Sie, ob Ihre Adresse richtig geschrieben war.</p></div></div>`;

/** A fault that the server names by code alone, or by a list, at the field it is about. */
function faultsIn(form: HTMLFormElement, { code, detail, title, faults }: Problem): readonly Fault[] {
  if (code === 'invitationUsedUp') return [{ pointer: '/invitation', detail: detail ?? title }];
  const unanswered = fieldsOf(form).find(({ name, required, value }) => name.startsWith('/answers/') && required && value === '');
  return faults.map((fault) => (fault.pointer === '/answers' && unanswered ? { ...fault, pointer: unanswered.name } : fault));
}

async function register(form: HTMLFormElement): Promise<void> {
  const empty = emptyFields(form);
  if (empty.length > 0) return showProblem(form, { title: 'Bitte prüfen Sie Ihre Angaben', detail: undefined, faults: empty });
  const button = form.querySelector<HTMLButtonElement>('[type="submit"]');
  if (button?.getAttribute('aria-disabled') === 'true') return undefined;
  button?.setAttribute('aria-disabled', 'true');
  try {
    await send(`${location.pathname.replace(/\/$/, '')}/anmeldungen`, readNew(form));
    form.outerHTML = done.text;
    leadTo(document.querySelector<HTMLElement>('#danke'));
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem({});
    showProblem(form, { title: problem.title, detail: problem.detail, faults: faultsIn(form, problem) });
  } finally {
    button?.removeAttribute('aria-disabled');
  }
  return undefined;
}

/** The code as it was written when it is no valid coding: then the server says what is wrong with it. */
function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

/** The link of an invitation brings its code behind the `#`, which no server sees. */
function takeInvitation(form: HTMLFormElement): void {
  const code = /^#einladung=(.+)$/.exec(location.hash)?.[1];
  const field = fieldsOf(form).find(({ name }) => name === '/invitation');
  if (code === undefined || !field) return;
  field.value = decoded(code);
  field.closest('details')?.setAttribute('open', '');
}

const form = document.querySelector<HTMLFormElement>('#anmeldung');
if (form) {
  watchCompanions(form);
  takeInvitation(form);
  window.addEventListener('hashchange', () => takeInvitation(form));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void register(form);
  });
}
const own = document.querySelector<HTMLElement>('#eigene');
if (own) {
  void openOwn(own);
  window.addEventListener('hashchange', () => void openOwn(own));
}

import { companionFields } from '../form.ts';

let made = 0;

/** Numbers follow the order in which people stand there. */
function renumber(list: HTMLElement): void {
  for (const [index, box] of [...list.querySelectorAll<HTMLElement>('[data-companion]')].entries()) {
    const heading = box.querySelector('h3');
    const label = box.querySelector('[data-drop] .kern-label');
    if (heading) heading.textContent = `Weitere Person ${index + 1}`;
    if (label) label.textContent = `Person ${index + 1} entfernen`;
  }
}

/** Adding and removing further heads of a party, by keyboard as well as by hand. */
export function watchCompanions(form: HTMLFormElement): void {
  const list = form.querySelector<HTMLElement>('#weitere');
  const add = form.querySelector<HTMLButtonElement>('#hinzufuegen');
  const state = form.querySelector<HTMLElement>('#weitere-stand');
  if (!list) return;
  const count = (): number => list.querySelectorAll('[data-companion]').length;
  const say = (text: string): void => {
    if (state) state.textContent = text;
  };
  const settle = (): void => {
    renumber(list);
    if (add) add.hidden = count() + 1 >= Number(list.dataset.largest);
  };
  add?.addEventListener('click', () => {
    made += 1;
    list.insertAdjacentHTML('beforeend', companionFields(`n${made}`, count() + 1, {}).text);
    settle();
    list.querySelector<HTMLInputElement>('[data-companion]:last-child input')?.focus();
    say(`${count()} weitere Personen im Formular.`);
  });
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drop]') : null;
    if (!button) return;
    const box = button.closest('[data-companion]');
    const next = (box?.nextElementSibling ?? box?.previousElementSibling)?.querySelector<HTMLElement>('[data-drop]');
    box?.remove();
    settle();
    (next ?? add ?? form.querySelector<HTMLElement>('[type="submit"]'))?.focus();
    say(`Entfernt. ${count()} weitere Personen im Formular.`);
  });
  settle();
}

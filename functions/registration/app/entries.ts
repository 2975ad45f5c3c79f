import { fieldsOf } from './faults.ts';

const textOf = (form: HTMLFormElement, name: string): string | null => {
  const typed =
    fieldsOf(form)
      .find((field) => field.name === name)
      ?.value.trim() ?? '';
  return typed === '' ? null : typed;
};

const named = (form: HTMLFormElement, prefix: string) => fieldsOf(form).filter(({ name }) => name.startsWith(prefix));

/** Everything both forms ask, as the body names it. */
export const readPerson = (form: HTMLFormElement) => ({
  title: textOf(form, '/title'),
  givenName: textOf(form, '/givenName'),
  familyName: textOf(form, '/familyName'),
  organisation: textOf(form, '/organisation'),
  function: textOf(form, '/function'),
  needs: textOf(form, '/needs'),
  answers: named(form, '/answers/').flatMap(({ name, value }) =>
    value.trim() === '' ? [] : [{ questionId: name.slice('/answers/'.length), answer: value.trim() }],
  ),
  consents: named(form, '/consents/').flatMap((field) => (field instanceof HTMLInputElement && field.checked ? [field.value] : [])),
});

/** Further heads in their order; `key` is what the form knows each by. */
export const readCompanions = (form: HTMLFormElement) =>
  [...form.querySelectorAll<HTMLElement>('[data-companion]')].map(({ dataset: { companion: key = '' } }) => ({
    key,
    name: {
      title: null,
      givenName: textOf(form, `/companions/${key}/givenName`),
      familyName: textOf(form, `/companions/${key}/familyName`),
    },
  }));

export const readNew = (form: HTMLFormElement) => ({
  ...readPerson(form),
  email: textOf(form, '/email'),
  companions: readCompanions(form).map(({ name }) => name),
  invitation: textOf(form, '/invitation'),
  website: fieldsOf(form).find(({ name }) => name === 'website')?.value ?? '',
  noticeVersion: Number(form.dataset.notice),
});

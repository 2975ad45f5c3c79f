import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { may, useDesk } from '../desk.ts';
import { Choices, type Entries, Field, Row, Select } from '../form.tsx';
import type { SelectOption } from '../ui.tsx';
import { type Names, type Person, personOptions } from './body-words.tsx';

/** Chosen instead of a person who is recorded already. */
const NEW = 'neu';

/** @param at where the person stands in the form, where there are several */
export const NewPersonFields = ({ at = '' }: { at?: string }) => (
  <>
    <Row>
      <Field name={`${at}/title`} label="Titel" />
      <Field name={`${at}/givenName`} label="Vorname" />
      <Field name={`${at}/familyName`} label="Nachname" required />
    </Row>
    <Choices
      legend="Öffentliche Funktion"
      name={`${at}/public`}
      type="checkbox"
      options={[['isPublicFunction', 'übt ein öffentliches Amt oder Mandat aus']]}
    />
  </>
);

export const readNewPerson = (entries: Entries, at = '') => ({
  title: entries.textOrNull(`${at}/title`),
  givenName: entries.textOrNull(`${at}/givenName`),
  familyName: entries.text(`${at}/familyName`),
  isPublicFunction: entries.has(`${at}/public/isPublicFunction`),
  source: null,
});

/** Somebody who is recorded, or somebody new with the fields for the name. */
export function PersonChoice({
  names,
  at = '',
  label = 'Person',
  first = [],
  none = 'bitte wählen',
  value = '',
}: {
  names: Names;
  at?: string;
  label?: string;
  first?: readonly SelectOption[];
  none?: string;
  value?: string;
}) {
  const desk = useDesk();
  const [chosen, setChosen] = useState(value);
  const fresh: SelectOption[] = may(desk, 'recordPerson') ? [[NEW, 'Neue Person …']] : [];
  return (
    <>
      <Select
        name={`${at}/personId`}
        label={label}
        required
        none={none}
        value={chosen}
        options={[...first, ...fresh, ...personOptions(names.persons)]}
        onChange={setChosen}
      />
      {chosen === NEW && <NewPersonFields at={at} />}
    </>
  );
}

/** A person who was recorded by an earlier try of the same form is not recorded twice. */
type Kept = { current: Readonly<Record<string, Person['id']>> };

/** The id of whoever was chosen; somebody new is recorded first. */
export async function chosenPerson(entries: Entries, alliance: string, kept: Kept, at = ''): Promise<Person['id']> {
  const chosen = entries.text(`${at}/personId`);
  if (chosen !== NEW) return chosen as Person['id'];
  const body = readNewPerson(entries, at);
  const known = JSON.stringify(body);
  const id = kept.current[known] ?? (await call('recordPerson', alliance, { key: crypto.randomUUID(), body })).id;
  kept.current = { ...kept.current, [known]: id as Person['id'] };
  return id as Person['id'];
}

import { useLayoutEffect } from 'preact/hooks';
import type { WalkInPerson } from '../../../../shared/domain/door.ts';
import { namesIn, namesTyped } from '../door/code.ts';
import type { HeadNow } from '../door/heads.ts';
import { type Entries, Field, Form, fault, Row } from '../form.tsx';
import { Button, P, Section } from '../ui.tsx';

const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,190}\.[^\s@<>()[\]\\,;:".\d]{2,63}$/u;
const longest = { '/givenName': 100, '/familyName': 100, '/organisation': 200, '/email': 254 } as const;

/** @throws Problem naming the field; the register would refuse the same, but only when it is sent, and then the person is gone */
function personIn(entries: Entries): WalkInPerson | null {
  for (const [name, most] of Object.entries(longest))
    if ([...entries.text(name)].length > most) throw fault(name, `Bitte höchstens ${most} Zeichen.`);
  const person = {
    givenName: entries.textOrNull('/givenName'),
    familyName: entries.textOrNull('/familyName'),
    organisation: entries.textOrNull('/organisation'),
    email: entries.textOrNull('/email'),
  };
  if (person.email !== null && (!ADDRESS.test(person.email) || person.email.includes('..')))
    throw fault('/email', 'Bitte geben Sie eine vollständige E-Mail-Adresse an, zum Beispiel name@beispiel.de.');
  if (person.email !== null && person.givenName === null && person.familyName === null)
    throw fault('/familyName', 'Zu einer E-Mail-Adresse gehört ein Name.');
  return Object.values(person).every((value) => value === null) ? null : person;
}

/** @param from whose registration does not hold, and who takes part all the same; @param typed what was searched for before */
export function WalkIn({
  from,
  typed,
  onRecord,
  onLeave,
}: {
  from: HeadNow | undefined;
  typed: string;
  onRecord: (person: WalkInPerson | null) => Promise<void>;
  onLeave: () => void;
}) {
  // whoever opened this is about to type, at once: a focus that comes later would take the first letters into another field
  useLayoutEffect(() => document.querySelector<HTMLInputElement>('[name="/givenName"]')?.focus(), []);
  const names = from?.name && from.naming === 'NAMED' ? namesIn(from.name, from.sortName) : namesTyped(typed);
  return (
    <Section title="Spontane Teilnahme" actions={<Button onClick={onLeave}>Zurück zur Liste</Button>}>
      <div class="door-walk-in">
        <P>Alle Angaben sind freiwillig. Ohne Angaben zählt die Person als eine Anwesende oder ein Anwesender ohne Namen.</P>
        <Form submitLabel="Anwesenheit erfassen" onSubmit={async (entries) => await onRecord(personIn(entries))}>
          <Row>
            <Field name="/givenName" label="Vorname" value={names.givenName} />
            <Field name="/familyName" label="Nachname" value={names.familyName} />
          </Row>
          <Field name="/organisation" label="Organisation" value={from?.organisation} />
          <Field
            name="/email"
            label="E-Mail"
            hint="Wer eine E-Mail-Adresse angibt, bekommt die Information nach Art. 13 DSGVO per E-Mail."
          />
        </Form>
      </div>
    </Section>
  );
}

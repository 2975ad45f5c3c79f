import { call } from '../api.ts';
import { useDesk } from '../desk.ts';
import { Choices, type Entries, Form, fault, type Sending, TextArea } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Facts, P, Section } from '../ui.tsx';
import type { Person } from './body-words.tsx';
import { Places } from './person-places.tsx';

const Side = ({ person }: { person: Person }) => (
  <Section title={person.fullName}>
    <Facts
      items={[
        ['Titel', person.name?.title ?? '–'],
        ['Vorname', person.name?.givenName ?? '–'],
        ['Nachname', person.name?.familyName ?? '–'],
        ['Öffentliche Funktion', person.isPublicFunction ? 'ja' : 'nein'],
        ['Fundstelle', person.source],
      ]}
    />
    <Places personId={person.id} />
  </Section>
);

/** Two records side by side; either one stands for both from now on, or they are said to be different. */
export function Compare({ one, other, reload }: { one: Person; other: Person; reload: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const verdict = entries.text('/verdict');
    if (verdict === '') throw fault('/verdict', 'Bitte entscheiden Sie sich.');
    const [goes, stays] = verdict === other.id ? [one, other] : [other, one];
    const at = { params: { personId: goes.id }, version: goes.version, key };
    const isSame = verdict !== 'DIFFERENT';
    const reason = entries.text('/reason');
    if (isSame && reason === '') throw fault('/reason', 'Bitte begründen Sie die Zusammenführung.');
    if (isSame) await call('mergePersons', alliance, { ...at, body: { intoPersonId: stays.id as Person['id'], reason } });
    else await call('keepPersonsApart', alliance, { ...at, body: { otherPersonId: stays.id as Person['id'] } });
    go(hrefOf(alliance, 'gremien/personen', { neu: isSame ? 'zusammengefuehrt' : 'verschieden' }));
  };
  return (
    <>
      <div class="sides">
        <Side person={one} />
        <Side person={other} />
      </div>
      <Section title="Entscheidung">
        <Form
          submitLabel="Entscheidung festhalten"
          cancelHref={hrefOf(alliance, 'gremien/personen')}
          onSubmit={submit}
          onReload={reload}
          key={`${one.version} ${other.version}`}
        >
          <Choices
            legend="Es sind"
            name="/verdict"
            type="radio"
            options={[
              [one.id, `dieselbe Person, geführt als ${one.fullName}`],
              [other.id, `dieselbe Person, geführt als ${other.fullName}`],
              ['DIFFERENT', 'verschiedene Personen'],
            ]}
          />
          <TextArea
            name="/reason"
            label="Begründung"
            rows={2}
            hint="Für „dieselbe Person“ nötig und ohne Namen, zum Beispiel „gleiche Dienststelle, andere Schreibweise“"
          />
          <P muted>Beides lässt sich zurücknehmen. Die Datensätze bleiben getrennt gespeichert.</P>
        </Form>
      </Section>
    </>
  );
}

export function Separate({ person, reload }: { person: Person; reload: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const body = { reason: entries.text('/reason') };
    await call('separatePersons', alliance, { params: { personId: person.id }, version: person.version, key, body });
    reload();
  };
  return (
    <Section title="Zusammenführung zurücknehmen">
      <Form submitLabel="Wieder trennen" onSubmit={submit} onReload={reload} key={person.version}>
        <TextArea name="/reason" label="Begründung" required rows={2} hint="Ohne Namen" />
      </Form>
    </Section>
  );
}

import { formatDay } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { Choices, type Entries, Field, Form, fault, Row, type Sending } from '../form.tsx';
import { go, hrefOf } from '../place.ts';
import { Alert, Facts, LinkButton, P, Room, Section } from '../ui.tsx';
import { Waiting } from './body-frame.tsx';
import { bodyHref, type Person } from './body-words.tsx';
import { NewPersonFields, readNewPerson } from './person-choice.tsx';
import { Places } from './person-places.tsx';
import { Compare, Separate } from './person-steps.tsx';

const doneHref = (alliance: string, neu: string): string => hrefOf(alliance, 'gremien/personen', { neu });

function Record() {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    await call('recordPerson', alliance, { key, body: { ...readNewPerson(entries), source: entries.textOrNull('/source') } });
    go(doneHref(alliance, 'aufgenommen'));
  };
  return (
    <Room title="Person aufnehmen" lead="Meist geschieht das dort, wo jemand einen Sitz oder eine Funktion erhält">
      <Form submitLabel="Person aufnehmen" cancelHref={bodyHref(alliance, 'personen')} onSubmit={submit}>
        <NewPersonFields />
        <Field name="/source" label="Fundstelle" />
      </Form>
    </Room>
  );
}

function Rename({ person, reload }: { person: Person; reload: () => void }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    const { title, givenName, familyName } = readNewPerson(entries);
    const body = { title, givenName, familyName };
    await call('renamePerson', alliance, { params: { personId: person.id }, version: person.version, key, body });
    reload();
  };
  return (
    <Section title="Namen berichtigen">
      <Form submitLabel="Namen speichern" onSubmit={submit} onReload={reload} key={person.version}>
        <Row>
          <Field name="/title" label="Titel" value={person.name?.title} />
          <Field name="/givenName" label="Vorname" value={person.name?.givenName} />
          <Field name="/familyName" label="Nachname" required value={person.name?.familyName} />
        </Row>
        <P muted>Der frühere Name bleibt nirgends stehen.</P>
      </Form>
    </Section>
  );
}

/** What cannot be undone: asked with a tick, offered to the head of the office only. */
function Erase({ person }: { person: Person }) {
  const { alliance } = useDesk();
  const submit = async (entries: Entries, { key }: Sending) => {
    if (!entries.has('/sure/yes')) throw fault('/sure/yes', 'Bitte bestätigen Sie, wessen Name gelöscht wird.');
    await call('erasePerson', alliance, { params: { personId: person.id }, key, body: {} });
    go(doneHref(alliance, 'geloescht'));
  };
  return (
    <details class="more beside">
      <summary>Namen löschen</summary>
      <Alert tone="warning" title="Das lässt sich nicht zurücknehmen" live={false}>
        <P>
          Gelöscht wird der Name, überall und auch in den Sicherungen, samt den zusammengeführten Datensätzen. Sitze, Funktionen, Sitzungen
          und Zahlen bleiben; dort steht dann „Person gelöscht“.
        </P>
        <Form submitLabel="Namen endgültig löschen" onSubmit={submit}>
          <Choices
            legend="Bestätigung"
            name="/sure"
            type="checkbox"
            options={[['yes', `Der Name von ${person.fullName} soll gelöscht werden`]]}
          />
        </Form>
      </Alert>
    </details>
  );
}

function Known({ person, persons, reload }: { person: Person; persons: readonly Person[]; reload: () => void }) {
  const desk = useDesk();
  const nameOf = (id: string): string => persons.find((one) => one.id === id)?.fullName ?? '–';
  const merged = persons.filter(({ mergedInto }) => mergedInto === person.id);
  const isHere = person.erasedOn === null;
  return (
    <>
      <Facts
        items={[
          ['Öffentliche Funktion', person.isPublicFunction ? 'ja' : 'nein'],
          ['Geführt als', person.mergedInto && nameOf(person.mergedInto)],
          ['Begründung', person.mergeReason],
          ['Steht auch für', merged.map(({ fullName }) => fullName).join(', ')],
          ['Nicht dieselbe wie', person.distinctFrom.map(nameOf).join(', ')],
          ['Gelöscht am', person.erasedOn && formatDay(person.erasedOn)],
          ['Fundstelle', person.source],
        ]}
      />
      <Section title="Sitze und Funktionen">
        <Places personId={person.id} />
      </Section>
      {isHere && person.mergedInto !== null && <Separate person={person} reload={reload} />}
      {isHere && <Rename person={person} reload={reload} />}
      {isHere && may(desk, 'erasePerson') && <Erase person={person} />}
    </>
  );
}

function One({ personId, query }: { personId: string; query: RoomProps['query'] }) {
  const { alliance } = useDesk();
  const { data, problem, reload } = useLoaded(alliance, () => everyPage((page) => call('listPersons', alliance, { query: page })));
  const person = data?.find(({ id }) => id === personId);
  const other = data?.find(({ id }) => id === query.mit);
  const isCompared = person !== undefined && other !== undefined;
  return (
    <Room
      title={isCompared ? 'Dieselbe Person?' : (person?.fullName ?? 'Person')}
      actions={
        <LinkButton kind="tertiary" href={bodyHref(alliance, 'personen')}>
          Alle Personen
        </LinkButton>
      }
    >
      {!data && <Waiting problem={problem} />}
      {data && !person && <P>Diese Person gibt es nicht.</P>}
      {data && isCompared && <Compare one={person} other={other} reload={reload} />}
      {data && person && !isCompared && <Known person={person} persons={data} reload={reload} />}
    </Room>
  );
}

export default function PersonRoom({ path, query }: RoomProps) {
  const personId = path[2] ?? '';
  return personId === 'neu' ? <Record /> : <One personId={personId} query={query} />;
}

import { useState } from 'preact/hooks';
import { formatDay } from '../../../../shared/domain/calendar.ts';
import { call } from '../api.ts';
import type { RoomProps } from '../app.tsx';
import { everyPage, useDesk, useLoaded } from '../desk.ts';
import { go, hrefOf } from '../place.ts';
import { Alert, Badge, Filter, FilterInput, Link, LinkButton, P, Room, Section, Table } from '../ui.tsx';
import { count } from '../words.ts';
import { Waiting } from './body-frame.tsx';
import { type Body, bodiesOf, bodyHref, bodyOptions, type Person } from './body-words.tsx';

const personsHref = (alliance: string, ...rest: readonly string[]) => bodyHref(alliance, 'personen', ...rest);

const done: Readonly<Record<string, string>> = {
  aufgenommen: 'Die Person ist aufgenommen',
  zusammengefuehrt: 'Die Datensätze gelten jetzt als eine Person',
  verschieden: 'Festgehalten: Das sind verschiedene Personen',
  geloescht: 'Der Name ist gelöscht',
};

/** Pairs to be looked at; nothing is merged by a likeness alone. */
function Suggestions() {
  const { alliance } = useDesk();
  const { data } = useLoaded(alliance, () => call('listMergeSuggestions', alliance));
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={count(data.items.length, 'mögliche Dopplung', 'mögliche Dopplungen')}>
      <P muted>Ähnliche Namen sind kein Beweis. Vergleichen Sie Sitze und Funktionen, bevor Sie entscheiden.</P>
      <Table
        caption="Personen mit ähnlichem Namen"
        rows={data.items}
        keyOf={({ persons: [one, other] }) => `${one.id} ${other.id}`}
        columns={[
          { title: 'Person', heads: true, cell: ({ persons: [one] }) => one.fullName },
          { title: 'Vielleicht dieselbe', cell: ({ persons: [, other] }) => other.fullName },
          {
            title: 'Vergleich',
            nowrap: true,
            cell: ({ persons: [one, other] }) => (
              <Link href={hrefOf(alliance, `gremien/personen/${one.id}`, { mit: other.id })}>
                Vergleichen
                <span class="kern-sr-only">
                  : {one.fullName} und {other.fullName}
                </span>
              </Link>
            ),
          },
        ]}
      />
    </Section>
  );
}

function StateOf({ person, byId }: { person: Person; byId: ReadonlyMap<string, Person> }) {
  if (person.erasedOn !== null) return <Badge tone="info">{`gelöscht am ${formatDay(person.erasedOn)}`}</Badge>;
  if (person.mergedInto !== null) return <>geführt als {byId.get(person.mergedInto)?.fullName ?? 'eine andere Person'}</>;
  return <>{person.isPublicFunction ? 'öffentliche Funktion' : ''}</>;
}

function List({ persons, search }: { persons: readonly Person[]; search: string }) {
  const { alliance } = useDesk();
  const byId = new Map<string, Person>(persons.map((person) => [person.id, person]));
  const wanted = search.toLocaleLowerCase('de');
  const shown = persons
    .filter(({ fullName }) => fullName.toLocaleLowerCase('de').includes(wanted))
    .toSorted((a, b) => (a.sortingName < b.sortingName ? -1 : 1));
  return (
    <Section title={count(shown.length, 'Person', 'Personen')}>
      {shown.length === 0 ? (
        <P>Zu dieser Auswahl gibt es niemanden.</P>
      ) : (
        <Table<Person>
          caption="Personen nach Namen"
          rows={shown}
          keyOf={({ id }) => id}
          columns={[
            {
              title: 'Name',
              heads: true,
              cell: ({ id, fullName }) => <Link href={personsHref(alliance, id)}>{fullName}</Link>,
            },
            { title: 'Hinweis', cell: (person) => <StateOf person={person} byId={byId} /> },
          ]}
        />
      )}
    </Section>
  );
}

export default function PersonsRoom({ query }: RoomProps) {
  const { alliance } = useDesk();
  const { gremium, frist } = query;
  // A name that is looked for stands in no address.
  const [suche, setSuche] = useState('');
  const isDue = frist === 'abgelaufen';
  const { data, problem } = useLoaded(JSON.stringify([gremium, isDue]), async () => {
    const asked = { ...(gremium ? { bodyId: gremium as Body['id'] } : {}), ...(isDue ? { dueForErasure: 'true' as const } : {}) };
    const [persons, bodies] = await Promise.all([
      everyPage((page) => call('listPersons', alliance, { query: { ...page, ...asked } })),
      bodiesOf(alliance),
    ]);
    return { persons, bodies };
  });
  const change = (changes: Readonly<Record<string, string>>) => go(hrefOf(alliance, 'gremien/personen', { gremium, frist, ...changes }));
  const said = done[query.neu ?? ''];
  return (
    <Room
      title="Personen in Gremien"
      lead="Wer einen Sitz oder eine Funktion hat oder hatte"
      actions={
        <>
          <LinkButton kind="tertiary" href={bodyHref(alliance)}>
            Zu den Gremien
          </LinkButton>
          <LinkButton kind="primary" href={personsHref(alliance, 'neu')}>
            Person aufnehmen
          </LinkButton>
        </>
      }
    >
      {said !== undefined && <Alert tone="success" title={said} />}
      <search class="filters">
        <FilterInput label="Suche (Name)" type="search" value={suche} onChange={setSuche} />
        <Filter
          label="Gremium"
          value={gremium}
          all="alle"
          options={bodyOptions(data?.bodies ?? [])}
          onChange={(chosen) => change({ gremium: chosen })}
        />
        <Filter
          label="Aufbewahrung"
          value={frist}
          all="alle"
          options={[['abgelaufen', 'zur Löschung fällig']]}
          onChange={(chosen) => change({ frist: chosen })}
        />
      </search>
      {isDue && (
        <P muted>
          Fällig ist, wer seit mehr als zwei Jahren keinen Sitz und keine Funktion hat und in keiner Sitzung war. Gelöscht wird der Name.
        </P>
      )}
      {!isDue && !gremium && suche === '' && <Suggestions />}
      {data ? <List persons={data.persons} search={suche} /> : <Waiting problem={problem} />}
    </Room>
  );
}

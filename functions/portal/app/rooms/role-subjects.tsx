import { call } from '../api.ts';
import type { Body, RouteId } from '../contract.ts';
import { type Desk, eventsOf, everyPage, may, useDesk, useLoaded } from '../desk.ts';
import { Select } from '../form.tsx';
import { hrefOf } from '../place.ts';
import { Link, type SelectOption } from '../ui.tsx';
import { daysOf } from '../words.ts';
import { bodiesOf, bodyOptions } from './body-words.tsx';
import { optionsByName } from './fund-words.tsx';
import { paperOptions, papersOf } from './paper-words.tsx';

export type Subject = NonNullable<Body<'recordOrganisationRole'>['subject']>;
type Kind = {
  readonly name: string;
  readonly row: RouteId;
  /** Where such a record is at home; null: it has no room of its own. */
  readonly room: string | null;
  readonly choices: (alliance: string) => Promise<readonly SelectOption[]>;
};

/** What a role can belong to, and how it is called. */
const kinds: Readonly<Record<Subject['type'], Kind>> = {
  EVENT: {
    name: 'Veranstaltung',
    row: 'listAllianceEvents',
    room: 'veranstaltungen/',
    choices: async (alliance) => (await eventsOf(alliance)).map(({ id, title, dates }) => [id, `${title} (${daysOf(dates)})`]),
  },
  EXPENSE: {
    name: 'Ausgabe',
    row: 'listExpenses',
    room: 'ausgaben/',
    choices: async (alliance) =>
      (await everyPage((page) => call('listExpenses', alliance, { query: page }))).map(({ id, text, postings }) => [
        id,
        [text, postings.at(-1)?.fiscalYear].filter(Boolean).join(', '),
      ]),
  },
  MEASURE: {
    name: 'Maßnahme',
    row: 'listMeasures',
    room: 'ergebnisse/massnahmen/',
    choices: async (alliance) =>
      (await everyPage((page) => call('listMeasures', alliance, { query: page }))).map(({ id, title }) => [id, title]),
  },
  PAPER: {
    name: 'Drucksache',
    row: 'listPapers',
    room: 'drucksachen/',
    choices: async (alliance) => paperOptions(await papersOf(alliance)),
  },
  INITIATIVE: {
    name: 'Initiative',
    row: 'listInitiatives',
    room: null,
    choices: async (alliance) => optionsByName(await everyPage((page) => call('listInitiatives', alliance, { query: page }))),
  },
  BODY: {
    name: 'Gremium',
    row: 'listBodies',
    room: 'gremien/',
    choices: async (alliance) => bodyOptions(await bodiesOf(alliance)),
  },
};

export const subjectTypes = (desk: Desk): SelectOption[] =>
  Object.entries(kinds)
    .filter(([, { row }]) => may(desk, row))
    .map(([type, { name }]) => [type, name]);

const keyOf = ({ type, id }: Subject): string => `${type} ${id}`;

/** Names of what roles belong to, as far as the reader may list it; each kind is asked for once. */
export async function namesOfSubjects(desk: Desk, subjects: readonly (Subject | null)[]): Promise<ReadonlyMap<string, string>> {
  const types = new Set(subjects.flatMap((subject) => (subject === null ? [] : [subject.type])));
  const named = await Promise.all(
    [...types]
      .filter((type) => may(desk, kinds[type].row))
      .map(async (type) => (await kinds[type].choices(desk.alliance)).map(([id, name]) => [keyOf({ type, id }), name] as const)),
  );
  return new Map(named.flat());
}

export function SubjectLink({ subject, names }: { subject: Subject | null; names: ReadonlyMap<string, string> }) {
  const desk = useDesk();
  if (subject === null) return <>–</>;
  const { room, row, name } = kinds[subject.type];
  const said = names.get(keyOf(subject)) ?? name;
  return (
    <>
      {room === null || !may(desk, row) ? said : <Link href={hrefOf(desk.alliance, `${room}${subject.id}`)}>{said}</Link>}
      {said !== name && <span class="flags">{name}</span>}
    </>
  );
}

/** The record a role belongs to, by its name. */
export function SubjectField({ type, id }: { type: Subject['type']; id: string | undefined }) {
  const { alliance } = useDesk();
  const { data } = useLoaded(type, () => kinds[type].choices(alliance));
  if (!data) return null;
  return (
    <Select
      name="/subject/id"
      label={kinds[type].name}
      required
      none={data.length === 0 ? 'noch nichts aufgenommen' : 'bitte wählen'}
      value={id}
      options={data}
    />
  );
}

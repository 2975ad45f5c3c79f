import * as z from 'zod';
import type { Role } from '../../shared/domain/access.ts';
import { AlliancePath } from '../../shared/domain/alliance.ts';
import {
  AllianceBodyId,
  BodyPerson,
  BodyRole,
  bodyKeepers,
  nameReaders,
  PersonId,
  Seat,
  SeatHolding,
  SeatId,
} from '../../shared/domain/alliance-body.ts';
import { recordHead } from '../../shared/domain/journal.ts';
import {
  BodyPersonView,
  KeepPersonsApart,
  MergePersons,
  MergeSuggestion,
  RecordPerson,
  RenamePerson,
  SeparatePersons,
} from '../../shared/domain/person-likeness.ts';
import { pageOf, pageQuery } from '../../shared/http/lists.ts';
import { defineRoute } from '../../shared/http/route.ts';

const persons = '/alliances/{allianceId}/persons' as const;
const PersonPath = AlliancePath.extend({ personId: PersonId });
/** Changes answer from the journal, and no name stands there: the caller knows it, or reads the list. */
const PersonRecord = BodyPerson.extend(recordHead);

export const listPersons = defineRoute({
  id: 'listPersons',
  area: 'people',
  method: 'GET',
  path: persons,
  title: 'Personen in Gremien mit Namen; Geschäftsführungen sehen die der eigenen Gremien',
  access: { roles: nameReaders },
  request: {
    params: AlliancePath,
    query: z.strictObject({
      bodyId: AllianceBodyId.optional(),
      /** Only those without a seat, a function or a meeting for more than two years; office only. */
      dueForErasure: z.literal('true').optional(),
      ...pageQuery,
    }),
  },
  success: { status: 200, body: pageOf(BodyPersonView) },
  failures: ['cursorInvalid', 'bodyNotFound'],
  table: 'read',
  people: 'read',
});

/** One seat or function of a person, without a name. */
const PersonPlace = z.strictObject({
  bodyId: AllianceBodyId,
  seatId: SeatId.nullable(),
  label: Seat.shape.label,
  as: SeatHolding.shape.as.nullable(),
  kind: BodyRole.shape.kind.nullable(),
  ...SeatHolding.pick({ from: true, to: true, dated: true }).shape,
});

export const listPersonPlaces = defineRoute({
  id: 'listPersonPlaces',
  area: 'people',
  method: 'GET',
  path: `${persons}/{personId}/places`,
  title: 'Sitze und Funktionen, bei denen dieser Datensatz steht',
  access: { roles: bodyKeepers },
  request: { params: PersonPath },
  success: { status: 200, body: z.strictObject({ items: z.array(PersonPlace) }) },
  failures: ['personNotFound'],
  table: 'read',
});

export const recordPerson = defineRoute({
  id: 'recordPerson',
  area: 'people',
  method: 'POST',
  path: persons,
  title: 'Person aufnehmen; ihr Name liegt verschlüsselt unter einem eigenen Schlüssel',
  access: { roles: bodyKeepers },
  request: { params: AlliancePath, body: RecordPerson },
  success: { status: 201, body: PersonRecord },
  failures: [],
  table: 'write',
  people: 'write',
  emits: ['PersonRecorded'],
});

export const renamePerson = defineRoute({
  id: 'renamePerson',
  area: 'people',
  method: 'PUT',
  path: `${persons}/{personId}`,
  title: 'Namen einer Person berichtigen; der frühere bleibt nirgends stehen',
  access: { roles: bodyKeepers },
  request: { params: PersonPath, body: RenamePerson },
  ifMatch: true,
  success: { status: 200, body: PersonRecord },
  failures: ['personNotFound', 'personErased'],
  table: 'write',
  people: 'write',
  emits: ['PersonRenamed'],
});

export const listMergeSuggestions = defineRoute({
  id: 'listMergeSuggestions',
  area: 'people',
  method: 'GET',
  path: '/alliances/{allianceId}/person-merge-suggestions',
  title: 'Personen mit ähnlichem Namen, die dieselbe sein könnten; zusammengeführt wird nur auf Anweisung',
  access: { roles: bodyKeepers },
  request: { params: AlliancePath },
  success: { status: 200, body: z.strictObject({ items: z.array(MergeSuggestion) }) },
  failures: [],
  table: 'read',
  people: 'read',
});

export const mergePersons = defineRoute({
  id: 'mergePersons',
  area: 'people',
  method: 'POST',
  path: `${persons}/{personId}/merge`,
  title: 'Zwei Datensätze als dieselbe Person führen, mit Begründung; lässt sich zurücknehmen',
  access: { roles: bodyKeepers },
  request: { params: PersonPath, body: MergePersons },
  ifMatch: true,
  success: { status: 200, body: PersonRecord },
  failures: ['personNotFound', 'personErased', 'mergeNotAllowed'],
  table: 'write',
  people: 'read',
  emits: ['PersonsMerged'],
});

export const separatePersons = defineRoute({
  id: 'separatePersons',
  area: 'people',
  method: 'POST',
  path: `${persons}/{personId}/separation`,
  title: 'Zusammenführung zurücknehmen, mit Begründung',
  access: { roles: bodyKeepers },
  request: { params: PersonPath, body: SeparatePersons },
  ifMatch: true,
  success: { status: 200, body: PersonRecord },
  failures: ['personNotFound', 'mergeNotAllowed'],
  table: 'write',
  people: 'read',
  emits: ['PersonsSeparated'],
});

export const keepPersonsApart = defineRoute({
  id: 'keepPersonsApart',
  area: 'people',
  method: 'POST',
  path: `${persons}/{personId}/distinction`,
  title: 'Festhalten, dass zwei Personen mit ähnlichem Namen verschieden sind',
  access: { roles: bodyKeepers },
  request: { params: PersonPath, body: KeepPersonsApart },
  ifMatch: true,
  success: { status: 200, body: PersonRecord },
  failures: ['personNotFound', 'mergeNotAllowed', 'tooManyFacts'],
  table: 'write',
  emits: ['PersonsKeptApart'],
});

export const erasePerson = defineRoute({
  id: 'erasePerson',
  area: 'people',
  method: 'POST',
  path: `${persons}/{personId}/erasure`,
  title: 'Namen einer Person löschen, auch aus Sicherungen; Sitze, Funktionen und Zahlen bleiben',
  access: { roles: ['OFFICE_LEAD'] as const satisfies Role[] },
  request: { params: PersonPath, body: z.strictObject({}) },
  success: { status: 200, body: PersonRecord },
  failures: ['personNotFound'],
  table: 'write',
  people: 'erase',
  emits: ['PersonErased'],
});

export const peopleRoutes = [
  listPersons,
  listPersonPlaces,
  recordPerson,
  renamePerson,
  listMergeSuggestions,
  mergePersons,
  separatePersons,
  keepPersonsApart,
  erasePerson,
] as const;

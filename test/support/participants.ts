import { randomUUID } from 'node:crypto';
import { allianceEventRegistered } from '../../events/alliance-event-registered.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import { AllianceEvent } from '../../shared/domain/alliance-event.ts';
import type { Ticket } from '../../shared/domain/door.ts';
import { checkIn } from '../../shared/domain/door.ts';
import type { Person } from '../../shared/domain/participant.ts';
import { openMasterKey } from '../../shared/platform/master-key.ts';
import { allianceEventStore } from '../../shared/store/alliance-event-store.ts';
import { doorStore } from '../../shared/store/door-store.ts';
import { keyTable } from '../../shared/store/key-table.ts';
import { personStore } from '../../shared/store/person-store.ts';
import { needsReadStore, privacyCaseStore } from '../../shared/store/privacy-store.ts';
import { offerStore, registrationStore } from '../../shared/store/registration-store.ts';
import { retentionStore } from '../../shared/store/retention-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit } from '../../shared/store/table.ts';
import { anAuthor, anEvent, someDates } from './builders.ts';

/** The stores behind the door on a test's own tables. */
export function doorStores(table: Table) {
  const keysTable: Table = { name: keyTableNameOf(table.name), client: table.client };
  const keys = keyTable(keysTable, openMasterKey());
  return {
    table,
    keysTable,
    keys,
    doors: doorStore(table),
    people: personStore(table, keys),
    events: allianceEventStore(table),
    cases: privacyCaseStore(table),
    registrations: registrationStore(table),
    offers: offerStore(table),
    retention: retentionStore(table),
    needsReads: needsReadStore(table),
  };
}
export type DoorStores = ReturnType<typeof doorStores>;

export const aPerson = (more: Partial<Person> = {}): Person => ({
  title: null,
  givenName: 'Ada',
  familyName: 'Beispiel',
  email: null,
  organisation: null,
  function: null,
  answers: [],
  ...more,
});

type Participant = { readonly person: Person; readonly needs?: string | null; readonly present?: boolean; readonly ticketId?: string };

/** A head with sealed fields, as the door keeps it; present ones were scanned at that instant. */
export async function participate(
  { table, doors, people }: Pick<DoorStores, 'table' | 'doors' | 'people'>,
  eventId: string,
  { person, needs = null, present = false, ticketId = randomUUID() }: Participant,
  alliance = 'npa',
): Promise<string> {
  const base: Ticket = {
    id: ticketId as Ticket['id'],
    eventId: eventId as Ticket['eventId'],
    registrationId: null,
    head: 0,
    origin: 'OFFICE',
    status: 'VALID',
    organisationMark: null,
    isNamed: true,
    isMasked: false,
    liveScans: 0,
    presentAt: null,
    presentDoor: null,
  };
  const ticket = present ? (checkIn(base, '2026-05-03T08:00:00.000Z', 'Haupteingang').ticket ?? base) : base;
  const commitId = randomUUID();
  await commit(table, [doors.ticketPut(alliance, ticket), ...(await people.writesFor({ alliance, eventId, ticketId }, person, needs))], {
    key: { pk: 'none', sk: commitId },
    commitId,
  });
  return ticketId;
}

/** An event of the alliance on a day, past the API: there need be no alliance. */
export async function eventOn({ events }: Pick<DoorStores, 'events'>, day: string, alliance = 'npa'): Promise<string> {
  const { officeOverride: _none, ...described } = anEvent({ title: 'Probe' });
  const state = AllianceEvent.parse({
    ...described,
    dates: someDates(day),
    movedFrom: null,
    status: 'HELD',
    statusReason: null,
    responsibleOffice: 'LW',
    officeOverride: null,
  });
  const id = randomUUID();
  const { kind, ownership, dates, responsibleOffice } = state;
  const event = allianceEventRegistered({ kind, ownership, dates, responsibleOffice });
  await events.create(alliance, id, { state, event }, anAuthor());
  return id;
}

import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { SeatGroup } from '../../shared/domain/alliance-body.ts';
import { AllianceBody, BodyPerson, PersonId, Seat, SeatId } from '../../shared/domain/alliance-body.ts';
import type { Presence } from '../../shared/domain/meeting.ts';
import { AgendaItem } from '../../shared/domain/meeting.ts';
import type { PlanMeeting } from '../../shared/domain/meeting-requests.ts';
import { bodyPersonRecords } from '../../shared/store/body-person-store.ts';
import { bodySeatStore, bodyStore } from '../../shared/store/body-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { aBody, aHolding, anAuthor, aSeat } from './builders.ts';

/** Bodies, seats and persons as a meeting needs them, and what is sent about it. */

const made = { name: 'Made', schemaVersion: 1, data: {} };

export const someone = (personId: string, more: Partial<z.input<typeof Presence>> = {}): Presence => ({
  personId: PersonId.parse(personId),
  group: 'GUEST',
  isChair: false,
  faction: null,
  function: null,
  arrivedAt: null,
  leftAt: null,
  ...more,
  seatId: more.seatId == null ? null : SeatId.parse(more.seatId),
  substituteForPersonId: more.substituteForPersonId == null ? null : PersonId.parse(more.substituteForPersonId),
});

export const anItem = (id: string, label: string, more: Partial<z.input<typeof AgendaItem>> = {}): AgendaItem =>
  AgendaItem.parse({ id, label, title: `Punkt ${label}`, paper: null, isPublic: true, ...more });

export const aPaper = (number: string | null, more: object = {}) => ({
  number,
  numberPending: number === null,
  kind: 'DECISION' as const,
  annexes: 1,
  wording: null,
  ...more,
});

export const aPlan = (bodyId: string, more: Partial<z.input<typeof PlanMeeting>> = {}) => ({
  bodyId,
  number: 1,
  title: '1. Sitzung',
  plannedOn: '2021-01-21',
  plannedStart: '17:30',
  place: 'Rathaus',
  form: 'HYBRID' as const,
  legalBasis: null,
  capacity: null,
  agenda: [anItem('top-1', '1'), anItem('top-2', '2')],
  checklist: [],
  source: null,
  ...more,
});

export async function storeBody(
  table: Table,
  more: Parameters<typeof aBody>[0] = {},
  { alliance = 'npa', id = randomUUID() as string }: { alliance?: string; id?: string } = {},
): Promise<string> {
  const state = AllianceBody.parse(aBody(more));
  await bodyStore(table).record(alliance, id, { state, event: made }, { reportAddress: null }, anAuthor());
  return id;
}

/** @param mergedInto the record that stands for this person */
export async function storePerson(table: Table, mergedInto: string | null = null): Promise<string> {
  const id = randomUUID();
  const state = BodyPerson.parse({
    isPublicFunction: false,
    mergedInto,
    mergeReason: mergedInto === null ? null : 'Dieselbe Person',
    distinctFrom: [],
    erasedOn: null,
    source: null,
  });
  await bodyPersonRecords(table).create('npa', id, { state, event: made }, anAuthor());
  return id;
}

/** A seat and whoever sits on it. */
export async function storeSeat(table: Table, bodyId: string, group: SeatGroup): Promise<{ seatId: string; personId: string }> {
  const [seatId, personId] = [randomUUID() as string, await storePerson(table)];
  const state = Seat.parse(aSeat(bodyId, { group, holdings: [aHolding(personId)] }));
  await bodySeatStore(table).create('npa', seatId, { state, event: made }, anAuthor());
  return { seatId, personId };
}

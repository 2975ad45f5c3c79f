import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { bodyRecorded } from '../../events/body-recorded.ts';
import { bodyRoleAssigned } from '../../events/body-role-assigned.ts';
import { personRecorded } from '../../events/person-recorded.ts';
import { seatRecorded } from '../../events/seat-recorded.ts';
import {
  AllianceBody,
  AllianceBodyId,
  BodyPerson,
  BodyRole,
  BodyRoleId,
  PersonId,
  Seat,
  SeatId,
} from '../../shared/domain/alliance-body.ts';
import type { Authorship } from '../../shared/domain/journal.ts';
import { PersonName } from '../../shared/domain/participant.ts';
import { bodyPersonStore } from '../../shared/store/body-person-store.ts';
import { bodyRoleStore, bodySeatStore, bodyStore } from '../../shared/store/body-store.ts';
import type { KeyTable } from '../../shared/store/key-table.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ImportStep } from './import-steps.ts';
import { apart } from './import-steps.ts';

const ReferenceBodies = z.strictObject({
  alliance: z.string(),
  persons: z.array(z.strictObject({ id: PersonId, name: PersonName, ...BodyPerson.pick({ isPublicFunction: true, source: true }).shape })),
  bodies: z.array(AllianceBody.extend({ id: AllianceBodyId })),
  seats: z.array(Seat.extend({ id: SeatId })),
  roles: z.array(BodyRole.extend({ id: BodyRoleId })),
});
type ReferenceBodies = z.output<typeof ReferenceBodies>;

export const readBodies = async (file: 'npa-bodies.json' | 'lip-bodies.json'): Promise<ReferenceBodies> =>
  ReferenceBodies.parse(JSON.parse(await readFile(new URL(`reference/${file}`, import.meta.url), 'utf8')));

/** People of the lists, each printed name one person: that two names mean the same is for people to say. */
export function personStep({ alliance, persons }: ReferenceBodies, table: Table, keys: KeyTable, by: Authorship): ImportStep {
  const people = bodyPersonStore(table, keys);
  return {
    what: 'Personen',
    writes: persons.map(({ id, name, isPublicFunction, source }) => () => {
      const state = { isPublicFunction, source, mergedInto: null, mergeReason: null, distinctFrom: [], erasedOn: null };
      return people.record(alliance, id, { state, event: personRecorded({ isPublicFunction }) }, name, by);
    }),
  };
}

export function bodySteps({ alliance, bodies, seats, roles }: ReferenceBodies, table: Table, by: Authorship): ImportStep[] {
  const [bodyRecords, seatRecords, roleRecords] = [bodyStore(table), bodySeatStore(table), bodyRoleStore(table)];
  return [
    {
      what: 'Gremien',
      writes: bodies.map(apart).map(([id, state]) => () => {
        const event = bodyRecorded({ kind: state.kind });
        return bodyRecords.record(alliance, id, { state, event }, { reportAddress: null }, by);
      }),
    },
    {
      what: 'Sitze',
      writes: seats.map(apart).map(([id, state]) => () => {
        const { bodyId, side, group } = state;
        return seatRecords.create(alliance, id, { state, event: seatRecorded({ bodyId, side, group }) }, by);
      }),
    },
    {
      what: 'Funktionen',
      writes: roles.map(apart).map(([id, state]) => () => {
        const { bodyId, kind, personId } = state;
        return roleRecords.create(alliance, id, { state, event: bodyRoleAssigned({ bodyId, kind, personId }) }, by);
      }),
    },
  ];
}

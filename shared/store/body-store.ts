import { AllianceBody, BodyMail, BodyRole, Seat } from '../domain/alliance-body.ts';
import type { Authorship, Change, JournalEntry, Versioned } from '../domain/journal.ts';
import { bodyParent, PRIVATE, recordPartition } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table, Write } from './table.ts';
import { getItem } from './table.ts';

const threeDigits = (order: number): string => String(order).padStart(3, '0');

/** Bodies by kind and number. The address of a body's list lies apart: erasable, and in no journal. */
export function bodyStore(table: Table) {
  const records = recordStore(table, {
    type: 'BODY',
    schema: AllianceBody,
    notFound: 'bodyNotFound',
    listOrder: ({ kind, order }) => `${kind}#${threeDigits(order)}`,
  });
  const mailWrite = (alliance: string, id: string, mail: BodyMail): Write => ({
    put: { item: { pk: recordPartition(alliance, 'BODY', id), sk: PRIVATE, ...mail } },
    refusal: 'recordChangedMeanwhile',
  });
  return {
    ...records,
    async mailOf(alliance: string, id: string): Promise<BodyMail> {
      const item = await getItem(table, { pk: recordPartition(alliance, 'BODY', id), sk: PRIVATE });
      return BodyMail.parse({ reportAddress: item?.reportAddress ?? null });
    },
    record: (
      alliance: string,
      id: string,
      change: Change<AllianceBody>,
      mail: BodyMail,
      by: Authorship,
    ): Promise<JournalEntry<AllianceBody>> => records.create(alliance, id, change, by, [mailWrite(alliance, id, mail)]),
    edit: (
      alliance: string,
      read: Versioned<AllianceBody>,
      expectedVersion: number,
      change: Change<AllianceBody>,
      mail: BodyMail,
      by: Authorship,
    ): Promise<JournalEntry<AllianceBody>> =>
      records.update(alliance, read, expectedVersion, change, by, [mailWrite(alliance, read.id, mail)]),
  };
}
export type BodyStore = ReturnType<typeof bodyStore>;

/** Seats in the order of the source, found under their body. */
export const bodySeatStore = (table: Table) =>
  recordStore(table, {
    type: 'SEAT',
    schema: Seat,
    notFound: 'seatNotFound',
    listOrder: ({ order }) => threeDigits(order),
    parent: (alliance, { bodyId }) => bodyParent(alliance, bodyId),
  });
export type BodySeatStore = ReturnType<typeof bodySeatStore>;

/** Speakers, managing staff and advisers of a body. */
export const bodyRoleStore = (table: Table) =>
  recordStore(table, {
    type: 'ROLE',
    schema: BodyRole,
    notFound: 'bodyRoleNotFound',
    listOrder: ({ kind, from }) => `${kind}#${from ?? ''}`,
    parent: (alliance, { bodyId }) => bodyParent(alliance, bodyId),
  });
export type BodyRoleStore = ReturnType<typeof bodyRoleStore>;

import type { Versioned } from '../domain/journal.ts';
import type { DataClass, LegalHold, Periods, RetentionCase } from '../domain/retention.ts';
import { classOf, RetentionRecord, usualPeriods } from '../domain/retention.ts';
import type { DoorStore } from './door-store.ts';
import type { KeyTable } from './key-table.ts';
import { eventParent } from './keys.ts';
import type { PersonStore } from './person-store.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

const SETTINGS_ID = 'fristen';

const narrowed = <K extends RetentionRecord['kind']>(
  record: Versioned<RetentionRecord> | undefined,
  kind: K,
): Versioned<Extract<RetentionRecord, { kind: K }>> | undefined =>
  record?.state.kind === kind ? (record as Versioned<Extract<RetentionRecord, { kind: K }>>) : undefined;

/** Settings, legal holds and cases of retention; cases listed by the day on which their time ends. */
export function retentionStore(table: Table) {
  const records = recordStore<RetentionRecord>(table, {
    type: 'RETENTION',
    schema: RetentionRecord,
    notFound: 'retentionNotFound',
    listOrder: (state) => (state.kind === 'CASE' ? state.endsOn : state.kind),
    parent: (alliance, state) => (state.kind === 'SETTINGS' ? undefined : eventParent(alliance, state.eventId)),
  });
  return {
    ...records,
    settingsId: SETTINGS_ID,
    findSettings: async (alliance: string) => narrowed(await records.find(alliance, SETTINGS_ID), 'SETTINGS'),
    /** What was set, or else what is usual. */
    async periodsOf(alliance: string): Promise<Periods> {
      return narrowed(await records.find(alliance, SETTINGS_ID), 'SETTINGS')?.state.periods ?? usualPeriods;
    },
    findHold: async (alliance: string, holdId: string): Promise<Versioned<LegalHold> | undefined> =>
      narrowed(await records.find(alliance, holdId), 'HOLD'),
    findCase: async (alliance: string, caseId: string): Promise<Versioned<RetentionCase> | undefined> =>
      narrowed(await records.find(alliance, caseId), 'CASE'),
    /** Every hold of an alliance by event. */
    async holdsOf(alliance: string): Promise<Map<string, LegalHold>> {
      const holds = (await records.all(alliance)).flatMap((record) => narrowed(record, 'HOLD')?.state ?? []);
      return new Map(holds.map((one) => [one.eventId, one]));
    },
  };
}
export type RetentionStore = ReturnType<typeof retentionStore>;

export type DueStores = { readonly doors: DoorStore; readonly keys: KeyTable; readonly people: PersonStore };

/**
 * Tickets of an event whose data of a class are still there. A name is there as long as the ticket says so or the key
 * stands; both go when a person is erased, the ticket's mark last.
 */
export async function remainingOf(
  { doors, keys, people }: DueStores,
  alliance: string,
  eventId: string,
): Promise<Readonly<Record<DataClass, string[]>>> {
  const [tickets, personKeys, needs] = await Promise.all([
    doors.ticketsOf(alliance, eventId),
    keys.personKeys(alliance, eventId),
    people.needsOfEvent(alliance, eventId),
  ]);
  const named = tickets.filter(({ id, isNamed }) => isNamed || personKeys.has(id));
  const ofClass = (wanted: DataClass) => named.filter((ticket) => classOf(ticket) === wanted).map(({ id }) => id);
  return { REGISTRATION: ofClass('REGISTRATION'), PRESENCE: ofClass('PRESENCE'), SPECIAL_NEEDS: [...needs.keys()] };
}

/** Tickets whose special needs nobody needs to know any more: the registration was withdrawn. */
export async function needsWithoutPurpose({ doors, people }: DueStores, alliance: string, eventId: string): Promise<string[]> {
  const needs = await people.needsOfEvent(alliance, eventId);
  if (needs.size === 0) return [];
  const tickets = await doors.ticketsOf(alliance, eventId);
  return tickets.filter(({ id, status }) => status === 'CANCELLED' && needs.has(id)).map(({ id }) => id);
}

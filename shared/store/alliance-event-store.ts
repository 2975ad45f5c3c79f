import { AllianceEvent } from '../domain/alliance-event.ts';
import type { OfficeId } from '../domain/regions.ts';
import { officeParent } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** Sorts events without a date behind all others. */
export const WITHOUT_DATE = '9999-99-99';

/** Alliance events, listed by their first day; those of an office under the office as well. */
export const allianceEventStore = (table: Table) =>
  recordStore(table, {
    type: 'EVENT',
    schema: AllianceEvent,
    notFound: 'allianceEventNotFound',
    listOrder: ({ dates }) => dates.from ?? WITHOUT_DATE,
    parent: (alliance, { responsibleOffice }) => (responsibleOffice === null ? undefined : officeParent(alliance, responsibleOffice)),
    timeline: true,
  });
export type AllianceEventStore = ReturnType<typeof allianceEventStore>;

/** Where a caller's list of events is read: the whole alliance, or the one office that is the caller's world. */
export const eventListFor = (alliance: string, office: OfficeId | null): { alliance: string; parent?: string } =>
  office === null ? { alliance } : { alliance, parent: officeParent(alliance, office) };

import { Alliance } from '../domain/alliance.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** One record per alliance, under the alliance's own id. */
export const allianceStore = (table: Table) =>
  recordStore(table, { type: 'ALLIANCE', schema: Alliance, notFound: 'allianceNotFound', listOrder: () => '0', timeline: true });
export type AllianceStore = ReturnType<typeof allianceStore>;

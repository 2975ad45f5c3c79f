import { FindingAcceptance } from '../domain/finding.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** Acceptances under the id of their finding, by rule. */
export const findingAcceptanceStore = (table: Table) =>
  recordStore(table, { type: 'ACCEPTANCE', schema: FindingAcceptance, notFound: 'findingNotFound', listOrder: ({ rule }) => rule });
export type FindingAcceptanceStore = ReturnType<typeof findingAcceptanceStore>;

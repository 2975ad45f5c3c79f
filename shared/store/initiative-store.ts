import { FairStand, Initiative } from '../domain/initiative.ts';
import { fold } from '../domain/text.ts';
import { eventParent } from './keys.ts';
import { recordStore } from './record-store.ts';
import type { Table } from './table.ts';

/** Initiatives in the order of their folded names. */
export const initiativeStore = (table: Table) =>
  recordStore(table, {
    type: 'INITIATIVE',
    schema: Initiative,
    notFound: 'initiativeNotFound',
    listOrder: ({ name }) => fold(name).slice(0, 60),
  });
export type InitiativeStore = ReturnType<typeof initiativeStore>;

/** Stands at opportunities fairs, found under their event. */
export const fairStandStore = (table: Table) =>
  recordStore(table, {
    type: 'STAND',
    schema: FairStand,
    notFound: 'initiativeNotFound',
    listOrder: (_, changedAt) => changedAt,
    parent: (alliance, { eventId }) => eventParent(alliance, eventId),
  });
export type FairStandStore = ReturnType<typeof fairStandStore>;

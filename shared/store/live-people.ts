import { berlinDayOf } from '../domain/calendar.ts';
import { clock } from '../platform/clock.ts';
import { allianceEventStore } from './alliance-event-store.ts';
import { doorStore } from './door-store.ts';
import { keptPeople } from './kept-people.ts';
import type { KeyTable } from './key-table.ts';
import type { PersonStore } from './person-store.ts';
import { personStore } from './person-store.ts';
import { retentionStore } from './retention-store.ts';
import type { Table } from './table.ts';

/** Participants' names and needs for every function that shows them: those within their time. */
export const livePeople = (table: Table, keys: KeyTable): PersonStore =>
  keptPeople(
    { people: personStore(table, keys), doors: doorStore(table), events: allianceEventStore(table), retention: retentionStore(table) },
    () => berlinDayOf(clock.now()),
  );

import * as z from 'zod';
import type { DoorCounts } from '../domain/door.ts';
import { noCounts } from '../domain/door.ts';
import type { Seats } from '../domain/seats.ts';
import { noSeats } from '../domain/seats.ts';
import { toCounts } from './count-store.ts';
import { doorsPartition, seatsKey } from './keys.ts';
import type { Table, Write } from './table.ts';
import { getItem, queryItems } from './table.ts';

const seatsItem = z.object({ capacity: z.int().nullable(), taken: z.int(), waiting: z.int() });

/** A word that DynamoDB keeps for itself. */
const CAPACITY = { '#capacity': 'capacity' };

type Term = { readonly term: string; readonly values: Record<string, unknown> };

function termsOf(capacity: number | null, { taken, waiting }: { readonly taken: number; readonly waiting: number }): Term[] {
  const sameCapacity: Term =
    capacity === null
      ? { term: 'attribute_type(#capacity, :null)', values: { ':null': 'NULL' } }
      : { term: '#capacity = :capacity', values: { ':capacity': capacity } };
  if (taken <= 0) return [sameCapacity];
  const room: Term[] = capacity === null ? [] : [{ term: 'taken <= :room', values: { ':room': capacity - taken } }];
  const queue: Term[] = waiting === 0 ? [{ term: 'waiting = :nobody', values: { ':nobody': 0 } }] : [];
  return [sameCapacity, ...room, ...queue];
}

/** Places of events. They change only in the transaction of what takes or frees them, under the state that was decided on. */
export function seatStore(table: Table) {
  return {
    async seatsOf(alliance: string, eventId: string): Promise<Seats> {
      const item = await getItem(table, seatsKey(alliance, eventId));
      return item === undefined ? noSeats : seatsItem.parse(item);
    },

    /** Places and counts of every event of an alliance that has a door: one query. */
    async standings(alliance: string): Promise<Map<string, { seats: Seats; counts: DoorCounts }>> {
      const found = new Map<string, { seats: Seats; counts: DoorCounts }>();
      for await (const item of queryItems(table, { partition: doorsPartition(alliance) })) {
        const [eventId = '', kind] = String(item.sk).split('#');
        const known = found.get(eventId) ?? { seats: noSeats, counts: noCounts };
        found.set(eventId, kind === 'SEATS' ? { ...known, seats: seatsItem.parse(item) } : { ...known, counts: toCounts(item) });
      }
      return found;
    },

    /**
     * Takes or frees places. Taking holds only while the capacity is the one that was read and there is room; a
     * newcomer's taking (`waiting` 0) also only while nobody waits.
     */
    seatsWrite(
      alliance: string,
      eventId: string,
      { capacity }: Seats,
      change: { readonly taken: number; readonly waiting: number },
    ): Write {
      const terms = termsOf(capacity, change);
      return {
        update: {
          key: seatsKey(alliance, eventId),
          expression: 'SET taken = taken + :taken, waiting = waiting + :waiting',
          condition: terms.map(({ term }) => term).join(' AND '),
          names: CAPACITY,
          values: { ':taken': change.taken, ':waiting': change.waiting, ...Object.assign({}, ...terms.map(({ values }) => values)) },
        },
        refusal: 'seatsTakenMeanwhile',
      };
    },

    firstSeats: (alliance: string, eventId: string, capacity: number | null): Write => ({
      put: { item: { ...seatsKey(alliance, eventId), capacity, taken: 0, waiting: 0 }, condition: 'attribute_not_exists(pk)' },
      refusal: 'recordChangedMeanwhile',
    }),

    /** Another number of places; never fewer than are taken. */
    capacityWrite: (alliance: string, eventId: string, capacity: number | null): Write => ({
      update: {
        key: seatsKey(alliance, eventId),
        expression: 'SET #capacity = :capacity',
        condition: capacity === null ? 'attribute_exists(pk)' : 'taken <= :capacity',
        names: CAPACITY,
        values: { ':capacity': capacity },
      },
      refusal: 'capacityTooSmall',
    }),
  };
}
export type SeatStore = ReturnType<typeof seatStore>;

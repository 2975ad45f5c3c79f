import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../domain/canonical.ts';
import type { Scan as ScanFact, Ticket as TicketState } from '../domain/door.ts';
import { isPresent, Scan, Ticket } from '../domain/door.ts';
import { Failure, isFailure } from '../domain/failures.ts';
import { DOOR_SHARDS, doorKey, doorPartition, SCAN_PREFIX } from './keys.ts';
import type { Item, Table, Write } from './table.ts';
import { commit, getItem, queryItems } from './table.ts';

/*
 * Peculiar:
 * - A scan and its ticket change in one transaction; the scan's id is the condition, so a replay changes nothing. No
 *   counter is in it: counts follow from the stream (RELIABILITY, fact 6; count-store.ts).
 * - `counted` and `undoneBy` on a scan's item are marks of the machinery; the fact itself never changes.
 */

const ATTEMPTS = 12;

const scanItem = z.object({ fact: Scan, contentHash: z.string(), undoneBy: z.string().optional(), counted: z.boolean().optional() });
export type KeptScan = z.output<typeof scanItem>;
export const toKeptScan = (item: Item): KeptScan => scanItem.parse(item);

/** Same content under the same id is the same scan sent again. */
export const contentHashOf = (content: unknown): string => createHash('sha256').update(canonicalJson(content)).digest('base64url');

/** A ticket's item without the names of its place. */
function toTicket({ pk: _pk, sk: _sk, ...ticket }: Item): TicketState {
  return Ticket.parse(ticket);
}

/** What all items of one kind at an event's door are. */
export async function ofDoor<T>(table: Table, alliance: string, eventId: string, prefix: string, parse: (item: Item) => T): Promise<T[]> {
  const shards = await Promise.all(
    DOOR_SHARDS.map(async (shard) => {
      const found: T[] = [];
      for await (const item of queryItems(table, { partition: doorPartition(alliance, eventId, shard), prefix })) found.push(parse(item));
      return found;
    }),
  );
  return shards.flat();
}

/** A fact to be kept with its writes; null when it names what has not arrived. */
export type Decided = { readonly fact: ScanFact; readonly writes: readonly Write[] } | null;
export type RecordedScan = ScanFact | 'OTHER_CONTENT' | 'NOT_YET';

type TicketChange = Partial<Pick<TicketState, 'status' | 'isNamed' | 'isMasked' | 'organisationMark'>>;

/** Heads of events and the facts of their doors. */
export function doorStore(table: Table) {
  async function findTicket(alliance: string, eventId: string, ticketId: string): Promise<TicketState | undefined> {
    const item = await getItem(table, doorKey(alliance, eventId, 'TICKET', ticketId));
    return item === undefined ? undefined : toTicket(item);
  }

  async function findScan(alliance: string, eventId: string, scanId: string): Promise<KeptScan | undefined> {
    const item = await getItem(table, doorKey(alliance, eventId, 'SCAN', scanId));
    return item === undefined ? undefined : toKeptScan(item);
  }

  const sameOrOther = (kept: KeptScan, contentHash: string): RecordedScan =>
    kept.contentHash === contentHash ? kept.fact : 'OTHER_CONTENT';

  /** @returns false when another writer was first, at the scan or at its ticket */
  async function keep(alliance: string, contentHash: string, { fact, writes }: NonNullable<Decided>): Promise<boolean> {
    const key = doorKey(alliance, fact.eventId, 'SCAN', fact.scanId);
    const commitId = randomUUID();
    const put: Write = {
      put: { item: { ...key, alliance, fact: Scan.parse(fact), contentHash, commitId }, condition: 'attribute_not_exists(pk)' },
      refusal: 'scanRecordedMeanwhile',
    };
    try {
      await commit(table, [put, ...writes], { key, commitId });
      return true;
    } catch (error) {
      if (isFailure(error, 'scanRecordedMeanwhile')) return false;
      throw error;
    }
  }

  return {
    findTicket,
    findScan,
    ticketsOf: (alliance: string, eventId: string): Promise<TicketState[]> => ofDoor(table, alliance, eventId, 'TICKET#', toTicket),
    scansOf: (alliance: string, eventId: string): Promise<KeptScan[]> => ofDoor(table, alliance, eventId, SCAN_PREFIX, toKeptScan),

    ticketPut: (alliance: string, ticket: TicketState): Write => ({
      put: {
        item: { ...doorKey(alliance, ticket.eventId, 'TICKET', ticket.id), ...Ticket.parse(ticket) },
        condition: 'attribute_not_exists(pk)',
      },
      refusal: 'scanRecordedMeanwhile',
    }),

    /**
     * The presence a decision leaves on a ticket, while what it was decided on holds: nobody in, the last one in, or
     * somebody in besides. How many duplicates there are decides nothing, so they need not wait for each other.
     */
    presenceWrite(alliance: string, before: TicketState, after: TicketState): Write {
      const by = after.liveScans - before.liveScans;
      const crosses = !isPresent(before) || !isPresent(after);
      const seenAt = before.presentAt === null ? {} : { ':seenAt': before.presentAt };
      const terms = [
        crosses ? 'liveScans = :others' : 'liveScans > :others',
        '#status = :status',
        ...(before.presentAt === null ? [] : ['presentAt = :seenAt']),
      ];
      return {
        update: {
          key: doorKey(alliance, before.eventId, 'TICKET', before.id),
          expression: 'SET liveScans = liveScans + :by, presentAt = :at, presentDoor = :door',
          condition: terms.join(' AND '),
          names: { '#status': 'status' },
          values: {
            ':by': by,
            ':at': after.presentAt,
            ':door': after.presentDoor,
            ':others': crosses ? before.liveScans : Math.max(0, -by),
            ':status': before.status,
            ...seenAt,
          },
        },
        refusal: 'scanRecordedMeanwhile',
      };
    },

    /** Fields of a ticket that are not presence. */
    ticketWrite(alliance: string, ticket: Pick<TicketState, 'id' | 'eventId'>, change: TicketChange): Write {
      const entries = Object.entries(change);
      return {
        update: {
          key: doorKey(alliance, ticket.eventId, 'TICKET', ticket.id),
          expression: `SET ${entries.map((_, index) => `#${index} = :${index}`).join(', ')}`,
          condition: 'attribute_exists(pk)',
          names: Object.fromEntries(entries.map(([name], index) => [`#${index}`, name])),
          values: Object.fromEntries(entries.map(([, value], index) => [`:${index}`, value])),
        },
        refusal: 'recordChangedMeanwhile',
      };
    },

    undoneWrite: (alliance: string, eventId: string, scanId: string, by: string): Write => ({
      update: {
        key: doorKey(alliance, eventId, 'SCAN', scanId),
        expression: 'SET undoneBy = :by',
        condition: 'attribute_exists(pk) AND attribute_not_exists(undoneBy)',
        values: { ':by': by },
      },
      refusal: 'scanRecordedMeanwhile',
    }),

    /**
     * Records one fact. `decide` is asked again with fresh state when another writer was first.
     * @returns the fact that is kept: this one, or the earlier one with the same id and content
     */
    async record(
      alliance: string,
      eventId: string,
      scanId: string,
      contentHash: string,
      decide: () => Promise<Decided>,
    ): Promise<RecordedScan> {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const decided = await decide();
        if (decided && (await keep(alliance, contentHash, decided))) return decided.fact;
        const kept = await findScan(alliance, eventId, scanId);
        if (kept) return sameOrOther(kept, contentHash);
        if (!decided) return 'NOT_YET';
      }
      throw new Failure('registerBusy', { retryAfterSeconds: 1, detail: 'Bitte senden Sie die Erfassungen gleich noch einmal.' });
    },
  };
}
export type DoorStore = ReturnType<typeof doorStore>;

import { randomUUID } from 'node:crypto';
import type { DoorCounts as CountsState, Scan } from '../domain/door.ts';
import { countsOf, DoorCounts, noCounts } from '../domain/door.ts';
import { Failure, isFailure } from '../domain/failures.ts';
import { ofDoor, toKeptScan } from './door-store.ts';
import { countsKey, doorKey, SCAN_PREFIX } from './keys.ts';
import type { Item, Table, Write } from './table.ts';
import { commit, getItem } from './table.ts';

/** Facts counted in one transaction beside the counts themselves; DynamoDB takes 100 items. */
const COUNTED_AT_ONCE = 90;
const RECOUNT_ATTEMPTS = 20;
const HEADS = 'heads|';

export function toCounts(item: Item | undefined): CountsState {
  if (item === undefined) return noCounts;
  const of = (name: string) => Number(item[name] ?? 0);
  const heads = Object.keys(item).filter((name) => name.startsWith(HEADS));
  return DoorCounts.parse({
    present: of('present'),
    walkIns: of('walkIns'),
    duplicates: of('duplicates'),
    refused: of('refused'),
    heads: Object.fromEntries(heads.map((name) => [name.slice(HEADS.length), of(name)])),
  });
}

/** Counts by the names of their attributes. */
export const flatCounts = ({ heads, ...sums }: CountsState): [string, number][] => [
  ...Object.entries(sums),
  ...Object.entries(heads).map(([key, count]): [string, number] => [`${HEADS}${key}`, count]),
];

/** Counts of one event, each fact once: the fact is marked in the transaction that adds it. */
export function countStore(table: Table) {
  async function uncounted(alliance: string, eventId: string, facts: readonly Scan[]): Promise<Scan[]> {
    const kept = await Promise.all(
      facts.map(async (fact) => ({ fact, item: await getItem(table, doorKey(alliance, eventId, 'SCAN', fact.scanId)) })),
    );
    return kept.flatMap(({ fact, item }) => (item !== undefined && item.counted !== true ? [fact] : []));
  }

  async function add(alliance: string, eventId: string, facts: readonly Scan[]): Promise<boolean> {
    const key = countsKey(alliance, eventId);
    const commitId = randomUUID();
    const changes = flatCounts(countsOf(facts)).filter(([, by]) => by !== 0);
    const marks = facts.map(
      ({ scanId }): Write => ({
        update: {
          key: doorKey(alliance, eventId, 'SCAN', scanId),
          expression: 'SET counted = :yes',
          condition: 'attribute_exists(pk) AND attribute_not_exists(counted)',
          values: { ':yes': true },
        },
        refusal: 'scanRecordedMeanwhile',
      }),
    );
    const sums: Write = {
      update: {
        key,
        expression: `SET commitId = :commit ADD round :one${changes.map((_, index) => `, #${index} :${index}`).join('')}`,
        ...(changes.length === 0 ? {} : { names: Object.fromEntries(changes.map(([name], index) => [`#${index}`, name])) }),
        values: { ':commit': commitId, ':one': 1, ...Object.fromEntries(changes.map(([, by], index) => [`:${index}`, by])) },
      },
      refusal: 'scanRecordedMeanwhile',
    };
    try {
      await commit(table, [...marks, sums], { key, commitId });
      return true;
    } catch (error) {
      if (isFailure(error, 'scanRecordedMeanwhile')) return false;
      throw error;
    }
  }

  async function addNew(alliance: string, eventId: string, facts: readonly Scan[]): Promise<number> {
    let open = [...facts];
    while (open.length > 0) {
      if (await add(alliance, eventId, open)) return open.length;
      open = await uncounted(alliance, eventId, open);
    }
    return 0;
  }

  return {
    async countsOf(alliance: string, eventId: string): Promise<CountsState> {
      return toCounts(await getItem(table, countsKey(alliance, eventId)));
    },

    /** Counts facts that were not counted before, however often they are handed over. @returns how many were new */
    async count(alliance: string, eventId: string, facts: readonly Scan[]): Promise<number> {
      const distinct = [...new Map(facts.map((fact) => [fact.scanId, fact])).values()];
      let counted = 0;
      for (let start = 0; start < distinct.length; start += COUNTED_AT_ONCE)
        counted += await addNew(alliance, eventId, distinct.slice(start, start + COUNTED_AT_ONCE));
      return counted;
    },

    /**
     * Counts anew from the facts and sets the counts right. What is not counted yet is left to its turn.
     * @throws registerBusy while the door is so busy that no moment between two counts is found
     */
    async recount(alliance: string, eventId: string): Promise<{ before: CountsState; after: CountsState }> {
      const key = countsKey(alliance, eventId);
      for (let attempt = 0; attempt < RECOUNT_ATTEMPTS; attempt++) {
        const item = await getItem(table, key);
        const kept = await ofDoor(table, alliance, eventId, SCAN_PREFIX, toKeptScan);
        const after = countsOf(kept.filter(({ counted }) => counted === true).map(({ fact }) => fact));
        const commitId = randomUUID();
        const sameRound =
          item === undefined ? { condition: 'attribute_not_exists(pk)' } : { condition: 'round = :read', values: { ':read': item.round } };
        const next = { ...key, ...Object.fromEntries(flatCounts(after)), round: Number(item?.round ?? 0) + 1, commitId };
        try {
          await commit(table, [{ put: { item: next, ...sameRound }, refusal: 'recordChangedMeanwhile' }], { key, commitId });
          return { before: toCounts(item), after };
        } catch (error) {
          if (!isFailure(error, 'recordChangedMeanwhile')) throw error;
        }
      }
      throw new Failure('registerBusy', {
        retryAfterSeconds: 5,
        detail: 'An dieser Tür wird gerade viel erfasst. Bitte zählen Sie in einer Minute neu.',
      });
    },
  };
}
export type CountStore = ReturnType<typeof countStore>;

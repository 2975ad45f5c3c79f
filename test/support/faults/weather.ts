/** What can happen to one request between the register and its database. */
export type Kind =
  /** refused before anything was done */
  | 'ProvisionedThroughputExceeded'
  | 'Throttling'
  | 'RequestLimitExceeded'
  | 'InternalServerError'
  | 'ServiceUnavailable'
  /** on a single write as an exception of its own, in a transaction as the reason of its cancellation */
  | 'TransactionConflict'
  | 'TransactionInProgress'
  /** a transaction cancelled because an item was throttled */
  | 'cancelledThrottling'
  /** the connection is cut before the request is passed on */
  | 'reset'
  /** written or read, and the connection cut before the answer */
  | 'lostAnswer'
  /** written or read, and the connection cut in the middle of the answer */
  | 'cutAnswer'
  /** not passed on and never answered */
  | 'hang'
  /** passed on and never answered */
  | 'hangAfter'
  /** passed on after `pauseMs` */
  | 'pause'
  /** a page of few items that is followed by others */
  | 'shortPage'
  /** a page without items that is followed by others */
  | 'emptyPage'
  /** a part of a batch is left undone and handed back */
  | 'partialBatch'
  /** every stream record of an answer twice */
  | 'duplicateRecords';

export type Weather = {
  /** Probability of each, 0 to 1, for requests it can happen to. At most one of them happens to a request. */
  readonly chances?: Readonly<Partial<Record<Kind, number>>>;
  /** The same request meets no more of these one after the other; undefined: no bound. */
  readonly mostInARow?: number;
  readonly pauseMs?: number;
  /** Items of a short page. */
  readonly shortPageItems?: number;
  /** Every transaction takes this long, and another that touches one of its items meanwhile is cancelled. */
  readonly transactionsHeldMs?: number;
  /** Write units per second and partition key; what goes beyond is throttled (1 per kB, 2 in a transaction). */
  readonly writeUnitsPerPartition?: number;
};

/** A seeded stream of numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Which of the kinds that can happen does. @param drawn 0 to 1 */
export function kindFrom(chances: NonNullable<Weather['chances']>, applies: (kind: Kind) => boolean, drawn: number): Kind | undefined {
  let left = drawn;
  return (Object.entries(chances) as [Kind, number][]).find(([kind, chance]) => {
    if (!applies(kind)) return false;
    left -= chance;
    return left < 0;
  })?.[0];
}

const each = (chance: number, kinds: readonly Kind[]): Partial<Record<Kind, number>> =>
  Object.fromEntries(kinds.map((kind) => [kind, chance]));
const everyPassing = [
  'ProvisionedThroughputExceeded',
  'Throttling',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TransactionConflict',
  'TransactionInProgress',
  'cancelledThrottling',
  'reset',
  'lostAnswer',
  'cutAnswer',
  'pause',
] as const satisfies readonly Kind[];
const pages = ['shortPage', 'emptyPage', 'partialBatch', 'duplicateRecords'] as const satisfies readonly Kind[];

/** Each kind of passing fault at about 1 to 2 %, at most two in a row: nobody may notice. */
export const mild: Weather = {
  chances: { ...each(0.015, everyPassing), ...each(0.05, pages) },
  mostInARow: 2,
  pauseMs: 30,
  shortPageItems: 2,
};

/**
 * A bad day: half of all requests fail, in every way there is, and a transaction fails more often than it goes through.
 * The groups of kinds (throttled, failing service, conflict, lost connection, lost answer, silence) have 10 to 20 % each.
 */
export const hostile: Weather = {
  chances: {
    ...each(0.04, ['ProvisionedThroughputExceeded', 'Throttling', 'RequestLimitExceeded']),
    ...each(0.05, ['InternalServerError', 'ServiceUnavailable', 'reset', 'lostAnswer', 'cutAnswer']),
    ...each(0.1, ['TransactionConflict', 'pause']),
    ...each(0.05, ['TransactionInProgress', 'cancelledThrottling']),
    ...each(0.005, ['hang', 'hangAfter']),
    ...each(0.15, pages),
  },
  pauseMs: 150,
  shortPageItems: 2,
};

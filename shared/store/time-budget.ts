import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../domain/failures.ts';

/*
 * How long is waited for the database, and how often it is asked again. Two things fail and pass, and want opposite care:
 * writers who meet on one item, where asking again soon is right however often it takes, and a database that throttles or
 * is away, where many who ask again make it worse.
 */

/** Everything one HTTP request asks of the database, below the 30 s of API Gateway with room for what else it does. */
const REQUEST_MS = 25_000;
/** One read or transaction, contention and silence included. */
const OPERATION_MS = 5_000;
/** A database that says that it is away or throttles is given up after this long. */
const AWAY_MS = 2_500;
/**
 * So long after the first failure it may be a restart or a passing wave; after that only one second try is made. Silence
 * is no such failure: waiting for it takes so long that it multiplies nothing.
 */
const YOUNG_MS = 1_500;
const LONGEST_PAUSE_CONTENDED_MS = 400;
/** Before the second try, the third … */
const PAUSES_AWAY_MS = [20, 100, 250, 600];

const contended = new Set([
  'TransactionConflict',
  'TransactionConflictException',
  'TransactionInProgressException',
  'ReplicatedWriteConflictException',
]);
const silent = new Set(['TimeoutError', 'AbortError', 'ETIMEDOUT', 'RequestTimeout']);
const throttled = new Set([
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
]);
const away = new Set(['InternalServerError', 'ServiceUnavailable', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'NetworkingError']);

/** Whether a reason in a cancelled transaction passes. */
export const isPassingReason = (code: string): boolean => contended.has(code) || throttled.has(code) || away.has(code);

type Passing = 'CONTENDED' | 'THROTTLED' | 'AWAY' | 'SILENT';

/** Told of everything that fails and passes; the running function counts it (`live-table.ts`). */
export const passing: { met: (kind: Passing) => void } = { met: () => undefined };

function passingOf(error: unknown): Passing | undefined {
  if (!(error instanceof Error)) return undefined;
  if (contended.has(error.name)) return 'CONTENDED';
  const code = 'code' in error ? String(error.code) : '';
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  if (throttled.has(code) || throttled.has(error.name)) return 'THROTTLED';
  // a broken connection has the name of a time-out, and a code of its own
  if (away.has(code) || away.has(error.name) || status >= 500) return 'AWAY';
  return silent.has(error.name) || silent.has(code) ? 'SILENT' : undefined;
}

const busy = () =>
  new Failure('registerBusy', {
    retryAfterSeconds: 2,
    detail: 'Bitte versuchen Sie es in einigen Sekunden erneut. Es wurde nichts doppelt gespeichert.',
  });

const requestEnds = new AsyncLocalStorage<number>();

/** Bounds what all reads and writes of one request wait together; each ends with `registerBusy` when the time is up. */
export const withinRequest = async <T>(run: () => Promise<T>): Promise<T> => await requestEnds.run(Date.now() + REQUEST_MS, run);

/** When the database began to fail, as this instance saw it; undefined while it answers. */
let failingSince: number | undefined;

/** What is known of one operation that is tried several times. */
function patience() {
  const ends = Math.min(Date.now() + OPERATION_MS, requestEnds.getStore() ?? Number.POSITIVE_INFINITY);
  let aliveAt = Date.now();
  let [conflicts, failures] = [0, 0];
  const pauseContended = (): number => {
    aliveAt = Date.now();
    conflicts += 1;
    return Math.random() * Math.min(LONGEST_PAUSE_CONTENDED_MS, 20 * 2 ** conflicts);
  };
  /** @returns undefined when it is not worth another try */
  const pauseAway = (kind: Passing): number | undefined => {
    failingSince ??= Date.now();
    const longest = PAUSES_AWAY_MS[failures] ?? PAUSES_AWAY_MS.at(-1) ?? 0;
    failures += 1;
    if (kind !== 'SILENT' && failures > 1 && Date.now() - failingSince > YOUNG_MS) return undefined;
    return longest * (0.5 + Math.random() / 2);
  };
  return {
    left: (): number => ends - Date.now(),
    /** Waits before the next try. @throws registerBusy when there is to be none */
    async wait(kind: Passing): Promise<void> {
      const milliseconds = kind === 'CONTENDED' ? pauseContended() : pauseAway(kind);
      const until = kind === 'AWAY' || kind === 'THROTTLED' ? Math.min(ends, aliveAt + AWAY_MS) : ends;
      if (milliseconds === undefined || Date.now() + milliseconds >= until) throw busy();
      await pause(milliseconds);
    },
  };
}

/**
 * Repeats what fails for a passing reason, with jitter, as long as it is of use and time is left.
 * @param attempt must stop when the signal says so, and must be safe to repeat
 * @throws registerBusy (503); at once whatever does not pass
 */
export async function withinBudget<T>(attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const patient = patience();
  for (;;) {
    const left = patient.left();
    if (left <= 0) throw busy();
    try {
      const result = await attempt(AbortSignal.timeout(left));
      failingSince = undefined;
      return result;
    } catch (error) {
      const kind = passingOf(error);
      if (kind === undefined || kind === 'CONTENDED') failingSince = undefined;
      if (kind === undefined) throw error;
      passing.met(kind);
      await patient.wait(kind);
    }
  }
}

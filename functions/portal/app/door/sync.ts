import { LARGEST_BATCH } from '../../../../shared/domain/door.ts';
import { MASKED_NAME } from '../../../../shared/domain/participant.ts';
import { type Problem as CallProblem, call, Problem, TOKEN_ENDED } from '../api.ts';
import { deviceId } from './database.ts';
import type { At, DoorList, Entry, ScanResult } from './kept.ts';
import { forgetList, prune, queuedOf, readList, saveList, settle } from './kept.ts';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const ANOTHER_TAB_MS = 3_000;
/** An idle tablet asks what others have done; up to a quarter sooner or later, so that tablets spread. */
const WATCH_MS = 30_000;
/** Who looks at the tablet again sees what is new, but switching to and fro does not ask each time. */
const JUST_ASKED_MS = 5_000;

/** Why this device lost its list, in the words the room shows. */
export type Lost = 'SIGNED_OUT' | 'NOT_PERMITTED' | 'NOT_FOUND';
const lostBy: Readonly<Record<number, Lost>> = { 401: 'SIGNED_OUT', 403: 'NOT_PERMITTED', 404: 'NOT_FOUND' };

const problemOf = (error: unknown): CallProblem => (error instanceof Problem ? error : new Problem({ title: 'Unerwarteter Fehler' }));

/** The list with names, kept on this device until `usableUntil`. @param instead see `saveList`; @throws Problem */
export async function loadList(at: At, instead = false): Promise<void> {
  const statusAt = new Date().toISOString();
  const list = await call('getDoorList', at.alliance, { params: { eventId: at.eventId }, query: { names: 'true' } });
  await saveList(at, { list, statusAt }, instead);
  await prune(at);
}

type Head = DoorList['heads'][number];

/** Somebody as just told, with the name that was loaded as long as there is one to show. */
function named(told: Head, { name, sortName, organisation }: Head): Head {
  if (told.naming === 'NAMED') return { ...told, name, sortName, organisation };
  return told.naming === 'MASKED' ? { ...told, name: MASKED_NAME } : told;
}

/**
 * Names stay as they were loaded, but for those that are to go; everything else is as just told.
 * @returns undefined when somebody has a name that was never loaded
 */
function withNames(told: DoorList, { heads }: DoorList): DoorList | undefined {
  const known = new Map(heads.map((head) => [head.ticketId, head]));
  if (told.heads.some(({ ticketId, naming }) => !known.has(ticketId) || (naming === 'NAMED' && known.get(ticketId)?.naming !== 'NAMED')))
    return undefined;
  const now = new Map(told.heads.map((head) => [head.ticketId, head]));
  const left = heads.flatMap((head) => {
    const status = now.get(head.ticketId);
    return status ? [named(status, head)] : [];
  });
  // whose name has gone does not stay where it stood in the alphabet
  const hasPlace = ({ sortName, companionOf }: Head): boolean => sortName !== null || companionOf !== null;
  return { ...told, heads: [...left.filter(hasPlace), ...left.filter((head) => !hasPlace(head))] };
}

/** Who is there by now, other tablets' scans included. Names are fetched again only when somebody is new. */
export async function refreshList(at: At): Promise<void> {
  const kept = await readList(at);
  if (!kept) return;
  const statusAt = new Date().toISOString();
  const told = await call('getDoorList', at.alliance, { params: { eventId: at.eventId } });
  const list = withNames(told, kept.list);
  if (list === undefined) await loadList(at, true);
  else {
    const { loadedAt, usableUntil } = kept.list;
    await saveList(at, { list: { ...list, loadedAt, usableUntil }, statusAt }, true);
    await prune(at);
  }
}

/** An entry the register cannot read is refused here, with its sentence, so that the others get through. */
const unreadable = (entry: Entry, message: string): ScanResult => ({
  scanId: entry.entry.scanId,
  ticketId: null,
  outcome: 'REFUSED',
  reason: null,
  message,
});

function refusedIn(batch: readonly Entry[], problem: CallProblem): ScanResult[] {
  const named = problem.faults.flatMap(({ pointer, detail }) => {
    const entry = batch[Number(/^\/entries\/(\d+)/.exec(pointer)?.[1] ?? Number.NaN)];
    return entry ? [unreadable(entry, detail)] : [];
  });
  const [only, ...more] = batch;
  return named.length === 0 && only && more.length === 0 ? [unreadable(only, problem.detail ?? problem.title)] : named;
}

/** Sends the oldest entries, in order. @returns how many got a result, and how many were sent; throws Problem */
async function sendBatch(at: At, most: number): Promise<{ settled: number; sent: number }> {
  const batch = await queuedOf(at, most);
  if (batch.length === 0) return { settled: 0, sent: 0 };
  const body = { deviceId: await deviceId(), sentAt: new Date().toISOString(), entries: batch.map(({ entry }) => entry) };
  try {
    const asked = { params: { eventId: at.eventId }, body, key: crypto.randomUUID() };
    const { results } = await call('recordScans', at.alliance, asked);
    return { settled: await settle(at, batch, results), sent: batch.length };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status !== 400 && problem.status !== 413) throw problem;
    const refused = refusedIn(batch, problem);
    if (refused.length > 0) return { settled: await settle(at, batch, refused), sent: batch.length };
    return await sendBatch(at, Math.ceil(batch.length / 2));
  }
}

export type SyncState = {
  /** Undefined until the register was asked for the first time. */
  readonly connected: boolean | undefined;
  readonly sending: boolean;
  readonly lastSentAt: string | undefined;
  readonly lost: Lost | undefined;
};

/**
 * Sends what is queued for one door until nothing is left, and again when something comes, the network returns or a
 * pause has ended. Of several tabs one sends at a time. An answer may be lost: the same entries go out again.
 * @param tell called after each change of state or data
 * @param watches asks from time to time what others have done, while somebody can see it
 */
export function startSync(at: At, tell: (state: SyncState) => void, watches = false) {
  let state: SyncState = { connected: navigator.onLine ? undefined : false, sending: false, lastSentAt: undefined, lost: undefined };
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  /** A person wants it, whatever the browser thinks of the network. */
  let asked = false;
  let again = false;
  /** Others may have been at work since the list was told. */
  let stale = true;
  let ended = false;
  let refreshedAt = 0;
  /** Nobody waits for this round. */
  let idle = false;
  const change = (changes: Partial<SyncState>): void => {
    state = { ...state, ...changes };
    if (!ended) tell(state);
  };
  const later = (pause: number): void => {
    clearTimeout(timer);
    idle = false;
    if (!ended) timer = setTimeout(() => void run(), pause);
  };
  const watch = (): void => {
    if (!watches || ended || document.visibilityState === 'hidden') return;
    later(WATCH_MS * (0.75 + Math.random() / 2));
    idle = true;
  };
  const backOff = (): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures++, 10)) * (0.5 + Math.random() / 2);

  async function fail(problem: CallProblem): Promise<void> {
    const lost = problem.code === TOKEN_ENDED ? undefined : lostBy[problem.status];
    if (lost !== undefined) {
      await forgetList(at);
      change({ lost });
      return;
    }
    change({ connected: problem.status !== 0 && navigator.onLine });
    if (problem.code !== TOKEN_ENDED) later(backOff());
  }

  /** Everything there is to send. @returns whether it asks for another round after a pause */
  async function drain(): Promise<boolean> {
    for (;;) {
      const { settled, sent } = await sendBatch(at, LARGEST_BATCH);
      if (sent > 0) change({ connected: true, lastSentAt: new Date().toISOString() });
      if (settled > 0) {
        failures = 0;
        stale = true;
        continue;
      }
      if (stale) {
        await refreshList(at);
        stale = false;
        refreshedAt = performance.now();
        change({ connected: navigator.onLine });
      }
      return sent > 0;
    }
  }

  async function run(): Promise<void> {
    if (running || ended) return;
    if (!navigator.onLine && !asked) return change({ connected: false });
    asked = false;
    running = true;
    again = false;
    if (idle) stale = true;
    else change({ sending: true });
    idle = false;
    try {
      const waits = await navigator.locks.request(
        `einlass/${at.owner}/${at.alliance}/${at.eventId}`,
        { ifAvailable: true },
        async (lock) => (lock === null ? ANOTHER_TAB_MS : (await drain()) ? backOff() : undefined),
      );
      if (waits === undefined) watch();
      else later(waits);
    } catch (error) {
      await fail(problemOf(error));
    } finally {
      running = false;
      change({ sending: false });
    }
    if (again) later(0);
  }

  const kick = (): void => {
    if (running) again = true;
    else later(0);
  };
  const look = (): void => {
    if (!watches || document.visibilityState === 'hidden' || performance.now() - refreshedAt < JUST_ASKED_MS) return;
    stale = true;
    kick();
  };
  const online = (): void => {
    failures = 0;
    stale = true;
    kick();
  };
  const offline = (): void => change({ connected: false });
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);
  document.addEventListener('visibilitychange', look);
  later(0);
  return {
    /** Something was queued. */
    kick,
    /** A person wants it sent now, and to see what others have done. */
    now: (): void => {
      asked = true;
      online();
    },
    end: (): void => {
      ended = true;
      clearTimeout(timer);
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', look);
    },
  };
}
export type Sync = ReturnType<typeof startSync>;

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RouteRow } from '../../../shared/http/route.ts';
import { type Answered, type Caller, call } from '../api.ts';

type Sent = Parameters<typeof call>[2];

/** Answers after which a client tries again with the same key. */
export const PASSING_STATUSES = [429, 503, 504];

/** What a client noted of all its calls. */
export type Log = { readonly milliseconds: number[]; readonly statuses: Record<number, number>; readonly answers: Answered[] };
export const newLog = (): Log => ({ milliseconds: [], statuses: {}, answers: [] });

async function once(row: RouteRow, caller: Caller, sent: Sent, log: Log | undefined): Promise<Answered> {
  const since = performance.now();
  const answer = await call(row, caller, sent);
  if (log) {
    log.milliseconds.push(performance.now() - since);
    log.statuses[answer.status] = (log.statuses[answer.status] ?? 0) + 1;
    if (answer.status >= 400) log.answers.push(answer);
  }
  return answer;
}

/** One write or read as an honest client makes it: again, with the same key, as long as the answer says that it may pass. */
export async function insist(
  row: RouteRow,
  caller: Caller,
  sent: Sent,
  { tries = 5, log, waitMs = 50 }: { readonly tries?: number; readonly log?: Log; readonly waitMs?: number } = {},
): Promise<Answered> {
  const keyed = { ...sent, key: sent?.key ?? randomUUID() };
  for (let attempt = 1; ; attempt++) {
    const answer = await once(row, caller, keyed, log);
    if (attempt === tries || !PASSING_STATUSES.includes(answer.status)) return answer;
    await pause(waitMs * attempt);
  }
}

/** Does all of it, so many at a time. */
export async function inParallel<T>(items: readonly T[], lanes: number, run: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < items.length) {
        const index = next++;
        await run(items[index] as T, index);
      }
    }),
  );
}

/** The value below which this share lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

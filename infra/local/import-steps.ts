import { setTimeout as pause } from 'node:timers/promises';
import { isFailure } from '../../shared/domain/failures.ts';

/** What is taken over: a write per record, by kind. References are there before they are used, so kinds go one after another. */
export type ImportStep = { readonly what: string; readonly writes: readonly (() => Promise<unknown>)[] };

/** Records of one kind on their way at once; the engine answers no faster to more. */
const AT_ONCE = 8;

export const apart = <T extends { readonly id: string }>({ id, ...rest }: T): [string, Omit<T, 'id'>] => [id, rest];

export const unlessThere = (error: unknown): void => {
  if (!isFailure(error, 'recordChangedMeanwhile')) throw error;
};

/** A database that is busy for half a minute, as on a loaded machine, delays an import and does not end it. */
const MOST_TRIES = 15;
const BUSY_PAUSE_MS = 2_000;

/** A write may be repeated: its record's id is the condition, and what is there already is left as it is. */
async function written(write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await write().catch(unlessThere);
      return;
    } catch (error) {
      if (!isFailure(error, 'registerBusy') || tries === MOST_TRIES) throw error;
      await pause(BUSY_PAUSE_MS);
    }
  }
}

/** Every write of the list, several at once. Whatever one of them throws, those on their way end before it is passed on. */
async function allOf(writes: ImportStep['writes'], onDone: () => void): Promise<void> {
  const left = writes.values();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const write of left) {
      if (failed) return;
      try {
        await written(write);
        onDone();
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  const refused = lanes.find((one) => one.status === 'rejected');
  if (refused) throw refused.reason;
}

/** What an earlier start has written is met again and left as it is. */
export async function takeOverInOrder(
  steps: readonly ImportStep[],
  progress: (done: number, of: number, what: string) => void,
): Promise<void> {
  const total = steps.reduce((count, { writes }) => count + writes.length, 0);
  let done = 0;
  for (const { what, writes } of steps) {
    await allOf(writes, () => {
      done += 1;
      progress(done, total, what);
    });
  }
}

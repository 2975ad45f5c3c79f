import { randomUUID } from 'node:crypto';
import { dummyCredentials } from './engine.ts';
import { type LambdaFunction, lambdaContext } from './gateway.ts';

export type DailyConsumer = { readonly id: string; readonly area: string; readonly at: string; readonly run: LambdaFunction };
export type Schedule = { readonly stop: () => Promise<void> };

const DAY_MS = 24 * 60 * 60_000;
const LOOKS_EVERY_MS = 15_000;
const INVOCATION_TIMEOUT_MS = 15 * 60_000;

const berlinTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
});

/** `2016-03-27 04:30` in Berlin; such texts sort as the clock on the wall goes, outside the hour that autumn repeats. */
const wallClock = (instant: Date): string => berlinTime.format(instant);

/** Whether the daily time lies between two looks at the clock: after the first, up to and including the second. */
export function isDueBetween(earlier: Date, later: Date, at: string): boolean {
  if (later.getTime() - earlier.getTime() >= DAY_MS) return true;
  const from = wallClock(earlier);
  const to = wallClock(later);
  const onLastDay = `${to.slice(0, 10)} ${at}`;
  const onFirstDay = `${from.slice(0, 10)} ${at}`;
  return [onFirstDay, onLastDay].some((due) => due > from && due <= to);
}

/** What EventBridge Scheduler hands to a function without an input of its own. */
export const scheduledEvent = (consumerId: string, at: Date) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account: '000000000000',
  time: `${at.toISOString().slice(0, 19)}Z`,
  region: dummyCredentials.AWS_REGION,
  resources: [`arn:aws:scheduler:${dummyCredentials.AWS_REGION}:000000000000:schedule/default/${consumerId}`],
  detail: '{}',
});

/** One run as EventBridge Scheduler starts it. @throws what the run fails with */
export async function runScheduled({ id, area, run }: DailyConsumer, at: Date): Promise<void> {
  await run(scheduledEvent(id, at), lambdaContext(area, randomUUID(), INVOCATION_TIMEOUT_MS));
}

/** Runs daily consumers at their time in Berlin; one that fails is run again the next day and said so. */
export function startSchedule(
  consumers: readonly DailyConsumer[],
  onFailure: (consumerId: string, error: unknown) => void,
  now: () => Date = () => new Date(),
): Schedule {
  let lookedAt = now();
  const running = new Set<Promise<void>>();

  const run = async (consumer: DailyConsumer, at: Date): Promise<void> => {
    try {
      await runScheduled(consumer, at);
    } catch (error) {
      onFailure(consumer.id, error);
    }
  };
  const look = (): void => {
    const from = lookedAt;
    lookedAt = now();
    for (const consumer of consumers.filter(({ at }) => isDueBetween(from, lookedAt, at))) {
      const finished = run(consumer, lookedAt).finally(() => running.delete(finished));
      running.add(finished);
    }
  };
  const timer = setInterval(look, LOOKS_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}

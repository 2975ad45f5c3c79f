import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { quantile } from '../support/faults/client.ts';
import type { KillableMachine } from '../support/faults/machine.ts';
import { DOOR, startKillable } from '../support/faults/machine.ts';
import { outsideModel, sound } from '../support/faults/model.ts';
import { type Answer, AUTHORISER, CERTIFIER, EDITOR, traffic } from '../support/faults/traffic.ts';
import { readTruth, type Truth } from '../support/faults/truth.ts';
import { hostile, randomFrom } from '../support/faults/weather.ts';
import { scale } from '../support/scale.ts';

/**
 * R1, R2, R3 and R7 with the processes as `npm start` runs them: on a day when half of what is asked of the database fails,
 * and while gateway and engine are killed (SIGKILL) under load. Clients note what they send before they send it, and what
 * they were told; the table is read past the register.
 */

const SEEDS = scale({ short: [1], full: [1, 2, 3] });
const BAD_DAY = scale({ short: { clients: 4, lastsMs: 4_000 }, full: { clients: 8, lastsMs: 40_000 } });
const WRITERS = scale({ short: 6, full: 16 });
const STRETCHES = scale({ short: 1, full: 5 });
const STRETCH_MS = scale({ short: 5_000, full: 10_000 });
const BETWEEN_KILLS_MS = scale({ short: 300, full: 1_000 });
const SETTLES_WITHIN_MS = 60_000;
const REPLAYED = 20;
/** Tries of an honest client. */
const TRIES = 5;
/** API Gateway cuts an answer off after 30 s. */
const NO_LATER_THAN_MS = 29_000;
const COMES_BACK = new Set([429, 503, 504]);

// what is proven here is no question of time
jest.setTimeout(600_000);
/** Refusals that are not clean: of another status, without a problem description, or silent about when to come back. */
const unclean = (answers: readonly Answer[]): string[] =>
  answers.flatMap(({ status, headers, text }) => {
    if (status > 0 && status < 400) return [];
    const isKnown = COMES_BACK.has(status) || status === 409 || status === 412;
    const isProblem = headers.get('content-type')?.startsWith('application/problem+json') ?? false;
    const saysWhen = !COMES_BACK.has(status) || headers.get('retry-after') !== null;
    return isKnown && isProblem && saysWhen ? [] : [`${status} ${text}`];
  });

const timesOf = <T>(values: readonly T[]): string => {
  const times = new Map<T, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return JSON.stringify([...times]);
};

describe.each(SEEDS)('the register’s processes, seed %i', (seed) => {
  const random = randomFrom(seed);
  const models = { entries: outsideModel(), bookings: outsideModel(), heads: outsideModel() };
  const kills = { gateway: 0, engine: 0, betweenWriteAndAnswer: 0 };
  let machine: KillableMachine;
  let printed: Truth;
  let writers: ReturnType<typeof traffic>;
  beforeAll(async () => {
    machine = await startKillable(seed, [EDITOR, CERTIFIER, AUTHORISER]);
    printed = await readTruth(machine.direct);
    writers = traffic(machine, models, { seed, tries: 8 });
  });
  afterAll(async () => await machine.stop());

  /** Nothing lost, doubled or foreign, no journal with a gap, and every cent where the clients say it is. */
  const expectSound = async (): Promise<Truth> => {
    const truth = await readTruth(machine.direct, printed);
    const found = [truth.entries, truth.bookings, truth.scans];
    const verdicts = Object.values(models).map((model, index) => model.judge(found[index] ?? []));
    for (const { doubtful: _doubtful, ...verdict } of verdicts) expect(verdict).toEqual(sound);
    expect(truth.broken).toEqual([]);
    expect([truth.sumsCents, truth.ledgerCents - printed.ledgerCents]).toEqual([truth.ledgerCents, models.bookings.total(truth.bookings)]);
    return truth;
  };
  const counted = (what: 'sent' | 'acknowledged'): number => Object.values(models).reduce((sum, model) => sum + model.counts()[what], 0);

  test('R7 a bad day: no invariant breaks, no process ends, every refusal says when to come back, nobody waits 29 s', async () => {
    const answers: Answer[] = [];
    const calls: boolean[] = [];
    const watch = { answer: (answer: Answer) => void answers.push(answer), ended: (isDone: boolean) => void calls.push(isDone) };
    const { asked } = machine.faults.counts();
    machine.faults.weather(hostile);
    await traffic(machine, models, { seed, tries: TRIES, watch, reads: true }).run(BAD_DAY.clients, BAD_DAY.lastsMs);
    machine.faults.weather();

    const times = answers.map(({ milliseconds }) => milliseconds);
    const share = calls.filter(Boolean).length / calls.length;
    const met = Object.values(machine.faults.met()).reduce((sum, one) => sum + one, 0);
    console.log(
      `R7 seed ${seed}: ${BAD_DAY.clients} clients × ${BAD_DAY.lastsMs / 1000} s, ${met} faults in ${machine.faults.counts().asked - asked} requests, ` +
        `${timesOf(answers.map(({ status }) => status))}, ${(share * 100).toFixed(2)} % within ${TRIES} tries, ` +
        `p99 ${quantile(times, 0.99).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`,
    );
    expect(unclean(answers)).toEqual([]);
    expect(Math.max(...times)).toBeLessThan(NO_LATER_THAN_MS);
    expect(share).toBeGreaterThanOrEqual(scale({ short: 0.9, full: 0.99 }));
    await expectSound();
    expect([
      machine.unasked(),
      machine
        .stderr()
        .split('\n')
        .filter((line) => /unhandled|WARNING/i.test(line)),
    ]).toEqual([0, []]);
  });

  /** The transaction is written and its answer held back; then the one who waits for it is gone. */
  const killBetween = async (): Promise<void> => {
    const before = machine.faults.met().hangAfter ?? 0;
    machine.faults.plan(['hangAfter'], ({ operation }) => operation === 'TransactWriteItems');
    while (writers.isOpen() && (machine.faults.met().hangAfter ?? 0) === before) await pause(5);
    await pause(50);
    await machine.killGateway();
    machine.faults.plan([]);
    if ((machine.faults.met().hangAfter ?? 0) > before) kills.betweenWriteAndAnswer += 1;
  };
  /** However slow the machine: between two kills something is acknowledged. */
  const untilProgress = async (): Promise<void> => {
    for (const from = counted('acknowledged'); writers.isOpen() && counted('acknowledged') < from + WRITERS; ) await pause(20);
  };
  const killing = async (): Promise<void> => {
    for (let turn = 0; writers.isOpen(); turn++) {
      await untilProgress();
      if (!writers.isOpen()) return;
      await pause(BETWEEN_KILLS_MS * (0.5 + random()));
      if (turn % 2 === 0) {
        await machine.killEngine();
        kills.engine += 1;
        continue;
      }
      if (turn % 4 === 1) await killBetween();
      else await machine.killGateway();
      kills.gateway += 1;
    }
  };

  test('R1 killed under load, nothing acknowledged is lost, nothing is there twice, nothing that nobody sent; R2 to the cent at every probe', async () => {
    const [sent, acknowledged] = [counted('sent'), counted('acknowledged')];
    const isEnough = (): boolean => Object.values(kills).every((times) => times > 0);
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      await Promise.all([writers.run(WRITERS, STRETCH_MS, isEnough), killing()]);
      await expectSound();
    }
    console.log(
      `R1 seed ${seed}: ${WRITERS} writers × ${(STRETCHES * STRETCH_MS) / 1000} s, killed ${JSON.stringify(kills)}, ` +
        `${counted('sent') - sent} sent, ${counted('acknowledged') - acknowledged} acknowledged`,
    );
    expect(isEnough()).toBe(true);
    expect(counted('acknowledged')).toBeGreaterThan(acknowledged);
  });

  test('R2 what streams feed arrives: the heads counted are those that were sent', async () => {
    const since = Date.now();
    let truth = await readTruth(machine.direct, printed);
    const heads = models.heads.total(truth.scans);
    for (; truth.headsOf(DOOR) !== heads && Date.now() - since < SETTLES_WITHIN_MS; await pause(250))
      truth = await readTruth(machine.direct, printed);
    console.log(`R2 seed ${seed}: ${heads} heads counted, all ${Date.now() - since} ms after the last write`);
    expect(truth.headsOf(DOOR)).toBe(heads);
  });

  test('R3 keys outlive both processes: called again, each is the first answer and no second effect', async () => {
    await machine.killEngine();
    await machine.killGateway();
    const chosen = writers.kept.slice(-REPLAYED);
    expect(chosen.length).toBeGreaterThan(0);
    for (const one of chosen) expect((await writers.again(one)).text).toBe(one.text);
    await expectSound();
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { getExpenditureBreakdown } from '../../functions/breakdowns/routes.ts';
import { bookExpense, getExpense } from '../../functions/expenses/routes.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import type { Table } from '../../shared/store/table.ts';
import { getItem } from '../../shared/store/table.ts';
import { type Answered, as, call, openRegisterOf2016 } from '../support/api.ts';
import { aBooking } from '../support/builders.ts';
import { type Behind, behindFaults } from '../support/faults/behind.ts';
import { inParallel, insist, newLog, quantile } from '../support/faults/client.ts';
import { isIn, outsideModel, sound } from '../support/faults/model.ts';
import { type Bookable, bookables } from '../support/faults/prepared.ts';
import { scale } from '../support/scale.ts';
import { everyItem } from '../support/scan.ts';

/** R8 and R9: what writers do to each other is not seen; a database that throttles or is away is not made worse. */

const TOGETHER = scale({ short: 8, full: 32 });
const ROUNDS = scale({ short: 3, full: 10 });
const CONFLICTS = scale({ short: 10, full: 100 });
const THROTTLED_READS = scale({ short: 100, full: 1_000 });
const OUTAGE_MS = scale({ short: 3_000, full: 10_000 });
const ARRIVES_EVERY_MS = 50;

// what is proven here is no question of time
jest.setTimeout(600_000);
let direct: Table;
let faults: Behind;
beforeAll(async () => {
  direct = await openRegisterOf2016();
  faults = await behindFaults(8);
});
beforeEach(() => {
  faults.weather();
  faults.outage();
});
afterAll(async () => await faults.stop());

const bookingOf = ({ expenseId, version, dimensions }: Bookable) => ({
  params: { expenseId },
  version,
  body: aBooking({ fiscalYear: Number(dimensions.year) }),
});
const sumOf = async (table: Table): Promise<number> =>
  (await everyItem(table)).filter(isIn('npa#SUMS')).reduce((sum, { amountCents }) => sum + Number(amountCents), 0);

describe('R8 many bookings at once on one budget line, every transaction held for 20 ms', () => {
  test('R8 none is seen to fail, however many conflicts there are, and each counts once', async () => {
    const model = outsideModel();
    const [waiting, before, log] = [await bookables(direct, TOGETHER * ROUNDS, 8, { oneLine: true }), await sumOf(direct), newLog()];
    faults.weather({ transactionsHeldMs: 20 });
    for (let round = 0; round < ROUNDS; round++) {
      await Promise.all(
        waiting.slice(round * TOGETHER, (round + 1) * TOGETHER).map(async (one) => {
          model.sent(one.expenseId, one);
          const { status } = await insist(bookExpense, as('AUTHORISER'), bookingOf(one), { tries: 1, log });
          if (status === 200) model.acknowledged(one.expenseId);
        }),
      );
    }
    faults.weather();
    const items = await everyItem(direct);
    const found = items.filter(isIn('npa#LEDGER')).map(({ expenseId }) => String(expenseId));
    const ours = found.filter((id) => waiting.some(({ expenseId }) => expenseId === id));
    const conflicts = faults.met().heldConflict ?? 0;
    console.log(
      `R8: ${TOGETHER} at once × ${ROUNDS}, ${JSON.stringify(log.statuses)}, ${conflicts} conflicts met, p95 ${quantile(log.milliseconds, 0.95).toFixed(0)} ms`,
    );
    expect(log.statuses).toEqual({ 200: waiting.length });
    expect(conflicts).toBeGreaterThanOrEqual(CONFLICTS);
    expect({ ...model.judge(ours) }).toEqual({ ...sound, doubtful: [] });
    expect((await sumOf(direct)) - before).toBe(model.total(ours));
  });

  test('control: without trying again, the same crowd is told so', async () => {
    const { name, client } = { name: direct.name, client: openTable() };
    const { TransactWriteCommand } = await import('@aws-sdk/lib-dynamodb');
    faults.weather({ transactionsHeldMs: 20 });
    const results = await Promise.allSettled(
      Array.from({ length: TOGETHER }, async (_, index) =>
        client.send(
          new TransactWriteCommand({
            TransactItems: [
              { Put: { TableName: name, Item: { pk: 'crowd', sk: String(index) } } },
              {
                Update: {
                  TableName: name,
                  Key: { pk: 'crowd', sk: 'SUM' },
                  UpdateExpression: 'ADD n :one',
                  ExpressionAttributeValues: { ':one': 1 },
                },
              },
            ],
          }),
        ),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(TOGETHER / 4);
  });
});

test('R7 a request whose reads add up to more than 25 s is told "later" before the gateway would cut it off', async () => {
  const [real, start] = [Date.now, faults.counts().asked];
  faults.weather({ chances: { shortPage: 1 }, shortPageItems: 1 });
  // every request to the database takes a second
  Date.now = () => real() + 1_000 * (faults.counts().asked - start);
  try {
    const { status, body, headers } = await call(getExpenditureBreakdown, as('OFFICE_EDITOR'), { query: { asOf: '2017-02-27' } });
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'registerBusy', '2']);
    expect(faults.counts().asked - start).toBeLessThan(29);
  } finally {
    Date.now = real;
  }
  faults.weather();
  expect((await call(getExpenditureBreakdown, as('OFFICE_EDITOR'), { query: { asOf: '2017-02-27' } })).status).toBe(200);
});

describe('R9 throttling and outage', () => {
  const read = async (): Promise<Answered & { milliseconds: number }> => {
    const since = performance.now();
    const answer = await call(getExpense, as('OFFICE_EDITOR'), { params: { expenseId: 'not-there' } });
    return { ...answer, milliseconds: performance.now() - since };
  };

  test('R9 one request in ten throttled is not seen by anybody', async () => {
    const before = faults.counts();
    const fair = await read();
    const perCall = faults.counts().asked - before.asked;
    faults.weather({ chances: { ProvisionedThroughputExceeded: 0.04, Throttling: 0.03, RequestLimitExceeded: 0.03 } });
    const start = faults.counts().asked;
    const statuses: Record<number, number> = {};
    await inParallel(Array.from({ length: THROTTLED_READS }), 8, async () => {
      const { status } = await read();
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
    const amplification = (faults.counts().asked - start) / (perCall * THROTTLED_READS);
    console.log(`R9: 10 % throttled, ${JSON.stringify(statuses)}, ${amplification.toFixed(2)} requests per one offered`);
    expect(statuses).toEqual({ [fair.status]: THROTTLED_READS });
    expect(amplification).toBeLessThanOrEqual(3);
  });

  test.each(['throttled', 'unavailable', 'refused'] as const)(
    'R9 %s for a while: told soon, not asked much, and back at once',
    async (how) => {
      const { asked } = faults.counts();
      faults.outage(how);
      const arrivals: Promise<Answered & { milliseconds: number }>[] = [];
      for (const ends = Date.now() + OUTAGE_MS; Date.now() < ends; await pause(ARRIVES_EVERY_MS)) arrivals.push(read());
      const during = await Promise.all(arrivals);
      const offered = during.length;
      const amplification = (faults.counts().asked - asked) / offered;
      const slowest = Math.max(...during.map(({ milliseconds }) => milliseconds));
      faults.outage();
      const since = performance.now();
      while ((await read()).status !== 404) await pause(20);
      const recovered = performance.now() - since;
      console.log(
        `R9: ${how} for ${OUTAGE_MS} ms, ${offered} offered, ${amplification.toFixed(2)} requests each, slowest ${slowest.toFixed(0)} ms, back after ${recovered.toFixed(0)} ms`,
      );
      expect(
        new Set(
          during.map(
            ({ status, headers, body }) => `${status} ${headers['retry-after']} ${headers['content-type']?.split(';')[0]} ${body.code}`,
          ),
        ),
      ).toEqual(new Set(['503 2 application/problem+json registerBusy']));
      expect(amplification).toBeLessThanOrEqual(scale({ short: 5, full: 3 }));
      expect(slowest).toBeLessThan(10_000);
      expect(recovered).toBeLessThan(10_000);
    },
  );

  test('control: a loop that tries again for as long as it has asks far more than three times', async () => {
    const client = openTable(6);
    const { asked } = faults.counts();
    faults.outage('throttled');
    await expect(
      client.send(new (await import('@aws-sdk/lib-dynamodb')).GetCommand({ TableName: direct.name, Key: { pk: 'a', sk: 'b' } })),
    ).rejects.toThrow();
    expect(faults.counts().asked - asked).toBeGreaterThan(3);
    faults.outage();
    await getItem({ name: direct.name, client }, { pk: 'a', sk: 'b' });
  });
});

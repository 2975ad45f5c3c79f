import { randomUUID } from 'node:crypto';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { routes } from '../../functions/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { openTable } from '../../shared/platform/dynamo.ts';
import { log } from '../../shared/platform/logger.ts';
import { preparedFor, whoSucceeds } from '../api/prepared.ts';
import type { Targets } from '../api/samples.ts';
import { freshTargets, hasSample } from '../api/samples.ts';
import { call, openRegisterOf2016 } from '../support/api.ts';
import { type Behind, behindFaults } from '../support/faults/behind.ts';
import { mild, type Weather } from '../support/faults/weather.ts';
import { scale } from '../support/scale.ts';

/** Faults that pass are nobody's business: every row answers behind them as it does without. */

const EVERY = scale({ short: 22, full: 1 });
const ROUNDS = scale({ short: 1, full: 3 });
const BARE_WRITES = scale({ short: 200, full: 1_000 });
/** Wide: the machine has other things to do; what was measured is printed. */
const SLOWER_AT_MOST = 20;

/** Of each area some, the writing ones first: what changes most meets most. */
const rows = routes
  .filter(hasSample)
  .sort((a, b) => Number(a.method === 'GET') - Number(b.method === 'GET'))
  .filter((_, index) => index % EVERY === 0);

let faults: Behind;
let table: Awaited<ReturnType<typeof openRegisterOf2016>>;
let about: Targets;
const times = { fair: [] as number[], mild: [] as number[] };
const statuses = { answers: 0, faults: 0 };
/** What answers keep to themselves. */
const unexpected: string[] = [];
const quantile = (samples: readonly number[], share: number): number =>
  [...samples].sort((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(samples.length * share))] ?? 0;

beforeAll(async () => {
  table = await openRegisterOf2016();
  faults = await behindFaults(6);
  jest.spyOn(log, 'error').mockImplementation((code, _fields, error) => void unexpected.push(`${code} ${String(error)}`));
  about = await freshTargets('LW');
});
afterAll(async () => await faults.stop());

const targetsFor = async (method: string, area: string): Promise<Targets> =>
  method === 'GET' ? about : await freshTargets('LW', { area, like: about });

/** Some steps can be taken once only; that they succeed in fair weather the contract's test says. */
const roundsOf = ({ method }: RouteRow): (readonly ['fair' | 'mild', Weather | undefined])[] =>
  method === 'GET' ? [['fair', undefined], ...Array.from({ length: ROUNDS }, () => ['mild', mild] as const)] : [['mild', mild]];

describe('R6: behind mild faults of every kind that passes', () => {
  test.each(rows.map((row) => [row.id, row] as const))('R6: %s answers as in fair weather', async (_id, row) => {
    for (const [name, weather] of roundsOf(row)) {
      faults.weather(weather);
      const sent = await preparedFor(row, await targetsFor(row.method, row.area));
      const started = performance.now();
      const { status, text } = await call(row, whoSucceeds(row), sent);
      if (row.method === 'GET') times[name].push(performance.now() - started);
      statuses.answers += 1;
      if (status >= 500) statuses.faults += 1;
      expect([name, status, status === row.success.status ? [] : [text, ...unexpected]]).toEqual([name, row.success.status, []]);
    }
    faults.weather();
  });

  test('R6: no answer of 500 or more was seen, faults of every kind were met, and answers came not much later', () => {
    const met = faults.met();
    const [before, behind] = [quantile(times.fair, 0.95), quantile(times.mild, 0.95)];
    const { asked } = faults.counts();
    console.log(
      `R6: ${statuses.answers} calls of ${rows.length} rows, ${statuses.faults} of 500 or more; ${asked} requests to the table met ${JSON.stringify(met)}; p95 of reading ${before.toFixed(1)} ms, behind faults ${behind.toFixed(1)} ms (${(behind / before).toFixed(1)} times)`,
    );
    expect(statuses.faults).toBe(0);
    expect(Object.keys(met).filter((kind) => kind in (mild.chances ?? {})).length).toBeGreaterThanOrEqual(scale({ short: 4, full: 10 }));
    expect(behind).toBeLessThan(SLOWER_AT_MOST * Math.max(before, 5));
  });

  test('a writer that leaves conflicts and throttling to the SDK shows errors in the same weather', async () => {
    faults.weather(mild);
    const client = openTable();
    const write = async (): Promise<boolean> => {
      const Item = { pk: `bare#${randomUUID()}`, sk: 'STATE' };
      try {
        await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: table.name, Item } }] }));
        return true;
      } catch {
        return false;
      }
    };
    let failed = 0;
    for (let index = 0; index < BARE_WRITES; index++) if (!(await write())) failed += 1;
    faults.weather();
    console.log(`R6: control, ${failed} of ${BARE_WRITES} bare transactions failed`);
    expect(failed / BARE_WRITES).toBeGreaterThan(0.01);
  });
});

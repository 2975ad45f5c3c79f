import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerPartition } from '../shared/store/keys.ts';
import { liveTable } from '../shared/store/live-table.ts';
import type { Table } from '../shared/store/table.ts';
import type { AsOfSaid } from './as-of-child.ts';
import { startChild } from './child.ts';
import { ALLIANCE, createEvents, growingLedger, SUMS } from './load-ledger.ts';
import type { Part } from './measure.ts';
import { figure, growthExponent, median, medianTime, ratio, table, timed, whole } from './measure.ts';
import { type Handlers, openEngine, openHandlers, withoutStream } from './register.ts';
import { breakdownNow } from './requests.ts';

/** `BENCH_BOOKINGS=5000,50000,500000` measures other sizes. */
const sizes = (process.env.BENCH_BOOKINGS ?? '5000,50000,200000').split(',').map(Number);
const NOW_ROUNDS = 30;
/** A day in the last month of the bookings: nearly every line counts, and every one is looked at. */
const AS_OF = '2025-12-15';
/** The child's heap may not grow beyond this, so that memory in use shows, and not memory that nobody collected yet. */
const CHILD_HEAP_MB = 64;

const roundsFor = (size: number): number => (size > 100_000 ? 1 : 3);

type Size = {
  readonly n: number;
  readonly nowMs: number;
  readonly asOfMs: number;
  readonly rawMs: number;
  readonly readUnits: number;
  readonly peakMegabytes: number;
};

/** The least such a sum can cost with the stores' client: every page of the ledger, one number of each line added, nothing looked at. */
async function rawSum({ client, name }: Table): Promise<{ cents: number; readUnits: number }> {
  let [cents, readUnits] = [0, 0];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': ledgerPartition(ALLIANCE) },
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
        ...(after === undefined ? {} : { ExclusiveStartKey: after }),
      }),
    );
    for (const item of page.Items ?? []) cents += Number(item.amountCents);
    readUnits += page.ConsumedCapacity?.CapacityUnits ?? 0;
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
  return { cents, readUnits };
}

async function peakOf(alliance: string): Promise<AsOfSaid> {
  const child = await startChild<AsOfSaid>('as-of-child.ts', [alliance, AS_OF], { execArgv: [`--max-old-space-size=${CHILD_HEAP_MB}`] });
  await child.stop();
  return child.said;
}

async function measure(opened: Table, { call }: Handlers, n: number): Promise<Size> {
  const params = { allianceId: ALLIANCE };
  const asOf: number[] = [];
  const raw: number[] = [];
  let readUnits = 0;
  for (let round = 0; round < roundsFor(n); round++) {
    asOf.push((await timed(() => call({ ...breakdownNow, params, query: { asOf: AS_OF } }))).milliseconds);
    const pass = await timed(() => rawSum(opened));
    raw.push(pass.milliseconds);
    readUnits = pass.value.readUnits;
  }
  const nowMs = await medianTime(NOW_ROUNDS, () => call({ ...breakdownNow, params }));
  const { peakMegabytes } = await peakOf(ALLIANCE);
  return { n, nowMs, asOfMs: median(asOf), rawMs: median(raw), readUnits, peakMegabytes };
}

function reportOf(measured: readonly Size[], emptyPeak: number): string {
  const exponent = (pick: (size: Size) => number): string =>
    growthExponent(measured.map((size) => ({ n: size.n, milliseconds: pick(size) }))).toFixed(2);
  const rows = measured.map((size) => [
    whole(size.n),
    figure(size.nowMs),
    figure(size.asOfMs),
    figure(size.rawMs),
    ratio(size.asOfMs, size.rawMs),
    whole(size.readUnits),
    whole(size.peakMegabytes),
  ]);
  const growth = ['growth exponent', exponent(({ nowMs }) => nowMs), exponent(({ asOfMs }) => asOfMs), exponent(({ rawMs }) => rawMs)];
  return [
    table(
      ['bookings', 'now ms', 'as of ms', 'raw loop ms', 'as of against raw', 'read units of as of', 'peak RSS of as of, MB'],
      [...rows, [...growth, '', '', '']],
    ),
    '',
    `${SUMS} sums (40 events, 3 budget lines, 2 years); whole requests through handler and stores. The lines are those the ledger store itself makes,`,
    'loaded by batches; `driftOfSums` then finds no difference at any size. Raw loop: the same document client reads the same lines whole and adds one',
    'number of each. Growth exponent: slope on log-log paper, 0 is constant and 1 linear. Peak RSS: a process of its own that asks once, with',
    `${CHILD_HEAP_MB} MB of heap; about an empty ledger the same process takes ${whole(emptyPeak)} MB.`,
  ].join('\n');
}

async function run(say: (progress: string) => void): Promise<string> {
  const engine = await openEngine();
  const handlers = await openHandlers();
  try {
    const opened = liveTable();
    await withoutStream(engine.endpoint, opened.name);
    await createEvents(opened);
    const ledger = growingLedger(opened, Math.max(...sizes));
    const measured: Size[] = [];
    for (const n of sizes) {
      const { milliseconds } = await timed(() => ledger.growTo(n));
      say(`${n} bookings, loaded in ${(milliseconds / 1000).toFixed(1)} s`);
      await ledger.assertExact();
      measured.push(await measure(opened, handlers, n));
    }
    const { peakMegabytes } = await peakOf('nobody');
    return reportOf(measured, peakMegabytes);
  } finally {
    await handlers.close();
    await engine.stop();
  }
}

export const breakdown: Part = { title: 'Breakdown, now and as of a day', run };

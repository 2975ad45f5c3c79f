import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getDoorCounts, recordScans } from '../functions/door/routes.ts';
import { keyTableNameOf } from '../infra/table.ts';
import type { DoorCounts } from '../shared/domain/door.ts';
import { LARGEST_BATCH } from '../shared/domain/door.ts';
import { openTable } from '../shared/platform/dynamo.ts';
import { countStore } from '../shared/store/count-store.ts';
import { doorStore } from '../shared/store/door-store.ts';
import type { BareSaid, Plan } from './bare-child.ts';
import { startChild } from './child.ts';
import type { DoorSaid } from './door-child.ts';
import type { Part } from './measure.ts';
import { figure, median, quantile, ratio, table, timed, whole } from './measure.ts';
import { installMeter, type Metered, meteredRun, type Sent } from './meter.ts';
import { ask, headersOf, openHandlers, type Request, urlOf } from './register.ts';
import { EVENT } from './requests.ts';
import { exchange, latencies, type Send } from './routes.ts';

const USER = 'npa-office-editor';
const CONNECTIONS = [1, 16, 64];
const REQUESTS = 400;
const BLOCKS = 4;
const WARM_UP = 80;
const BATCHES = 5;
/** Facts that the consumer gets at once. */
const COUNTED_AT_ONCE = 90;

/** Length of the burst; its rate stays that of 5 000 in a minute. */
const BURST_SECONDS = Number(process.env.BENCH_DOOR_SECONDS ?? 60);
const BURST_RATE = 5_000 / 60;
const BURST = Math.round(BURST_SECONDS * BURST_RATE);
/** Every so many arrivals a tablet hears no answer and sends its scan again. */
const SENT_TWICE = 20;
const BURST_CONNECTIONS = 64;
const TRIES = 5;
const SENT_AGAIN_AFTER_MS = 1_000;
const COUNTED_WITHIN_MS = 10 * 60_000;

const nowText = () => new Date().toISOString();
const deviceId = randomUUID();
const head = () => ({ scanId: randomUUID(), door: 'Haupteingang', scannedAt: nowText() });
const checkIn = (ticketId: string) => ({ kind: 'CHECK_IN', ...head(), ticketId, source: 'QR' });
const scans = (...entries: readonly object[]): Request => ({
  row: recordScans,
  role: 'OFFICE_EDITOR',
  params: { eventId: EVENT },
  body: { deviceId, sentAt: nowText(), entries },
});

/** Hands out each ticket once. @throws when there are no more */
const supplyOf = (tickets: readonly string[]): (() => string) => {
  let next = 0;
  return () => {
    const ticket = tickets[next++];
    if (ticket === undefined) throw new Error('the bench has run out of tickets');
    return ticket;
  };
};

const post = async (agent: Agent, { origin, token }: DoorSaid, request: Request): Promise<void> =>
  await exchange(agent, urlOf(origin, request), 'POST', headersOf(request, token), JSON.stringify(request.body));

/** Settings of the child's database for the stores and handlers in this process, with a master key of its own. */
function useDatabase({ endpoint, table: name }: DoorSaid, folder: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    TABLE_NAME: name,
    KEY_TABLE_NAME: keyTableNameOf(name),
    MASTER_KEY_FILE: join(folder, 'master.key'),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    LOG_LEVEL: 'ERROR',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
  });
}

type Update = {
  Update: {
    UpdateExpression: string;
    ConditionExpression?: string;
    ExpressionAttributeNames?: object;
    ExpressionAttributeValues: Record<string, unknown>;
  };
};

/** The transaction of a check-in as a server sends it that makes the ticket instead of finding it: the same two items, each new. */
function withoutFinding(sent: Sent): Sent {
  const [fact, presence] = structuredClone(sent.input.TransactItems) as [object, Update];
  const { Update: found } = presence;
  const { ':by': liveScans, ':at': at, ':door': door } = found.ExpressionAttributeValues;
  delete found.ConditionExpression;
  delete found.ExpressionAttributeNames;
  found.UpdateExpression = 'SET liveScans = :by, presentAt = :at, presentDoor = :door';
  found.ExpressionAttributeValues = { ':by': liveScans, ':at': at, ':door': door };
  return { ...sent, input: { ...sent.input, TransactItems: [fact, presence] } };
}

type Watched = { readonly plans: Record<string, Plan>; readonly rows: readonly (readonly [string, Metered, number])[] };

/** What each kind of entry asks of the table, seen once in this process on the same database. */
async function watched(next: () => string): Promise<Watched> {
  installMeter();
  const handlers = await openHandlers();
  try {
    await handlers.call(scans({ kind: 'HEADS', ...head(), count: 0 }));
    const rows: [string, Metered, number][] = [];
    const measure = async (name: string, request: Request, entries = 1): Promise<readonly Sent[]> => {
      const { used, sent } = await meteredRun(() => handlers.call(request));
      rows.push([name, used, entries]);
      return sent;
    };
    const entry = checkIn(next());
    const sent = await measure('check-in', scans(entry));
    await measure('the same, sent again', scans(entry));
    await measure('duplicate', scans(checkIn(entry.ticketId)));
    await measure('undo', scans({ kind: 'UNDO', ...head(), undoes: entry.scanId }));
    await measure('heads', scans({ kind: 'HEADS', ...head(), count: 12 }));
    const person = { givenName: 'Erika', familyName: 'Muster', email: 'e.muster@example.org', organisation: 'Beispielverein' };
    await handlers.call(scans({ kind: 'WALK_IN', ...head(), ticketId: randomUUID(), person }));
    await measure('walk-in with a name', scans({ kind: 'WALK_IN', ...head(), ticketId: randomUUID(), person }));
    await measure(
      `batch of ${LARGEST_BATCH} check-ins`,
      scans(...Array.from({ length: LARGEST_BATCH }, () => checkIn(next()))),
      LARGEST_BATCH,
    );
    rows.push(['counting, per fact of the stream', await countingOf(), COUNTED_AT_ONCE]);
    const bare = sent.map((one) => (one.kind === 'write' ? withoutFinding(one) : one));
    const fresh = [entry.scanId, entry.ticketId];
    return {
      plans: {
        bare: { sent: bare.filter(({ kind }) => kind === 'write').map((one) => ({ ...one, wave: 0 })), fresh },
        reading: { sent: bare, fresh },
      },
      rows,
    };
  } finally {
    await handlers.close();
  }
}

async function countingOf(): Promise<Metered> {
  const register = { name: process.env.TABLE_NAME ?? '', client: openTable() };
  const facts = (await doorStore(register).scansOf('npa', EVENT)).slice(0, COUNTED_AT_ONCE).map(({ fact }) => fact);
  return (await meteredRun(() => countStore(register).count('npa', EVENT, facts))).used;
}

type Measured = { readonly samples: number[]; seconds: number };
const nothingYet = (): Measured => ({ samples: [], seconds: 0 });

/** All in turns, block by block, so that a busy moment of the machine meets all. */
async function compared(sends: readonly Send[], connections: number): Promise<Measured[]> {
  const measured = sends.map(nothingYet);
  for (let block = 0; block < BLOCKS; block++)
    for (const [index, send] of sends.entries()) {
      const { samples, seconds } = await latencies(send, REQUESTS / BLOCKS, connections);
      measured[index]?.samples.push(...samples);
      (measured[index] as Measured).seconds += seconds;
    }
  return measured;
}

async function throughput(said: DoorSaid, plans: Watched['plans'], next: () => string, progress: (text: string) => void): Promise<string> {
  const bare = await startChild<BareSaid>('bare-child.ts');
  try {
    bare.send(plans);
    const reference =
      (plan: string): Send =>
      async (agent) =>
        await exchange(agent, `${bare.said.origin}/${plan}`, 'GET', {});
    const sends: Send[] = [async (agent) => await post(agent, said, scans(checkIn(next()))), reference('bare'), reference('reading')];
    for (const send of sends) await latencies(send, WARM_UP, 4);
    const rows: string[][] = [];
    for (const connections of CONNECTIONS) {
      progress(`check-in, ${connections} connections`);
      const [ours = nothingYet(), alone = nothingYet(), reading = nothingYet()] = await compared(sends, connections);
      const rate = ({ seconds }: Measured) => REQUESTS / seconds;
      rows.push([
        String(connections),
        ...[0.5, 0.99].map((share) => figure(quantile(ours.samples, share))),
        ...[ours, alone, reading].map((one) => whole(rate(one))),
        ratio(rate(ours), rate(alone)),
        ratio(rate(ours), rate(reading)),
      ]);
    }
    return table(
      ['connections', 'p50 ms', 'p99 ms', 'check-ins/s', 'bare/s', 'bare with reads/s', 'against bare', 'against bare with reads'],
      rows,
    );
  } finally {
    await bare.stop();
  }
}

async function batches(said: DoorSaid, next: () => string): Promise<string> {
  const agent = new Agent({ keepAlive: true });
  const samples: number[] = [];
  for (let round = 0; round < BATCHES; round++) {
    const request = scans(...Array.from({ length: LARGEST_BATCH }, () => checkIn(next())));
    samples.push((await timed(() => post(agent, said, request))).milliseconds);
  }
  agent.destroy();
  return `A batch of ${LARGEST_BATCH} check-ins: median ${figure(median(samples))} ms of ${BATCHES}, ${whole((LARGEST_BATCH * 1000) / median(samples))} check-ins/s.`;
}

async function stillPart(progress: (text: string) => void): Promise<string> {
  const supply = WARM_UP + REQUESTS * CONNECTIONS.length + LARGEST_BATCH * (BATCHES + 1) + 10;
  const child = await startChild<DoorSaid>('door-child.ts', [String(supply), 'still', USER], { env: { LOG_LEVEL: 'WARN' } });
  const folder = mkdtempSync(join(tmpdir(), 'bench-door-'));
  try {
    useDatabase(child.said, folder);
    const next = supplyOf(child.said.tickets);
    progress('capacity');
    const { plans, rows } = await watched(next);
    const rates = await throughput(child.said, plans, next, progress);
    progress('batches');
    const batch = await batches(child.said, next);
    const units = (value: number, entries: number): string => (value / entries).toLocaleString('en', { maximumFractionDigits: 1 });
    return [
      rates,
      '',
      batch,
      '',
      table(
        ['per entry', 'read units', 'write units', 'requests that read', 'requests that write'],
        rows.map(([name, used, entries]) => [
          name,
          ...[used.readUnits, used.writeUnits, used.reads, used.writes].map((value) => units(value, entries)),
        ]),
      ),
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await child.stop();
  }
}

type Burst = { readonly samples: readonly number[]; readonly failed: number; readonly sentAgain: number };

/** Arrivals at fixed times, whether or not those before were answered; what got no answer is sent again, as a tablet does. */
async function burst(said: DoorSaid, progress: (text: string) => void): Promise<Burst> {
  const agent = new Agent({ keepAlive: true, maxSockets: BURST_CONNECTIONS });
  const samples: number[] = [];
  const faults: string[] = [];
  let failed = 0;
  const started = performance.now();
  const arrive = async (due: number, request: Request, triesLeft = TRIES): Promise<void> => {
    try {
      await post(agent, said, request);
      samples.push(performance.now() - started - due);
    } catch (error) {
      faults.push(String(error));
      if (triesLeft > 1) {
        await pause(SENT_AGAIN_AFTER_MS);
        await arrive(due, request, triesLeft - 1);
      } else failed += 1;
    }
  };
  const underWay: Promise<void>[] = [];
  for (let index = 0; index < BURST; index++) {
    const due = (index * 1000) / BURST_RATE;
    const early = due - (performance.now() - started);
    if (early > 0) await pause(early);
    const request = scans(checkIn(said.tickets[index] ?? ''));
    underWay.push(arrive(due, request));
    if (index % SENT_TWICE === 0) underWay.push(arrive(due, request));
  }
  await Promise.all(underWay);
  agent.destroy();
  for (const fault of new Set(faults)) progress(`no answer at first: ${fault}`);
  return { samples, failed, sentAgain: faults.length - failed };
}

/** Waits until the consumer has counted all; what it says in the end, also when that is not all. */
async function counted({ origin, token }: DoorSaid, expected: number): Promise<{ counts: DoorCounts; milliseconds: number }> {
  const started = performance.now();
  for (;;) {
    const { body } = await ask(origin, { row: getDoorCounts, role: 'OFFICE_EDITOR', params: { eventId: EVENT } }, token);
    const counts = body.counts as DoorCounts;
    const milliseconds = performance.now() - started;
    if (counts.present >= expected || milliseconds > COUNTED_WITHIN_MS) return { counts, milliseconds };
    await pause(100);
  }
}

/** One burst on a database of its own. @param mode whether the consumers count meanwhile */
async function burstRow(mode: 'still' | 'streaming', progress: (text: string) => void): Promise<string[]> {
  const child = await startChild<DoorSaid>('door-child.ts', [String(BURST), mode, USER], { env: { LOG_LEVEL: 'WARN' } });
  try {
    useDatabase(child.said, tmpdir());
    const { samples, failed, sentAgain } = await burst(child.said, progress);
    const { counts, milliseconds } = await counted(child.said, mode === 'still' ? 0 : BURST);
    const doors = doorStore({ name: child.said.table, client: openTable() });
    const [facts, tickets] = await Promise.all([doors.scansOf('npa', EVENT), doors.ticketsOf('npa', EVENT)]);
    const scanned = new Set(facts.map(({ fact }) => fact.ticketId));
    return [
      mode === 'still' ? 'without consumers' : 'with all consumers',
      whole(facts.length),
      String(sentAgain),
      String(failed),
      String(tickets.filter(({ liveScans }) => liveScans === 0).length),
      String(facts.length - scanned.size + tickets.filter(({ liveScans }) => liveScans > 1).length),
      ...[0.5, 0.95, 0.99].map((share) => figure(quantile(samples, share))),
      ...(mode === 'still'
        ? ['', '']
        : [`${whole(counts.present)}, ${whole(counts.duplicates)} twice`, `${figure(milliseconds / 1000)} s`]),
    ];
  } finally {
    await child.stop();
  }
}

async function burstPart(progress: (text: string) => void): Promise<string> {
  const rows: string[][] = [];
  for (const mode of ['still', 'streaming'] as const) {
    progress(`burst of ${whole(BURST)} in ${BURST_SECONDS} s, ${mode}`);
    rows.push(await burstRow(mode, progress));
  }
  return [
    `${whole(BURST)} check-ins in ${BURST_SECONDS} s at one event, one per request at fixed times, ${whole(Math.ceil(BURST / SENT_TWICE))} of them sent twice at once;`,
    'milliseconds from arrival to answer:',
    '',
    table(
      ['burst', 'facts', 'sent again', 'failed', 'lost', 'doubled', 'p50 ms', 'p95 ms', 'p99 ms', 'counted', 'after the last answer'],
      rows,
    ),
  ].join('\n');
}

async function run(progress: (text: string) => void): Promise<string> {
  const still = await stillPart(progress);
  return [
    still,
    '',
    await burstPart(progress),
    '',
    `Throughput: ${REQUESTS} requests for each figure after ${WARM_UP} to warm up, one check-in per request, kept connections, real access tokens, database in`,
    'memory, consumers still. Bare: a Node server that only sends the transaction of a check-in, a fact and a ticket, through the same SDK; with reads:',
    'the same and the three reads before it. Burst: with all stream consumers; the embedded engine looks through every stream record it holds at each',
    'write, DynamoDB does not. Load, server, consumers and database share the machine. Units as in the table of capacities; a transaction that is',
    'refused counts nothing here and its full units in the cloud; one over both tables counts as two requests.',
  ].join('\n');
}

export const door: Part = { title: 'The door', run };

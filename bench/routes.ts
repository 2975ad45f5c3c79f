import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { BareSaid, Plan } from './bare-child.ts';
import { startChild } from './child.ts';
import type { MachineSaid } from './machine-child.ts';
import type { Part } from './measure.ts';
import { figure, quantile, ratio, table, whole } from './measure.ts';
import { installMeter, meteredRun, type Sent } from './meter.ts';
import { headersOf, openHandlers, type Request, urlOf } from './register.ts';
import { breakdownNow, enterInvoice, exportXlsx, getEvent, listEvents, registerEvent, stateHeads } from './requests.ts';

const REQUESTS = 400;
const BLOCKS = 4;
const WARM_UP = 80;
const CONCURRENCIES = [1, 16];

/** Reads first: what a write adds would be read by them. */
const measured: readonly { readonly name: string; readonly next: () => Request }[] = [
  { name: 'list events', next: () => listEvents },
  { name: 'get event', next: () => getEvent },
  { name: 'breakdown now', next: () => breakdownNow },
  { name: 'export XLSX', next: () => exportXlsx },
  { name: 'state attendance', next: () => stateHeads },
  // another invoice each time, or it would be looked up among hundreds of twins
  { name: 'enter expense', next: () => ({ ...enterInvoice, body: { ...(enterInvoice.body as object), invoiceReference: randomUUID() } }) },
  { name: 'register event', next: () => registerEvent },
];

const userOf = ({ role }: Request): string => `npa-${role.toLowerCase().replaceAll('_', '-')}`;

export type Send = (agent: Agent) => Promise<void>;

/** One request over a kept connection. @throws for an answer that is no success */
export async function exchange(agent: Agent, url: string, method: string, headers: Record<string, string>, body?: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const outgoing = httpRequest(url, { agent, method, headers }, (response) => {
    if ((response.statusCode ?? 500) >= 300)
      void text(response).then((answer) => reject(new Error(`${method} ${url} answered ${response.statusCode}: ${answer}`)), reject);
    else response.resume().once('end', resolve).once('error', reject);
  });
  outgoing.once('error', reject);
  outgoing.end(body);
  await promise;
}

/** One after the other on each of so many connections. */
export async function latencies(send: Send, count: number, concurrency: number): Promise<{ samples: number[]; seconds: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const samples: number[] = [];
  const started = performance.now();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const begun = performance.now();
      await send(agent);
      samples.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { samples, seconds };
}

/** Both in turns, block by block, so that a busy moment of the machine meets both. */
async function compared(ours: Send, bare: Send, concurrency: number): Promise<string[]> {
  const all = { ours: [] as number[], bare: [] as number[], oursSeconds: 0 };
  for (let block = 0; block < BLOCKS; block++) {
    const first = await latencies(ours, REQUESTS / BLOCKS, concurrency);
    all.ours.push(...first.samples);
    all.oursSeconds += first.seconds;
    all.bare.push(...(await latencies(bare, REQUESTS / BLOCKS, concurrency)).samples);
  }
  return [
    String(concurrency),
    figure(quantile(all.ours, 0.5)),
    figure(quantile(all.ours, 0.99)),
    figure(quantile(all.bare, 0.5)),
    figure(quantile(all.bare, 0.99)),
    ratio(quantile(all.ours, 0.5), quantile(all.bare, 0.5)),
    whole(REQUESTS / all.oursSeconds),
  ];
}

/** What a write may name only once, or finds more of each time: the last part of each key it puts. */
function freshIn(sent: readonly Sent[]): string[] {
  const items = sent.flatMap(
    ({ input }) => (input.TransactItems ?? []) as readonly { readonly Put?: { readonly Item: { readonly pk: string } } }[],
  );
  return [...new Set(items.flatMap(({ Put }) => Put?.Item.pk.split('#').at(-1) ?? []))];
}

/** What each route asks of the table, seen once in this process on the same database. */
async function plansOf(said: MachineSaid): Promise<Record<string, Plan>> {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: said.endpoint,
    TABLE_NAME: said.table,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
  });
  installMeter();
  const handlers = await openHandlers();
  const plans: Record<string, Plan> = {};
  for (const { name, next } of measured) {
    const { sent } = await meteredRun(() => handlers.call(next()));
    plans[encodeURIComponent(name)] = { sent, fresh: freshIn(sent) };
  }
  await handlers.close();
  return plans;
}

async function run(progress: (text: string) => void): Promise<string> {
  const users = [...new Set(measured.map(({ next }) => userOf(next())))];
  const machine = await startChild<MachineSaid>('machine-child.ts', users, { env: { LOG_LEVEL: 'WARN' } });
  try {
    const plans = await plansOf(machine.said);
    const bare = await startChild<BareSaid>('bare-child.ts');
    try {
      bare.send(plans);
      const rows: string[][] = [];
      for (const { name, next } of measured) {
        progress(name);
        const ours: Send = async (agent) => {
          const one = next();
          const headers = headersOf(one, machine.said.tokens[userOf(one)] ?? '');
          await exchange(agent, urlOf(machine.said.origin, one), one.row.method, headers, one.body ? JSON.stringify(one.body) : undefined);
        };
        const reference: Send = async (agent) => await exchange(agent, `${bare.said.origin}/${encodeURIComponent(name)}`, 'GET', {});
        await latencies(ours, WARM_UP, 4);
        await latencies(reference, WARM_UP, 4);
        for (const concurrency of CONCURRENCIES) rows.push([name, ...(await compared(ours, reference, concurrency))]);
      }
      return [
        table(['route', 'at once', 'p50 ms', 'p99 ms', 'bare p50 ms', 'bare p99 ms', 'p50 against bare', 'requests/s'], rows),
        '',
        `${REQUESTS} requests each after ${WARM_UP} to warm up, kept connections, real access tokens, database in memory, facts of 2016. Bare: a Node`,
        'server without router, token, rules and schemas that sends the very same SDK requests in the same order (`bench/bare-child.ts`).',
        'The load generator, the server and the database share the machine, so 16 at once is the server’s capacity, not its latency.',
      ].join('\n');
    } finally {
      await bare.stop();
    }
  } finally {
    await machine.stop();
  }
}

export const routes: Part = { title: 'Main routes through the gateway', run };

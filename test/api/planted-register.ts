import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { importReference } from '../../infra/local/import.ts';
import { type Machine, startMachine } from '../../infra/local/machine.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { pathOf } from '../support/api.ts';
import { sharedBundles } from '../support/bundles.ts';
import { type DoorStores, doorStores } from '../support/participants.ts';

/** A whole register on a machine of its own, and everything it says and is asked meanwhile. */

export const editor = 'npa-office-editor';
export const officer = 'npa-dpo';
export const lead = 'npa-office-lead';

export let machine: Machine;
export let stores: DoorStores;
let folder = '';
const heard: string[] = [];
const writers = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
/** What its processes wrote. */
export const logged = (): string => heard.join('');
/** What went over its bus. */
export const bus = async (): Promise<string> =>
  `${await readFile(join(folder, 'bus.ndjson'), 'utf8')}\n${JSON.stringify([machine.published(), machine.deadLetters()])}`;
/** Addresses that were called: what a proxy would log. */
export const addresses: string[] = [];
/** Every answer of 400 or more. */
export const refusals: string[] = [];

/** How often a call is made again while the register says that it cannot now. */
let patience = 1;

/** @param faults where the machine finds its database instead; calls are then made again until they are answered */
export async function openPlanted(faults?: string): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'planted-'));
  process.env.LOG_LEVEL = 'DEBUG';
  process.env.POWERTOOLS_LOG_LEVEL = 'DEBUG';
  for (const { stream } of writers)
    stream.write = ((chunk: string | Uint8Array) => {
      heard.push(Buffer.from(chunk).toString('utf8'));
      return true;
    }) as typeof stream.write;
  const behind = faults === undefined ? {} : { dynamoEndpoint: faults, tableName: `t-${randomUUID()}` };
  machine = await startMachine({ dataDir: folder, prebuilt: await sharedBundles(), ...behind });
  await importReference(() => undefined, machine.table);
  stores = doorStores(machine.table);
  patience = faults === undefined ? 1 : 25;
}
export async function closePlanted(): Promise<void> {
  for (const { stream, write } of writers) stream.write = write;
  process.env.LOG_LEVEL = 'SILENT';
  await machine.stop();
  await rm(folder, { recursive: true, force: true });
}

export type Sent = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  version?: number;
  headers?: Record<string, string>;
};
// biome-ignore lint/suspicious/noExplicitAny: answers of many rows are read field by field
export type Answered = { status: number; bytes: Buffer; text: string; body: any; headers: Headers };

/** Once more where the gateway had just ended a connection that lay idle; keys and versions make it the same call. */
const reach = (address: string, request: RequestInit): Promise<Response> => fetch(address, request).catch(() => fetch(address, request));

async function askOnce(row: RouteRow, who: string | null, key: string, { params = {}, query, body, version, headers = {} }: Sent) {
  const search = query ? `?${new URLSearchParams(query)}` : '';
  const address = `${pathOf(row, { allianceId: 'npa', ...params })}${search}`;
  addresses.push(address);
  const response = await reach(`${machine.origin}${address}`, {
    method: row.method,
    headers: {
      ...(who === null ? {} : { authorization: `Bearer ${await machine.tokenFor(who)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(row.method === 'POST' ? { 'idempotency-key': key } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString('utf8');
  if (response.status >= 400) refusals.push(text);
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, bytes, text, body: isJson ? JSON.parse(text) : undefined, headers: response.headers };
}

/** The answer; of a register behind faults the first that is not "not now". */
export async function ask(row: RouteRow, who: string | null, sent: Sent): Promise<Answered> {
  const key = randomUUID();
  let answer = await askOnce(row, who, key, sent);
  for (let tries = 1; tries < patience && (answer.status >= 500 || answer.status === 429); tries++) {
    if (answer.status === 429) await pause(1000 * Number(answer.headers.get('retry-after') ?? 1));
    answer = await askOnce(row, who, key, sent);
  }
  return answer;
}
export async function done(row: RouteRow, who: string | null, sent: Sent): Promise<Answered> {
  const answer = await ask(row, who, sent);
  // Behind faults a change whose answer was lost is met again as done.
  if (answer.status >= 300 && !(patience > 1 && answer.status === 412))
    throw new Error(
      `${row.id} answered ${answer.status}: ${answer.body?.code} ${JSON.stringify(answer.body?.errors?.map(({ pointer }: { pointer: string }) => pointer))}`,
    );
  return answer;
}

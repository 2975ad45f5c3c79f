import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { Gateway } from '../../infra/local/gateway.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { sendRaw, statusOf } from '../local/http.ts';
import { as, call, openRegisterOf2016, pathOf } from '../support/api.ts';
import { cpuMillisecondsOfCall, insideToldBy, openGateway, permitted, type Seeded, seeded } from '../support/hostile.ts';
import { hostileJson } from '../support/hostile-json.ts';
import { scale } from '../support/scale.ts';
import { freshTargets, type Sent, sampleOf, type Targets } from './samples.ts';

/** S7: whatever body is sent, the caller is told what is wrong with it, nothing of the inside, and the register goes on. */

const writable = routes.filter(({ method, request }) => method !== 'GET' && request.body !== undefined);
let about: Targets;
let gateway: Gateway;
beforeAll(async () => {
  await openRegisterOf2016();
  about = await freshTargets('LW');
  gateway = await openGateway();
}, 180_000);
afterAll(async () => {
  await gateway.stop();
});

type Judged = { readonly status: number; readonly text: string };
/** What is wrong with an answer; `null` when it may be given. */
const faultIn = ({ status, text }: Judged): string | null => {
  const told = insideToldBy(text);
  if (told !== null) return `tells ${told}`;
  return status >= 500 ? `answers ${status}: ${text.slice(0, 300)}` : null;
};

test('S7: an answer that fails, or that tells of the inside, is seen', () => {
  expect(faultIn({ status: 200, text: '{"title":"Rathaus, Kosten nach Art. 5"}' })).toBeNull();
  expect(faultIn({ status: 500, text: '{}' })).toContain('500');
  for (const text of [
    'at work (/srv/index.mjs:3:1)',
    'ValidationException: One or more parameter values were invalid',
    'arn:aws:dynamodb:eu-central-1:1:table/x',
    'Maximum call stack: RangeError',
  ])
    expect(faultIn({ status: 400, text })).toContain('tells');
});

const sentBy = (row: RouteRow): Sent => sampleOf(row, about);
const everyNth = scale({ short: 9, full: 1 });
const names = Object.keys(hostileJson);

test(`S7: ${names.length} kinds of hostile JSON at the writable routes: 4xx, quickly, nothing told`, async () => {
  const faults: string[] = [];
  const before = process.memoryUsage().rss;
  let [slowest, calls] = [0, 0];
  for (const [index, row] of writable.entries()) {
    for (const [position, name] of names.entries()) {
      if ((index + position) % everyNth !== 0) continue;
      const sample = sentBy(row);
      const rawBody = hostileJson[name]?.((sample.body ?? {}) as object) ?? '';
      const { value: answer, took } = await cpuMillisecondsOfCall(() => call(row, permitted(row), { ...sample, rawBody }));
      slowest = Math.max(slowest, took);
      calls += 1;
      const fault = faultIn(answer);
      if (fault !== null) faults.push(`${row.id}, ${name}: ${fault}`);
    }
  }
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  console.info(`S7 kinds: ${calls} calls, slowest ${slowest.toFixed(0)} ms of processor time, RSS +${grown.toFixed(0)} MB`);
  expect(faults).toEqual([]);
  // The row's limit is 200 ms; the first calls of an area load it.
  expect(slowest).toBeLessThan(3_000);
}, 600_000);

/** Values that a field does not expect. */
const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 53),
  1e308,
  '',
  ' ',
  '0',
  'x',
  [],
  {},
  [[]],
  [null],
  { length: 5 },
  '2016-02-30',
  '9999-12-31',
  '0000-00-00',
  '2016-05-08T25:61:00Z',
  '+275760-09-13',
  '\u202e',
  '\u0000',
  '\ud800',
  'ẞ'.repeat(5_000),
  '%00',
  '../..',
  "'; DROP TABLE x; --",
  '{"$gt":""}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'npa',
  'lip',
  'gibt-es-nicht',
  '0b6c2f4e-6f0b-4c63-9a5e-0d7c5e1f2a3b',
  '03101',
  '1e3',
  'NaN',
  '٣',
  '１２',
];
const keys = ['__proto__', 'constructor', 'prototype', 'pk', 'sk', 'version', 'toString', 'toJSON', 'then', '', '0'] as const;

type Holder = Record<string, unknown>;
/** Everything in a body that holds something, with the ways to what it holds. */
function placesIn(value: unknown): { holder: Holder; key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value).flatMap((key) => [{ holder: value as Holder, key }, ...placesIn((value as Holder)[key])]);
}

const replaced: readonly ((was: unknown, key: string, random: Seeded) => unknown)[] = [
  (_was, _key, random) => random.pick(values),
  (_was, _key, random) => random.pick(values),
  (was) => [was],
  (was, key) => ({ [key]: was }),
  (was) => Array.from({ length: 300 }, () => was),
  (was) => JSON.stringify(was) ?? '',
];

function change({ holder, key }: { holder: Holder; key: string }, random: Seeded): void {
  const which = random.below(replaced.length + 2);
  const added = { value: random.pick(values), enumerable: true, configurable: true, writable: true };
  if (which === replaced.length) Reflect.deleteProperty(holder, key);
  else if (which > replaced.length) Object.defineProperty(holder, random.pick(keys), added);
  else holder[key] = replaced[which]?.(holder[key], key, random);
}

/** A fitting call with one to three changes in it: in its body, its path, its query, or its bytes. */
function mutated(row: RouteRow, random: Seeded): Sent {
  const sample = sentBy(row);
  const body = structuredClone(sample.body ?? {}) as Holder;
  for (let round = random.below(3); round >= 0; round -= 1) {
    const places = placesIn(body);
    if (places.length > 0) change(random.pick(places), random);
  }
  const words = values.filter((value) => typeof value === 'string' && value !== '' && value.isWellFormed()) as string[];
  const strange = () => random.pick(words).slice(0, 200);
  const rawBody = JSON.stringify(body);
  switch (random.below(12)) {
    case 0: {
      const names = Object.keys(sample.params ?? {});
      return names.length === 0 ? { ...sample, rawBody } : { ...sample, params: { ...sample.params, [random.pick(names)]: strange() } };
    }
    case 1:
      return { ...sample, query: { [random.pick(keys)]: strange() } };
    case 2:
      return { ...sample, rawBody, version: random.pick([0, 1, 2, 99_999]) };
    case 3: {
      const at = random.below(rawBody.length);
      return {
        ...sample,
        rawBody: `${rawBody.slice(0, at)}${random.pick(['"', '{', ']', '\\', '\u0000', ',', '9'.repeat(400)])}${rawBody.slice(at + 1)}`,
      };
    }
    default:
      return { ...sample, rawBody };
  }
}

const MUTATIONS = scale({ short: 300, full: 5_000 });
test(`S7: ${MUTATIONS} seeded changes to fitting requests: nothing fails, nothing of the inside is told`, async () => {
  const faults: string[] = [];
  const met = new Map<number, number>();
  for (let seed = 1; seed <= MUTATIONS; seed += 1) {
    const random = seeded(seed);
    const row = writable[seed % writable.length] as RouteRow;
    const answer = await call(row, permitted(row), mutated(row, random));
    met.set(answer.status, (met.get(answer.status) ?? 0) + 1);
    const fault = faultIn(answer);
    if (fault !== null) faults.push(`seed ${seed}, ${row.id}: ${fault}`);
  }
  console.info(
    `S7 changes: ${[...met]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', ')}`,
  );
  expect(faults).toEqual([]);
  // Most are refused, yet some changes fit: the works themselves were reached.
  expect(met.get(400)).toBeGreaterThan(MUTATIONS / 3);
  expect([200, 201].some((status) => met.has(status))).toBe(true);
}, 1_200_000);

describe('S7: on the wire', () => {
  const MEGABYTE = 1024 * 1024;
  const path = pathOf(registerAllianceEvent, { allianceId: 'npa' });
  const post = async (body: Uint8Array | string, headers: Record<string, string> = {}): Promise<Judged> => {
    const response = await fetch(`${gateway.origin}${path}`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer OFFICE_EDITOR',
        'content-type': 'application/json',
        'idempotency-key': 'key-of-a-test',
        ...headers,
      },
      body: body as string,
    });
    return { status: response.status, text: await response.text() };
  };

  test.each<readonly [string, () => Uint8Array | string, Record<string, string>, number]>([
    ['bytes that are no UTF-8', () => Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d), {}, 400],
    ['an overlong slash', () => Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), {}, 400],
    ['packed content', () => gzipSync('{}'), { 'content-encoding': 'gzip' }, 400],
    ['a form', () => 'title=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['XML', () => '<title>x</title>', { 'content-type': 'application/xml' }, 415],
    ['a type that is none', () => '{}', { 'content-type': 'application/json; charset=\u00e9' }, 400],
    ['200 000 keys', () => `{${Array.from({ length: 200_000 }, (_, index) => `"k${index}":1`).join(',')}}`, {}, 413],
    ['6 MB', () => `"${'x'.repeat(6 * MEGABYTE - 2)}"`, {}, 413],
    ['10 MB', () => `"${'x'.repeat(10 * MEGABYTE)}"`, {}, 413],
  ])('%s', async (_what, body, headers, status) => {
    const answer = await post(body(), headers);
    expect([answer.status, faultIn(answer)]).toEqual([status, null]);
  });

  test('chunks without an end hold nobody up', async () => {
    const hanging = fetch(`${gateway.origin}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer OFFICE_EDITOR', 'content-type': 'application/json', 'idempotency-key': 'key-of-a-test' },
      body: new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"title":"')) }),
      duplex: 'half',
      signal: AbortSignal.timeout(300),
    } as RequestInit).catch((error: Error) => error.name);
    expect(statusOf(await sendRaw(gateway.port, `GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`))).toBe(200);
    expect(await hanging).toBe('TimeoutError');
  });

  test('afterwards the register works as before', async () => {
    expect((await fetch(`${gateway.origin}/health`)).status).toBe(200);
    const sample = sampleOf(registerAllianceEvent, about);
    expect((await call(registerAllianceEvent, as('OFFICE_EDITOR'), sample)).status).toBe(201);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('isAdmin');
  });
});

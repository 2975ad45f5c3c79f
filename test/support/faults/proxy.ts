import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { listenOn } from '../../../infra/local/listen.ts';
import { cancelled, passing, type Refusal, wireOf } from './catalogue.ts';
import { contention } from './contention.ts';
import { emptyPage, shortPage, splitBatch, twice, withoutMark } from './pages.ts';
import { type Asked, fingerprintOf, isBatch, isOnItems, isPaged, isSingleWrite, isTransaction, partsOf, readAsked } from './request.ts';
import { type Kind, kindFrom, randomFrom, type Weather } from './weather.ts';

/** How the database is away: it refuses connections, answers 503, throttles everything, or says nothing. */
export type Outage = 'refused' | 'unavailable' | 'throttled' | 'silent';

export type Faults = {
  /** Where the register is sent instead of the engine. */
  readonly endpoint: string;
  readonly seed: number;
  /** From now on; without one, fair weather. */
  readonly weather: (weather?: Weather) => void;
  readonly outage: (outage?: Outage) => void;
  /** Answers this to the next requests that `matches`, one after the other, before any weather; none: drops what is left. */
  readonly plan: (refusals: readonly (Refusal | Kind)[], matches?: (asked: Asked) => boolean) => void;
  /** How often each happened; conflicts and partition limits that came from real contention count apart. */
  readonly met: () => Readonly<Record<string, number>>;
  /** Requests on items that arrived here, and those that reached the engine. */
  readonly counts: () => { readonly asked: number; readonly forwarded: number };
  readonly stop: () => Promise<void>;
};

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

const applies: Record<Kind, (asked: Asked) => boolean> = {
  ProvisionedThroughputExceeded: isOnItems,
  Throttling: isOnItems,
  RequestLimitExceeded: isOnItems,
  InternalServerError: isOnItems,
  ServiceUnavailable: isOnItems,
  TransactionConflict: (asked) => isTransaction(asked) || isSingleWrite(asked),
  TransactionInProgress: ({ operation }) => operation === 'TransactWriteItems',
  cancelledThrottling: isTransaction,
  reset: isOnItems,
  lostAnswer: isOnItems,
  cutAnswer: isOnItems,
  hang: isOnItems,
  hangAfter: isOnItems,
  pause: isOnItems,
  shortPage: isPaged,
  emptyPage: isPaged,
  partialBatch: isBatch,
  duplicateRecords: ({ operation }) => operation === 'GetRecords',
};

const outageRefusals = { unavailable: passing.ServiceUnavailable, throttled: passing.Throttling } as const;
const FINGERPRINTS_KEPT = 20_000;

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const jsonOf = (answer: Answer): Record<string, unknown> => JSON.parse(answer.body.toString('utf8')) as Record<string, unknown>;

/**
 * An HTTP proxy between the register and its engine that fails as the cloud does and the engine cannot. Everything that
 * is given its address meets it, in this process or another.
 * @param target address of the engine
 * @param seed of the sequence of faults; which request meets which also depends on the order they arrive in
 */
export async function startFaults({ target, seed = 1 }: { readonly target: string; readonly seed?: number }): Promise<Faults> {
  const random = randomFrom(seed);
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const meeting = contention();
  const inARow = new Map<string, number>();
  const met: Record<string, number> = {};
  const plans: { next: (Refusal | Kind)[]; matches: (asked: Asked) => boolean }[] = [];
  const counts = { asked: 0, forwarded: 0 };
  let current: Weather = {};
  let outage: Outage | undefined;

  const count = (name: string): void => {
    met[name] = (met[name] ?? 0) + 1;
  };

  const forward = async (asked: Asked, headers: IncomingHttpHeaders): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const body = Buffer.from(JSON.stringify(asked.body));
    if (isOnItems(asked)) counts.forwarded += 1;
    const outgoing = request(
      target,
      { method: 'POST', agent, headers: { ...headers, 'content-length': String(body.length), connection: 'keep-alive' } },
      (incoming) => {
        bodyOf(incoming).then((text) => resolve({ status: incoming.statusCode ?? 500, headers: incoming.headers, body: text }), reject);
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
    return await promise;
  };

  const refuse = (response: ServerResponse, refusal: Refusal): void => {
    response.writeHead(refusal.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(wireOf(refusal));
  };
  const send = (response: ServerResponse, { status, headers, body }: Answer, changed?: Record<string, unknown>): void => {
    const text = changed === undefined ? body : Buffer.from(JSON.stringify(changed));
    // a checksum of the engine's own answer would not fit a changed one
    const { 'x-amz-crc32': _crc, 'transfer-encoding': _coding, connection: _connection, ...rest } = headers;
    response.writeHead(status, { ...rest, 'content-length': String(text.length) });
    response.end(text);
  };

  const draw = (asked: Asked): Kind | undefined => {
    const { chances = {}, mostInARow } = current;
    const kind = kindFrom(chances, (one) => applies[one](asked), random());
    if (mostInARow === undefined) return kind;
    const fingerprint = fingerprintOf(asked);
    const before = inARow.get(fingerprint) ?? 0;
    if (kind === undefined || before >= mostInARow) {
      inARow.delete(fingerprint);
      return undefined;
    }
    if (inARow.size > FINGERPRINTS_KEPT) inARow.clear();
    inARow.set(fingerprint, before + 1);
    return kind;
  };

  const planned = (asked: Asked): Refusal | Kind | undefined => {
    const plan = plans.find(({ next, matches }) => next.length > 0 && matches(asked));
    return plan?.next.shift();
  };

  type Exchange = { readonly asked: Asked; readonly headers: IncomingHttpHeaders; readonly response: ServerResponse };
  const pass = async ({ asked, headers, response }: Exchange): Promise<void> => send(response, await forward(asked, headers));
  const drop = ({ response }: Exchange): void => void response.socket?.destroy();
  const anyPart = (asked: Asked): number => Math.floor(random() * partsOf(asked));

  const happen: Record<Kind, (exchange: Exchange) => Promise<void> | void> = {
    ProvisionedThroughputExceeded: ({ response }) => refuse(response, passing.ProvisionedThroughputExceeded),
    Throttling: ({ response }) => refuse(response, passing.Throttling),
    RequestLimitExceeded: ({ response }) => refuse(response, passing.RequestLimitExceeded),
    InternalServerError: ({ response }) => refuse(response, passing.InternalServerError),
    ServiceUnavailable: ({ response }) => refuse(response, passing.ServiceUnavailable),
    TransactionInProgress: ({ response }) => refuse(response, passing.TransactionInProgress),
    TransactionConflict: ({ asked, response }) =>
      refuse(
        response,
        isTransaction(asked) ? cancelled('TransactionConflict', anyPart(asked), partsOf(asked)) : passing.TransactionConflict,
      ),
    cancelledThrottling: ({ asked, response }) =>
      refuse(response, cancelled(random() < 0.5 ? 'ThrottlingError' : 'ProvisionedThroughputExceeded', anyPart(asked), partsOf(asked))),
    reset: drop,
    lostAnswer: async (exchange) => {
      await forward(exchange.asked, exchange.headers);
      drop(exchange);
    },
    cutAnswer: async (exchange) => {
      const { status, body } = await forward(exchange.asked, exchange.headers);
      exchange.response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'content-length': String(body.length + 10) });
      exchange.response.write(body.subarray(0, Math.floor(body.length / 2)), () => drop(exchange));
    },
    hang: () => {},
    hangAfter: async ({ asked, headers }) => void (await forward(asked, headers)),
    pause: async (exchange) => {
      await pause(current.pauseMs ?? 100);
      await pass(exchange);
    },
    shortPage: async (exchange) => await pass({ ...exchange, asked: shortPage(exchange.asked, current.shortPageItems ?? 2) }),
    emptyPage: ({ asked, response }) => send(response, { status: 200, headers: {}, body: Buffer.alloc(0) }, emptyPage(asked)),
    partialBatch: async ({ asked, headers, response }) => {
      const split = splitBatch(asked, () => random() < 0.5);
      if (split.asked === undefined) {
        send(response, { status: 200, headers: {}, body: Buffer.alloc(0) }, { Responses: {}, ...split.undone });
        return;
      }
      const answer = await forward(split.asked, headers);
      send(response, answer, answer.status === 200 ? { ...jsonOf(answer), ...split.undone } : undefined);
    },
    duplicateRecords: async ({ asked, headers, response }) => {
      const answer = await forward(asked, headers);
      send(response, answer, answer.status === 200 ? twice(jsonOf(answer)) : undefined);
    },
  };

  /** What writers do to each other, whatever the weather. @returns true when that was the answer */
  const contended = ({ asked, response }: Exchange): boolean => {
    const { transactionsHeldMs, writeUnitsPerPartition } = current;
    const conflict = transactionsHeldMs === undefined ? undefined : meeting.conflictOf(asked);
    if (conflict !== undefined) {
      count('heldConflict');
      refuse(response, isTransaction(asked) ? cancelled('TransactionConflict', conflict, partsOf(asked)) : passing.TransactionConflict);
      return true;
    }
    const over = writeUnitsPerPartition === undefined ? undefined : meeting.overLimit(asked, writeUnitsPerPartition);
    if (over === undefined) return false;
    count('partitionLimit');
    refuse(response, isTransaction(asked) ? cancelled('ThrottlingError', over, partsOf(asked)) : passing.ProvisionedThroughputExceeded);
    return true;
  };

  const away = (exchange: Exchange, how: Outage): void => {
    count(`outage ${how}`);
    if (how === 'refused') drop(exchange);
    else if (how !== 'silent') refuse(exchange.response, outageRefusals[how]);
  };

  const meet = async (exchange: Exchange): Promise<void> => {
    const { asked, response } = exchange;
    const plan = planned(asked);
    if (plan !== undefined && typeof plan !== 'string') {
      count('planned');
      refuse(response, plan);
      return;
    }
    const kind = plan ?? draw(asked);
    if (kind !== undefined) {
      count(kind);
      await happen[kind](exchange);
      return;
    }
    if (contended(exchange)) return;
    const { transactionsHeldMs } = current;
    if (transactionsHeldMs === undefined) await pass(exchange);
    else await meeting.hold(asked, transactionsHeldMs, async () => await pass(exchange));
  };

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = (await bodyOf(incoming)).toString('utf8');
    const asked = withoutMark(readAsked(String(incoming.headers['x-amz-target'] ?? ''), text));
    const exchange = { asked, headers: incoming.headers, response };
    if (isOnItems(asked)) counts.asked += 1;
    if (outage !== undefined) away(exchange, outage);
    else await meet(exchange);
  };

  const server = createServer({ keepAliveTimeout: 60_000 });
  server.on('request', (incoming, response) => {
    // an engine that is away looks like one from here, too: the connection breaks
    serve(incoming, response).catch(() => response.socket?.destroy());
  });
  const port = await listenOn(server, 0, 'PORT');
  return {
    endpoint: `http://127.0.0.1:${port}`,
    seed,
    weather: (weather = {}) => {
      current = weather;
    },
    outage: (how) => {
      outage = how;
    },
    plan: (refusals, matches = isOnItems) => {
      if (refusals.length === 0) plans.length = 0;
      plans.push({ next: [...refusals], matches });
    },
    met: () => ({ ...met }),
    counts: () => ({ ...counts }),
    stop: async () => {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

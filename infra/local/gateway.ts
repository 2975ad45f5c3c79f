import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { Failure, type FailureCode } from '../../shared/domain/failures.ts';
import { problemOf } from '../../shared/http/problem.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import type { Authorizer } from './authorizer.ts';
import {
  type GatewayEvent,
  joinedHeaders,
  type MatchedRoute,
  matchRoute,
  readTarget,
  type Target,
  toGatewayEvent,
} from './gateway-event.ts';
import { listenOn } from './listen.ts';

/*
 * Peculiar:
 * - Node counts the bytes of a header block itself and stops at its own limit, so that limit is set above API Gateway's
 *   and the exact one is counted here.
 * - A client reads a refusal only after it has sent its body, so the body is taken in first, whatever the answer.
 */

/** A bundled function: what a Lambda runs for an event. */
export type LambdaFunction = (event: unknown, context: Context) => Promise<unknown>;
export type FunctionOfArea = (area: string) => Promise<LambdaFunction>;

export type GatewayOptions = {
  readonly routes: readonly RouteRow[];
  readonly functionOf: FunctionOfArea;
  readonly authorizer: Authorizer;
  /** 0: a free port. */
  readonly port: number;
  readonly integrationTimeoutMs?: number;
  /** As the stage in the cloud throttles all callers together; undefined: nobody waits on a machine of one's own. */
  readonly throttle?: Throttle;
};
export type Throttle = { readonly rateLimit: number; readonly burstLimit: number };
export type Gateway = { readonly origin: string; readonly port: number; readonly stop: () => Promise<void> };

/** Request line and header fields together. */
export const LARGEST_HEAD_BYTES = 10_240;
export const LARGEST_BODY_BYTES = 6 * 1024 * 1024;
const DRAINED_BODY_BYTES = 5 * LARGEST_BODY_BYTES;
const LARGEST_ANSWER_BYTES = 6 * 1024 * 1024;
const INTEGRATION_TIMEOUT_MS = 30_000;
/** Requests in flight get this long; the whole machine ends within ten seconds. */
const STOP_WITHIN_MS = 7_500;

type Refusal = { readonly status?: number; readonly headers?: Record<string, string> };

function problemAnswer(code: FailureCode, { status, headers }: Refusal = {}): APIGatewayProxyStructuredResultV2 {
  const problem = problemOf(new Failure(code), randomUUID());
  return {
    statusCode: status ?? problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify({ ...problem, status: status ?? problem.status }),
  };
}

const headTooLarge = () => problemAnswer('requestInvalid', { status: 431 });

const headBytesOf = (request: IncomingMessage): number => {
  const line = Buffer.byteLength(`${request.method} ${request.url} HTTP/${request.httpVersion}\r\n`, 'latin1');
  return request.rawHeaders.reduce(
    (sum, part, index) => sum + Buffer.byteLength(part, 'latin1') + (index % 2 === 0 ? ': '.length : '\r\n'.length),
    line + '\r\n'.length,
  );
};

/**
 * Takes the body in. One that is too large is taken in as well, without being kept, so that the client gets to read the
 * refusal; after a while the connection is cut instead.
 * @returns undefined when the body is larger than a Lambda takes
 */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > DRAINED_BODY_BYTES) return undefined;
    if (bytes > LARGEST_BODY_BYTES) chunks.length = 0;
    else chunks.push(chunk);
  }
  return bytes > LARGEST_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

export function lambdaContext(area: string, requestId: string, timeoutMs: number): Context {
  const deadline = Date.now() + timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: area,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:eu-central-1:000000000000:function:${area}`,
    memoryLimitInMB: '1024',
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${area}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}

/** What a function returned, read as API Gateway reads it: without a status code the whole value is the JSON body. */
function readResult(value: unknown): APIGatewayProxyStructuredResultV2 {
  if (value !== null && typeof value === 'object' && 'statusCode' in value) return value as APIGatewayProxyStructuredResultV2;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  };
}

const bytesOf = ({ body, isBase64Encoded }: APIGatewayProxyStructuredResultV2): Buffer =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

function send(response: ServerResponse, answer: APIGatewayProxyStructuredResultV2): void {
  const body = bytesOf(answer);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name.toLowerCase(), String(value));
  if (answer.cookies) response.setHeader('set-cookie', answer.cookies);
  response.setHeader('content-length', body.length);
  response.writeHead(answer.statusCode ?? 200);
  response.end(body);
}

const timedOut = Symbol('timed out');

async function invoke(
  run: LambdaFunction,
  event: GatewayEvent,
  area: string,
  timeoutMs: number,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { promise: timeout, resolve } = Promise.withResolvers<typeof timedOut>();
  const timer = setTimeout(() => resolve(timedOut), timeoutMs);
  try {
    const value = await Promise.race([run(event, lambdaContext(area, event.requestContext.requestId, timeoutMs)), timeout]);
    if (value === timedOut) return problemAnswer('registerBusy', { headers: { 'retry-after': '5' } });
    const result = readResult(value);
    return Buffer.byteLength(result.body ?? '') > LARGEST_ANSWER_BYTES ? problemAnswer('internal') : result;
  } finally {
    clearTimeout(timer);
  }
}

const brokenRequestAnswers: Record<string, { answer: APIGatewayProxyStructuredResultV2; reason: string }> = {
  HPE_HEADER_OVERFLOW: { answer: headTooLarge(), reason: 'Request Header Fields Too Large' },
  ERR_HTTP_REQUEST_TIMEOUT: { answer: problemAnswer('requestInvalid', { status: 408 }), reason: 'Request Timeout' },
};

/** Answers what never became a request: a broken request line, or headers beyond even Node's own limit. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { answer, reason } = brokenRequestAnswers[error.code ?? ''] ?? { answer: problemAnswer('requestInvalid'), reason: 'Bad Request' };
  const body = answer.body ?? '';
  const headers = Object.entries({ ...answer.headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  socket.end(`HTTP/1.1 ${answer.statusCode} ${reason}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}

async function stopServer(server: Server): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
  await closed;
  clearTimeout(deadline);
}

/** A bucket of `burstLimit` requests into which `rateLimit` fall each second. @returns false for a request that finds it empty */
function throttled({ rateLimit, burstLimit }: Throttle): () => boolean {
  let [left, filledAt] = [burstLimit, performance.now()];
  return () => {
    const now = performance.now();
    left = Math.min(burstLimit, left + ((now - filledAt) / 1000) * rateLimit);
    filledAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

type Admission = { readonly target: Target; readonly route: MatchedRoute; readonly claims: Readonly<Record<string, unknown>> | undefined };
type Refused = { readonly refusal: APIGatewayProxyStructuredResultV2 };

/** Everything API Gateway decides before it takes the body in. */
async function admit(request: IncomingMessage, routes: readonly RouteRow[], authorizer: Authorizer): Promise<Admission | Refused> {
  if (headBytesOf(request) > LARGEST_HEAD_BYTES) return { refusal: headTooLarge() };
  // A line without a version is a request of HTTP/0.9 to Node, and nothing to API Gateway.
  const target = request.httpVersionMajor === 1 ? readTarget(request.url ?? '') : undefined;
  if (!target) return { refusal: problemAnswer('requestInvalid') };
  const route = matchRoute(routes, request.method ?? '', target);
  if (!route) return { refusal: problemAnswer('routeNotFound') };
  if ('public' in route.row.access) return { target, route, claims: undefined };
  const claims = await authorizer.claimsOf(joinedHeaders(request.rawHeaders).authorization);
  return claims ? { target, route, claims } : { refusal: problemAnswer('notSignedIn', { headers: { 'www-authenticate': 'Bearer' } }) };
}

/** An unexpected fault goes to the log with its stack and into the answer without. */
function logFailure(error: unknown): void {
  const { name, stack } = error instanceof Error ? error : { name: 'unknown', stack: String(error) };
  console.error(JSON.stringify({ level: 'ERROR', message: 'GATEWAY_FAILED', name, stack }));
}

/** The register's HTTP API on loopback: the routes' functions behind what API Gateway does before and after them. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { routes, functionOf, authorizer, port, integrationTimeoutMs = INTEGRATION_TIMEOUT_MS } = options;
  let stopping = false;
  const mayPass = options.throttle === undefined ? () => true : throttled(options.throttle);

  const answer = async (request: IncomingMessage): Promise<APIGatewayProxyStructuredResultV2> => {
    const receivedAt = new Date();
    const admission = mayPass()
      ? await admit(request, routes, authorizer)
      : { refusal: problemAnswer('tooManyRequests', { headers: { 'retry-after': '1' } }) };
    const body = await readBody(request);
    if ('refusal' in admission) return admission.refusal;
    if (!body) return problemAnswer('bodyTooLarge');
    const { area } = admission.route.row;
    const event = toGatewayEvent({ ...admission, request, body, receivedAt });
    return await invoke(await functionOf(area), event, area, integrationTimeoutMs);
  };

  const answerSafely = async (request: IncomingMessage): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      return await answer(request);
    } catch (error) {
      const clientWentAway = request.destroyed && !request.complete;
      if (!clientWentAway) logFailure(error);
      return problemAnswer('internal');
    }
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const result = await answerSafely(request);
    if (!request.complete || stopping) response.setHeader('connection', 'close');
    try {
      send(response, result);
    } catch (error) {
      // a function named a header or status that HTTP does not have
      logFailure(error);
      response.destroy();
    }
  };

  const server = createServer({
    maxHeaderSize: 2 * LARGEST_HEAD_BYTES,
    requestTimeout: INTEGRATION_TIMEOUT_MS,
    headersTimeout: 10_000,
    keepAliveTimeout: 5_000,
  });
  server.on('request', (request, response) => void respond(request, response));
  server.on('clientError', answerBrokenRequest);
  const bound = await listenOn(server, port, 'PORT');
  return {
    origin: `http://127.0.0.1:${bound}`,
    port: bound,
    stop: async () => {
      stopping = true;
      await stopServer(server);
    },
  };
}

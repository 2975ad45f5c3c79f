import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RouteRow } from '../../shared/http/route.ts';

/*
 * Peculiar, all as API Gateway's HTTP API does it:
 * - `rawPath` is percent-decoded despite its name, the query string is not.
 * - A body is text only for text and JSON, XML or JavaScript types; a form or a body without a type comes in base64.
 * - Absent parts (query, cookies, body, path parameters) are absent, not empty.
 */

export type Claims = Record<string, string>;

/** The event of payload format 2.0; @types/aws-lambda has no type that fits a route with and without authorizer. */
export type GatewayEvent = {
  version: '2.0';
  routeKey: string;
  rawPath: string;
  rawQueryString: string;
  cookies?: string[];
  headers: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  pathParameters?: Record<string, string>;
  requestContext: {
    accountId: string;
    apiId: string;
    authorizer?: { jwt: { claims: Claims; scopes: null } };
    domainName: string;
    domainPrefix: string;
    http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string };
    requestId: string;
    routeKey: string;
    stage: '$default';
    time: string;
    timeEpoch: number;
  };
  body?: string;
  isBase64Encoded: boolean;
};

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Every header once, name in lower case, repeated ones joined by commas. */
export function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(headers);
}

function cookiesOf(rawHeaders: readonly string[]): string[] {
  const cookies: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'cookie') continue;
    const value = rawHeaders[index + 1] ?? '';
    cookies.push(...value.split(';').map((cookie) => cookie.trim()));
  }
  return cookies.filter((cookie) => cookie !== '');
}

function joinedQuery(rawQueryString: string): Record<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const earlier = query.get(name);
    query.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(query);
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** The time of the common log format, in UTC: `12/Mar/2020:19:03:58 +0000`. */
export const logTime = (at: Date): string =>
  `${two(at.getUTCDate())}/${monthNames[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;

const isTextType = (contentType: string): boolean =>
  /^\s*(text\/|application\/([\w.-]+\+)?(json|xml|javascript)\s*(;|$))/i.test(contentType);

function encodedBody(body: Buffer, contentType: string): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  if (isTextType(contentType)) {
    const text = body.toString('utf8');
    if (Buffer.from(text, 'utf8').equals(body)) return { body: text, isBase64Encoded: false };
  }
  return { body: body.toString('base64'), isBase64Encoded: true };
}

/** A Go-style list, as API Gateway writes it: `[a b]`; a map as `map[k:v]`. */
function flattened(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flattened).join(' ')}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, inner]) => `${key}:${flattened(inner)}`).join(' ')}]`;
}

/** API Gateway hands every claim on as a string, lists and numbers too. */
export const flattenClaims = (claims: Readonly<Record<string, unknown>>): Claims =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, flattened(value)]));

export type Target = { readonly rawPath: string; readonly segments: readonly string[]; readonly rawQueryString: string };

/** @returns undefined for a target that is no path or is not percent-encoded properly */
export function readTarget(url: string): Target | undefined {
  if (!url.startsWith('/')) return undefined;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  try {
    return {
      rawPath: decodeURIComponent(path),
      segments: path.slice(1).split('/').map(decodeURIComponent),
      rawQueryString: mark < 0 ? '' : url.slice(mark + 1),
    };
  } catch {
    return undefined;
  }
}

export type MatchedRoute = { readonly row: RouteRow; readonly pathParameters: Readonly<Record<string, string>> };

const parameterName = (segment: string): string | undefined => /^\{(.+)\}$/.exec(segment)?.[1];

function parametersOf(row: RouteRow, segments: readonly string[]): Record<string, string> | undefined {
  const pattern = row.path.slice(1).split('/');
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const given = segments[index] ?? '';
    const name = parameterName(expected);
    if (name === undefined ? expected !== given : given === '') return undefined;
    if (name !== undefined) parameters[name] = given;
  }
  return parameters;
}

/** The route of a request; a literal segment wins over a parameter. */
export function matchRoute(rows: readonly RouteRow[], method: string, { segments }: Target): MatchedRoute | undefined {
  const matches = rows.flatMap((row) => {
    const pathParameters = row.method === method ? parametersOf(row, segments) : undefined;
    return pathParameters ? [{ row, pathParameters }] : [];
  });
  return matches.sort((a, b) => Object.keys(a.pathParameters).length - Object.keys(b.pathParameters).length)[0];
}

type EventParts = {
  readonly request: Pick<IncomingMessage, 'method' | 'httpVersion' | 'rawHeaders' | 'socket'>;
  readonly target: Target;
  readonly route: MatchedRoute;
  readonly body: Buffer;
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  readonly receivedAt: Date;
};

const withContent = <T extends object>(name: string, value: T): Record<string, T> =>
  Object.keys(value).length === 0 ? {} : { [name]: value };

/** One HTTP request as the event API Gateway's HTTP API hands to a Lambda (payload format 2.0). */
export function toGatewayEvent({ request, target, route, body, claims, receivedAt }: EventParts): GatewayEvent {
  const { row, pathParameters } = route;
  const routeKey = `${row.method} ${row.path}`;
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const { cookie: _apart, ...given } = joinedHeaders(request.rawHeaders);
  const headers = Object.fromEntries(Object.entries(given).filter(([name]) => !hopByHop.has(name)));
  const forwardedFor = headers['x-forwarded-for'];
  const domainName = (headers.host ?? 'localhost').replace(/:\d+$/, '');
  return {
    version: '2.0',
    routeKey,
    rawPath: target.rawPath,
    rawQueryString: target.rawQueryString,
    ...withContent('cookies', cookiesOf(request.rawHeaders)),
    headers: {
      ...headers,
      'content-length': String(body.length),
      'x-forwarded-for': forwardedFor === undefined ? sourceIp : `${forwardedFor}, ${sourceIp}`,
      'x-forwarded-port': String(request.socket.localPort ?? 80),
      'x-forwarded-proto': 'http',
    },
    ...withContent('queryStringParameters', joinedQuery(target.rawQueryString)),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims: flattenClaims(claims), scopes: null } } }),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: row.method,
        path: target.rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: logTime(receivedAt),
      timeEpoch: receivedAt.getTime(),
    },
    ...withContent('pathParameters', pathParameters),
    ...encodedBody(body, headers['content-type'] ?? ''),
  };
}

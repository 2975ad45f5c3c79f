import { createHash, createHmac } from 'node:crypto';
import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import httpRouter from '@middy/http-router';
import securityHeaders from '@middy/http-security-headers';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import type * as z from 'zod';
import type { Actor } from '../domain/access.ts';
import { admit } from '../domain/access.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { FieldFault } from '../domain/failures.ts';
import { at, Failure } from '../domain/failures.ts';
import type { Authorship } from '../domain/journal.ts';
import { versionedOf, viewOf } from '../domain/journal.ts';
import { clock } from '../platform/clock.ts';
import { log } from '../platform/logger.ts';
import { settings } from '../platform/settings.ts';
import { AlreadyAnswered } from '../store/already-answered.ts';
import type { ReplayStore } from '../store/record-store.ts';
import { withinRequest } from '../store/time-budget.ts';
import { attachment } from './attachment.ts';
import { grantsOf } from './claims.ts';
import { faultsOf, problemOf, sentenceOf } from './problem.ts';
import type { Answer, Call, RouteRow, Visitor, Work } from './route.ts';
import { isLocated } from './route.ts';
import { subjectLimit } from './subject-limit.ts';

type HttpEvent = APIGatewayProxyEventV2;
type HttpResult = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpResult>;

/** A request body larger than this is refused, unless its row says that it needs more. */
const LARGEST_BODY_BYTES = 256 * 1024;
const json = { 'content-type': 'application/json; charset=utf-8' } as const;

const correlationIdOf = (event: HttpEvent): string => event.requestContext.requestId;

function answerProblem(event: HttpEvent, error: unknown): HttpResult {
  const problem = problemOf(error, correlationIdOf(event));
  const retryAfter = error instanceof Failure ? error.retryAfterSeconds : undefined;
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(problem),
  };
}

/** Middleware errors carry a status of their own; here they get our code and German sentence. */
function asFailure(error: unknown): unknown {
  const status = (error as { statusCode?: number }).statusCode;
  const origin = (error as { cause?: { package?: string } }).cause?.package;
  if (origin === '@middy/http-json-body-parser') {
    return status === 415
      ? new Failure('contentTypeUnsupported', { detail: 'Bitte senden Sie den Inhalt mit „Content-Type: application/json“.' })
      : at('requestInvalid', '', 'Der Inhalt ist kein gültiges JSON. Bitte prüfen Sie Klammern und Anführungszeichen.');
  }
  return error;
}

/** One fault speaks for itself, a few are named, many are counted; all of them stand in `errors`. */
function summaryOf(faults: readonly FieldFault[]): string {
  if (faults.length === 1) return faults[0]?.detail ?? '';
  const names = faults.map(({ pointer }) => pointer.replace(/^(?:query|path)?\//, ''));
  return `Bitte prüfen Sie ${faults.length} Angaben${faults.length <= 4 ? `: ${names.join(', ')}` : ''}.`;
}

function parse<Schema extends z.ZodType>(
  place: 'body' | 'query' | 'path',
  schema: Schema | undefined,
  value: unknown,
): z.output<Schema> | undefined {
  if (!schema) return undefined;
  const result = schema.safeParse(value, { error: (issue) => sentenceOf(issue as z.core.$ZodIssue), reportInput: false });
  if (result.success) return result.data;
  const faults = faultsOf(place, result.error.issues).slice(0, 50);
  throw new Failure('requestInvalid', { detail: summaryOf(faults), faults });
}

const subjectOf = (claims: Record<string, unknown>): string => {
  const subject = claims.sub;
  if (typeof subject !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(subject)) throw new Failure('notSignedIn');
  return subject;
};

const takeRequest = subjectLimit();

type Admitted = { readonly actor: Actor | Visitor | undefined; readonly alliance: string };

/** Who calls and whether this route is open to them; decided before anything of the request is read. */
function admitCaller(row: RouteRow, event: HttpEvent): Admitted {
  const alliance = event.pathParameters?.allianceId ?? '';
  if ('public' in row.access) return { actor: undefined, alliance };
  const claims = (event as Partial<APIGatewayProxyEventV2WithJWTAuthorizer>).requestContext?.authorizer?.jwt?.claims;
  if (!claims) throw new Failure('notSignedIn');
  const subject = subjectOf(claims);
  const perSecond = settings.requestsPerSecond();
  if (perSecond !== null) takeRequest(subject, perSecond, clock.now());
  const grants = grantsOf(claims[settings.grantsClaim()]);
  return { actor: 'signedIn' in row.access ? { subject, grants } : admit(subject, grants, alliance, row.access.roles), alliance };
}

/**
 * What a POST is known by. Both texts are stored, so the caller's key stands in neither: without it nobody can try
 * whether a certain name or address was in the content.
 */
function idempotencyOf(row: RouteRow, event: HttpEvent, body: unknown): Authorship['idempotency'] {
  if (row.method !== 'POST') return undefined;
  const key = event.headers['idempotency-key'];
  if (key === undefined || !/^[A-Za-z0-9._-]{8,100}$/.test(key)) {
    throw new Failure('idempotencyKeyMissing', {
      detail: 'Bitte senden Sie „Idempotency-Key“ mit 8 bis 100 Zeichen (Buchstaben, Ziffern, . _ -), für jeden Vorgang einen neuen.',
      faults: [{ pointer: 'header/idempotency-key', detail: 'Der Schlüssel fehlt oder hat eine andere Form.' }],
    });
  }
  const content = canonicalJson([row.id, event.rawPath, event.headers['if-match'] ?? null, body]);
  return {
    key: createHash('sha256').update(key).digest('base64url'),
    contentHash: createHmac('sha256', key).update(content).digest('base64url'),
  };
}

function expectedVersionOf(row: RouteRow, event: HttpEvent): number {
  if (!row.ifMatch) return 0;
  const match = /^"(\d{1,9})"$/.exec(event.headers['if-match'] ?? '');
  if (!match) {
    throw new Failure('versionMissing', {
      detail: 'Bitte senden Sie „If-Match“ mit der Fassung, die Sie gelesen haben, zum Beispiel "3" (mit Anführungszeichen).',
      faults: [{ pointer: 'header/if-match', detail: 'Die Fassung fehlt oder hat eine andere Form.' }],
    });
  }
  return Number(match[1]);
}

function present(row: RouteRow, event: HttpEvent, answer: Answer, located: boolean): HttpResult {
  const { success } = row;
  if (answer.kind === 'file') {
    const binary = typeof answer.content !== 'string';
    return {
      statusCode: success.status,
      headers: {
        'content-type': answer.contentType,
        'cache-control': 'no-store',
        ...(answer.fileName === undefined ? {} : { 'content-disposition': attachment(answer.fileName) }),
        ...answer.headers,
      },
      body: typeof answer.content === 'string' ? answer.content : Buffer.from(answer.content).toString('base64'),
      isBase64Encoded: binary,
    };
  }
  const body = answer.kind === 'recorded' ? viewOf(versionedOf(answer.entry)) : answer.body;
  const version = answer.kind === 'recorded' ? answer.entry.version : answer.version;
  const checked = success.body?.safeParse(body);
  if (!checked?.success) {
    throw new Error(
      `answer of ${row.id} does not fit its own schema: ${JSON.stringify(checked?.error.issues.map(({ path, code }) => ({ path, code })))}`,
    );
  }
  const location =
    answer.kind === 'recorded' && located ? { location: `${event.rawPath.replace(/\/$/, '')}/${answer.entry.recordId}` } : {};
  return {
    statusCode: success.status,
    headers: { ...json, 'cache-control': 'no-store', ...location, ...(version === undefined ? {} : { etag: `"${version}"` }) },
    body: JSON.stringify(checked.data),
  };
}

/** Stores of an area; one whose rows take POST has `replays` among them. */
type AreaDeps = { readonly replays?: ReplayStore };

/** Everything the work is told: the parsed request, the caller and who will stand in the journal. */
function readCall<Row extends RouteRow>(row: Row, event: HttpEvent, actor: Admitted['actor']): Call<Row> {
  const sent: unknown = event.body;
  const params = parse('path', row.request.params, event.pathParameters ?? {});
  const query = parse('query', row.request.query, event.queryStringParameters ?? {});
  const expectedVersion = expectedVersionOf(row, event);
  const idempotency = idempotencyOf(row, event, sent);
  const body = parse('body', row.request.body, sent);
  const now = clock.now();
  const capacity = actor && 'role' in actor ? { role: actor.role, office: actor.office } : { role: 'SYSTEM' as const, office: null };
  const by: Authorship = {
    subject: actor?.subject ?? 'public',
    ...capacity,
    at: now,
    correlationId: correlationIdOf(event),
    ...(idempotency === undefined ? {} : { idempotency }),
  };
  return { params, query, body, actor, now, by, expectedVersion, source: event.requestContext.http.sourceIp } as Call<Row>;
}

/** One row with its work as a handler: admit, parse, replay or work, answer. */
function endpoint<Row extends RouteRow, Deps extends object>(
  row: Row,
  work: Work<Row, Deps>,
  deps: () => Deps,
  located: boolean,
): HttpHandler {
  const respond = async (event: HttpEvent): Promise<HttpResult> => {
    const { actor, alliance } = (event as HttpEvent & { admitted: Admitted }).admitted;
    const call = readCall(row, event, actor);
    const live: Deps & AreaDeps = deps();
    const earlier = await live.replays?.find(alliance, call.by);
    if (earlier) return present(row, event, { kind: 'recorded', entry: earlier }, located);
    try {
      return present(row, event, await work(call, live), located);
    } catch (error) {
      const other = error instanceof AlreadyAnswered ? await live.replays?.find(alliance, call.by) : undefined;
      if (other) return present(row, event, { kind: 'recorded', entry: other }, located);
      throw error;
    }
  };
  const chain = middy<HttpEvent, HttpResult>().before(({ event }) => {
    const largest = row.largestBodyBytes ?? LARGEST_BODY_BYTES;
    if (Buffer.byteLength(event.body ?? '') > largest)
      throw new Failure('bodyTooLarge', { detail: `Bitte senden Sie höchstens ${Math.floor(largest / 1024)} kB.` });
    Object.assign(event, { admitted: admitCaller(row, event) });
  });
  if (row.request.body) chain.use(jsonBodyParser<HttpEvent>());
  return chain.handler(async (event) => await withinRequest(async () => await respond(event))) as unknown as HttpHandler;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of pairs of different rows; each pair is checked where `pair` makes it
type Pair<Deps> = { readonly row: RouteRow; readonly work: Work<any, Deps> };

export const pair = <Row extends RouteRow, Deps>(row: Row, work: Work<Row, Deps>): Pair<Deps> => ({ row, work });

/**
 * One Lambda: the rows of an area and their works behind one router and the one chain of logging, headers and failures.
 * @param open makes the stores the works need; called once per instance, at the first request
 */
export function area<Deps extends object>(open: () => Deps, pairs: readonly Pair<NoInfer<Deps>>[]): HttpHandler {
  let live: Deps | undefined;
  const deps = () => {
    live ??= open();
    return live;
  };
  const rows = pairs.map(({ row }) => row);
  const router = httpRouter<HttpEvent, HttpResult>({
    routes: pairs.map(({ row, work }) => ({
      method: row.method,
      path: row.path,
      handler: endpoint(row, work, deps, isLocated(row, rows)) as never,
    })),
    notFoundResponse: () => {
      throw new Failure('routeNotFound');
    },
  });
  return middy<HttpEvent, HttpResult>()
    .use(
      securityHeaders({
        // Said by the page itself, or meant for browsers and plug-ins of the past; a kilobyte on every answer otherwise.
        contentSecurityPolicy: false,
        permissionsPolicy: false,
        permittedCrossDomainPolicies: false,
        downloadOptions: false,
        dnsPrefetchControl: false,
        reportTo: false,
        originAgentCluster: false,
        crossOriginEmbedderPolicy: false,
      }),
    )
    .before(({ event }) => {
      log.info('REQUEST_STARTED', { correlationId: correlationIdOf(event), route: event.routeKey });
    })
    .after(({ event, response }) => {
      log.info('REQUEST_ENDED', { correlationId: correlationIdOf(event), route: event.routeKey, status: response?.statusCode ?? 0 });
    })
    .onError((request) => {
      const { event } = request;
      const error = asFailure(request.error);
      const correlationId = correlationIdOf(event);
      if (error instanceof Failure) log.info('REQUEST_REFUSED', { correlationId, route: event.routeKey, code: error.code });
      else log.error('REQUEST_FAILED', { correlationId, route: event.routeKey }, error);
      request.response = answerProblem(event, error);
    })
    .handler(router as never) as unknown as HttpHandler;
}

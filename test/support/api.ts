import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { importEverything, importReference } from '../../infra/local/import.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import type { Role } from '../../shared/domain/access.ts';
import { regionalRoles } from '../../shared/domain/access.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { clock } from '../../shared/platform/clock.ts';
import type { Table } from '../../shared/store/table.ts';
import { objections } from './contract.ts';
import { freshTable } from './engine.ts';
import { keptRegister } from './kept-register.ts';
import { liveOnOneDay } from './today.ts';

/** Who calls: a subject and the grants of the token. `null` is a call without a token. */
export type Caller = { readonly subject: string; readonly grants: readonly string[] } | null;

type Within = { readonly alliance?: string; readonly office?: string; readonly body?: string; readonly subject?: string };

/** What a token must name beside the role: the office of a regional role, the body of a group's manager. */
const boundOf = (role: Role, { office = 'LW', body = 'ag-probe' }: Within): string => {
  if (regionalRoles.has(role)) return `:${office}`;
  return role === 'GROUP_MANAGER' ? `:${body}` : '';
};

export const as = (role: Role, more: Within = {}): Caller => ({
  subject: more.subject ?? `person-${role.toLowerCase()}`,
  grants: [`${more.alliance ?? 'npa'}:${role}${boundOf(role, more)}`],
});

type Sent = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Version for If-Match. */
  readonly version?: number;
  /** Idempotency key; a new one by default. */
  readonly key?: string;
};

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in tests, and every answer was checked against its schema by the endpoint
export type Answered = { readonly status: number; readonly headers: Record<string, string>; readonly body: any; readonly text: string };

export const pathOf = (row: RouteRow, params: Readonly<Record<string, string>>): string =>
  row.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');

/** The event that API Gateway would hand over for this call, with claims as the strings it makes of them. */
export function eventFor(row: RouteRow, caller: Caller, sent: Sent = {}): APIGatewayProxyEventV2 {
  const params: Record<string, string> = { ...(row.path.includes('{allianceId}') ? { allianceId: 'npa' } : {}), ...sent.params };
  const path = pathOf(row, params);
  const body = sent.rawBody ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const claims =
    caller === null
      ? {}
      : {
          authorizer: {
            principalId: '',
            integrationLatency: 0,
            jwt: { claims: { sub: caller.subject, 'cognito:groups': `[${caller.grants.join(' ')}]` }, scopes: [] },
          },
        };
  return {
    version: '2.0',
    routeKey: `${row.method} ${row.path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(sent.query).toString(),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(row.method === 'POST' ? { 'idempotency-key': sent.key ?? randomUUID() } : {}),
      ...(sent.version === undefined ? {} : { 'if-match': `"${sent.version}"` }),
      ...sent.headers,
    },
    ...(sent.query === undefined ? {} : { queryStringParameters: { ...sent.query } }),
    pathParameters: params,
    requestContext: {
      ...claims,
      requestId: randomUUID(),
      http: { method: row.method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    } as unknown as APIGatewayProxyEventV2['requestContext'],
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body }),
  };
}

/** The row whose handler runs; whoever records what a function asks of others reads it. */
export const runningRow = new AsyncLocalStorage<{ readonly id: string; readonly area: string }>();

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Calls the area's own handler, the whole chain, on the engine this test file opened.
 * @throws Error when the answer is not one that the contract names (S15)
 */
export async function call(row: RouteRow, caller: Caller, sent: Sent = {}): Promise<Answered> {
  const { handler } = (await import(`../../functions/${row.area}/handler.ts`)) as { handler: Handler };
  const context = { awsRequestId: randomUUID() } as Context;
  const answer = await runningRow.run(row, async () => await handler(eventFor(row, caller, sent), context));
  const text = answer.isBase64Encoded ? Buffer.from(answer.body ?? '', 'base64').toString('latin1') : (answer.body ?? '');
  const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const body = headers['content-type']?.includes('json') ? JSON.parse(text) : undefined;
  const answered = { status: answer.statusCode ?? 0, headers, text, body };
  const against = objections(row, answered);
  if (against.length > 0) throw new Error(`${row.id} answered ${answered.status} outside the contract: ${JSON.stringify(against)}`);
  return answered;
}

/** A register of its own for this test file: an empty table that the handlers will open. */
export async function openRegister(): Promise<Table> {
  liveOnOneDay();
  const table = await freshTable();
  // the master key's file is the run's own (engine-up.ts)
  Object.assign(process.env, {
    TABLE_NAME: table.name,
    KEY_TABLE_NAME: keyTableNameOf(table.name),
    MAIL_FROM: 'register@example.org',
    PUBLIC_ADDRESS: 'https://register.example.org',
    LOG_LEVEL: 'SILENT',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  return table;
}

const realNow = clock.now;
/** Sets the clock of the functions in this test file; without an instant, back to the real one. */
export const setClock = (instant?: string): void => {
  clock.now = instant === undefined ? realNow : () => instant;
};

/** On the day of the tests, before any of them begins: what is there from the start is older than what a test enters. */
const FILLED_AT = '2026-11-23T07:00:00.000Z';

async function filledRegister(name: string, fill: (table: Table) => Promise<unknown>): Promise<Table> {
  const { now } = clock;
  const filling = async (table: Table): Promise<void> => {
    setClock(FILLED_AT);
    await fill(table).finally(() => Object.assign(clock, { now }));
  };
  return await keptRegister(name, openRegister, filling);
}

/** The same with the printed facts of 2016 in it. */
export const openRegisterOf2016 = async (): Promise<Table> =>
  await filledRegister('register-of-2016', async (table) => await importReference(() => {}, table));

/** And with the city's bodies, their people and a session of its committee: what `npm start` holds. */
export const openRegisterOfBoth = async (): Promise<Table> =>
  await filledRegister('register-of-both', async (table) => await importEverything(() => {}, table));

import { randomUUID } from 'node:crypto';
import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { routes } from '../functions/routes.ts';
import { dummyCredentials, type Engine, ensureTable, startEngine } from '../infra/local/engine.ts';
import { type LambdaFunction, startGateway } from '../infra/local/gateway.ts';
import { importReference } from '../infra/local/import.ts';
import type { Role } from '../shared/domain/access.ts';
import type { RouteRow } from '../shared/http/route.ts';

/** A call as a client makes it. */
export type Request = {
  readonly row: RouteRow;
  readonly role: Role;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly version?: number;
  readonly key?: string;
};
export type Answer = { readonly status: number; readonly text: string; readonly body: Record<string, unknown> };

export const urlOf = (origin: string, { row, params = {}, query = {} }: Request): string => {
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => ({ allianceId: 'npa', ...params })[name] ?? '');
  const search = new URLSearchParams(query).toString();
  return `${origin}${path}${search === '' ? '' : `?${search}`}`;
};

export const headersOf = ({ row, body, version, key }: Request, token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(row.method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
});

/** @throws for every answer but a success: a bench that measures refusals measures nothing */
export async function ask(origin: string, request: Request, token: string): Promise<Answer> {
  const response = await fetch(urlOf(origin, request), {
    method: request.row.method,
    headers: headersOf(request, token),
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  if (!response.ok) throw new Error(`${request.row.id} answered ${response.status}: ${text}`);
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

/** The register's handlers in this process; the role is the token. */
export type Handlers = { readonly call: (request: Request) => Promise<Answer>; readonly close: () => Promise<void> };

const TABLE = 'bench';

/** The settings of an engine for this process and an empty table on it; of the functions' log only what failed is heard. */
export async function openEngine(): Promise<Engine> {
  const engine = await startEngine();
  Object.assign(process.env, dummyCredentials, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    TABLE_NAME: TABLE,
    LOG_LEVEL: 'ERROR',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
  });
  await ensureTable(engine.endpoint, TABLE);
  return engine;
}

/**
 * The embedded engine looks through every stream record it holds at each write, so thousands of writes would measure that
 * and nothing else; DynamoDB does not. Tables that are written much are therefore measured without their stream.
 */
export async function withoutStream(endpoint: string, name: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: dummyCredentials.AWS_REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: { StreamEnabled: false } }));
  client.destroy();
}

/** The handlers themselves, not their bundles, behind a gateway that believes the role it is told. */
export async function openHandlers(): Promise<Handlers> {
  const gateway = await startGateway({
    routes,
    functionOf: async (area) => ((await import(`../functions/${area}/handler.ts`)) as { handler: LambdaFunction }).handler,
    authorizer: {
      claimsOf: async (authorization = '') => {
        const role = authorization.replace('Bearer ', '');
        return { sub: `bench-${role.toLowerCase()}`, 'cognito:groups': `[npa:${role} bench:${role}]` };
      },
    },
    port: 0,
  });
  return { call: async (request) => await ask(gateway.origin, request, request.role), close: gateway.stop };
}

/** The same on a database of its own, with the facts of 2016. */
export async function openRegisterOf2016(): Promise<Handlers> {
  const engine = await openEngine();
  const handlers = await openHandlers();
  await importReference(() => {});
  return {
    ...handlers,
    close: async () => {
      await handlers.close();
      await engine.stop();
    },
  };
}

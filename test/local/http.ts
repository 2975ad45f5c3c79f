import { connect } from 'node:net';
import type { Context } from 'aws-lambda';
import type { Authorizer } from '../../infra/local/authorizer.ts';
import { type Gateway, type GatewayOptions, type LambdaFunction, startGateway } from '../../infra/local/gateway.ts';
import type { RouteRow } from '../../shared/http/route.ts';

/** Sends bytes as they are and reads until the server closes or has answered; what `fetch` would tidy up stays untidy. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let received = '';
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const [head = '', ...rest] = received.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Buffer.byteLength(rest.join('\r\n\r\n')) >= length) socket.end();
  });
  socket.on('close', () => resolve(received));
  socket.on('error', (error) => (received === '' ? reject(error) : resolve(received)));
  return await promise;
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

const row = (more: Pick<RouteRow, 'id' | 'method' | 'path' | 'access'>): RouteRow => ({
  area: 'echo',
  title: 'Test',
  request: {},
  success: { status: 200, contentTypes: ['application/json'] },
  failures: [],
  table: 'none',
  ...more,
});

const open = { public: 'test' } as const;
const closed = { signedIn: 'test' } as const;

export const echoRoutes: readonly RouteRow[] = [
  row({ id: 'getThing', method: 'GET', path: '/things/{thingId}', access: open }),
  row({ id: 'getNewest', method: 'GET', path: '/things/newest', access: open }),
  row({ id: 'postThing', method: 'POST', path: '/things', access: open }),
  row({ id: 'getOwn', method: 'GET', path: '/own/{thingId}', access: closed }),
  row({ id: 'putOwn', method: 'PUT', path: '/own/{thingId}', access: { roles: ['AUDITOR'] } }),
];

/** A function that answers with the very event it was given. */
export const echo: LambdaFunction = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(event),
});

export const nobody: Authorizer = { claimsOf: async () => undefined };

/** A gateway over the echo routes; only what the test is about is given. */
export async function echoGateway(
  more: Partial<GatewayOptions> & { readonly run?: (event: unknown, context: Context) => Promise<unknown> } = {},
): Promise<Gateway> {
  const { run = echo, ...options } = more;
  return await startGateway({ routes: echoRoutes, functionOf: async () => run, authorizer: nobody, port: 0, ...options });
}

/** Sends bytes as they are and reads everything that comes back, until the server closes or says nothing for a moment. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let received = '';
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
  socket.setTimeout(150, () => socket.destroy());
  socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
  socket.on('error', () => {});
  socket.on('close', () => resolve(received));
  return await promise;
}

import { constants, createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactEncrypt } from 'jose';
import { routes } from '../../functions/routes.ts';
import { jwtAuthorizer } from '../../infra/local/authorizer.ts';
import type { FunctionOfArea, Gateway } from '../../infra/local/gateway.ts';
import { startGateway } from '../../infra/local/gateway.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { scale } from '../support/scale.ts';
import { type echo, echoGateway, sendRaw, statusOf } from './http.ts';

/** S4: what is no good access token opens nothing, says nothing of why, and makes nobody ask anywhere. */

type Part = Record<string, unknown>;
const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (part: unknown): string => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const signed = (header: unknown, claims: unknown, key: KeyObject = good.privateKey): string => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${createSign('sha256').update(input).sign(key).toString('base64url')}`;
};

const good = keyPair();
const foreign = keyPair();
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const published = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' });

let issuer: string;
let issuerServer: Server;
let gateway: Gateway;
/** The register's own routes; what gets through the gateway is counted, and told that it is nobody. */
let register: Gateway;
let letThrough = 0;
/** Where a token would send us; every connection counts. */
let trap: Server;
let trapped = 0;
let askedForKeys = 0;
let keys: Part[] = [published(good.publicKey, 'good')];

const now = Math.floor(Date.now() / 1000);
const header: Part = { alg: 'RS256', kid: 'good', typ: 'at+jwt' };
const claims = (more: Part = {}): Part => ({
  iss: issuer,
  aud: 'the-api',
  client_id: 'the-portal',
  sub: 'somebody',
  scope: 'openid register/use',
  iat: now - 10,
  exp: now + 600,
  ...more,
});
const without = (part: Part, name: string): Part => Object.fromEntries(Object.entries(part).filter(([key]) => key !== name));

beforeAll(async () => {
  issuerServer = createServer(({ url }, response) => {
    if (url === '/keys') askedForKeys += 1;
    const body = url === '/keys' ? { keys } : { issuer, jwks_uri: `${issuer}/keys` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => issuerServer.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(issuerServer.address() as AddressInfo).port}`;
  trap = createServer((_, response) => response.end(JSON.stringify({ keys: [published(foreign.publicKey, 'x')] })));
  trap.on('connection', () => {
    trapped += 1;
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  const authorizer = jwtAuthorizer({ issuer, audience: ['the-api'], scopes: ['register/use'] });
  gateway = await echoGateway({ authorizer });
  const functionOf: FunctionOfArea = async (area) => {
    const { handler } = (await import(`../../functions/${area}/handler.ts`)) as { handler: typeof echo };
    return async (event, context) => {
      letThrough += 1;
      return await handler(event, context);
    };
  };
  register = await startGateway({ routes, functionOf, authorizer, port: 0 });
});
afterAll(async () => {
  await Promise.all([gateway.stop(), register.stop()]);
  for (const server of [issuerServer, trap]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
const trapUrl = (): string => `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys`;

const ask = async (authorization: string | undefined, path = '/own/1'): Promise<Response> =>
  await fetch(`${gateway.origin}${path}`, authorization === undefined ? {} : { headers: { authorization } });

describe('S4: good tokens', () => {
  test.each<[string, () => Part]>([
    ['the API as audience', () => claims()],
    ['the API as one of several audiences', () => claims({ aud: ['other', 'the-api'] })],
    ['no audience and the client id in its place, as in a Cognito access token', () => without(claims({ client_id: 'the-api' }), 'aud')],
    ['neither nbf nor iat', () => without(claims(), 'iat')],
    ['the scope in a list, as some issuers write it', () => without(claims({ scp: ['openid', 'register/use'] }), 'scope')],
    ['9 kB of it', () => claims({ ballast: 'x'.repeat(6_000) })],
    ['valid since this second', () => claims({ nbf: Math.floor(Date.now() / 1000) })],
  ])('a token with %s is let in', async (_, make) => {
    const response = await ask(`Bearer ${signed(header, make())}`);
    expect(response.status).toBe(200);
    const event = (await response.json()) as { requestContext: { authorizer: { jwt: { claims: Record<string, string> } } } };
    expect(event.requestContext.authorizer.jwt.claims).toMatchObject({ sub: 'somebody', exp: String(now + 600) });
  });
});

const cut = (token: string): string => token.split('.').slice(0, 2).join('.');
const resigned = (part: 'payload', token: string): string => {
  const [head, , signature] = token.split('.');
  return part === 'payload' ? `${head}.${encode(claims({ sub: 'somebody-else' }))}.${signature}` : token;
};
/** The last letter of a base64 text carries unused bits: other letter, same bytes. */
const otherSpelling = (token: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = letters.indexOf(token.at(-1) ?? 'A');
  return token.slice(0, -1) + letters[last ^ 1];
};
const publicPem = () => good.publicKey.export({ format: 'pem', type: 'spki' });
const hmac = (alg: string): string => {
  const input = `${encode({ ...header, alg })}.${encode(claims())}`;
  return `${input}.${createHmac('sha256', publicPem()).update(input).digest('base64url')}`;
};
const es256 = (): string => {
  const input = `${encode({ ...header, alg: 'ES256' })}.${encode(claims())}`;
  return `${input}.${createSign('sha256').update(input).sign({ key: elliptic.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};
const ps256 = (): string => {
  const input = `${encode({ ...header, alg: 'PS256' })}.${encode(claims())}`;
  const key = { key: good.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return `${input}.${createSign('sha256').update(input).sign(key).toString('base64url')}`;
};
/** An encrypted token for our public key, its content a good one. */
const encrypted = async (): Promise<string> =>
  await new CompactEncrypt(Buffer.from(signed(header, claims())))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'good' })
    .encrypt(good.publicKey);
const bearer = (make: () => string) => () => `Bearer ${make()}`;
const claiming = (more: () => Part) => bearer(() => signed(header, claims(more())));
const headed = (more: Part) => bearer(() => signed({ ...header, ...more }, claims()));

const refused: [string, () => string | undefined][] = [
  ['no header at all', () => undefined],
  ['an empty header', () => ''],
  ['only the scheme', () => 'Bearer'],
  ['no scheme', () => signed(header, claims())],
  ['the scheme in lower case', () => `bearer ${signed(header, claims())}`],
  ['another scheme', () => `Basic ${signed(header, claims())}`],
  ['two blanks after the scheme', () => `Bearer  ${signed(header, claims())}`],
  ['something after the token', () => `Bearer ${signed(header, claims())} x`],
  ['alg none, no signature', bearer(() => `${encode({ ...header, alg: 'none' })}.${encode(claims())}.`)],
  ['alg None with a signature', headed({ alg: 'None' })],
  ['an empty alg', headed({ alg: '' })],
  ['no alg', bearer(() => signed(without(header, 'alg'), claims()))],
  ['HS256 signed with the public key', bearer(() => hmac('HS256'))],
  ['an HMAC that calls itself RS256', bearer(() => hmac('RS256'))],
  ['ES256', bearer(es256)],
  ['RS512 in the header', headed({ alg: 'RS512' })],
  ['a foreign key under the known id', bearer(() => signed(header, claims(), foreign.privateKey))],
  [
    'a foreign key in its own header (jwk)',
    bearer(() => signed({ ...header, kid: 'x', jwk: published(foreign.publicKey, 'x') }, claims(), foreign.privateKey)),
  ],
  [
    'a foreign key address in its header (jku)',
    bearer(() => signed({ ...header, kid: 'x', jku: trapUrl() }, claims(), foreign.privateKey)),
  ],
  ['the same under a known id', bearer(() => signed({ ...header, jku: trapUrl() }, claims(), foreign.privateKey))],
  ['a certificate address in its header (x5u)', bearer(() => signed({ ...header, x5u: trapUrl() }, claims(), foreign.privateKey))],
  ['a kid that is an address', headed({ kid: 'http://127.0.0.1/keys' })],
  ['a kid of 4 kB', headed({ kid: 'k'.repeat(4_000) })],
  ['an empty kid', headed({ kid: '' })],
  ['a kid given twice', bearer(() => signed(JSON.stringify(header).replace('{', '{"kid":"other",'), claims()))],
  ['alg in lower case', headed({ alg: 'rs256' })],
  ['PS256', bearer(ps256)],
  ['an unencoded payload (b64)', headed({ crit: ['b64'], b64: false })],
  ['no kid', bearer(() => signed(without(header, 'kid'), claims()))],
  ['an unknown kid', headed({ kid: 'unknown' })],
  ['a kid that is a path', headed({ kid: '../../keys' })],
  ['a kid that is a number', headed({ kid: 1 })],
  ['the kid of a built-in property', headed({ kid: '__proto__' })],
  ['a critical extension nobody knows', headed({ crit: ['x'], x: 1 })],
  ['no signature part', bearer(() => cut(signed(header, claims())))],
  ['an empty signature', bearer(() => `${cut(signed(header, claims()))}.`)],
  ['a signature cut short', bearer(() => signed(header, claims()).slice(0, -4))],
  ['a second spelling of the signature', bearer(() => otherSpelling(signed(header, claims())))],
  ['another payload under the signature', bearer(() => resigned('payload', signed(header, claims())))],
  [
    'an alphabet with + and /',
    bearer(() =>
      signed(header, claims({ x: '???>>>~~~' }))
        .replaceAll('_', '/')
        .replaceAll('-', '+'),
    ),
  ],
  ['padding after a part', bearer(() => signed(header, claims()).replace('.', '=.'))],
  ['a line break in a part', bearer(() => signed(header, claims()).replace('.', '%0A.'))],
  ['five parts, as an encrypted token has', bearer(() => `${signed(header, claims())}.a.b`)],
  ['a payload that is no object', bearer(() => signed(header, '[]'))],
  ['a payload that is no JSON', bearer(() => signed(header, '{'))],
  ['a claim given twice', bearer(() => signed(header, JSON.stringify(claims()).replace('{', '{"aud":"x",')))],
  ['an issuer with a slash more', claiming(() => ({ iss: `${issuer}/` }))],
  ['another issuer', claiming(() => ({ iss: 'https://elsewhere.example' }))],
  ['the issuer in a list', claiming(() => ({ iss: [issuer] }))],
  ['no issuer', bearer(() => signed(header, without(claims(), 'iss')))],
  ['another audience', claiming(() => ({ aud: 'other' }))],
  ['another audience, although the client id would fit', claiming(() => ({ aud: 'other', client_id: 'the-api' }))],
  ['an ID token: the portal as audience', claiming(() => ({ aud: 'the-portal' }))],
  ['an audience that only begins right', claiming(() => ({ aud: 'the-api-2' }))],
  ['an empty list of audiences', claiming(() => ({ aud: [] }))],
  ['neither audience nor client id', bearer(() => signed(header, without(without(claims(), 'aud'), 'client_id')))],
  ['an expiry in the past', claiming(() => ({ exp: now - 1 }))],
  ['an expiry in this second', claiming(() => ({ exp: Math.floor(Date.now() / 1000) }))],
  ['no expiry', bearer(() => signed(header, without(claims(), 'exp')))],
  ['an expiry as text', claiming(() => ({ exp: String(now + 600) }))],
  ['an expiry with a fraction', claiming(() => ({ exp: now + 600.5 }))],
  ['a start in the future', claiming(() => ({ nbf: now + 600 }))],
  ['an issue date in the future', claiming(() => ({ iat: now + 600 }))],
  ['an issue date as text', claiming(() => ({ iat: String(now - 10) }))],
  ['an expiry that is no number', claiming(() => ({ exp: null }))],
  ['an expiry beyond all numbers', bearer(() => signed(header, JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e400')))],
  ['another scope', claiming(() => ({ scope: 'openid profile' }))],
  ['a scope that only begins right', claiming(() => ({ scope: 'register/use2 xregister/use' }))],
  ['no scope, as an ID token', bearer(() => signed(header, without(claims(), 'scope')))],
  ['a scope that is no text', claiming(() => ({ scope: { 'register/use': true } }))],
];

/** Signed by the issuer, so only the function can refuse them. */
const subjects: [string, unknown][] = [
  ['a line break', 'some\nbody'],
  ['a NUL', 'some\u0000body'],
  ['an escape', '\u001b[31mbody'],
  ['a blank', 'some body'],
  ['text that runs the other way', 'some\u202ebody'],
  ['a letter beyond ASCII', 'sömebody'],
  ['129 letters', 'x'.repeat(129)],
  ['nothing', ''],
  ['two of them', ['some', 'body']],
];
const problemKeys = new Set(['type', 'title', 'status', 'code', 'correlationId']);
const pathOf = ({ path }: RouteRow): string => path.replace(/\{\w+\}/g, 'npa');
const protectedRows = routes.filter(({ access }) => !('public' in access));
const tried = scale({ short: protectedRows.filter((_, index) => index % 40 === 0), full: protectedRows });

describe('S4: on the routes of the register', () => {
  /** What is said to a caller beside 401 and the five words of the problem. */
  const saidTo = async (row: RouteRow, authorization: string | undefined): Promise<string[]> => {
    const began = performance.now();
    const response = await fetch(`${register.origin}${pathOf(row)}`, {
      method: row.method,
      ...(authorization === undefined ? {} : { headers: { authorization } }),
    });
    const body = (await response.json()) as Record<string, unknown>;
    took.push(performance.now() - began);
    const isPlain = Object.keys(body).every((name) => problemKeys.has(name)) && body.code === 'notSignedIn';
    return response.status === 401 && isPlain ? [] : [`${row.id}: ${response.status} ${JSON.stringify(body)}`];
  };
  const took: number[] = [];

  test(`${refused.length} bad tokens at ${tried.length} protected routes: 401 at the gateway, and no function is run`, async () => {
    const found: string[] = [];
    const before = letThrough;
    for (const [, authorization] of refused) {
      const value = authorization();
      for (const row of tried) found.push(...(await saidTo(row, value)));
    }
    expect(found).toEqual([]);
    expect(letThrough).toBe(before);
    expect(refused.length).toBeGreaterThanOrEqual(45);
    const inOrder = took.toSorted((a, b) => a - b);
    const at = (share: number): string => `${inOrder[Math.ceil(share * inOrder.length) - 1]?.toFixed(1)} ms`;
    console.info(`S4: ${refused.length} tokens at ${tried.length} routes: median ${at(0.5)}, p99 ${at(0.99)}, slowest ${at(1)}`);
  });

  test.each(subjects)('a good token for %s as its subject: 401 by the function', async (_, sub) => {
    const value = `Bearer ${signed(header, claims({ sub }))}`;
    const before = letThrough;
    const found: string[] = [];
    for (const row of tried) found.push(...(await saidTo(row, value)));
    expect(found).toEqual([]);
    expect(letThrough - before).toBe(tried.length);
  });

  test('control: a good token without grants gets further at every one of them', async () => {
    const value = `Bearer ${signed(header, claims())}`;
    for (const row of tried) expect(await saidTo(row, value)).toHaveLength(1);
  });

  test('an encrypted token is none', async () => {
    expect((await ask(`Bearer ${await encrypted()}`)).status).toBe(401);
  });

  test('11 kB of token are refused as too large, 9 kB are read', async () => {
    const of = (bytes: number): string => `Bearer ${signed(header, claims({ ballast: 'x'.repeat(bytes) }))}`;
    const [nine, eleven] = [of(6_300), of(7_800)];
    expect([Math.floor(nine.length / 1000), Math.floor(eleven.length / 1000)]).toEqual([9, 11]);
    expect((await ask(nine)).status).toBe(200);
    expect((await ask(eleven)).status).toBe(431);
    expect((await ask(`${nine.slice(0, -4)}AAAA`)).status).toBe(401);
  });

  test('no token made anybody connect to the address it named', async () => {
    expect(trapped).toBe(0);
    await fetch(trapUrl());
    expect(trapped).toBe(1);
  });
});

describe('S4: bad tokens', () => {
  test.each(refused)('%s answers 401', async (_, authorization) => {
    const response = await ask(authorization());
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(new Set(Object.keys((await response.json()) as object))).toEqual(problemKeys);
  });

  test('a good token in query, cookie or body is none', async () => {
    const token = signed(header, claims());
    const answers = await Promise.all([
      fetch(`${gateway.origin}/own/1?access_token=${token}&Authorization=Bearer%20${token}`),
      fetch(`${gateway.origin}/own/1`, { headers: { cookie: `Authorization=Bearer ${token}` } }),
      fetch(`${gateway.origin}/own/1`, {
        method: 'PUT',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `access_token=${token}`,
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  test.each([
    ['good then bad', () => [`Bearer ${signed(header, claims())}`, 'Bearer x']],
    ['bad then good', () => ['Bearer x', `Bearer ${signed(header, claims())}`]],
    ['the same good one twice', () => Array<string>(2).fill(`Bearer ${signed(header, claims())}`)],
  ])('two Authorization headers, %s, answer 401', async (_, values) => {
    const lines = values().map((value) => `Authorization: ${value}`);
    expect(
      statusOf(await sendRaw(gateway.port, `GET /own/1 HTTP/1.1\r\nHost: x\r\n${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`)),
    ).toBe(401);
  });

  test('all of them together made the gateway ask for keys once', () => {
    expect(askedForKeys).toBe(1);
  });
});

describe('S4: keys', () => {
  test('unknown key ids make it ask at most twice a minute, and new keys need no restart', async () => {
    let time = Date.now();
    const { claimsOf } = jwtAuthorizer({ issuer, audience: ['the-api'], now: () => time });
    const before = askedForKeys;
    const token = (kid: string, key = good.privateKey) => `Bearer ${signed({ ...header, kid }, claims(), key)}`;
    await claimsOf(token('good'));
    await Promise.all(Array.from({ length: 1000 }, async (_, index) => await claimsOf(token(`unknown-${index % 10}`))));
    expect(askedForKeys - before).toBe(1);

    keys = [published(good.publicKey, 'good'), published(foreign.publicKey, 'next')];
    expect(await claimsOf(token('next', foreign.privateKey))).toBeUndefined();
    time += 32_000;
    expect(await claimsOf(token('next', foreign.privateKey))).toMatchObject({ sub: 'somebody' });
    expect(askedForKeys - before).toBe(2);
  });

  test('with the issuer away nobody is let in, and it is asked again later', async () => {
    let time = Date.now();
    const outage = { away: true };
    const flaky = createServer(({ url }, response) => {
      if (outage.away) {
        response.writeHead(503).end();
        return;
      }
      response.end(JSON.stringify(url === '/keys' ? { keys } : { jwks_uri: `${address}/keys` }));
    });
    await new Promise<void>((resolve) => flaky.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(flaky.address() as AddressInfo).port}`;
    const { claimsOf } = jwtAuthorizer({ issuer: address, audience: ['the-api'], now: () => time });
    const token = `Bearer ${signed(header, claims({ iss: address }))}`;
    expect(await claimsOf(token)).toBeUndefined();
    outage.away = false;
    expect(await claimsOf(token)).toBeUndefined();
    time += 2_000;
    expect(await claimsOf(token)).toMatchObject({ sub: 'somebody' });
    flaky.closeAllConnections();
    await new Promise((resolve) => flaky.close(resolve));
  });
});

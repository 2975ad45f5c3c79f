import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Gateway, LARGEST_BODY_BYTES, LARGEST_HEAD_BYTES } from '../../infra/local/gateway.ts';
import { flattenClaims, logTime } from '../../infra/local/gateway-event.ts';
import { echoGateway, sendRaw, statusOf } from './http.ts';

const claims = {
  sub: 'npa-office-lead',
  'cognito:groups': ['npa:OFFICE_LEAD', 'lip:OFFICE_EDITOR'],
  exp: 1795409214,
  email_verified: true,
};

let gateway: Gateway;
beforeAll(async () => {
  gateway = await echoGateway({
    authorizer: { claimsOf: async (authorization) => (authorization === 'Bearer good' ? claims : undefined) },
  });
});
afterAll(async () => {
  await gateway.stop();
});

const eventOf = async (path: string, init: RequestInit = {}) =>
  (await (await fetch(`${gateway.origin}${path}`, init)).json()) as Record<string, unknown> & {
    requestContext: { requestId: string; timeEpoch: number };
  };

describe('the event is the one API Gateway hands to a Lambda (payload format 2.0)', () => {
  test('every part of a request with token, query, cookies and repeated headers', async () => {
    const answer = await sendRaw(
      gateway.port,
      [
        'GET /own/Caf%C3%A9%20%2F1?kind=a&kind=b&text=x%20y&empty= HTTP/1.1',
        `Host: 127.0.0.1:${gateway.port}`,
        'Authorization: Bearer good',
        'X-Many: one',
        'x-many: two',
        'Cookie: a=1; b=2',
        'User-Agent: test/1',
        'Connection: close',
        '',
        '',
      ].join('\r\n'),
    );
    const event = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
    const { requestId, timeEpoch } = event.requestContext;
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'GET /own/{thingId}',
      rawPath: '/own/Café /1',
      rawQueryString: 'kind=a&kind=b&text=x%20y&empty=',
      cookies: ['a=1', 'b=2'],
      headers: {
        authorization: 'Bearer good',
        'content-length': '0',
        host: `127.0.0.1:${gateway.port}`,
        'user-agent': 'test/1',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': String(gateway.port),
        'x-forwarded-proto': 'http',
        'x-many': 'one,two',
      },
      queryStringParameters: { kind: 'a,b', text: 'x y', empty: '' },
      pathParameters: { thingId: 'Café /1' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        authorizer: {
          jwt: {
            claims: {
              sub: 'npa-office-lead',
              'cognito:groups': '[npa:OFFICE_LEAD lip:OFFICE_EDITOR]',
              exp: '1795409214',
              email_verified: 'true',
            },
            scopes: null,
          },
        },
        domainName: '127.0.0.1',
        domainPrefix: '127',
        http: { method: 'GET', path: '/own/Café /1', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test/1' },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: 'GET /own/{thingId}',
        stage: '$default',
        time: logTime(new Date(timeEpoch)),
        timeEpoch: expect.any(Number),
      },
      isBase64Encoded: false,
    });
    expect(requestId).not.toBe((await eventOf('/things/1')).requestContext.requestId);
  });

  test('what a request does not have is absent from its event', async () => {
    const event = await eventOf('/things/newest');
    for (const name of ['body', 'cookies', 'queryStringParameters', 'pathParameters', 'stageVariables'])
      expect(event).not.toHaveProperty(name);
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  test('a claim is a string, a list is written with blanks between brackets', () => {
    expect(flattenClaims({ list: ['a b', 'c'], none: [], one: 1.5, deep: { b: [1, 2], a: true } })).toEqual({
      list: '[a b c]',
      none: '[]',
      one: '1.5',
      deep: 'map[a:true b:[1 2]]',
    });
  });

  test('the time is that of the common log format', () => {
    expect(logTime(new Date('2016-03-01T09:08:07.999Z'))).toBe('01/Mar/2016:09:08:07 +0000');
  });

  test.each([
    ['application/json', '{"ä":1}', false],
    ['application/json; charset=utf-8', '{}', false],
    ['application/problem+json', '{}', false],
    ['text/csv', 'a;b', false],
    ['application/x-www-form-urlencoded', 'a=b', true],
    ['application/octet-stream', 'abc', true],
  ])('a body of type %s is handed on as text or base64', async (type, body, base64) => {
    const event = await eventOf('/things', { method: 'POST', headers: { 'content-type': type }, body: new Blob([body]) });
    expect(event.isBase64Encoded).toBe(base64);
    expect(event.body).toBe(base64 ? Buffer.from(body).toString('base64') : body);
  });

  test('bytes that are no UTF-8 reach the function unchanged', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x7d]);
    const event = await eventOf('/things', { method: 'POST', headers: { 'content-type': 'application/json' }, body: bytes });
    expect(event).toMatchObject({ isBase64Encoded: true, body: bytes.toString('base64') });
  });
});

describe('routes', () => {
  test.each([
    ['GET', '/nowhere'],
    ['GET', '/'],
    ['DELETE', '/things/1'],
    ['HEAD', '/things/1'],
    ['OPTIONS', '/things'],
    ['PROPFIND', '/things'],
    ['GET', '/things/1/'],
    ['GET', '/things/'],
    ['GET', '//things/1'],
  ])('%s %s answers 404', async (method, path) => {
    const response = await fetch(`${gateway.origin}${path}`, { method });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (method !== 'HEAD') expect(await response.json()).toMatchObject({ status: 404, code: 'routeNotFound' });
  });

  test('a literal path wins over a parameter', async () => {
    expect(await eventOf('/things/newest')).toMatchObject({ routeKey: 'GET /things/newest' });
  });

  test('a path that is not percent-encoded properly answers 400', async () => {
    expect((await fetch(`${gateway.origin}/things/%E0%A4%A`)).status).toBe(400);
  });

  test.each(['GET http://elsewhere.example/things/1 HTTP/1.1', 'GET things/1 HTTP/1.1', 'GET /things/1 HTTP/9.9', 'nonsense'])(
    'the request line "%s" answers 400',
    async (line) => {
      const answer = await sendRaw(gateway.port, `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(statusOf(answer)).toBe(400);
      expect(answer).not.toMatch(/\n\s+at |Server:/i);
    },
  );

  test('a route that is not public answers 401 without a reason', async () => {
    const response = await fetch(`${gateway.origin}/own/1`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(new Set(Object.keys((await response.json()) as object))).toEqual(new Set(['type', 'title', 'status', 'code', 'correlationId']));
  });

  test('an answer names no server', async () => {
    const { headers } = await fetch(`${gateway.origin}/things/1`);
    expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
  });
});

describe('limits', () => {
  const headOf = (bytes: number): string => {
    const lines = ['GET /things/newest HTTP/1.1', 'Host: x', 'Connection: close', 'X-Fill: '];
    const empty = `${lines.join('\r\n')}\r\n\r\n`;
    return `${lines.join('\r\n')}${'f'.repeat(bytes - empty.length)}\r\n\r\n`;
  };

  test.each([
    [LARGEST_HEAD_BYTES, 200],
    [LARGEST_HEAD_BYTES + 1, 431],
    [100_000, 431],
  ])('request line and headers of %d bytes answer %d', async (bytes, status) => {
    expect(statusOf(await sendRaw(gateway.port, headOf(bytes)))).toBe(status);
  });

  test.each([
    [LARGEST_BODY_BYTES, 200],
    [LARGEST_BODY_BYTES + 1, 413],
  ])('a body of %d bytes answers %d', async (bytes, status) => {
    const small = await echoGateway({ run: async () => ({ statusCode: 200 }) });
    const response = await fetch(`${small.origin}/things`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'b'.repeat(bytes),
    });
    expect(response.status).toBe(status);
    await small.stop();
  });

  test('a body without a stated length is counted while it arrives', async () => {
    const piece = Buffer.alloc(1024 * 1024);
    const body = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent <= LARGEST_BODY_BYTES; sent += piece.length) controller.enqueue(piece);
        controller.close();
      },
    });
    const response = await fetch(`${gateway.origin}/things`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'bodyTooLarge' });
  });

  test('a function that takes too long answers 503 with Retry-After', async () => {
    const slow = await echoGateway({ run: () => new Promise(() => {}), integrationTimeoutMs: 20 });
    const response = await fetch(`${slow.origin}/things/1`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    await slow.stop();
  });

  test('an answer larger than a Lambda may give is a 500', async () => {
    const large = await echoGateway({ run: async () => ({ statusCode: 200, body: 'a'.repeat(6 * 1024 * 1024 + 1) }) });
    expect((await fetch(`${large.origin}/things/1`)).status).toBe(500);
    await large.stop();
  });
});

describe('answers', () => {
  test('a function that throws answers 500 and tells nothing', async () => {
    const write = console.error;
    console.error = () => {};
    const broken = await echoGateway({ run: () => Promise.reject(new Error('table npa-register at 127.0.0.1')) });
    const response = await fetch(`${broken.origin}/things/1`);
    console.error = write;
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/npa-register at|127\.0\.0\.1|\s+at /);
    await broken.stop();
  });

  test('status, headers, cookies and binary content come through; a value without a status is the body', async () => {
    const bytes = Buffer.from([0, 255, 1]);
    const answers = [
      { statusCode: 201, headers: { 'X-One': '1' }, cookies: ['a=1', 'b=2'], body: bytes.toString('base64'), isBase64Encoded: true },
      { plain: true },
    ];
    const various = await echoGateway({ run: async () => answers.shift() });
    const first = await fetch(`${various.origin}/things/1`);
    expect([first.status, first.headers.get('x-one'), first.headers.getSetCookie()]).toEqual([201, '1', ['a=1', 'b=2']]);
    expect(Buffer.from(await first.arrayBuffer())).toEqual(bytes);
    const second = await fetch(`${various.origin}/things/1`);
    expect([second.status, await second.json()]).toEqual([200, { plain: true }]);
    await various.stop();
  });

  test('a request in flight is finished when the gateway stops, a new one is not taken', async () => {
    const entered = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const busy = await echoGateway({
      run: async () => {
        entered.resolve();
        await release.promise;
        return { statusCode: 200, body: 'done' };
      },
    });
    const inFlight = fetch(`${busy.origin}/things/1`);
    await entered.promise;
    const stopped = busy.stop();
    await expect(fetch(`${busy.origin}/things/2`)).rejects.toThrow();
    release.resolve();
    expect(await (await inFlight).text()).toBe('done');
    await stopped;
  });
});

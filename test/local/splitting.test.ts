import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Gateway } from '../../infra/local/gateway.ts';
import { listenOn } from '../../infra/local/listen.ts';
import { echo, echoGateway, exchange, statusOf } from './http.ts';

/** S12: one request on the wire is one request for the register, whatever its lengths, line ends and methods say. */

const seen: string[] = [];
let gateway: Gateway;
beforeAll(async () => {
  gateway = await echoGateway({
    run: async (event, context) => {
      seen.push((event as { rawPath: string }).rawPath);
      return await echo(event, context);
    },
  });
});
afterAll(async () => {
  await gateway.stop();
});

const SMUGGLED = 'GET /things/smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
const CANARY = 'GET /things/canary HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
const post = (headers: readonly string[], body = '') =>
  `POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n${body}`;
const inChunk = (content: string) => `${content.length.toString(16)}\r\n${content}\r\n0\r\n\r\n`;

/** Bytes of which one reader sees two requests and another one; what they hide is a request for `/things/smuggled`. */
const battery: Readonly<Record<string, string>> = {
  'length and chunks': post(['Content-Length: 4', 'Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`),
  'chunks and length': post(['Transfer-Encoding: chunked', `Content-Length: ${SMUGGLED.length + 5}`], `0\r\n\r\n${SMUGGLED}`),
  'chunks twice': post(['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked', 'Content-Length: 3'], `0\r\n\r\n${SMUGGLED}`),
  'chunks, then identity': post(['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${SMUGGLED}`),
  'identity alone': post(['Transfer-Encoding: identity', `Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  'a misspelt coding': post(['Transfer-Encoding: xchunked', 'Content-Length: 0'], SMUGGLED),
  'a coding in quotation marks': post(['Transfer-Encoding: "chunked"', 'Content-Length: 0'], SMUGGLED),
  'a blank before the colon': post(['Transfer-Encoding : chunked', 'Content-Length: 0'], SMUGGLED),
  'a tab before the coding': post(['Transfer-Encoding:\tchunked', 'Content-Length: 6'], `0\r\n\r\n${SMUGGLED}`),
  'a vertical tab before the coding': post(['Transfer-Encoding:\u000bchunked', 'Content-Length: 0'], SMUGGLED),
  'a folded line': post(['Transfer-Encoding:', ' chunked', 'Content-Length: 0'], SMUGGLED),
  'an underscore': post(['Transfer_Encoding: chunked', `Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  'two lengths': post(['Content-Length: 0', `Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  'a list of lengths': post([`Content-Length: 0, ${SMUGGLED.length}`], SMUGGLED),
  'a length with a plus': post([`Content-Length: +${SMUGGLED.length}`], SMUGGLED),
  'a length with a minus': post(['Content-Length: -1'], SMUGGLED),
  'a length in hexadecimal': post([`Content-Length: 0x${SMUGGLED.length.toString(16)}`], SMUGGLED),
  'a length with a blank inside': post(['Content-Length: 0 4'], SMUGGLED),
  'a length past every number': post(['Content-Length: 99999999999999999999999'], SMUGGLED),
  'an empty length': post(['Content-Length:'], SMUGGLED),
  'a chunk size with a sign': post(['Transfer-Encoding: chunked'], `+5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`),
  'a chunk size in C': post(['Transfer-Encoding: chunked'], `0x5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`),
  'a chunk size past every number': post(['Transfer-Encoding: chunked'], `fffffffffffffffff1\r\n${SMUGGLED}`),
  'a chunk that ends elsewhere': post(['Transfer-Encoding: chunked'], `5\r\nhelloXX0\r\n\r\n${SMUGGLED}`),
  'a chunk extension with a line end': post(['Transfer-Encoding: chunked'], `5;a=\nhello\r\n0\r\n\r\n${SMUGGLED}`),
  'chunk lines that end with LF': post(['Transfer-Encoding: chunked'], `5\nhello\n0\n\n${SMUGGLED}`),
  'a request inside a chunk': post(['Transfer-Encoding: chunked'], inChunk(SMUGGLED)),
  'a request inside a body': post([`Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  'a request inside the body of a GET': `GET /things/one HTTP/1.1\r\nHost: x\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'a header line that ends with LF': `POST /things HTTP/1.1\r\nHost: x\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'a header line that ends with CR': `POST /things HTTP/1.1\r\nHost: x\rContent-Length: 0\r\n\r\n${SMUGGLED}`,
  'a NUL in a name': post(['X\u0000: 1', `Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  'a NUL in a value': post(['X: \u0000', `Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  'a line end in the path': 'GET /things/a\r\nHost: y\r\n\r\nGET /things/smuggled HTTP/1.1\r\nHost: x\r\n\r\n',
  'HTTP/1.0 with chunks': `POST /things HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${inChunk(SMUGGLED)}`,
  'HTTP/0.9': 'GET /things/smuggled\r\n\r\n',
  'HTTP/2 in clear': `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${SMUGGLED}`,
  'a wish for HTTP/2': `GET /things/one HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'a wish for a socket': `GET /things/one HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'a tunnel': `CONNECT /things/one HTTP/1.1\r\nHost: x\r\n\r\n${SMUGGLED}`,
  'an expectation that is none': post(['Expect: 200-maybe', `Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  'no host': `GET /things/one HTTP/1.1\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
  'two hosts': `GET /things/one HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`,
};

/** Paths that a server was asked for by these bytes and the canary behind them. */
type Answering = { readonly port: number; readonly asked: string[] };
async function desyncOf({ port, asked }: Answering, bytes: string): Promise<string | null> {
  asked.length = 0;
  const answer = await exchange(port, bytes + CANARY);
  if (asked.includes('/things/smuggled')) return 'it took the hidden request for one';
  const answers = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)).filter((status) => status >= 200);
  if (answers.length > 2 || asked.filter((path) => path === '/things/canary').length > 1) return `${answers.length} answers`;
  // What is not understood ends the connection: nothing behind it is read as a request.
  return (answers[0] ?? 400) >= 400 && asked.length > 1 ? 'it read on behind what it refused' : null;
}

test.each(Object.entries(battery))('S12: %s', async (_what, bytes) => {
  expect(await desyncOf({ port: gateway.port, asked: seen }, bytes)).toBeNull();
});

test('S12: afterwards a fitting request is answered', async () => {
  expect(statusOf(await exchange(gateway.port, CANARY))).toBe(200);
});

test('S12: a server that splits at blank lines is caught', async () => {
  const asked: string[] = [];
  const naive = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      for (const [, path = ''] of data.toString('latin1').matchAll(/^[A-Z]+ (\S+) HTTP\/1\.1\r$/gm)) {
        asked.push(path);
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      }
      socket.end();
    });
  });
  const port = await listenOn(naive, 0, 'PORT');
  const caught = await Promise.all([desyncOf({ port, asked }, battery['a request inside a body'] ?? '')]);
  await new Promise((resolve) => naive.close(resolve));
  expect(caught).toEqual(['it took the hidden request for one']);
});

describe('S12: methods', () => {
  test.each(['TRACE', 'TRACK', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND', 'PURGE', 'get', 'G'])('%s is none', async (method) => {
    const answer = await exchange(
      gateway.port,
      `${method} /things/one HTTP/1.1\r\nHost: x\r\nX-Told-Back: yes\r\nConnection: close\r\n\r\n`,
    );
    expect([400, 404, 405]).toContain(statusOf(answer));
    expect(answer).not.toContain('Told-Back');
    expect(answer).not.toMatch(/^(?:Server|X-Powered-By|Via|Allow-Origin|Access-Control-\S+):/im);
  });
});

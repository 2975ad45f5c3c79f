import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openChainKey } from '../../shared/platform/chain-key.ts';

let folder: string;
const before = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chain-key-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const name of ['CHAIN_KEY_FILE', 'CHAIN_KEY_ID', 'AWS_ENDPOINT_URL_KMS'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
});

describe('a chain key in a file', () => {
  const inFile = (name: string) => {
    process.env.CHAIN_KEY_FILE = join(folder, name);
    return openChainKey();
  };

  test('holds what it signed, also after a restart, and nothing else', async () => {
    const mac = await inFile('chain.key').sign('npa 1 abc');
    expect(await inFile('chain.key').holds('npa 1 abc', mac)).toBe(true);
    expect(await inFile('chain.key').holds('npa 2 abc', mac)).toBe(false);
    expect(await inFile('chain.key').holds('npa 1 abc', mac.slice(1))).toBe(false);
    expect(await inFile('other.key').holds('npa 1 abc', mac)).toBe(false);
  });

  test('lies in 32 bytes that only its owner reads', async () => {
    await inFile('chain.key').sign('x');
    const { size, mode } = statSync(join(folder, 'chain.key'));
    expect([size, mode & 0o777]).toEqual([32, 0o600]);
  });
});

test('a chain key in KMS signs and verifies there, and says no to what KMS refuses', async () => {
  const asked: { target: string; body: { KeyId: string; MacAlgorithm: string; Mac?: string } }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const target = String(request.headers['x-amz-target']);
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as (typeof asked)[number]['body'];
      asked.push({ target, body });
      const isValid = body.Mac === undefined || body.Mac === Buffer.from('signed').toString('base64');
      response.writeHead(isValid ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      const answer = target.endsWith('GenerateMac') ? { Mac: Buffer.from('signed').toString('base64') } : { MacValid: true };
      response.end(JSON.stringify(isValid ? answer : { __type: 'KMSInvalidMacException', message: 'no' }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    delete process.env.CHAIN_KEY_FILE;
    process.env.CHAIN_KEY_ID = 'key-1';
    process.env.AWS_ENDPOINT_URL_KMS = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const key = openChainKey();
    const mac = await key.sign('npa 1 abc');
    expect(Buffer.from(mac).toString()).toBe('signed');
    expect(await key.holds('npa 1 abc', mac)).toBe(true);
    expect(await key.holds('npa 1 abc', Buffer.from('forged'))).toBe(false);
    expect(asked.map(({ target, body }) => [target.split('.')[1], body.KeyId, body.MacAlgorithm])).toEqual([
      ['GenerateMac', 'key-1', 'HMAC_SHA_256'],
      ['VerifyMac', 'key-1', 'HMAC_SHA_256'],
      ['VerifyMac', 'key-1', 'HMAC_SHA_256'],
    ]);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

test('without a key nothing is opened', () => {
  delete process.env.CHAIN_KEY_FILE;
  delete process.env.CHAIN_KEY_ID;
  expect(() => openChainKey()).toThrow('CHAIN_KEY_ID');
});

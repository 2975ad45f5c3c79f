import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type MasterKey, openMasterKey } from '../../shared/platform/master-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'master-key-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const withFile = (name = 'master.key'): MasterKey => {
  process.env.MASTER_KEY_FILE = join(folder, name);
  return openMasterKey();
};
const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

describe('a master key in a file', () => {
  test('makes a new key each time and opens what it wrapped, also after a restart', async () => {
    const [one, other] = [await withFile().newKey(), await withFile().newKey()];
    expect([one.plain.length, other.plain.length]).toEqual([32, 32]);
    expect(one.plain).not.toEqual(other.plain);
    expect(Buffer.from(one.wrapped).includes(Buffer.from(one.plain))).toBe(false);
    expect(await withFile().open(one.wrapped)).toEqual(one.plain);
    expect(await withFile().open(other.wrapped)).toEqual(other.plain);
  });

  test('lies in 32 bytes that only its owner reads', async () => {
    await withFile('deep/master.key').newKey();
    const { size, mode } = statSync(join(folder, 'deep/master.key'));
    expect([size, mode & 0o777]).toEqual([32, 0o600]);
  });

  test('is one, however many make it at once', async () => {
    const many = Array.from({ length: 20 }, () => withFile());
    const made = await Promise.all(many.map(async (master) => await master.newKey()));
    const opened = await Promise.all(made.map(async ({ wrapped }, index) => await many[(index + 1) % many.length]?.open(wrapped)));
    expect(opened).toEqual(made.map(({ plain }) => plain));
    expect(readdirSync(folder)).toEqual(['master.key']);
  });

  test('opens nothing of another master key', async () => {
    const { wrapped } = await withFile('one.key').newKey();
    await expect(withFile('other.key').open(wrapped)).rejects.toThrow();
  });

  test('opens nothing that was changed, in any byte', async () => {
    const master = withFile();
    const { wrapped } = await master.newKey();
    for (let at = 0; at < wrapped.length; at++) await expect(master.open(flipped(wrapped, at))).rejects.toThrow();
    await expect(master.open(wrapped.slice(0, -1))).rejects.toThrow('another length');
  });

  test('is never made anew over a file that is not one', async () => {
    writeFileSync(join(folder, 'master.key'), 'short');
    await expect(withFile().newKey()).rejects.toThrow('holds 5 bytes instead of 32');
    expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('short');
  });
});

describe('a master key in KMS', () => {
  /** As KMS: opens only what it made, and only under the context it was made with. */
  type Asked = { KeyId: string; CiphertextBlob?: string; EncryptionContext: object; KeySpec?: string };
  const asked: [string, Asked][] = [];
  const made = new Map<string, { readonly plain: string; readonly context: string }>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']);
      const input = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
      asked.push([operation, input]);
      const answer = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
      const context = JSON.stringify(input.EncryptionContext);
      if (operation === 'TrentService.GenerateDataKey') {
        const [plain, wrapped] = [randomBytes(32).toString('base64'), randomBytes(184).toString('base64')];
        made.set(wrapped, { plain, context });
        return answer(200, { CiphertextBlob: wrapped, Plaintext: plain, KeyId: input.KeyId });
      }
      const known = made.get(input.CiphertextBlob ?? '');
      if (known?.context !== context) return answer(400, { __type: 'InvalidCiphertextException' });
      return answer(200, { Plaintext: known.plain, KeyId: input.KeyId });
    });
  });
  const inKms = (): MasterKey => {
    delete process.env.MASTER_KEY_FILE;
    process.env.MASTER_KEY_ID = 'arn:aws:kms:eu-central-1:000000000000:key/one';
    return openMasterKey();
  };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.AWS_ENDPOINT_URL_KMS = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('makes and opens keys of 32 bytes, each call bound to what the key is for', async () => {
    const { plain, wrapped } = await inKms().newKey();
    expect(plain.length).toBe(32);
    expect(await inKms().open(wrapped)).toEqual(plain);
    const EncryptionContext = { application: 'npa-register', purpose: 'people' };
    const KeyId = 'arn:aws:kms:eu-central-1:000000000000:key/one';
    expect(asked).toEqual([
      ['TrentService.GenerateDataKey', { KeyId, EncryptionContext, KeySpec: 'AES_256' }],
      ['TrentService.Decrypt', { KeyId, EncryptionContext, CiphertextBlob: Buffer.from(wrapped).toString('base64') }],
    ]);
  });

  test('opens nothing that it did not wrap', async () => {
    await expect(inKms().open(randomBytes(184))).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  });

  test('is missing loudly', () => {
    delete process.env.MASTER_KEY_FILE;
    delete process.env.MASTER_KEY_ID;
    expect(() => openMasterKey()).toThrow('setting MASTER_KEY_ID is missing');
  });
});

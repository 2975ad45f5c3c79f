import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../infra/local/listen.ts';
import { type Machine, startMachine } from '../../infra/local/machine.ts';
import { openMailer } from '../../shared/platform/mailer.ts';
import { openMasterKey } from '../../shared/platform/master-key.ts';
import { sharedBundles } from '../support/bundles.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the machine', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await startMachine({ prebuilt: await sharedBundles() });
  });
  afterAll(async () => {
    await machine.stop();
  });
  const get = async (path: string, token?: string): Promise<Response> =>
    await fetch(`${machine.origin}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

  test('it answers from the bundled functions and its own database', async () => {
    const response = await get('/health');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  test('a demo user is let in with a real token, a stranger is not', async () => {
    const token = await machine.tokenFor('npa-office-lead');
    expect((await get('/alliances')).status).toBe(401);
    expect((await get('/alliances', `${token}x`)).status).toBe(401);
    expect((await get('/alliances', token)).status).toBe(200);
    expect(await machine.tokenFor('npa-office-lead')).toBe(token);
  });

  test('a mail that a function sends is kept on the machine, and the portal may read it', async () => {
    const { messageId } = await openMailer().send({ to: 'amira@example.org', subject: 'Guten Tag', text: 'x', html: 'x', attachments: [] });
    expect(machine.mails()).toEqual([expect.objectContaining({ id: messageId, to: 'amira@example.org', subject: 'Guten Tag' })]);
    expect(process.env.MAIL_CAPTURE).toBe(machine.mailAddress);
    const response = await fetch(`${machine.mailAddress}/mails`, { headers: { origin: machine.origin } });
    expect([response.headers.get('access-control-allow-origin'), await response.json()]).toEqual([machine.origin, machine.mails()]);
  });

  test('it has a table of keys and a master key of its own', async () => {
    const { Table } = await machine.table.client.send(new DescribeTableCommand({ TableName: machine.keyTableName }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    const master = openMasterKey();
    const { plain, wrapped } = await master.newKey();
    expect(await master.open(wrapped)).toEqual(plain);
  });

  test('a daily consumer can be run by hand, as its schedule would; an unknown one is named', async () => {
    await machine.runDaily('verifyRegister');
    await expect(machine.runDaily('nightShift')).rejects.toThrow('no daily consumer "nightShift"; there are: verifyRegister');
  });
});

test('a machine with a data folder survives the end of its engine without help', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'machine-'));
  const machine = await startMachine({ dataDir, prebuilt: await sharedBundles() });
  try {
    const health = async (): Promise<number> => (await fetch(`${machine.origin}/health`)).status;
    expect(await health()).toBe(200);
    const pid = machine.enginePid();
    process.kill(pid ?? 0, 'SIGKILL');
    while (machine.enginePid() === pid) await pause(20);
    expect(await health()).toBe(200);
  } finally {
    await machine.stop();
    rmSync(dataDir, { recursive: true });
  }
});

test('what a machine changed in the environment is put back when it stops', async () => {
  const before = { ...process.env };
  const machine = await startMachine({ prebuilt: await sharedBundles() });
  expect(process.env.TABLE_NAME).toBe('npa-register');
  expect(process.env.PUBLIC_ADDRESS).toBe(machine.origin);
  const { MASTER_KEY_FILE: keyFile = '' } = process.env;
  await openMasterKey().newKey();
  expect(existsSync(keyFile)).toBe(true);
  await machine.stop();
  expect({ ...process.env }).toEqual(before);
  expect(existsSync(dirname(keyFile))).toBe(false);
});

test('a machine with a data folder opens tomorrow what it sealed today, and writes no mail down', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'machine-'));
  const first = await startMachine({ dataDir, prebuilt: await sharedBundles() });
  const { plain, wrapped } = await openMasterKey().newKey();
  await openMailer().send({ to: 'amira@example.org', subject: 'Guten Tag', text: 'nirgendwo', html: '', attachments: [] });
  await first.stop();
  const second = await startMachine({ dataDir, prebuilt: await sharedBundles() });
  expect(await openMasterKey().open(wrapped)).toEqual(plain);
  expect(second.mails()).toEqual([]);
  await second.stop();
  const written = readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file), 'latin1'));
  expect(written.filter((content) => /amira@|nirgendwo/.test(content))).toEqual([]);
  rmSync(dataDir, { recursive: true });
});

describe('npm start', () => {
  type Running = { readonly pid: number; readonly untilUp: () => Promise<void> };

  /** Starts it, does something with it, and waits for its end. */
  const run = async (
    settings: Record<string, string>,
    during?: (running: Running) => Promise<void>,
    given: readonly string[] = [`--bundles=${bundles}`],
  ) => {
    const child = spawn(process.execPath, ['infra/local/start.ts', '--skip-missing', ...given], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', ...settings },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    const ended = once(child, 'exit');
    const untilUp = async (): Promise<void> => {
      while (!output.includes('Beenden mit')) {
        if (child.exitCode !== null) throw new Error(`it ended before it was up: ${output}`);
        await pause(20);
      }
    };
    try {
      await during?.({ pid: child.pid ?? 0, untilUp });
    } catch (error) {
      child.kill('SIGTERM');
      throw error;
    }
    const [code] = (await ended) as [number | null];
    return { code, output };
  };
  const settings = async (dataDir: string) => {
    const [PORT, OIDC_PORT, DYNAMODB_PORT, BUS_PORT, MAIL_PORT] = await Promise.all(Array.from({ length: 5 }, freePort));
    return {
      PORT: String(PORT),
      OIDC_PORT: String(OIDC_PORT),
      DYNAMODB_PORT: String(DYNAMODB_PORT),
      BUS_PORT: String(BUS_PORT),
      MAIL_PORT: String(MAIL_PORT),
      DATA_DIR: dataDir,
    };
  };
  let dataDir: string;
  let bundles: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'machine-'));
    bundles = join(dataDir, 'bundles.json');
    writeFileSync(bundles, JSON.stringify(await sharedBundles()));
  });
  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  test.each(['PORT', 'OIDC_PORT', 'DYNAMODB_PORT', 'BUS_PORT', 'MAIL_PORT'] as const)(
    'a taken port is named together with its setting %s',
    async (name) => {
      const chosen = await settings(join(dataDir, name));
      const holder = createServer();
      await new Promise<void>((resolve) => holder.listen(Number(chosen[name]), '127.0.0.1', resolve));
      const { code, output } = await run(chosen);
      await new Promise((resolve) => holder.close(resolve));
      expect(code).toBe(1);
      expect(output).toContain(`Der Port ${chosen[name]} ist schon belegt (Einstellung ${name}).`);
      expect(output).not.toMatch(/\n\s+at /);
    },
  );

  test('after kill -9 the next start finds everything and ends cleanly on SIGTERM', async () => {
    const chosen = await settings(join(dataDir, 'killed'));
    await run(chosen, async ({ pid, untilUp }) => {
      await untilUp();
      process.kill(pid, 'SIGKILL');
    });
    // it bundles for itself, over what the killed one left
    const second = await run(
      chosen,
      async ({ pid, untilUp }) => {
        await untilUp();
        expect((await fetch(`http://127.0.0.1:${chosen.PORT}/health`)).status).toBe(200);
        expect(Array.isArray(await (await fetch(`http://127.0.0.1:${chosen.MAIL_PORT}/mails`)).json())).toBe(true);
        process.kill(pid, 'SIGTERM');
      },
      [],
    );
    expect(second.code).toBe(0);
    expect(second.output).toContain(`E-Mails:    http://127.0.0.1:${chosen.MAIL_PORT}/mails`);
    await expect(fetch(`http://127.0.0.1:${chosen.DYNAMODB_PORT}/`)).rejects.toThrow();
  });

  test('another DynamoDB that does not answer is named', async () => {
    const { code, output } = await run({ ...(await settings(join(dataDir, 'elsewhere'))), DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' });
    expect(code).toBe(1);
    expect(output).toContain('Unter DYNAMODB_ENDPOINT (http://127.0.0.1:1) antwortet kein DynamoDB');
  });
});

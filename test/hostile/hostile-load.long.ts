import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { routes } from '../../functions/routes.ts';
import { freshTargets, type Sent, sampleOf, type Targets } from '../api/samples.ts';
import { openRegisterOf2016, pathOf } from '../support/api.ts';
import { engineEndpoint } from '../support/engine.ts';
import { giveStream, heldBy, startMachineChild } from '../support/faults/children.ts';
import { filled } from '../support/hostile.ts';
import { hostileJson } from '../support/hostile-json.ts';

/** What hostile bodies do to the process they are sent to, over HTTP: memory, and how long it answers nobody else. */

/** All kinds go round so often; the first time also loads every function. */
const ROUNDS = 5;
/** Targets; asserted with wide room, because the machine does other things as well. */
const MOST_MB = 50;
const MOST_DELAY_MS = 50;
const ROOM = 4;

/** The process has a master key of its own, so rows that open names are left to `test/api/hostile-bodies.test.ts`. */
const rows = routes.filter(
  ({ method, access, request, people }) =>
    method !== 'GET' && request.body !== undefined && people === undefined && 'roles' in access && access.roles.includes('OFFICE_EDITOR'),
);
const kinds: typeof hostileJson = {
  ...hostileJson,
  '64 kB of marks': (body) => JSON.stringify(body).replace(/:"[^"]+"/g, `:"${filled('\u0301\u0327', 8_000)}"`),
  '64 kB of blanks': (body) => JSON.stringify(body).replace(/:"[^"]+"/g, `:"${filled(' ', 8_000)}x"`),
};

let folder: string;
let machine: Awaited<ReturnType<typeof startMachineChild>>;
let about: Targets;
beforeAll(async () => {
  const table = await openRegisterOf2016();
  about = await freshTargets('LW');
  await giveStream(table);
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  machine = await startMachineChild(folder, {
    endpoint: engineEndpoint(),
    env: { TABLE_NAME: table.name, LOG_LEVEL: 'ERROR', NODE_OPTIONS: '--expose-gc' },
  });
});
afterAll(async () => {
  machine.kill('SIGTERM');
  await machine.ended;
  rmSync(folder, { recursive: true, force: true });
});

async function send(path: string, method: string, { version }: Sent, body: string): Promise<number> {
  const headers = {
    authorization: `Bearer ${machine.said.token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  };
  const answer = await fetch(`${machine.said.origin}${path}`, { method, headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

test('S7, S8: hostile bodies leave the memory as it was and hold nobody up', async () => {
  const rounds: { megabytes: number; p99: number; most: number }[] = [];
  const failed: string[] = [];
  let sent = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const row of rows) {
      const sample = sampleOf(row, about);
      for (const [kind, make] of Object.entries(kinds)) {
        const status = await send(
          pathOf(row, { allianceId: 'npa', ...sample.params }),
          row.method,
          sample,
          make((sample.body ?? {}) as object),
        );
        sent += 1;
        if (status >= 500) failed.push(`${row.id}, ${kind}: ${status}`);
      }
    }
    const { rssBytes, loopDelayMs } = await heldBy(machine);
    rounds.push({ megabytes: rssBytes / 1e6, ...loopDelayMs });
  }
  const [first, last] = [rounds[0], rounds.at(-1)];
  console.info(
    `S7, S8 in a process of its own: ${sent} bodies to ${rows.length} rows; ${rounds.map(({ megabytes, p99, most }) => `${megabytes.toFixed(0)} MB, loop late by p99 ${p99.toFixed(0)} ms, at most ${most.toFixed(0)} ms`).join('; ')}`,
  );
  expect(failed).toEqual([]);
  expect((last?.megabytes ?? 0) - (first?.megabytes ?? 0)).toBeLessThan(MOST_MB * ROOM);
  expect(last?.p99).toBeLessThan(MOST_DELAY_MS * ROOM);
}, 600_000);

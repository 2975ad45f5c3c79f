import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Table } from '../../shared/store/table.ts';
import { openRegisterOf2016 } from '../support/api.ts';
import { engineEndpoint } from '../support/engine.ts';
import { giveStream, heldBy, startMachineChild } from '../support/faults/children.ts';
import { type Faults, startFaults } from '../support/faults/proxy.ts';
import { mild } from '../support/faults/weather.ts';

/** The register for a while under steady load and mild faults: it grows no memory, keeps no handle and warns of nothing. */

/** Half an hour is SOAK_SECONDS=1800. */
const SECONDS = Number(process.env.SOAK_SECONDS ?? 180);
const PER_SECOND = 50;
/** The embedded engine looks through all records of its stream at each write, and half an hour of many writes is more than it bears. */
const WRITES_ONE_OF = 10;
/** On a machine that is too slow for the rate the rest is not sent: this is about what stays, not about speed. */
const MOST_UNDER_WAY = 60;
const SAMPLED_EVERY_MS = 3_000;
/** The first part is the filling of caches and pools. */
const WARM_SHARE = 0.3;
/** Target over half an hour: 1 MB a minute. A few minutes are mostly the collector's own waves. */
const MOST_MB_PER_MINUTE = SECONDS >= 1_500 ? 1 : 12;

type Sample = { readonly minute: number; readonly megabytes: number; readonly handles: number };

/** Least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ minute }) => minute), mean(({ megabytes }) => megabytes)];
  const [over, under] = samples.reduce(([a, b], { minute, megabytes }) => [a + (minute - x) * (megabytes - y), b + (minute - x) ** 2], [
    0, 0,
  ] as [number, number]);
  return over / under;
}
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const p99 = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;

/** What a register that leaks would look like; empty for one that does not. */
function leaksIn(samples: readonly Sample[], output: string): string[] {
  const third = Math.ceil(samples.length / 3);
  const [first, last] = [
    median(samples.slice(0, third).map(({ handles }) => handles)),
    median(samples.slice(-third).map(({ handles }) => handles)),
  ];
  return [
    ...(slopeOf(samples) > MOST_MB_PER_MINUTE ? [`memory grows by ${slopeOf(samples).toFixed(1)} MB a minute`] : []),
    ...(last > first * 1.5 + 20 ? [`handles grow from ${first} to ${last}`] : []),
    ...(/Warning|Unhandled/.test(output) ? [`warnings: ${output.slice(0, 500)}`] : []),
  ];
}

let table: Table;
let faults: Faults;
let folder: string;
beforeAll(async () => {
  table = await openRegisterOf2016();
  await giveStream(table);
  faults = await startFaults({ target: engineEndpoint(), seed: 19 });
  folder = mkdtempSync(join(tmpdir(), 'soak-'));
});
afterAll(async () => {
  await faults.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  'R19: minutes at 50 requests a second under mild faults',
  async () => {
    const machine = await startMachineChild(folder, { endpoint: faults.endpoint, env: { TABLE_NAME: table.name, LOG_LEVEL: 'ERROR' } });
    faults.weather(mild);
    const { origin, token } = machine.said;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const reading = ['/events?limit=20', '/initiatives?limit=20', '/expenditure-breakdown', '/attendance'].map(
      (path) => `${origin}/alliances/npa${path}`,
    );
    const ask = async (index: number): Promise<Response> => {
      if (index % WRITES_ONE_OF !== 0) return await fetch(reading[index % reading.length] ?? '', { headers });
      const body = JSON.stringify({ name: `Probe ${index}`, organisation: null, fieldOfAction: null, districtKey: null, website: null });
      return await fetch(`${origin}/alliances/npa/initiatives`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        body,
      });
    };
    const times: number[] = [];
    const statuses = new Map<number, number>();
    const samples: Sample[] = [];
    const started = performance.now();
    const isOver = () => performance.now() - started > SECONDS * 1000;
    const sampling = (async () => {
      while (!isOver()) {
        await pause(SAMPLED_EVERY_MS);
        const { rssBytes, handles } = await heldBy(machine);
        const open = Object.values(handles).reduce((sum, count) => sum + count, 0);
        samples.push({ minute: (performance.now() - started) / 60_000, megabytes: rssBytes / 1e6, handles: open });
      }
    })();
    const underWay = new Set<Promise<void>>();
    for (let index = 0; !isOver(); index++) {
      const early = (index * 1000) / PER_SECOND - (performance.now() - started);
      if (early > 0) await pause(early);
      if (underWay.size >= MOST_UNDER_WAY) continue;
      const arrival = (async () => {
        const asked = performance.now();
        const status = await ask(index).then(
          async (answer) => {
            await answer.arrayBuffer();
            return answer.status;
          },
          () => 0,
        );
        times.push(performance.now() - asked);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      })();
      underWay.add(arrival);
      void arrival.finally(() => underWay.delete(arrival));
    }
    await Promise.all(underWay);
    await sampling;
    machine.kill('SIGTERM');
    const code = await machine.ended;
    const warm = samples.slice(Math.floor(samples.length * WARM_SHARE));
    const half = Math.floor(times.length / 2);
    const [early, late] = [p99(times.slice(Math.floor(times.length * WARM_SHARE), half)), p99(times.slice(half))];
    console.log(
      `R19: ${SECONDS} s, ${times.length} requests of ${SECONDS * PER_SECOND}, statuses ${JSON.stringify([...statuses])}; RSS ${Math.round(warm[0]?.megabytes ?? 0)} to ${Math.round(warm.at(-1)?.megabytes ?? 0)} MB, ${slopeOf(warm).toFixed(2)} MB a minute; handles ${warm[0]?.handles} to ${warm.at(-1)?.handles}; p99 ${Math.round(early)} ms, then ${Math.round(late)} ms; faults met ${Object.values(faults.met()).reduce((sum, count) => sum + count, 0)}`,
    );
    expect(code).toBe(0);
    // 503 is the answer of an overloaded machine, with a time to come again
    expect([...statuses.keys()].filter((status) => status === 0 || (status >= 500 && status !== 503))).toEqual([]);
    expect(leaksIn(warm, machine.output())).toEqual([]);
    // the same checker, with a register that leaks
    const leaking = warm.map((sample) => ({
      ...sample,
      megabytes: sample.megabytes + sample.minute * 40,
      handles: sample.handles * (1 + 2 * sample.minute),
    }));
    expect(leaksIn(leaking, '(node:1) MaxListenersExceededWarning: Possible EventEmitter memory leak')).toHaveLength(SECONDS >= 60 ? 3 : 2);
  },
  (SECONDS + 300) * 1_000,
);

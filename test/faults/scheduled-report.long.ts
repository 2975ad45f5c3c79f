import { setTimeout as pause } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { journalSort, recordPartition } from '../../shared/store/keys.ts';
import { reportStore } from '../../shared/store/report-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { engineEndpoint, freshTable } from '../support/engine.ts';
import { type Child, startChild } from '../support/faults/children.ts';
import { startFaults } from '../support/faults/proxy.ts';
import { fillSix } from '../support/report-registers.ts';
import { everyItem } from '../support/scan.ts';

/** The job that compiles reports, killed in the middle of its work; the other ways it can be called are in `test/api/reports.test.ts`. */

const KILLS = 20;
/** So slow is the database meanwhile that a run takes longer than it may live. */
const PAUSE_MS = 15;

async function six(): Promise<Table> {
  const table = await freshTable();
  await fillSix(table);
  return table;
}
const start = ({ name }: Table, endpoint = engineEndpoint()): Child =>
  startChild('lambda-child.ts', ['once', 'report-run'], {
    TABLE_NAME: name,
    KEY_TABLE_NAME: `${name}-keys`,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  });
const reportsIn = async (table: Table) =>
  (await reportStore(table).all('npa')).map(({ id, state: { packHash, dataHash } }) => [id, packHash, dataHash] as const);
const compiledIn = async (table: Table): Promise<number> =>
  (await everyItem(table)).filter(({ event }) => (event as { name?: string } | undefined)?.name === 'ReportCompiled').length;

test('R15: killed twenty times in the middle, the job leaves one report per body and period, and none but those of an undisturbed run', async () => {
  const [undisturbed, killed] = [await six(), await six()];
  const faults = await startFaults({ target: engineEndpoint() });
  faults.weather({ chances: { pause: 1 }, pauseMs: PAUSE_MS });
  const whole = start(undisturbed);
  expect([await whole.ended, whole.output()]).toEqual([0, expect.stringContaining('"done"')]);
  const expected = await reportsIn(undisturbed);
  let [kills, midway] = [0, 0];
  while (kills < KILLS) {
    const before = (await reportsIn(killed)).length;
    const child = start(killed, faults.endpoint);
    let isOver = false;
    void child.ended.then(() => {
      isOver = true;
    });
    while (!isOver && !child.output().includes('"started"')) await pause(10);
    // half of the kills after the run's next report, the other half while it only reads
    while (!isOver && kills % 2 === 0 && before < expected.length && (await reportsIn(killed)).length === before) await pause(5);
    await pause(Math.random() * 60);
    if (!isOver && (await reportsIn(killed)).length < expected.length) midway += 1;
    child.kill('SIGKILL');
    await child.ended;
    kills += 1;
  }
  await faults.stop();
  const left = (await reportsIn(killed)).length;
  const last = start(killed);
  expect(await last.ended).toBe(0);
  console.log(
    `R15: ${kills} kills, ${midway} before the last report; ${left} of ${expected.length} reports were there before the last run`,
  );
  expect(await reportsIn(killed)).toEqual(expected);
  expect(await compiledIn(killed)).toBe(expected.length);
  expect(midway).toBeGreaterThan(KILLS / 4);
  // the same count, with the journal of a job that compiled one of them twice
  const twice = { pk: recordPartition('npa', 'REPORT', 'ag-arbeit--2016'), sk: journalSort(2), event: { name: 'ReportCompiled' } };
  await killed.client.send(new PutCommand({ TableName: killed.name, Item: twice }));
  expect(await compiledIn(killed)).toBe(expected.length + 1);
});

import '../support/faults/one-realm.ts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordScans } from '../../functions/door/routes.ts';
import { erasePerson } from '../../functions/people/routes.ts';
import { eraseParticipants, openPrivacyCase } from '../../functions/privacy/routes.ts';
import { doorBatch, everythingShown, failed, failures, live, members, onEvent, walkIns } from '../api/planted-flows.ts';
import {
  addresses,
  bus,
  closePlanted,
  done,
  editor,
  lead,
  logged,
  machine,
  officer,
  openPlanted,
  refusals,
  stores,
} from '../api/planted-register.ts';
import { engineEndpoint } from '../support/engine.ts';
import { type Faults, startFaults } from '../support/faults/proxy.ts';
import { hostile } from '../support/faults/weather.ts';
import { asText, erased, everybody, hitsIn, planted, staying, streamRecords } from '../support/planted.ts';
import { everyItem } from '../support/scan.ts';

/** P1 and P2 while the database fails: half of all requests meet something, and what the register says then names nobody. */

let faults: Faults;
beforeAll(async () => {
  faults = await startFaults({ target: engineEndpoint(), seed: 17 });
  await openPlanted(faults.endpoint);
}, 600_000);
afterAll(async () => {
  await closePlanted();
  await faults.stop();
});

const said = async () => [logged(), await bus(), addresses.join('\n'), refusals.join('\n')].join('\n');

test('P1: twenty people go through everything behind hostile faults, and nothing that is written down names one', async () => {
  faults.weather(hostile);
  await live();
  for (let round = 0; round < 3; round++) await failures();
  faults.weather();
  await machine.drained();
  const met = faults.met();
  const not = refusals.filter((text) => /"status":50[034]/.test(text)).length;
  console.log(`P1 behind faults: ${addresses.length} calls, ${not} answers "not now", met ${JSON.stringify(met)}`);
  expect(failed).toBeGreaterThanOrEqual(11);
  expect(Object.keys(met).length).toBeGreaterThanOrEqual(12);
  expect(logged().includes('DATABASE_AWAY')).toBe(true);
  expect(hitsIn(await said(), everybody)).toEqual([]);
  const shown = await everythingShown();
  expect(planted.filter((one) => !shown.includes(one.familyName))).toEqual([]);
}, 600_000);

test('P2: ten erased behind hostile faults are gone everywhere, the others are unharmed, and tablets bring nobody back', async () => {
  faults.weather(hostile);
  const gone: string[] = [];
  await done(erasePerson, lead, { params: { personId: members[0] ?? '' }, body: {} });
  for (const { email } of erased) {
    const asked = { kind: 'ERASURE', receivedOn: '2026-11-02', email, participants: [] };
    const { body } = await done(openPrivacyCase, officer, { body: asked });
    await done(eraseParticipants, editor, { params: { caseId: body.id }, version: 1, body: { participants: body.participants } });
    gone.push(...body.participants.map(({ ticketId }: { ticketId: string }) => ticketId));
  }
  await done(recordScans, editor, onEvent({ body: doorBatch(walkIns) }));
  faults.weather();
  await machine.drained();
  expect(gone).toHaveLength(erased.length);
  const keys = asText(await everyItem(stores.keysTable));
  expect(gone.filter((ticketId) => keys.includes(ticketId))).toEqual([]);
  const shown = await everythingShown();
  expect(hitsIn(shown, erased)).toEqual([]);
  expect(staying.filter((one) => !shown.includes(one.familyName))).toEqual([]);
  expect(hitsIn(await said(), everybody)).toEqual([]);
  expect(hitsIn((await streamRecords(machine.table.name)).join('\n'), planted)).toEqual([]);
}, 600_000);

import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { erasePerson } from '../../functions/people/routes.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { openChainKey } from '../../shared/platform/chain-key.ts';
import { bodyPersonStore } from '../../shared/store/body-person-store.ts';
import { ledgerStore } from '../../shared/store/ledger-store.ts';
import { liveKeyTable } from '../../shared/store/live-key-table.ts';
import { registerCheck } from '../../shared/store/register-check.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { as, call, openRegisterOfBoth } from '../support/api.ts';
import { freshTable } from '../support/engine.ts';
import { keptRegister } from '../support/kept-register.ts';
import { everyItem, fingerprintOf } from '../support/scan.ts';

/** The rehearsal of docs/runbooks/restore.md: what point-in-time recovery does, a copy of the table as it was, into a new one. */

let table: Table;
let asItWas: Item[];
let keysAsTheyWere: Item[];
let restored: Table;
let personId: string;

async function fill(into: Table, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25)
    await into.client.send(
      new BatchWriteCommand({ RequestItems: { [into.name]: items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } })) } }),
    );
}
const check = (of: Table) => registerCheck(of, openChainKey(), ['npa', 'lip']);
const nameIn = async (of: Table): Promise<unknown> => await bodyPersonStore(of, liveKeyTable(of)).nameOf('lip', personId);
const keysOf = (of: Table): Table => ({ ...of, name: keyTableNameOf(of.name) });

beforeAll(async () => {
  table = await openRegisterOfBoth();
  const now = new Date().toISOString();
  await check(table).verifyAndSeal(now, now);
  [asItWas, keysAsTheyWere] = [await everyItem(table), await everyItem(keysOf(table))];
  personId = (await bodyPersonStore(table, liveKeyTable(table)).all('lip'))[0]?.id ?? '';
  restored = await freshTable();
  await fill(restored, asItWas);
}, 240_000);

test('a restored table passes the check, seals included, and adds up to the same figures', async () => {
  const { faults, unsealed } = await check(restored).verifyAtRest();
  expect({ faults, unsealed }).toEqual({ faults: [], unsealed: 0 });
  const told = async (of: Table) => [
    await ledgerStore(of).sumsAsOf('npa', '2017-02-28', undefined),
    await ledgerStore(of).fundSumsAsOf('lip', berlinDayOf(new Date().toISOString()), undefined),
  ];
  expect(await told(restored)).toEqual(await told(table));
});

test('a restore that lost a row does not pass', async () => {
  const lossy = await freshTable();
  await fill(
    lossy,
    asItWas.filter(({ sk }) => sk !== asItWas.find(({ pk }) => pk === 'npa#LEDGER')?.sk),
  );
  expect((await check(lossy).verifyAtRest()).faults.map(({ rule }) => rule)).toContain('ROW_MISSING');
});

test('a person erased since stays erased in the restored table, because the keys were not restored', async () => {
  expect(await nameIn(restored)).toMatchObject({ familyName: expect.any(String) });
  const params = { allianceId: 'lip', personId };
  expect((await call(erasePerson, as('OFFICE_LEAD', { alliance: 'lip' }), { params, body: {} })).status).toBe(200);
  expect(await nameIn(table)).toBeUndefined();
  expect(await nameIn(restored)).toBeUndefined();
});

test('restoring the keys as well would bring the name back: the erasure has to be repeated', async () => {
  await fill(keysOf(table), keysAsTheyWere);
  expect(await nameIn(restored)).toBeDefined();
  await bodyPersonStore(restored, liveKeyTable(restored)).forget('lip', personId);
  expect(await nameIn(restored)).toBeUndefined();
  expect((await check(restored).verifyAtRest()).faults).toEqual([]);
});

test('what tests are given as a filled register is to the byte what was filled in, keys included', async () => {
  const first: Table[] = [];
  const given = await keptRegister(`restore-${process.pid}`, freshTable, async (into) => {
    first.push(into);
    await fill(into, asItWas);
    await fill(keysOf(into), keysAsTheyWere);
  });
  expect(keysAsTheyWere.length).toBeGreaterThan(0);
  for (const of of [(table: Table) => table, keysOf])
    expect(await fingerprintOf(of(given))).toBe(await fingerprintOf(of(first[0] ?? given)));
  expect(given.name).not.toBe(first[0]?.name);
});

import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import {
  compileDueReports,
  consumers,
  endInvitations,
  informWalkIns,
  runRetention,
  sendRegistrationMail,
  sendReportMail,
  verifyRegister,
} from '../../functions/consumers.ts';
import { recordScans } from '../../functions/door/routes.ts';
import { getPrivacyExportPdf } from '../../functions/door-papers/routes.ts';
import { decideRetention, listRetention, openPrivacyCase } from '../../functions/privacy/routes.ts';
import { registerParticipants } from '../../functions/registration/routes.ts';
import { issueInvitation, listInvitations, registerByOffice, withdrawRegistration } from '../../functions/registrations/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { ConsumerRow } from '../../shared/http/consumer.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { preparedFor, whoSucceeds } from '../api/prepared.ts';
import type { Targets } from '../api/samples.ts';
import { aCaller, anEvent, anInvitation, done, freshTargets, hasSample } from '../api/samples.ts';
import { as, call, openRegisterOf2016, runningRow, setClock } from '../support/api.ts';
import { checkIn, openDoor, undoOf, walkIn } from '../support/door.ts';
import { addBody, addRelease } from '../support/report-registers.ts';
import { everyItem } from '../support/scan.ts';
import { recordUsedActions } from '../support/used-actions.ts';

/**
 * S13: records what every function asks of AWS while each row succeeds once and each consumer is handed everything that was
 * written. `RECORD=1` writes the file anew, against which `test/infra/used-actions.test.ts` holds the grants.
 */

const file = new URL('../infra/used-actions.json', import.meta.url);
const used = recordUsedActions();
let table: Table;
let about: Targets;
beforeAll(async () => {
  table = await openRegisterOf2016();
  const { MASTER_KEY_FILE: _master, CHAIN_KEY_FILE: _chain, ...others } = process.env;
  process.env = { ...others, MASTER_KEY_ID: 'sample', CHAIN_KEY_ID: 'sample', EVENT_BUS_NAME: 'sample' };
  about = await freshTargets('LW');
}, 120_000);

test.each(routes.filter(hasSample).map((row) => [row.id, row] as const))('%s', async (_id, row) => {
  const targets = row.method === 'GET' ? about : await freshTargets('LW', { area: row.area, like: about });
  const { status, text } = await call(row, whoSucceeds(row), await preparedFor(row, targets));
  expect([status, status < 300 ? '' : text]).toEqual([row.success.status, '']);
});

type Handler = (event: unknown, context: { awsRequestId: string }) => Promise<unknown>;
async function run(row: ConsumerRow, items: readonly Item[]): Promise<void> {
  const { area, trigger } = row;
  const { handler } = (await import(`../../functions/${area}/handler.ts`)) as { handler: Handler };
  const started = async (event: unknown) => await runningRow.run(row, async () => await handler(event, { awsRequestId: randomUUID() }));
  if (trigger.kind === 'daily') {
    await started({});
    return;
  }
  const records = items
    .filter(({ sk }) => String(sk).startsWith(trigger.sortKeyPrefix))
    .map((item, index) => {
      const image = marshall(item, { removeUndefinedValues: true });
      return { eventName: 'INSERT', dynamodb: { Keys: { pk: image.pk, sk: image.sk }, NewImage: image, SequenceNumber: String(index) } };
    });
  expect(records.length).toBeGreaterThan(0);
  for (let from = 0; from < records.length; from += 100)
    expect(await started({ Records: records.slice(from, from + 100) })).toEqual({ batchItemFailures: [] });
}

/** What a builder of the tests wrote has an event of no catalogue. */
const isOurs = ({ event }: Item): boolean => (event as { name?: string } | undefined)?.name !== 'Made';
async function runs(...rows: readonly ConsumerRow[]): Promise<void> {
  for (const row of rows) await run(row, (await everyItem(table)).filter(isOurs));
}
/** Pages and lists for everybody have no sample: nothing has to be known to ask for them. */
const open = routes.filter((row) => !hasSample(row) && row.table !== 'none');
test.each(open.map((row) => [row.id, row] as const))('%s', async (_id, row) => {
  const known = {
    allianceId: 'npa',
    eventId: about.publicEventId ?? '',
    bodyId: 'ag-probe',
    list: 'organizations',
    kind: 'organizations',
    objectId: 'ag-probe',
    fileName: 'unbekannt.css',
  };
  const params = Object.fromEntries(Object.entries(known).filter(([name]) => row.path.includes(`{${name}}`)));
  // a page without its built styles ends in 500 here, after it has read what it shows
  expect([200, 404, 500]).toContain((await call(row, whoSucceeds(row), { params })).status);
});

const editor = as('OFFICE_EDITOR');

test('every consumer is handed everything that was written', async () => {
  await runs(...consumers, verifyRegister);
}, 300_000);

test('people register by themselves, wait, use an invitation, come to the door, and the invitation ends', async () => {
  const ahead = {
    ...anEvent(about.districtKey),
    dates: { from: '2099-05-08', to: '2099-05-08', startTime: null, endTime: null, wording: null },
  };
  const { id: eventId } = await done(registerAllianceEvent, editor, { body: ahead });
  await openDoor(eventId, { capacity: 4, asksNeeds: true });
  const params = { eventId };
  await done(issueInvitation, editor, { params, body: { ...anInvitation, expiresAt: '2099-01-01T00:00:00.000Z' } });
  const [{ code }] = (await done(listInvitations, editor, { params })).items;
  const register = async (email: string, more: object = {}) =>
    await done(registerParticipants, null, { params: { allianceId: 'npa', eventId }, body: { ...aCaller, email, ...more } });
  const inNeed = { ...aCaller, email: 'bedarf@example.org', needs: 'Gebärdensprache' };
  const { id, tickets } = await done(registerByOffice, editor, { params, body: inNeed });
  const asked = { kind: 'ACCESS', receivedOn: '2026-05-02', email: null, participants: [{ eventId, ticketId: tickets[0] }] };
  const { id: caseId } = await done(openPrivacyCase, as('DPO'), { body: asked });
  await done(getPrivacyExportPdf, as('DPO'), { params: { caseId } });
  await register('eins@example.org', { invitation: code });
  await register('zwei@example.org');
  await register('zwei@example.org');
  await register('drei@example.org');
  const came = checkIn(tickets[0]);
  const named = walkIn({ givenName: 'Probe', familyName: 'Probe', email: 'vier@example.org', organisation: null });
  const scans = async (...entries: object[]) =>
    await done(recordScans, editor, { params, body: { deviceId: randomUUID(), sentAt: came.scannedAt, entries } });
  await scans(came, named);
  await scans(undoOf(came));
  await done(withdrawRegistration, editor, { params: { ...params, registrationId: id }, version: 1, body: {} });
  await runs(sendRegistrationMail, informWalkIns);
  setClock('2099-01-02T00:30:00.000Z');
  await runs(endInvitations);
  setClock();
}, 300_000);

test('a body has a list, and its report comes', async () => {
  await addBody(table, 'ag-liste', {}, 'liste@example.org');
  await addRelease(table, 'ag-liste');
  setClock('2017-01-06T04:10:00.000Z');
  await runs(compileDueReports, sendReportMail);
  setClock();
}, 300_000);

test('the time of everything is over, is decided about, and is erased', async () => {
  setClock('2199-01-01T02:30:00.000Z');
  const lead = as('OFFICE_LEAD');
  await runs(runRetention);
  const { items } = await done(listRetention, lead, { query: { limit: '100' } });
  for (const { id, version } of items.filter(({ status }: { status: string }) => status === 'DUE'))
    await done(decideRetention, lead, { params: { retentionId: id }, version, body: { decision: 'WAIVED', reason: 'ARCHIVE_AGREEMENT' } });
  await runs(runRetention);
  setClock();
}, 300_000);

test('S13: no function asks for anything that is not in the recorded list, and for all of it', () => {
  const recorded = `${JSON.stringify(used(), null, 2)}\n`;
  if (process.env.RECORD === '1') writeFileSync(file, recorded);
  expect(recorded).toBe(readFileSync(file, 'utf8'));
});

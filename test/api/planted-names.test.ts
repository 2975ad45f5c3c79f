import { createHash } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordScans } from '../../functions/door/routes.ts';
import { getPrivacyExportPdf } from '../../functions/door-papers/routes.ts';
import { importParticipants } from '../../functions/participant-lists/routes.ts';
import { erasePerson, listPersons } from '../../functions/people/routes.ts';
import { eraseParticipants, getPrivacyCase, getPrivacyExport, openPrivacyCase } from '../../functions/privacy/routes.ts';
import {
  aside,
  asText,
  byDoor,
  byList,
  byOffice,
  byPublic,
  erased,
  everybody,
  fieldsOf,
  formsOf,
  guests,
  hitsIn,
  isErased,
  PEOPLE,
  type Planted,
  pdfText,
  planted,
  printed,
  staying,
  streamRecords,
} from '../support/planted.ts';
import { everyItem } from '../support/scan.ts';
import {
  bodyId,
  doorBatch,
  everythingShown,
  failed,
  figures,
  journalOf,
  live,
  members,
  onEvent,
  partyOf,
  rows,
  walkIns,
} from './planted-flows.ts';
import { officialsShown, present } from './planted-officials.ts';
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
} from './planted-register.ts';

/**
 * P1, P2, P3: twenty people with a word of their own in every field go through all that the register does with people; then
 * ten are erased. Their words are looked for wherever the register writes, in the forms in which words hide.
 */

/**
 * Where a name stands in clear, and why it may. Nothing else holds one.
 * Frozen evidence and issued papers print who asked and who signed as the paper does.
 */
const inClear: Readonly<Record<string, string>> = {
  INQUIRY: 'who asked and who signed is printed by the Landtag in the paper itself, so it is no secret and lasts as long',
  EXPENSE: 'whom public money went to is evidence of the booking for ten years, in one item beside the journal',
  BODY: 'where reports of a body are sent is the address of its list, in one item beside the journal',
};
const isInClear = (pk: string, sk: string): boolean => sk === 'PRIVATE' && (pk.split('#')[1] ?? '') in inClear;
const hidden = async () => (await everyItem(machine.table)).filter(({ pk, sk }) => !isInClear(String(pk), String(sk)));
const hiddenRecords = async () =>
  (await streamRecords(machine.table.name)).filter((record) => !/"PRIVATE"/.test(record) || !/#(?:INQUIRY|EXPENSE|BODY)#/.test(record));

beforeAll(async () => await openPlanted(), 300_000);
afterAll(closePlanted);

test('the search finds a word in each of its forms', () => {
  const [one] = planted as [Planted];
  for (const form of formsOf(one.familyName)) expect(hitsIn(`vorher ${form} nachher`, [one])).not.toEqual([]);
  expect(hitsIn(JSON.stringify(partyOf(one)), [one]).length).toBeGreaterThan(8);
  expect(hitsIn(JSON.stringify(partyOf(one)), [planted[1] as Planted])).toEqual([]);
});

test('P1, control: what is said in clear, in a log line or in an item, is heard and seen', async () => {
  const [stranger] = aside as [Planted];
  process.stdout.write(`${JSON.stringify({ message: 'PROBE', path: encodeURIComponent(stranger.familyName) })}\n`);
  process.stderr.write(`${Buffer.from(`x${stranger.givenName}`).toString('base64url')}\n`);
  expect(hitsIn(logged(), [stranger]).length).toBeGreaterThanOrEqual(2);
  const item = { pk: 'npa#PROBE#1', sk: 'STATE', state: { by: createHash('sha256').update(stranger.email).digest('hex') } };
  await machine.table.client.send(new PutCommand({ TableName: machine.table.name, Item: item }));
  expect(hitsIn(asText(await hidden()), [stranger])).toHaveLength(1);
});

describe('twenty people', () => {
  beforeAll(live, 300_000);

  test('are all there, and only opened through the register', async () => {
    expect(byDoor.length + byList.length + byOffice.length + byPublic.length).toBe(PEOPLE);
    const shown = `${await everythingShown()}\n${await officialsShown()}`;
    for (const one of [...planted, ...printed.slice(0, 3)])
      expect({ index: one.index, shown: shown.includes(one.familyName) }).toEqual({ index: one.index, shown: true });
  }, 180_000);

  test('P1: stand in clear in neither table nor in its stream, but for the items whose reason is written down', async () => {
    expect(hitsIn(asText(await hidden()), everybody)).toEqual([]);
    expect(hitsIn(asText(await everyItem(stores.keysTable)), everybody)).toEqual([]);
    const records = await hiddenRecords();
    expect(records.join()).toContain('TICKET#');
    expect(hitsIn(records.join('\n'), everybody)).toEqual([]);
    const clear = (await everyItem(machine.table)).filter(({ pk, sk }) => isInClear(String(pk), String(sk)));
    expect(printed.filter((one) => hitsIn(asText(clear), [one]).length === 0)).toEqual([]);
    expect(hitsIn(asText(clear), [...planted, ...guests])).toEqual([]);
  }, 180_000);

  test('P1: occur in no log, bus message, dead letter, address or error body', async () => {
    expect(logged()).toContain('REQUEST_STARTED');
    expect(hitsIn(logged(), everybody)).toEqual([]);
    const published = await bus();
    expect(published).toContain('PartyRegistered');
    expect(published).toContain('PresenceRecorded');
    expect(hitsIn(published, everybody)).toEqual([]);
    expect(hitsIn(addresses.join('\n'), everybody)).toEqual([]);
    expect(failed).toBeGreaterThanOrEqual(11);
    expect(hitsIn(refusals.join('\n'), everybody)).toEqual([]);
  });
});

describe('ten of them erased', () => {
  type Chosen = { eventId: string; ticketId: string };
  let before: { figures: string[]; journal: Set<string> };
  const cases: { id: string; participants: Chosen[] }[] = [];

  beforeAll(async () => {
    before = { figures: await figures(), journal: await journalOf() };
    for (const personId of [members[0] ?? '', present[0] ?? '']) await done(erasePerson, lead, { params: { personId }, body: {} });
    for (const { email } of erased) {
      const { body } = await done(openPrivacyCase, officer, {
        body: { kind: 'ERASURE', receivedOn: '2026-11-02', email, participants: [] },
      });
      await done(eraseParticipants, editor, { params: { caseId: body.id }, version: 1, body: { participants: body.participants } });
      cases.push(body);
    }
    await machine.drained();
  }, 300_000);

  test('P2: occur nowhere, however the register is asked', async () => {
    const { items } = (await done(listPersons, editor, { query: { bodyId } })).body;
    const namesOf = new Map(items.map(({ id, fullName }: { id: string; fullName: string }) => [id, fullName]));
    expect(members.map((id) => namesOf.get(id) === 'Person gelöscht')).toEqual([true, false, true, false]);
    const known = (await done(listPersons, editor, { query: { limit: '100' } })).text;
    expect(guests.map((one) => known.includes(one.familyName))).toEqual([false, true]);
    const shown = await everythingShown();
    expect(hitsIn(shown, erased)).toEqual([]);
    for (const one of staying)
      expect({ index: one.index, shown: shown.includes(one.familyName) }).toEqual({ index: one.index, shown: true });
    for (const { email } of erased) {
      const { body } = await done(openPrivacyCase, officer, {
        body: { kind: 'ACCESS', receivedOn: '2026-11-02', email, participants: [] },
      });
      expect(body.participants).toEqual([]);
    }
    for (const { id } of cases) expect(hitsIn((await done(getPrivacyCase, officer, { params: { caseId: id } })).text, planted)).toEqual([]);
  }, 180_000);

  test('P2: leave no key and no lookup, and what was sealed is empty', async () => {
    const gone = cases.flatMap(({ participants }) => participants.map(({ ticketId }) => ticketId));
    expect(gone).toHaveLength(erased.length);
    const keys = asText(await everyItem(stores.keysTable));
    expect([...members, ...present].filter((id) => !keys.includes(id))).toEqual([members[0], members[2], present[0]]);
    expect(gone.filter((ticketId) => keys.includes(ticketId))).toEqual([]);
    const sealed = (await everyItem(machine.table)).filter(({ sealed: kept }) => kept).map(({ sk }) => String(sk).replace(/^\w+#/, ''));
    expect(gone.filter((ticketId) => sealed.includes(ticketId))).toEqual([]);
  });

  test('P3: the others have all that is theirs in their export, and nothing of anybody else', async () => {
    for (const one of staying) {
      const { body } = await done(openPrivacyCase, officer, {
        body: { kind: 'ACCESS', receivedOn: '2026-11-02', email: one.email, participants: [] },
      });
      const exported = (await done(getPrivacyExport, officer, { params: { caseId: body.id } })).text;
      expect({ index: one.index, missing: fieldsOf(one).filter((word) => !exported.includes(word)) }).toEqual({
        index: one.index,
        missing: [],
      });
      expect(
        hitsIn(
          exported,
          planted.filter((other) => other !== one),
        ),
      ).toEqual([]);
    }
    const { body } = await done(openPrivacyCase, officer, {
      body: { kind: 'ACCESS', receivedOn: '2026-11-02', email: (staying[0] as Planted).email, participants: [] },
    });
    const printed = (await pdfText(await done(getPrivacyExportPdf, officer, { params: { caseId: body.id } }))).replace(/[\s\u00ad-]/g, '');
    expect(fieldsOf(staying[0] as Planted).filter((word) => !printed.includes(word.replace(/[\s-]/g, '')))).toEqual([]);
  }, 180_000);

  test('P2: figures, statistics, issued answers and every earlier journal entry are byte-identical', async () => {
    expect(await figures()).toEqual(before.figures);
    const now = await journalOf();
    expect([...before.journal].filter((entry) => !now.has(entry))).toEqual([]);
  });

  test('P2: erased once more, imported again, sent again by a tablet: nobody comes back', async () => {
    for (const { id, participants } of cases)
      await done(eraseParticipants, editor, { params: { caseId: id }, version: 2, body: { participants } });
    const again = (await done(importParticipants, editor, onEvent({ body: { rows } }))).body.results;
    expect(again.map(({ outcome }: { outcome: string }) => outcome)).toEqual(byList.map((one) => (isErased(one) ? 'ERASED' : 'UNCHANGED')));
    await done(recordScans, editor, onEvent({ body: doorBatch(walkIns) }));
    await machine.drained();
    expect(hitsIn(await everythingShown(), erased)).toEqual([]);
    expect(await figures()).toEqual(before.figures);
  }, 180_000);

  test('P1: and at the end nothing of anybody was logged, published or put into an address', async () => {
    expect(hitsIn(logged(), everybody)).toEqual([]);
    expect(hitsIn(await bus(), everybody)).toEqual([]);
    expect(hitsIn(addresses.join('\n'), everybody)).toEqual([]);
    expect(hitsIn(refusals.join('\n'), everybody)).toEqual([]);
    expect(hitsIn(asText(await hidden()), everybody)).toEqual([]);
    expect(hitsIn((await hiddenRecords()).join('\n'), everybody)).toEqual([]);
  }, 180_000);
});

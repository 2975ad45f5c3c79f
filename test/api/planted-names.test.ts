import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { getAttendanceStatistics } from '../../functions/attendance/routes.ts';
import { changeHolding, countMembers, getComposition, recordBody, recordSeat } from '../../functions/bodies/routes.ts';
import { getAnswerDocument } from '../../functions/documents/routes.ts';
import { getDoorCounts, getDoorList, listScans, recordScans } from '../../functions/door/routes.ts';
import { getAttendanceSheet, getBadges, getPrivacyExportPdf } from '../../functions/door-papers/routes.ts';
import {
  correctParticipantList,
  exportParticipantsCsv,
  exportParticipantsXlsx,
  importParticipants,
  previewParticipantList,
} from '../../functions/participant-lists/routes.ts';
import { erasePerson, listPersons, mergePersons, recordPerson, renamePerson } from '../../functions/people/routes.ts';
import {
  eraseParticipants,
  findParticipants,
  getPrivacyCase,
  getPrivacyExport,
  listPrivacyCases,
  openPrivacyCase,
} from '../../functions/privacy/routes.ts';
import {
  changeOwnRegistration,
  registerParticipants,
  viewOwnRegistration,
  withdrawOwnRegistration,
} from '../../functions/registration/routes.ts';
import { listRegistrations, readSpecialNeeds, registerByOffice, stateRegistrationOffer } from '../../functions/registrations/routes.ts';
import { importReference } from '../../infra/local/import.ts';
import { type Machine, startMachine } from '../../infra/local/machine.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { pathOf } from '../support/api.ts';
import { aBody, aHolding, anEvent, aSeat } from '../support/builders.ts';
import { type DoorStores, doorStores } from '../support/participants.ts';
import {
  asText,
  byDoor,
  byList,
  byOffice,
  byPublic,
  erased,
  fieldsOf,
  formsOf,
  hitsIn,
  inOrder,
  isErased,
  PEOPLE,
  type Planted,
  pdfText,
  planted,
  staying,
  streamRecords,
} from '../support/planted.ts';
import { everyItem } from '../support/scan.ts';
import { anOffer } from './samples.ts';

/**
 * Twenty people with a word of their own in every field go through all that the register does with people; then ten are
 * erased. Their words are looked for wherever the register writes, in the forms in which words hide.
 */

const editor = 'npa-office-editor';
const officer = 'npa-dpo';
const lead = 'npa-office-lead';
let machine: Machine;
let stores: DoorStores;
let folder: string;
let logged = '';
const writers = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planted-'));
  process.env.LOG_LEVEL = 'DEBUG';
  process.env.POWERTOOLS_LOG_LEVEL = 'DEBUG';
  for (const { stream } of writers)
    stream.write = ((chunk: string | Uint8Array) => {
      logged += Buffer.from(chunk).toString('utf8');
      return true;
    }) as typeof stream.write;
  machine = await startMachine({ dataDir: folder });
  await importReference(() => undefined, machine.table);
  stores = doorStores(machine.table);
}, 120_000);
afterAll(async () => {
  for (const { stream, write } of writers) stream.write = write;
  process.env.LOG_LEVEL = 'SILENT';
  await machine.stop();
  await rm(folder, { recursive: true, force: true });
});

type Sent = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  version?: number;
  headers?: Record<string, string>;
};
/** Addresses that were called: what a proxy would log. */
const addresses: string[] = [];

// biome-ignore lint/suspicious/noExplicitAny: answers of many rows are read field by field
type Answered = { status: number; bytes: Buffer; text: string; body: any; headers: Headers };
async function ask(row: RouteRow, who: string | null, { params = {}, query, body, version, headers = {} }: Sent): Promise<Answered> {
  const search = query ? `?${new URLSearchParams(query)}` : '';
  const address = `${pathOf(row, { allianceId: 'npa', ...params })}${search}`;
  addresses.push(address);
  const response = await fetch(`${machine.origin}${address}`, {
    method: row.method,
    headers: {
      ...(who === null ? {} : { authorization: `Bearer ${await machine.tokenFor(who)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(row.method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString('utf8');
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, bytes, text, body: isJson ? JSON.parse(text) : undefined, headers: response.headers };
}
async function done(row: RouteRow, who: string | null, sent: Sent): Promise<Answered> {
  const answer = await ask(row, who, sent);
  if (answer.status >= 300)
    throw new Error(
      `${row.id} answered ${answer.status}: ${answer.body?.code} ${JSON.stringify(answer.body?.errors?.map(({ pointer }: { pointer: string }) => pointer))}`,
    );
  return answer;
}

let eventId = '';
const onEvent = (more: Sent = {}): Sent => ({ ...more, params: { eventId, ...more.params } });
const partyOf = ({ title, givenName, familyName, email, organisation, function: role, answer, needs }: Planted) => ({
  ...{ title, givenName, familyName, email, organisation, function: role, needs },
  companions: [],
  answers: [{ questionId: 'essen', answer }],
  consents: ['LIST'],
  noticeVersion: 1,
});
const doorBatch = (entries: object[]) => ({ deviceId: '0b6c2f4e-6f0b-4c63-9a5e-0d7c5e1f2a3b', sentAt: new Date().toISOString(), entries });
const head = () => ({ scanId: randomUUID(), door: 'Haupteingang', scannedAt: new Date().toISOString() });
const walkIns = byDoor.map(({ givenName, familyName, email, organisation }) => ({
  kind: 'WALK_IN',
  ...head(),
  ticketId: randomUUID(),
  person: { givenName, familyName, email, organisation },
}));
const list = Buffer.from(
  [
    'Anrede;Titel;Vorname;Nachname;E-Mail;Organisation;Funktion',
    ...byList.map((one) => ['', one.title, one.givenName, one.familyName, one.email, one.organisation, one.function].join(';')),
  ].join('\n'),
).toString('base64');
const listFile = { fileName: 'liste.csv', content: list };
let rows: { line: number }[] = [];

const linkIn = (email: string): string => {
  const mail = machine.mails().find(({ to }) => to === email);
  return /#([\w-]+\.[\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
};

let bodyId = '';
/** Records of the first four in a body: the third is another record of the first. */
const members: string[] = [];
async function joinBody(): Promise<void> {
  bodyId = (await done(recordBody, editor, { body: { ...aBody(), reportAddress: null } })).body.id;
  for (const { title, givenName, familyName } of planted.slice(0, 4)) {
    const before = { title: null, givenName: null, familyName: familyName.toUpperCase(), isPublicFunction: false, source: null };
    const { id } = (await done(recordPerson, editor, { body: before })).body;
    await done(renamePerson, editor, { params: { personId: id }, version: 1, body: { title, givenName, familyName } });
    members.push(id);
  }
  const [one = '', two = '', three = '', four = ''] = members;
  const seat = (await done(recordSeat, editor, { body: aSeat(bodyId, { holdings: [aHolding(one)] }) })).body;
  const change = { personId: two, from: '2020-08-01', dated: true, as: 'HOLDER', wording: null, followsPersonId: null, isBeside: false };
  await done(changeHolding, editor, { params: { seatId: seat.id }, version: 1, body: change });
  await done(recordSeat, editor, { body: aSeat(bodyId, { holdings: [aHolding(three), aHolding(four, { as: 'DEPUTY' })] }) });
  const sent = { params: { personId: three }, version: 2, body: { intoPersonId: one, reason: 'Schreibfehler' } };
  await done(mergePersons, editor, sent);
}

/** Ways that fail, each with words of people in what was sent. */
async function failures(): Promise<string> {
  const one = planted[0] as Planted;
  const two = planted[9] as Planted;
  const answers = [
    await ask(registerParticipants, null, onEvent({ body: { ...partyOf(one), email: `${one.email}@` } })),
    await ask(registerParticipants, null, onEvent({ body: { ...partyOf(one), spitzname: one.familyName } })),
    await ask(registerParticipants, null, onEvent({ body: { ...partyOf(one), noticeVersion: 9 } })),
    await ask(registerParticipants, null, { params: { eventId: 'gibt-es-nicht' }, body: partyOf(one) }),
    await ask(viewOwnRegistration, null, onEvent({ body: { link: `${one.givenName}.x` } })),
    await ask(registerByOffice, editor, onEvent({ body: partyOf(two) })),
    await ask(registerByOffice, 'npa-auditor', onEvent({ body: partyOf(two) })),
    await ask(openPrivacyCase, officer, { body: { kind: 'ACCESS', receivedOn: '2999-01-01', email: two.email, participants: [] } }),
    await ask(findParticipants, officer, { body: { name: two.familyName, vorname: two.givenName } }),
    await ask(recordPerson, editor, { body: { ...aBody(), familyName: two.familyName } }),
    await ask(mergePersons, editor, {
      params: { personId: members[1] ?? '' },
      version: 2,
      body: { intoPersonId: members[3] ?? '', reason: `Auch ${(planted[1] as Planted).familyName} geschrieben` },
    }),
    await ask(
      correctParticipantList,
      editor,
      onEvent({ body: { fileName: `${two.familyName}.exe`, content: Buffer.from(two.needs).toString('base64') } }),
    ),
    await ask(
      recordScans,
      editor,
      onEvent({
        body: doorBatch([
          {
            kind: 'WALK_IN',
            ...head(),
            ticketId: 'x',
            person: { givenName: two.givenName, familyName: '', email: two.email, organisation: null },
          },
        ]),
      }),
    ),
  ];
  return answers
    .filter(({ status }) => status >= 400)
    .map(({ text }) => text)
    .join('\n');
}

let failed = '';
/** What the whole corpus went through, before anybody is erased. */
async function live(): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const dates = { from: today, to: today, startTime: null, endTime: null, wording: null };
  eventId = (await done(registerAllianceEvent, editor, { body: { ...anEvent({ title: 'Probe' }), dates } })).body.id;
  const question = { id: 'essen', label: 'Essen', kind: 'TEXT', choices: [], required: false };
  await done(stateRegistrationOffer, editor, onEvent({ version: 0, body: { ...anOffer, questions: [question], asksNeeds: true } }));
  for (const one of byPublic) await done(registerParticipants, null, onEvent({ body: partyOf(one) }));
  for (const one of byOffice) await done(registerByOffice, editor, onEvent({ body: partyOf(one) }));
  rows = (await done(previewParticipantList, editor, onEvent({ body: listFile }))).body.rows.flatMap(
    ({ row }: { row: { line: number } | null }) => (row ? [row] : []),
  );
  await done(importParticipants, editor, onEvent({ body: { rows } }));
  await machine.drained();
  const link = linkIn((byPublic[0] as Planted).email);
  const { companions: _none, noticeVersion: _version, email: _email, ...own } = partyOf(byPublic[0] as Planted);
  await done(viewOwnRegistration, null, onEvent({ body: { link } }));
  await done(changeOwnRegistration, null, onEvent({ body: { link, ...own, companions: [] } }));
  await done(withdrawOwnRegistration, null, onEvent({ body: { link: linkIn((byPublic[1] as Planted).email) } }));
  const { heads } = (await done(getDoorList, editor, onEvent({ query: { names: 'true' } }))).body;
  const scans = heads.slice(0, 8).map(({ ticketId }: { ticketId: string }) => ({ kind: 'CHECK_IN', ...head(), ticketId, source: 'QR' }));
  await done(recordScans, editor, onEvent({ body: doorBatch([...scans, ...walkIns, ...scans.slice(0, 2)]) }));
  await joinBody();
  failed = await failures();
  await machine.drained();
}

/** Everything that answers with people, as one text: lists, exports, papers, searches. */
async function everythingShown(): Promise<string> {
  const xlsx = await done(exportParticipantsXlsx, editor, onEvent());
  const sheets = Object.values(unzipSync(new Uint8Array(xlsx.bytes))).map((part) => Buffer.from(part).toString('utf8'));
  const plain = await Promise.all([
    done(listRegistrations, editor, onEvent({ query: { limit: '500' } })),
    done(getDoorList, editor, onEvent({ query: { names: 'true' } })),
    done(listScans, editor, onEvent()),
    done(readSpecialNeeds, editor, onEvent()),
    done(exportParticipantsCsv, editor, onEvent()),
    done(findParticipants, editor, { body: { name: 'Nachsszq' } }),
    done(listPrivacyCases, officer, {}),
    done(listPersons, editor, { query: { bodyId } }),
  ]);
  const papers = await Promise.all([getBadges, getAttendanceSheet].map(async (row) => await pdfText(await done(row, editor, onEvent()))));
  return [...sheets, ...plain.map(({ text }) => text), ...papers].join('\n');
}

const figures = async () => {
  const answers = await Promise.all([
    done(getComposition, editor, { params: { bodyId } }),
    done(countMembers, editor, { query: { rule: 'WITH_DEPUTIES' } }),
    done(getDoorCounts, editor, onEvent()),
    done(getAttendanceStatistics, editor, { query: { groupBy: 'event' } }),
    done(getAnswerDocument, editor, { params: { inquiryId: 'anfrage-17-7349' }, query: { format: 'json' } }),
  ]);
  return answers.map(({ text }) => text);
};
const journalOf = async (): Promise<Set<string>> =>
  new Set(
    (await everyItem(machine.table)).filter(({ sk }) => String(sk).startsWith('JOURNAL#')).map((item) => JSON.stringify(inOrder(item))),
  );

test('the search finds a word in each of its forms', () => {
  const [one] = planted as [Planted];
  for (const form of formsOf(one.familyName)) expect(hitsIn(`vorher ${form} nachher`, [one])).not.toEqual([]);
  expect(hitsIn(JSON.stringify(partyOf(one)), [one]).length).toBeGreaterThan(8);
  expect(hitsIn(JSON.stringify(partyOf(one)), [planted[1] as Planted])).toEqual([]);
});

describe('twenty people', () => {
  beforeAll(live, 120_000);

  test('are all there, and only opened through the register', async () => {
    expect(byDoor.length + byList.length + byOffice.length + byPublic.length).toBe(PEOPLE);
    const shown = await everythingShown();
    for (const one of planted)
      expect({ index: one.index, shown: shown.includes(one.familyName) }).toEqual({ index: one.index, shown: true });
  }, 60_000);

  test('stand in clear in neither table, nor in its stream', async () => {
    expect(hitsIn(asText(await everyItem(machine.table)), planted)).toEqual([]);
    expect(hitsIn(asText(await everyItem(stores.keysTable)), planted)).toEqual([]);
    const records = await streamRecords(machine.table.name);
    expect(records).toContain('TICKET#');
    expect(hitsIn(records, planted)).toEqual([]);
  }, 60_000);

  test('occur in no log, bus message, dead letter, address or error body', async () => {
    expect(logged).toContain('REQUEST_STARTED');
    expect(hitsIn(logged, planted)).toEqual([]);
    const bus = await readFile(join(folder, 'bus.ndjson'), 'utf8');
    expect(bus).toContain('PartyRegistered');
    expect(hitsIn(`${bus}\n${JSON.stringify([machine.published(), machine.deadLetters()])}`, planted)).toEqual([]);
    expect(hitsIn(addresses.join('\n'), planted)).toEqual([]);
    expect(failed.match(/"code":/g)?.length).toBeGreaterThanOrEqual(11);
    expect(hitsIn(failed, planted)).toEqual([]);
  });
});

describe('ten of them erased', () => {
  type Chosen = { eventId: string; ticketId: string };
  let before: { figures: string[]; journal: Set<string> };
  const cases: { id: string; participants: Chosen[] }[] = [];

  beforeAll(async () => {
    before = { figures: await figures(), journal: await journalOf() };
    await done(erasePerson, lead, { params: { personId: members[0] ?? '' }, body: {} });
    for (const { email } of erased) {
      const { body } = await done(openPrivacyCase, officer, {
        body: { kind: 'ERASURE', receivedOn: '2026-11-02', email, participants: [] },
      });
      await done(eraseParticipants, editor, { params: { caseId: body.id }, version: 1, body: { participants: body.participants } });
      cases.push(body);
    }
    await machine.drained();
  }, 120_000);

  test('occur nowhere, however the register is asked', async () => {
    const { items } = (await done(listPersons, editor, { query: { bodyId } })).body;
    const namesOf = new Map(items.map(({ id, fullName }: { id: string; fullName: string }) => [id, fullName]));
    expect(members.map((id) => namesOf.get(id) === 'Person gelöscht')).toEqual([true, false, true, false]);
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
  }, 60_000);

  test('leave no key and no lookup, and what was sealed is empty', async () => {
    const gone = cases.flatMap(({ participants }) => participants.map(({ ticketId }) => ticketId));
    expect(gone).toHaveLength(erased.length);
    const keys = asText(await everyItem(stores.keysTable));
    expect(members.filter((id) => !keys.includes(id))).toEqual([members[0], members[2]]);
    expect(gone.filter((ticketId) => keys.includes(ticketId))).toEqual([]);
    const sealed = (await everyItem(machine.table)).filter(({ sealed: kept }) => kept).map(({ sk }) => String(sk).replace(/^\w+#/, ''));
    expect(gone.filter((ticketId) => sealed.includes(ticketId))).toEqual([]);
  });

  test('the others have all that is theirs in their export, and nothing of anybody else', async () => {
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
  }, 60_000);

  test('figures, statistics, issued answers and every earlier journal entry are byte-identical', async () => {
    expect(await figures()).toEqual(before.figures);
    const now = await journalOf();
    expect([...before.journal].filter((entry) => !now.has(entry))).toEqual([]);
  });

  test('erased once more, imported again, sent again by a tablet: nobody comes back', async () => {
    for (const { id, participants } of cases)
      await done(eraseParticipants, editor, { params: { caseId: id }, version: 2, body: { participants } });
    const again = (await done(importParticipants, editor, onEvent({ body: { rows } }))).body.results;
    expect(again.map(({ outcome }: { outcome: string }) => outcome)).toEqual(byList.map((one) => (isErased(one) ? 'ERASED' : 'UNCHANGED')));
    await done(recordScans, editor, onEvent({ body: doorBatch(walkIns) }));
    await machine.drained();
    expect(hitsIn(await everythingShown(), erased)).toEqual([]);
    expect(await figures()).toEqual(before.figures);
  }, 60_000);

  test('and at the end nothing of anybody was logged, published or put into an address', async () => {
    expect(hitsIn(logged, planted)).toEqual([]);
    expect(hitsIn(await readFile(join(folder, 'bus.ndjson'), 'utf8'), planted)).toEqual([]);
    expect(hitsIn(addresses.join('\n'), planted)).toEqual([]);
    expect(hitsIn(asText(await everyItem(machine.table)), planted)).toEqual([]);
    expect(hitsIn(await streamRecords(machine.table.name), planted)).toEqual([]);
  }, 60_000);
});

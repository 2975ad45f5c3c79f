import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { getAnswerStatistics } from '../../functions/attendance/routes.ts';
import { DoorHead, getDoorList, recordScans } from '../../functions/door/routes.ts';
import { getAttendanceSheet, getBadges } from '../../functions/door-papers/routes.ts';
import { exportParticipantsCsv, exportParticipantsXlsx, previewParticipantList } from '../../functions/participant-lists/routes.ts';
import { getPrivacyExport, openPrivacyCase, setLegalHold } from '../../functions/privacy/routes.ts';
import { viewOwnRegistration } from '../../functions/registration/routes.ts';
import {
  correctParticipant,
  getRegistration,
  listRegistrations,
  listWalkIns,
  readSpecialNeeds,
  registerByOffice,
  resendConfirmation,
} from '../../functions/registrations/routes.ts';
import { routes } from '../../functions/routes.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { linkOf } from '../../shared/store/link-store.ts';
import { livePeople } from '../../shared/store/live-people.ts';
import type { Table } from '../../shared/store/table.ts';
import type { Answered } from '../support/api.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { anEvent, someDates } from '../support/builders.ts';
import { openDoor, walkIn } from '../support/door.ts';
import { type DoorStores, doorStores } from '../support/participants.ts';
import { pdfText } from '../support/planted.ts';
import { everyItem } from '../support/scan.ts';
import { done } from './samples.ts';

/** P4: names and needs that are over their time are shown by nothing, also while nobody has erased them yet. */

const editor = as('OFFICE_EDITOR');
const lead = as('OFFICE_LEAD');
let table: Table;
let stores: DoorStores;
let eventId = '';
let registrationId = '';
let registered = '';
let walkedIn = '';
let link = '';

const onDay = (day: string) => setClock(`${day}T10:00:00.000Z`);

beforeAll(async () => {
  table = await openRegisterOf2016();
  stores = doorStores(table);
  onDay('2026-05-02');
  eventId = (await done(registerAllianceEvent, editor, { body: anEvent({ dates: someDates('2026-05-03') }) })).id;
  const question = { id: 'essen', label: 'Essen', kind: 'TEXT' as const, choices: [], required: false };
  await openDoor(eventId, { questions: [question], asksNeeds: true });
  const party = {
    ...{ title: null, givenName: 'Ada', familyName: 'Kanari-Anmeldung', email: 'kanari@example.org', organisation: 'Kanari-Verein' },
    ...{ function: 'Kanari-Amt', companions: [], answers: [{ questionId: 'essen', answer: 'Kanari-Antwort' }], needs: 'Kanari-Bedarf' },
    ...{ consents: [], noticeVersion: 1 },
  };
  const made = await done(registerByOffice, editor, { params: { eventId }, body: party });
  registrationId = made.id;
  registered = made.tickets[0];
  link = await linkOf(stores.keys, 'registration', 'npa', eventId, registrationId);
  onDay('2026-05-03');
  const came = walkIn({ givenName: 'Bo', familyName: 'Kanari-Spontan', email: null, organisation: 'Kanari-Haus' });
  walkedIn = came.ticketId;
  const entries = [{ ...came, scannedAt: '2026-05-03T10:00:00.000Z' }];
  await done(recordScans, editor, { params: { eventId }, body: { deviceId: randomUUID(), sentAt: '2026-05-03T10:00:00.000Z', entries } });
});
afterAll(() => setClock());

const plain = async ({ text }: Answered) => text;
const sheets = async ({ text }: Answered) =>
  Object.values(unzipSync(new Uint8Array(Buffer.from(text, 'latin1'))))
    .map((part) => Buffer.from(part).toString())
    .join('');
const paper = async ({ text }: Answered) => await pdfText({ bytes: Buffer.from(text, 'latin1') });
const list = Buffer.from('Vorname;Nachname\nAda;Gesucht\n').toString('base64');

/** Everything that answers with participants, and how to read it. */
const shownBy: readonly (readonly [RouteRow, () => Parameters<typeof call>[2], (answer: Answered) => Promise<string>])[] = [
  [getDoorList, () => ({ query: { names: 'true' } }), plain],
  [listRegistrations, () => ({}), plain],
  [getRegistration, () => ({ params: { registrationId } }), plain],
  [listWalkIns, () => ({}), plain],
  [readSpecialNeeds, () => ({}), plain],
  [getAnswerStatistics, () => ({}), plain],
  [exportParticipantsCsv, () => ({}), plain],
  [exportParticipantsXlsx, () => ({}), sheets],
  [getBadges, () => ({}), paper],
  [getAttendanceSheet, () => ({}), paper],
  [previewParticipantList, () => ({ body: { fileName: 'liste.csv', content: list } }), plain],
  [viewOwnRegistration, () => ({ body: { link } }), plain],
];

async function shown(): Promise<string> {
  const texts: string[] = [];
  for (const [row, sent, read] of shownBy) {
    const more = sent() ?? {};
    const answer = await call(row, row === viewOwnRegistration ? null : editor, { ...more, params: { eventId, ...more.params } });
    texts.push(answer.status < 300 ? await read(answer) : answer.text);
  }
  return texts.join('\n').replace(/[\u00ad\s]/g, '');
}
const words = ['Kanari-Anmeldung', 'Kanari-Verein', 'Kanari-Amt', 'kanari@example.org', 'Kanari-Bedarf', 'Kanari-Spontan', 'Kanari-Haus'];
const found = async (): Promise<string[]> => {
  const text = await shown();
  return words.filter((word) => text.includes(word));
};
const sealedKinds = async (): Promise<string[]> =>
  [...new Set((await everyItem(table)).filter(({ sealed }) => sealed).map(({ sk }) => String(sk).split('#')[0] ?? ''))].sort();

/** What somebody at the door has to know of a head, and why; nothing else may be told there. */
const neededAtTheDoor = {
  ticketId: 'is what is scanned',
  name: 'says who stands there without a ticket',
  sortName: 'finds it in a long list',
  naming: 'tells a device to forget a name',
  companionOf: 'finds a nameless companion',
  organisation: 'tells two of one name apart',
  status: 'lets in, or not',
  origin: 'tells who came without a registration',
  present: 'tells who is in',
  presentAt: 'answers who scanned first',
  presentDoor: 'answers where',
  photoConsent: 'decides which badge ribbon is given',
};
const superfluous = (shape: object): string[] => Object.keys(shape).filter((field) => !(field in neededAtTheDoor));

test('P5: the list of the door tells what the door needs, and neither address, function, answers nor needs', async () => {
  onDay('2026-05-02');
  expect(superfluous(DoorHead.shape)).toEqual([]);
  expect(Object.keys(DoorHead.shape)).toHaveLength(Object.keys(neededAtTheDoor).length);
  const list = await done(getDoorList, editor, { params: { eventId }, query: { names: 'true' } });
  expect(list.heads.flatMap(superfluous)).toEqual([]);
  expect(new Set(Object.keys(list))).toEqual(new Set(['counts', 'dates', 'doors', 'eventId', 'heads', 'loadedAt', 'title', 'usableUntil']));
  expect(JSON.stringify(list)).not.toMatch(/kanari@|Kanari-(?:Amt|Antwort|Bedarf)/);
  // control
  expect(superfluous({ ...DoorHead.shape, email: null })).toEqual(['email']);
});

test('P5: reading special needs is written down with when and who, and without what was read', async () => {
  onDay('2026-05-02');
  await done(readSpecialNeeds, editor, { params: { eventId } });
  const reads = (await everyItem(table)).filter(({ sk }) => String(sk).startsWith('READ#'));
  expect(reads.at(-1)).toMatchObject({ at: '2026-05-02T10:00:00.000Z', role: 'OFFICE_EDITOR', tickets: [registered] });
  expect(new Set(Object.keys(reads.at(-1) ?? {}))).toEqual(new Set(['at', 'commitId', 'pk', 'role', 'sk', 'subject', 'tickets']));
  expect(JSON.stringify(reads)).not.toContain('Kanari');
});

/** Rows that may open a name and are no reading of participants in their time, with the reason. */
const elsewhere: Readonly<Record<string, string>> = {
  findParticipants: 'finds what is left to erase',
  openPrivacyCase: 'finds what is left to erase',
  getPrivacyCase: 'shows what is left to erase',
  getPrivacyExport: 'tells the person what is still stored (Art. 15)',
  getPrivacyExportPdf: 'tells the person what is still stored (Art. 15)',
  eraseParticipants: 'erases',
  resendConfirmation: 'refuses, see below',
  withdrawRegistration: 'answers without names',
  listInvitations: 'makes links, and opens nobody',
  correctParticipantList: 'answers with the list it was sent',
};
const inBodies = new Set(['people', 'bodies', 'findings', 'meetings']);

test('P4: no way to participants is forgotten here', () => {
  const known = new Set([...shownBy.map(([{ id }]) => id), ...Object.keys(elsewhere)]);
  const readers = routes.filter(({ people, area }) => people === 'read' && !inBodies.has(area)).map(({ id }) => id);
  expect(readers.filter((id) => !known.has(id))).toEqual([]);
});

test('P4: in their time all of them are shown', async () => {
  expect(await found()).toEqual(words);
});

test('P4: each class is shown to its last day, names a month longer for the archive, and nothing to nobody after', async () => {
  const at = async (day: string) => {
    onDay(day);
    return await found();
  };
  const names = words.filter((word) => word !== 'Kanari-Bedarf');
  expect(await at('2026-05-17')).toEqual(words);
  expect(await at('2026-05-18')).toEqual(names);
  expect(await at('2026-12-03')).toEqual(names);
  expect(await at('2026-12-04')).toEqual(['Kanari-Spontan', 'Kanari-Haus']);
  expect(await at('2027-06-03')).toEqual(['Kanari-Spontan', 'Kanari-Haus']);
  for (const day of ['2027-06-04', '2029-02-28', '2046-05-03']) expect(await at(day)).toEqual([]);
}, 180_000);

test('P4: all of it is still stored then, and who reads past the rule reads it (control)', async () => {
  onDay('2046-05-03');
  expect(await sealedKinds()).toEqual(['NEEDS', 'PERSON']);
  expect(JSON.stringify([...(await stores.people.ofEvent('npa', eventId)).values()])).toContain('Kanari-Anmeldung');
  expect((await stores.people.needsOfEvent('npa', eventId)).size).toBe(1);
});

test('P4: nobody is corrected or written to any more, and the person still learns what is stored', async () => {
  onDay('2029-05-03');
  const body = { title: null, givenName: 'Cy', familyName: 'Neu', organisation: null };
  const sent = { params: { eventId, ticketId: walkedIn }, body };
  expect((await call(correctParticipant, editor, sent)).body.code).toBe('personErased');
  expect((await call(resendConfirmation, editor, { params: { eventId, registrationId }, body: {} })).status).toBe(409);
  const participants = [{ eventId, ticketId: registered }];
  const opened = { body: { kind: 'ACCESS', receivedOn: '2029-05-02', email: null, participants } };
  const { id: caseId } = await done(openPrivacyCase, as('DPO'), opened);
  expect(JSON.stringify(await done(getPrivacyExport, as('DPO'), { params: { caseId } }))).toContain('Kanari-Bedarf');
});

test('P4: a legal hold keeps them shown until it ends', async () => {
  onDay('2027-07-01');
  const hold = { reason: 'EXPENSE_AUDIT', until: '2027-12-31' };
  await done(setLegalHold, lead, { params: { eventId }, version: 0, body: { hold } });
  expect(await found()).toEqual(words);
  onDay('2028-01-01');
  expect(await found()).toEqual([]);
});

test('a list of names reads the event no more often than one name does', async () => {
  onDay('2026-05-04');
  let reads = 0;
  table.client.middlewareStack.add(
    (proceed) => async (args) => {
      // the keys of its people lie under the same name, in the other table
      const { TableName, Key } = args.input as { TableName?: string; Key?: { pk?: string } };
      if (TableName === table.name && Key?.pk === `npa#EVENT#${eventId}`) reads += 1;
      return await proceed(args);
    },
    { step: 'initialize', name: 'readsOfTheEvent' },
  );
  try {
    const people = livePeople(table, stores.keys);
    const names = await Promise.all(
      Array.from({ length: 20 }, async () => await people.find({ alliance: 'npa', eventId, ticketId: registered })),
    );
    expect(names.map((one) => one?.familyName)).toEqual(Array.from({ length: 20 }, () => 'Kanari-Anmeldung'));
    expect(reads).toBe(1);
  } finally {
    table.client.middlewareStack.remove('readsOfTheEvent');
  }
});

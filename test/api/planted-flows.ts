import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import { getAttendanceStatistics } from '../../functions/attendance/routes.ts';
import { changeHolding, countMembers, getComposition, recordBody, recordSeat } from '../../functions/bodies/routes.ts';
import { getAnswerDocument } from '../../functions/documents/routes.ts';
import { getDoorCounts, getDoorList, listScans, recordScans } from '../../functions/door/routes.ts';
import { getAttendanceSheet, getBadges } from '../../functions/door-papers/routes.ts';
import {
  correctParticipantList,
  exportParticipantsCsv,
  exportParticipantsXlsx,
  importParticipants,
  previewParticipantList,
} from '../../functions/participant-lists/routes.ts';
import { listPersons, mergePersons, recordPerson, renamePerson } from '../../functions/people/routes.ts';
import { findParticipants, listPrivacyCases, openPrivacyCase } from '../../functions/privacy/routes.ts';
import {
  changeOwnRegistration,
  registerParticipants,
  viewOwnRegistration,
  withdrawOwnRegistration,
} from '../../functions/registration/routes.ts';
import { listRegistrations, readSpecialNeeds, registerByOffice, stateRegistrationOffer } from '../../functions/registrations/routes.ts';
import { aBody, aHolding, anEvent, aSeat } from '../support/builders.ts';
import { byDoor, byList, byOffice, byPublic, inOrder, type Planted, pdfText, planted } from '../support/planted.ts';
import { everyItem } from '../support/scan.ts';
import { officials } from './planted-officials.ts';
import { ask, done, editor, machine, officer, type Sent } from './planted-register.ts';
import { anOffer } from './samples.ts';

/** Twenty people with a word of their own in every field go through all that the register does with people. */

export let eventId = '';
export const onEvent = (more: Sent = {}): Sent => ({ ...more, params: { eventId, ...more.params } });
export const partyOf = ({ title, givenName, familyName, email, organisation, function: role, answer, needs }: Planted) => ({
  ...{ title, givenName, familyName, email, organisation, function: role, needs },
  companions: [],
  answers: [{ questionId: 'essen', answer }],
  consents: ['LIST'],
  noticeVersion: 1,
});
export const doorBatch = (entries: object[]) => ({
  deviceId: '0b6c2f4e-6f0b-4c63-9a5e-0d7c5e1f2a3b',
  sentAt: new Date().toISOString(),
  entries,
});
const head = () => ({ scanId: randomUUID(), door: 'Haupteingang', scannedAt: new Date().toISOString() });
export const walkIns = byDoor.map(({ givenName, familyName, email, organisation }) => ({
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
export let rows: { line: number }[] = [];

const linkIn = (email: string): string => {
  const mail = machine.mails().find(({ to }) => to === email);
  return /#([\w-]+\.[\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
};

export let bodyId = '';
/** Records of the first four in a body: the third is another record of the first. */
export const members: string[] = [];
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
export async function failures(): Promise<number> {
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
  return answers.filter(({ status }) => status >= 400).length;
}

/** How many of the ways that fail did. */
export let failed = 0;
/** What the whole corpus went through, before anybody is erased. */
export async function live(): Promise<void> {
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
  await officials(bodyId, eventId);
  failed = await failures();
  await machine.drained();
}

/** Everything that answers with people, as one text: lists, exports, papers, searches. */
export async function everythingShown(): Promise<string> {
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

export const figures = async () => {
  const answers = await Promise.all([
    done(getComposition, editor, { params: { bodyId } }),
    done(countMembers, editor, { query: { rule: 'WITH_DEPUTIES' } }),
    done(getDoorCounts, editor, onEvent()),
    done(getAttendanceStatistics, editor, { query: { groupBy: 'event' } }),
    done(getAnswerDocument, editor, { params: { inquiryId: 'anfrage-17-7349' }, query: { format: 'json' } }),
  ]);
  return answers.map(({ text }) => text);
};
export const journalOf = async (): Promise<Set<string>> =>
  new Set(
    (await everyItem(machine.table)).filter(({ sk }) => String(sk).startsWith('JOURNAL#')).map((item) => JSON.stringify(inOrder(item))),
  );

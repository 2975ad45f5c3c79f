import { beforeAll, describe, expect, test } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { registerAllianceEvent } from '../../functions/alliance-events/routes.ts';
import {
  correctParticipantList,
  exportParticipantsCsv,
  exportParticipantsXlsx,
  importParticipants,
  previewParticipantList,
} from '../../functions/participant-lists/routes.ts';
import {
  getRegistrationOffer,
  listRegistrations,
  registerByOffice,
  stateRegistrationOffer,
  withdrawRegistration,
} from '../../functions/registrations/routes.ts';
import { keyTableNameOf } from '../../infra/table.ts';
import { MASKED_NAME } from '../../shared/domain/participant.ts';
import type { Table } from '../../shared/store/table.ts';
import { commit } from '../../shared/store/table.ts';
import { as, call, openRegisterOf2016, setClock } from '../support/api.ts';
import { anEvent, someDates } from '../support/builders.ts';
import { aPerson, doorStores, enterParty } from '../support/door.ts';
import { everyItem, fingerprintOf } from '../support/scan.ts';
import { aCaller, anOffer, done } from './samples.ts';

/** Lists as organisations send them: read, shown, imported, sent back, and exported again. */

const editor = as('OFFICE_EDITOR');
let table: Table;
beforeAll(async () => {
  table = await openRegisterOf2016();
  setClock('2026-05-20T10:00:00.000Z');
});

type Row = {
  line: number;
  name: string | null;
  outcome: string;
  changed: string[];
  note: string | null;
  faults: object[];
  row: { line: number } | null;
};

async function anEventTaking(more: Partial<typeof anOffer> = {}): Promise<string> {
  const { id } = await done(registerAllianceEvent, editor, { body: anEvent({ dates: someDates('2026-06-20') }) });
  await done(stateRegistrationOffer, editor, { params: { eventId: id }, version: 0, body: { ...anOffer, ...more } });
  return id;
}
const fileOf = (lines: readonly string[], fileName = 'liste.csv') => ({
  fileName,
  content: Buffer.from(lines.join('\n')).toString('base64'),
});
const preview = async (
  eventId: string,
  lines: readonly string[],
): Promise<{ rows: Row[]; totals: Record<string, number>; waiting: object }> =>
  await done(previewParticipantList, editor, { params: { eventId }, body: fileOf(lines) });
const outcomesOf = ({ rows }: { rows: readonly { outcome: string }[] }) => rows.map(({ outcome }) => outcome);

type Result = { line: number; outcome: string; status: string | null; note: string | null };
const importRows = async (eventId: string, rows: readonly object[]): Promise<Result[]> =>
  (await done(importParticipants, editor, { params: { eventId }, body: { rows } })).results;
/** As the portal does it: what the preview did not refuse goes back. */
async function importList(eventId: string, lines: readonly string[]): Promise<Result[]> {
  const { rows } = await preview(eventId, lines);
  return await importRows(
    eventId,
    rows.flatMap(({ row }) => (row ? [row] : [])),
  );
}
const everythingStored = async (): Promise<string> =>
  `${await fingerprintOf(table)} ${await fingerprintOf({ ...table, name: keyTableNameOf(table.name) })}`;
const placesOf = async (eventId: string) => (await done(getRegistrationOffer, editor, { params: { eventId } })).places;
const namesOf = async (eventId: string): Promise<(string | null)[]> => {
  const { items } = await done(listRegistrations, editor, { params: { eventId } });
  return items.flatMap(({ heads }: { heads: { name: string | null }[] }) => heads.map(({ name }) => name));
};

const HEAD = 'Kennung;Vorname;Nachname;E-Mail;Organisation';
const three = [HEAD, '1;Ayşe;Yılmaz;ayse@example.org;Verein', '2;Jörg;Groß;;', '3;Anna;von Below;anna@example.org;Kreis'];

describe('the preview', () => {
  test('stores nothing, names faults by column and reason, and what it did not understand', async () => {
    const eventId = await anEventTaking();
    // The first mark ever made keeps the key it is made with.
    await preview(eventId, three);
    const before = await everythingStored();
    const lines = [`${HEAD};Schuhgröße`, '1;Ayşe;Yılmaz;ayse@example.org;;38', '2;Jörg;;kein-at;;', '3;Eva;Klein;ayse@example.org;;'];
    const { rows, ...answer } = await preview(eventId, lines);
    expect(await everythingStored()).toBe(before);
    expect(outcomesOf({ rows })).toEqual(['NEW', 'FAULTY', 'FAULTY']);
    expect(rows[1]?.faults).toMatchObject([
      { column: 'C', heading: 'Nachname' },
      { column: 'D', heading: 'E-Mail' },
    ]);
    expect(JSON.stringify(rows[2]?.faults)).toContain('Zeile 2');
    expect(answer).toMatchObject({
      totals: { NEW: 1, FAULTY: 2, CHANGED: 0, UNCHANGED: 0, KNOWN: 0, ERASED: 0 },
      unknownColumns: [{ column: 'F', heading: 'Schuhgröße' }],
      hasEmail: true,
    });
  });

  test('two rows that nothing tells apart are a fault of the second', async () => {
    const eventId = await anEventTaking();
    const { rows } = await preview(eventId, [
      'Vorname;Nachname;Organisation',
      'Jörg;Müller;Verein',
      'Joerg;Mueller;Verein',
      'Jörg;Müller;Kreis',
    ]);
    expect(outcomesOf({ rows })).toEqual(['NEW', 'FAULTY', 'NEW']);
    expect(rows[1]?.faults).toMatchObject([{ column: 'B', detail: expect.stringContaining('Zeile 2') }]);
  });

  test('says how many new rows will wait, and the name of a faulty row as it stands there', async () => {
    const eventId = await anEventTaking({ capacity: 3 });
    await enterParty(eventId);
    const lines = ['Vorname;Nachname;E-Mail;Personenzahl', 'A;Eins;;2', 'B;Zwei;;2', 'C;Drei;;1', 'Jörg;Groß;kein-at;1'];
    const { waiting, rows } = await preview(eventId, lines);
    expect(waiting).toEqual({ rows: 2, free: 2 });
    expect(rows.map(({ name }) => name)).toEqual(['A Eins', 'B Zwei', 'C Drei', 'Jörg Groß']);
  });

  test('a file that is no list is refused at the file', async () => {
    const eventId = await anEventTaking();
    const { status, body } = await call(previewParticipantList, editor, { params: { eventId }, body: fileOf(['%PDF-1.4']) });
    expect([status, body.errors[0].pointer]).toEqual([400, '/content']);
  });
});

describe('the import', () => {
  test('registers every row, and a second import of the same file changes nothing', async () => {
    const eventId = await anEventTaking();
    expect((await importList(eventId, three)).map(({ outcome, status }) => [outcome, status])).toEqual([
      ['NEW', 'REGISTERED'],
      ['NEW', 'REGISTERED'],
      ['NEW', 'REGISTERED'],
    ]);
    expect(new Set(await namesOf(eventId))).toEqual(new Set(['Ayşe Yılmaz', 'Jörg Groß', 'Anna von Below']));
    const before = await everythingStored();
    expect(outcomesOf(await preview(eventId, three))).toEqual(['UNCHANGED', 'UNCHANGED', 'UNCHANGED']);
    expect(outcomesOf({ rows: await importList(eventId, three) })).toEqual(['UNCHANGED', 'UNCHANGED', 'UNCHANGED']);
    expect(await everythingStored()).toBe(before);
    expect((await placesOf(eventId)).registered).toBe(3);
  });

  test.each([
    ['by the address, however it is written', 'Vorname;Nachname;E-Mail', 'Eva;Klein;eva@Beispiel.DE', 'Eva;Klein;Eva@beispiel.de'],
    ['by name and organisation', 'Vorname;Nachname;Organisation', 'Jörg;Groß;Verein', 'Joerg;Gross;VEREIN'],
    ['by the whole name', 'Name;Organisation', 'Groß, Jörg;Verein', 'Jörg Groß;Verein'],
  ])('a person is found again %s', async (_how, head, first, second) => {
    const eventId = await anEventTaking();
    await importList(eventId, [head, first]);
    expect(outcomesOf({ rows: await importList(eventId, [head, second]) })[0]).not.toBe('NEW');
    expect((await placesOf(eventId)).registered).toBe(1);
  });

  test('other fields are changed and named; the journal holds the fields and no value', async () => {
    const eventId = await anEventTaking();
    await importList(eventId, three);
    const lines = [HEAD, '1;Ayşe;Yılmaz-Kanarie;ayse@example.org;Neuer Verein', '2;Jörg;Groß;joerg@example.org;'];
    const { rows } = await preview(eventId, lines);
    expect(rows.map(({ outcome, changed }) => [outcome, changed])).toEqual([
      ['CHANGED', ['Nachname', 'Organisation']],
      ['CHANGED', ['E-Mail']],
    ]);
    await importList(eventId, lines);
    expect(await namesOf(eventId)).toContain('Ayşe Yılmaz-Kanarie');
    const stored = (await everyItem(table)).map((item) => JSON.stringify(item)).join('\n');
    expect(stored).toContain('RegistrationChanged');
    expect(stored).not.toMatch(/Kanarie|Neuer Verein/);
    const again = await call(registerByOffice, editor, { params: { eventId }, body: { ...aCaller, email: 'joerg@example.org' } });
    expect(again.body.code).toBe('alreadyRegistered');
  });

  test('another address is not taken over silently', async () => {
    const eventId = await anEventTaking();
    await importList(eventId, three);
    const before = await everythingStored();
    const [result] = await importList(eventId, [HEAD, '1;Ayşe;Yılmaz;andere@example.org;Verein']);
    expect(result).toMatchObject({ outcome: 'UNCHANGED', note: expect.stringContaining('E-Mail-Adresse bleibt') });
    expect(await everythingStored()).toBe(before);
  });

  test('who registered in another way keeps that registration', async () => {
    const eventId = await anEventTaking();
    await done(registerByOffice, editor, { params: { eventId }, body: { ...aCaller, email: 'ayse@example.org' } });
    expect(outcomesOf(await preview(eventId, three))).toEqual(['KNOWN', 'NEW', 'NEW']);
    expect((await importList(eventId, three))[0]).toMatchObject({ outcome: 'KNOWN', note: expect.stringContaining('besteht schon') });
    expect((await placesOf(eventId)).registered).toBe(3);
  });

  test('who was erased stays erased', async () => {
    const eventId = await anEventTaking();
    await importList(eventId, three);
    const { items } = await done(listRegistrations, editor, { params: { eventId } });
    const gone = items.find(({ heads }: { heads: { name: string }[] }) => heads[0]?.name === 'Ayşe Yılmaz');
    await doorStores().keys.forget('npa', eventId, gone.tickets[0], 'ayse@example.org');
    const before = await everythingStored();
    expect(outcomesOf(await preview(eventId, three))).toEqual(['ERASED', 'UNCHANGED', 'UNCHANGED']);
    expect((await importList(eventId, three))[0]).toMatchObject({ outcome: 'ERASED' });
    expect(await everythingStored()).toBe(before);
  });

  test('who was withdrawn stays withdrawn', async () => {
    const eventId = await anEventTaking();
    await importList(eventId, [HEAD, three[1] ?? '']);
    const { items } = await done(listRegistrations, editor, { params: { eventId } });
    await done(withdrawRegistration, editor, { params: { eventId, registrationId: items[0].id }, version: 1, body: {} });
    expect(await importList(eventId, [HEAD, three[1] ?? ''])).toMatchObject([
      { outcome: 'UNCHANGED', status: 'WITHDRAWN', note: expect.stringContaining('abgesagt') },
    ]);
  });

  test('groups count with all heads; what does not fit waits in the order of the list and says so', async () => {
    const eventId = await anEventTaking({ capacity: 4 });
    const lines = ['Nachname;Personenzahl', 'Eins;3', 'Zwei;2', 'Drei;1'];
    const results = await importList(eventId, lines);
    expect(results.map(({ status }) => status)).toEqual(['REGISTERED', 'WAITLISTED', 'WAITLISTED']);
    expect(results[1]?.note).toContain('Warteliste');
    // The one who fits whole moves up; the group keeps its rank.
    expect(await placesOf(eventId)).toEqual({ capacity: 4, registered: 4, reserved: 0, waiting: 2 });
  });

  test('250 rows in two requests at once, beside people who register themselves: nobody twice, nobody lost', async () => {
    const eventId = await anEventTaking({ capacity: 200 });
    const rows = Array.from({ length: 250 }, (_, index) => ({
      line: index + 2,
      partySize: 1,
      person: { ...aPerson({ familyName: `Nr ${index}`, email: `p${index}@example.org` }), answers: undefined, externalId: `${index}` },
    }));
    const others = Array.from({ length: 5 }, () => enterParty(eventId));
    const [first, second] = await Promise.all([importRows(eventId, rows), importRows(eventId, rows), ...others]);
    expect(first?.length).toBe(250);
    for (const [index, result] of (first as Result[]).entries())
      expect([result.outcome, (second as Result[])[index]?.outcome].filter((outcome) => outcome === 'NEW')).toHaveLength(1);
    expect(await placesOf(eventId)).toEqual({ capacity: 200, registered: 200, reserved: 0, waiting: 55 });
  }, 180_000);

  test('two rows of one person in one request are one registration', async () => {
    const eventId = await anEventTaking();
    const person = { title: null, givenName: 'A', familyName: 'B', email: 'ab@example.org', organisation: null, function: null };
    const rows = [
      { line: 2, partySize: 1, person: { ...person, externalId: '1' } },
      { line: 3, partySize: 1, person: { ...person, externalId: '2' } },
    ];
    expect(outcomesOf({ rows: await importRows(eventId, rows) })).toEqual(['NEW', 'KNOWN']);
  });
});

describe('the correction file', () => {
  const lines = [HEAD, '1;Ayşe;Yılmaz;kein-at;', '2;Jörg;Groß;;', '3;=cmd();;x@example.org;'];

  test('holds the faulty rows alone, each with what to mend, in the format of the list', async () => {
    const eventId = await anEventTaking();
    const { text, headers } = await call(correctParticipantList, editor, { params: { eventId }, body: fileOf(lines) });
    const file = Buffer.from(text, 'latin1').toString('utf8');
    expect(headers['content-disposition']).toBe('attachment; filename="korrektur.csv"');
    expect(file).toContain('Ayşe;Yılmaz;kein-at');
    expect(file).not.toContain('Jörg');
    expect(file).toContain("'=cmd()");
  });

  test('mended, it is read as it is', async () => {
    const eventId = await anEventTaking();
    const { text } = await call(correctParticipantList, editor, { params: { eventId }, body: fileOf(lines) });
    const mended = Buffer.from(text, 'latin1').toString('utf8').replace('kein-at', 'ayse@example.org');
    const { rows } = await preview(eventId, [mended]);
    expect(outcomesOf({ rows })).toEqual(['NEW', 'FAULTY']);
  });
});

describe('the export', () => {
  async function anEventWithPeople(): Promise<string> {
    const eventId = await anEventTaking();
    await enterParty(eventId, [aPerson({ familyName: '=HYPERLINK("x")', givenName: '=evil', title: 'Dr.', organisation: '@evil' })]);
    const consents = [{ kind: 'LIST' as const, noticeVersion: 1, givenAt: '2026-05-01T10:00:00.000Z', revokedAt: null }];
    await enterParty(eventId, [aPerson({ familyName: 'von Öhl', email: 'oehl@example.org' }), null], { consents });
    const { tickets } = await enterParty(eventId, [aPerson({ familyName: 'Geheim', email: 'geheim@example.org' })]);
    const write = doorStores().doors.ticketWrite('npa', { id: tickets[0] as never, eventId: eventId as never }, { isMasked: true });
    await commit(table, [write], { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
    return eventId;
  }

  test('CSV: every head a line, nothing runs as a formula, who objected has no name; read again the names are the same', async () => {
    const eventId = await anEventWithPeople();
    const { text, headers } = await call(exportParticipantsCsv, editor, { params: { eventId } });
    expect(headers['content-disposition']).toBe(`attachment; filename="teilnehmende-${eventId}.csv"`);
    const lines = text.split('\r\n').filter((line) => line !== '');
    expect(lines[0]).toBe('\ufeffNachname;Vorname;Titel;Organisation;Funktion;E-Mail;Status;Anwesend;Herkunft;Einwilligungen');
    expect(lines).toHaveLength(5);
    expect(text).not.toMatch(/(?:^|;|")[=@]/m);
    expect(text).not.toMatch(/geheim/i);
    expect(text).toContain(`${MASKED_NAME};;;;;;angemeldet;nein`);
    expect(text).toContain('von Öhl;Erika;;;;oehl@example.org;angemeldet;nein;selbst angemeldet;Liste');
    const { rows } = await preview(eventId, [text]);
    expect(JSON.stringify(rows[0]?.row)).toContain('=HYPERLINK');
  });

  test('every question is a column under its wording, and an answer to one of earlier is not lost', async () => {
    const question = { id: 'essen', label: '=Essen', kind: 'TEXT', choices: [], required: false };
    const eventId = await anEventTaking({ questions: [question] });
    const answers = [
      { questionId: 'essen', answer: '=1+1' },
      { questionId: 'von-frueher', answer: 'Anreise mit dem Zug' },
    ];
    const { tickets } = await enterParty(eventId, [aPerson({ answers }), null]);
    const csv = (await call(exportParticipantsCsv, editor, { params: { eventId } })).text;
    const [head, first, second] = csv.split('\r\n');
    expect(head).toMatch(/;Einwilligungen;"?'=Essen"?;Frühere Frage$/);
    expect(first).toMatch(/;"?'=1\+1"?;Anreise mit dem Zug$/);
    expect(second).toMatch(/;;$/);
    const rows = await readSheet(Buffer.from((await call(exportParticipantsXlsx, editor, { params: { eventId } })).text, 'latin1'));
    expect(rows.flat()).toEqual(expect.arrayContaining(['=Essen', '=1+1']));
    const write = doorStores().doors.ticketWrite('npa', { id: tickets[0] as never, eventId: eventId as never }, { isMasked: true });
    await commit(table, [write], { key: { pk: 'none', sk: 'none' }, commitId: 'none' });
    expect((await call(exportParticipantsCsv, editor, { params: { eventId } })).text).not.toMatch(/=1\+1|Anreise/);
  });

  test('XLSX: the same, as text', async () => {
    const eventId = await anEventWithPeople();
    const { text } = await call(exportParticipantsXlsx, editor, { params: { eventId } });
    const rows = await readSheet(Buffer.from(text, 'latin1'));
    expect(rows).toHaveLength(5);
    expect(rows.flat()).toContain('=HYPERLINK("x")');
    expect(JSON.stringify(rows)).not.toMatch(/geheim/i);
  });

  test('the head of the office and the other office get none', async () => {
    const eventId = await anEventTaking();
    for (const row of [exportParticipantsCsv, exportParticipantsXlsx]) {
      expect((await call(row, as('OFFICE_LEAD'), { params: { eventId } })).status).toBe(403);
      expect((await call(row, as('REGIONAL_EDITOR', { office: 'BS' }), { params: { eventId } })).status).toBe(404);
    }
  });
});

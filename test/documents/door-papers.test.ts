import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getDocumentProxy } from 'unpdf';
import { recordScans } from '../../functions/door/routes.ts';
import { partOf, sheetRowsOf } from '../../functions/door-papers/door-lists.ts';
import { pdfOf } from '../../functions/door-papers/paper.ts';
import { getAttendanceSheet, getBadges, getPrivacyExportPdf } from '../../functions/door-papers/routes.ts';
import { eraseParticipants, objectToListing, openPrivacyCase } from '../../functions/privacy/routes.ts';
import { withdrawRegistration } from '../../functions/registrations/routes.ts';
import { PersonName } from '../../shared/domain/participant.ts';
import type { RouteRow } from '../../shared/http/route.ts';
import { allianceStore } from '../../shared/store/alliance-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { done } from '../api/samples.ts';
import { as, call, openRegister, setClock } from '../support/api.ts';
import { anAlliance, anAuthor } from '../support/builders.ts';
import { enterParty, openDoor } from '../support/door.ts';
import { aPerson, type DoorStores, doorStores, eventOn, participate } from '../support/participants.ts';
import { HOSTILE, read, unspaced } from './reading.ts';

const editor = as('OFFICE_EDITOR');
let table: Table;
let stores: DoorStores;
beforeAll(async () => {
  // Within the time in which names of an event of May are kept.
  setClock('2026-11-23T10:00:00.000Z');
  table = await openRegister();
  stores = doorStores(table);
  await allianceStore(table).create(
    'npa',
    'npa',
    { state: anAlliance(), event: { name: 'Probe', schemaVersion: 1, data: {} } },
    anAuthor(),
  );
});

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
const opened: Pdf[] = [];
afterAll(async () => {
  setClock();
  await Promise.all(opened.map((pdf) => pdf.loadingTask.destroy()));
});

async function paperOf(row: RouteRow, params: Record<string, string>): Promise<{ pdf: Pdf; pages: string[]; fileName: string }> {
  const { status, headers, text } = await call(row, editor, { params });
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.from(text, 'latin1')));
  opened.push(pdf);
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, index) => {
      const { items } = await (await pdf.getPage(index + 1)).getTextContent();
      return read(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''));
    }),
  );
  return { pdf, pages, fileName: headers['content-disposition'] ?? '' };
}

const nameOf = (index: number): string => `Nachname${String(index).padStart(3, '0')}`;
async function eventWith(heads: number): Promise<string> {
  const eventId = await eventOn(stores, '2026-05-03');
  for (let index = 1; index <= heads; index++)
    await participate(stores, eventId, {
      person: aPerson({
        title: index % 5 === 0 ? 'Prof. Dr. Ing.' : null,
        givenName: 'Ayşe',
        familyName: nameOf(index),
        organisation: index % 3 === 0 ? null : 'Landkreis Wolfenbüttel',
      }),
    });
  return eventId;
}

async function expectAccessible({ pdf }: { pdf: Pdf }): Promise<void> {
  const { info, metadata } = await pdf.getMetadata();
  expect(info).toMatchObject({ Language: 'de-DE', Author: 'Niedersachsen packt an' });
  expect(metadata?.get('pdfuaid:part')).toBe('1');
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
}

describe('badges', () => {
  test('ten on a sheet, in the order of a German list, with title, organisation and alliance', async () => {
    const paper = await paperOf(getBadges, { eventId: await eventWith(23) });
    expect(paper.pages).toHaveLength(3);
    expect(paper.fileName).toBe('attachment; filename="namensschilder.pdf"');
    await expectAccessible(paper);
    expect(paper.pages.map((page) => page.match(/Nachname\d+/g)?.length)).toEqual([10, 10, 3]);
    expect(paper.pages[0]?.match(/Nachname\d+/g)).toEqual(Array.from({ length: 10 }, (_, index) => nameOf(index + 1)));
    expect(paper.pages[0]).toContain('Prof. Dr. Ing. Ayşe Nachname005');
    expect(paper.pages[0]?.match(/Niedersachsen packt an/g)?.length).toBeGreaterThanOrEqual(10);
    expect(paper.pages[0]).toContain('Landkreis Wolfenbüttel');
  });

  test('whoever objected is a guest without organisation, and whoever was erased too', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    const person = (familyName: string) =>
      aPerson({ familyName, organisation: `Verein ${familyName}`, email: `${familyName.toLowerCase()}@example.org` });
    for (const familyName of ['Maskiert', 'Geloescht', 'Sichtbar']) await participate(stores, eventId, { person: person(familyName) });
    for (const [kind, who, row] of [
      ['OBJECTION', 'maskiert', objectToListing],
      ['ERASURE', 'geloescht', eraseParticipants],
    ] as const) {
      const one = await done(openPrivacyCase, editor, {
        body: { kind, receivedOn: '2026-11-02', email: `${who}@example.org`, participants: [] },
      });
      await done(row, editor, { params: { caseId: one.id }, version: 1, body: { participants: one.participants } });
    }
    const badges = (await paperOf(getBadges, { eventId })).pages.join(' ');
    expect(badges).not.toMatch(/Maskiert|Geloescht/);
    expect(badges).toContain('Verein Sichtbar');
    expect(badges.match(/Gast/g)).toHaveLength(2);
    const sheet = (await paperOf(getAttendanceSheet, { eventId })).pages.join(' ');
    expect(sheet).not.toMatch(/Maskiert|Geloescht/);
    expect(sheet).toContain('Teilnahme ohne Namensnennung');
  });

  test('of an event nobody registered for, and of another office’s event', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    expect((await paperOf(getBadges, { eventId })).pages[0]).toContain('Niemand ist angemeldet.');
    for (const row of [getBadges, getAttendanceSheet])
      expect((await call(row, as('REGIONAL_EDITOR', { office: 'BS' }), { params: { eventId } })).status).toBe(404);
  });
});

describe('the sheet to sign', () => {
  test('25 rows on a page, the head and the event on each, pages counted', async () => {
    const paper = await paperOf(getAttendanceSheet, { eventId: await eventWith(60) });
    await expectAccessible(paper);
    expect(paper.fileName).toBe('attachment; filename="anwesenheitsliste.pdf"');
    expect(paper.pages.map((page) => page.match(/Nachname\d+/g)?.length)).toEqual([25, 25, 10]);
    for (const [index, page] of paper.pages.entries()) {
      expect(page).toContain(`Seite ${index + 1} von 3`);
      expect(page).toContain('Nr. Name Organisation Unterschrift');
      expect(page).toContain('Probe 03.05.2026, Hildesheim');
    }
  });

  test('a large event comes in parts that fit an answer, numbered on', () => {
    const many = Array.from({ length: 4001 }, () => ({ name: 'Ada', organisation: null, isMasked: false }));
    const parts = [1, 2, 3, 4].map((no) => partOf(many, no));
    expect(parts.map(({ heads }) => heads.length)).toEqual([2000, 2000, 1, 0]);
    expect(parts[1]?.label).toBe(' (Teil 2 von 3)');
    expect(sheetRowsOf(parts[2] as (typeof parts)[number])[0]?.no).toBe(4001);
    expect(partOf(many.slice(0, 2000), 1).label).toBe('');
    const long = Array.from({ length: 2000 }, () => ({
      name: 'Prof. Dr. Ing. Ayşe Köroğlu',
      organisation: 'Arbeitsgemeinschaft '.repeat(4),
      isMasked: false,
    }));
    const content = pdfOf('attendance-sheet.typ', '2026-11-23T00:00:00Z', {
      ...{ title: 'x', author: 'x', alliance: 'x', event: 'x', dates: 'x', heading: 'x', note: 'x', empty: 'x' },
      rows: sheetRowsOf(partOf(long, 1)),
    });
    expect((content.length * 4) / 3).toBeLessThan(6_000_000);
  });

  test('names of any length keep to their row', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    for (let index = 0; index < 26; index++)
      await participate(stores, eventId, {
        person: aPerson({ familyName: `${'Lang'.repeat(20)} ${index}`, organisation: 'Arbeitsgemeinschaft '.repeat(9).trim() }),
      });
    expect((await paperOf(getAttendanceSheet, { eventId })).pages).toHaveLength(2);
  });
});

test.each(HOSTILE)('text of people stays text: %s', async (sign) => {
  const eventId = await eventOn(stores, '2026-05-03');
  const isName = PersonName.shape.familyName.safeParse(sign.slice(0, 80)).success;
  const familyName = isName ? sign.slice(0, 80) : 'Beispiel';
  await participate(stores, eventId, { person: aPerson({ givenName: null, familyName, organisation: sign }) });
  for (const row of [getBadges, getAttendanceSheet])
    expect(unspaced((await paperOf(row, { eventId })).pages.join(' '))).toContain(unspaced(sign.slice(0, 80)));
});

describe('the access request in print', () => {
  test('says all that the export holds, in words', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    const person = aPerson({
      title: 'Dr.',
      familyName: 'Yılmaz',
      email: 'druck@example.org',
      organisation: 'Verein Druck',
      function: 'Vorsitz',
    });
    await participate(stores, eventId, { person, needs: 'Gebärdensprache', present: true });
    const one = await done(openPrivacyCase, as('DPO'), {
      body: { kind: 'ACCESS', receivedOn: '2026-11-02', email: 'druck@example.org', participants: [] },
    });
    const paper = await paperOf(getPrivacyExportPdf, { caseId: one.id });
    await expectAccessible(paper);
    expect(paper.fileName).toBe('attachment; filename="auskunft.pdf"');
    const whole = paper.pages.join(' ');
    for (const part of [
      'Auskunft über gespeicherte personenbezogene Daten',
      'Ihr Anliegen vom 02.11.2026',
      'Probe (03.05.2026, Hildesheim)',
      'Dr. Ada Yılmaz',
      'druck@example.org',
      'Verein Druck',
      'Vorsitz',
      'Gebärdensprache',
      'anwesend seit 03.05.2026, 10:00 Uhr',
      'Amt für regionale Landesentwicklung Leine',
      'Besondere Bedarfe: 17.05.2026',
      'Ihre Anliegen',
    ])
      expect(unspaced(whole)).toContain(unspaced(part));
    expect(whole).not.toMatch(/null|undefined|PRESENT|OFFICE/);
  });

  test('says what the door made of each entry, and that somebody withdrew', async () => {
    const eventId = await eventOn(stores, '2026-05-03');
    await openDoor(eventId);
    const { registrationId, tickets } = await enterParty(eventId, [aPerson({ email: 'tuer-druck@example.org' })]);
    const [scanId, undoId] = [randomUUID(), randomUUID()];
    const door = { door: 'Haupteingang', scannedAt: '2026-05-03T08:00:00Z' };
    const checkIn = (id: string) => ({ kind: 'CHECK_IN', scanId: id, ...door, ticketId: tickets[0], source: 'QR' });
    const send = async (...entries: object[]) =>
      await done(recordScans, editor, {
        params: { eventId },
        body: { deviceId: randomUUID(), sentAt: new Date().toISOString(), entries },
      });
    await send(checkIn(scanId), { kind: 'UNDO', scanId: undoId, ...door, undoes: scanId });
    await done(withdrawRegistration, editor, { params: { eventId, registrationId }, version: 1, body: {} });
    await send(checkIn(randomUUID()));
    const one = await done(openPrivacyCase, as('DPO'), {
      body: { kind: 'ACCESS', receivedOn: '2026-11-02', email: 'tuer-druck@example.org', participants: [] },
    });
    const whole = unspaced((await paperOf(getPrivacyExportPdf, { caseId: one.id })).pages.join(' '));
    for (const part of [
      'Haupteingang: anwesend (später zurückgenommen)',
      'Haupteingang: zurückgenommen',
      'Haupteingang: abgewiesen: Die Anmeldung wurde abgesagt.',
      'abgemeldet am ',
    ])
      expect(whole).toContain(unspaced(part));
  });

  test('when nothing is there, says so', async () => {
    const one = await done(openPrivacyCase, as('DPO'), {
      body: { kind: 'ACCESS', receivedOn: '2026-11-02', email: 'leer@example.org', participants: [] },
    });
    expect(unspaced((await paperOf(getPrivacyExportPdf, { caseId: one.id })).pages.join(' '))).toContain(
      unspaced('keine personenbezogenen Daten gespeichert'),
    );
  });
});

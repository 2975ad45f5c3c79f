import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { retentionCameDue } from '../../events/retention-came-due.ts';
import { dueCase, type RetentionCase } from '../../shared/domain/retention.ts';
import {
  atBothSizes,
  axeFindings,
  enter,
  faultsAt,
  follow,
  goTo,
  heading,
  openPortal,
  type Portal,
  press,
  settled,
} from '../support/browser.ts';
import { anAuthor } from '../support/builders.ts';
import { aPerson, type DoorStores, doorStores, eventOn, participate } from '../support/participants.ts';

const officer = 'npa-dpo';
const lead = 'npa-office-lead';
const editor = 'npa-office-editor';

let portal: Portal;
let stores: DoorStores;
let eventId: string;
let retentionId: string;

beforeAll(async () => {
  portal = await openPortal();
  stores = doorStores(portal.machine.table);
  eventId = await eventOn(stores, '2026-05-03');
  const person = aPerson({ familyName: 'Yılmaz', email: 'ada@example.org', organisation: 'Verein Probe' });
  await participate(stores, eventId, { person, present: true });
  await participate(stores, await eventOn(stores, '2026-06-03'), { person });
  const state = dueCase(eventId as RetentionCase['eventId'], 'REGISTRATION', '2026-08-03', 'OFFER');
  retentionId = 'faellig-1';
  await stores.retention.create(
    'npa',
    retentionId,
    { state, event: retentionCameDue({ eventId, dataClass: 'REGISTRATION', endsOn: state.endsOn, heads: 1 }) },
    anAuthor(),
  );
}, 120_000);
afterAll(async () => {
  await portal?.stop();
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

const opened = (kind: string, more: object = {}) =>
  portal.send(editor, 'POST', '/privacy-cases', { kind, receivedOn: '2026-11-02', email: 'ada@example.org', participants: [], ...more });

const expectFocused = async (field: Locator): Promise<void> =>
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);

async function faultsOf(page: Page, hash: string, title: string): Promise<string[]> {
  await enter(page, hash);
  await heading(page, title);
  const found = await atBothSizes(page, async () => await faultsAt(page));
  return found.map((fault) => `${hash}: ${fault}`);
}

describe('requests about the own data', () => {
  test('an officer takes one up by address, downloads the export and closes it', async () => {
    const { page } = await portal.as(officer, '#/npa/datenschutz');
    await heading(page, 'Datenschutz');
    await follow(page, 'Anliegen aufnehmen');
    await press(page, 'Aufnehmen');
    await page.getByRole('link', { name: /Bitte geben Sie eine E-Mail-Adresse oder einen Namen an/ }).click();
    await expectFocused(page.getByLabel('E-Mail-Adresse der Person'));
    await page.getByLabel('E-Mail-Adresse der Person').fill('Ada@example.org');
    await press(page, 'Aufnehmen');
    await heading(page, 'Auskunft (Art. 15 DSGVO)');
    await settled(page);
    expect(await page.getByRole('row', { name: /Ada Yılmaz/ }).count()).toBe(2);
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Auskunft als JSON')]);
    expect(download.suggestedFilename()).toBe('auskunft.json');
    expect(await readFile(await download.path(), 'utf8')).toContain('Verein Probe');
    await page.getByLabel('Ergebnis', { exact: true }).selectOption('ACCESS_GIVEN');
    await press(page, 'Anliegen abschließen');
    await page.getByText('Der Vorgang ist abgeschlossen; Namen werden nicht mehr gezeigt.').waitFor();
    expect(page.url()).not.toMatch(/ada|example\.org/i);
  });

  test('people are found by name, masked, and erased by the office, not by the officer', async () => {
    const erasure = await opened('ERASURE');
    const { page: watching } = await portal.as(officer, `#/npa/datenschutz/${erasure.id}`);
    await watching.getByText('Ausgeführt wird dieser Schritt von der Geschäftsstelle.').waitFor();
    expect(await watching.getByRole('button', { name: 'Angekreuzte löschen' }).count()).toBe(0);

    const { page } = await portal.as(editor, '#/npa/datenschutz/neu');
    await page.getByLabel('Name').fill('yilmaz');
    await page.locator('#inhalt').getByRole('button', { name: 'Suchen' }).click();
    await page.getByText('2 Teilnahmen gefunden').waitFor();
    await page.getByRole('combobox', { name: 'Anliegen' }).selectOption('OBJECTION');
    await press(page, 'Aufnehmen');
    await page.getByText('Bitte kreuzen Sie an, welche zu der Person gehören').first().waitFor();
    for (const box of await page.getByRole('checkbox', { name: /Yılmaz/ }).all()) await box.check();
    await press(page, 'Aufnehmen');
    await heading(page, 'Widerspruch gegen die Namensnennung (Art. 21 DSGVO)');
    await press(page, 'Namen nicht mehr nennen');
    await page.getByText('Bitte kreuzen Sie mindestens eine Teilnahme an.').first().waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await press(page, 'Namen nicht mehr nennen');
    await page.getByRole('cell', { name: 'Name wird nicht genannt' }).first().waitFor();
    await page.getByText('Der Name wird nicht mehr genannt: 2 Teilnahmen').waitFor();

    await goTo(page, `#/npa/datenschutz/${erasure.id}`);
    await heading(page, 'Löschung (Art. 17 DSGVO)');
    await page.getByRole('checkbox').first().check();
    await press(page, 'Angekreuzte löschen');
    await page.getByText('Angaben zu 1 Teilnahme endgültig löschen?').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Ada Yılmaz · Verein Probe · Probe' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await press(page, 'Angaben behalten');
    expect(await page.getByRole('row', { name: /Ada Yılmaz/ }).count()).toBe(2);
    await press(page, 'Angekreuzte löschen');
    await press(page, 'Endgültig löschen');
    await page.getByText('Die Angaben sind gelöscht: 1 Teilnahme').waitFor();
    await page.getByRole('cell', { name: /^gelöscht/ }).waitFor();
    await settled(page);
    expect(await page.getByRole('row', { name: /Ada Yılmaz/ }).count()).toBe(1);
  });
});

describe('retention', () => {
  test('overdue is said, held is set, and the head of the office decides', async () => {
    const { page } = await portal.as(lead, '#/npa/datenschutz');
    await page.getByText('1 abgelaufene Aufbewahrung ist').or(page.getByText('abgelaufene Aufbewahrung')).first().waitFor();
    await goTo(page, `#/npa/datenschutz/sperre?veranstaltung=${eventId}`);
    await page.getByLabel('Sperre').selectOption('EXPENSE_AUDIT');
    await press(page, 'Festhalten');
    await heading(page, 'Aufbewahrung');
    await page.getByText('Die Sperre ist festgehalten').waitFor();
    const held = page.getByRole('listitem').filter({ hasText: 'Gesperrt bis auf Weiteres: Nachweis einer Ausgabe' });
    await held.getByRole('link', { name: 'Probe' }).click();
    await heading(page, 'Probe');
    await page.getByText('Gesperrt bis auf Weiteres: Nachweis einer Ausgabe').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await goTo(page, '#/npa/datenschutz/aufbewahrung');
    await heading(page, 'Aufbewahrung');
    await follow(page, 'Entscheiden');
    await heading(page, 'Über die Aufbewahrung entscheiden');
    await page.getByLabel('Dem Landesarchiv angeboten').check();
    await page.getByLabel('Aktenzeichen des Archivs').fill('Frau Beispiel');
    await press(page, 'Entscheiden');
    await page
      .getByText(/Bitte geben Sie das Aktenzeichen/)
      .first()
      .waitFor();
    await page.getByLabel('Aktenzeichen des Archivs').fill('NLA 2026/12');
    await press(page, 'Entscheiden');
    await page.getByRole('cell', { name: /angeboten, NLA 2026\/12/ }).waitFor();
  });

  test('periods are set by the head of the office and read by the others', async () => {
    const { page } = await portal.as(lead, '#/npa/datenschutz/fristen');
    const months = page.getByRole('group', { name: 'Anwesenheit mit Namen' }).getByLabel('Monate');
    for (const [typed, said] of [
      ['zwölf', 'Bitte geben Sie eine ganze Zahl an, zum Beispiel 12.'],
      ['0', 'Bitte mindestens 1 Monat.'],
    ] as const) {
      await months.fill(typed);
      await press(page, 'Fristen festlegen');
      await page.getByRole('link', { name: `Monate: ${said}` }).waitFor();
    }
    await months.fill('18');
    await press(page, 'Fristen festlegen');
    await heading(page, 'Aufbewahrung');
    await page.getByText('Die Fristen sind festgelegt').waitFor();
    const { page: other } = await portal.as(officer, '#/npa/datenschutz/fristen');
    await other.getByRole('cell', { name: '18 Monate' }).waitFor();
  });
});

test('every room is free of findings and fits the width of a desk and of a tablet', async () => {
  const open = await opened('ERASURE');
  const rooms = [
    ['datenschutz', 'Datenschutz'],
    ['datenschutz/neu', 'Anliegen aufnehmen'],
    [`datenschutz/${open.id}`, 'Löschung (Art. 17 DSGVO)'],
    ['datenschutz/aufbewahrung', 'Aufbewahrung'],
    [`datenschutz/aufbewahrung/${retentionId}`, 'Über die Aufbewahrung entscheiden'],
    ['datenschutz/fristen', 'Fristen der Aufbewahrung'],
    [`datenschutz/sperre?veranstaltung=${eventId}`, 'Veranstaltung sperren'],
  ] as const;
  const findings: string[] = [];
  for (const [who, theirs] of [
    [lead, rooms],
    [officer, [rooms[2], rooms[5]]],
  ] as const) {
    const { page } = await portal.as(who, '#/npa/datenschutz');
    for (const [room, title] of theirs) findings.push(...(await faultsOf(page, `#/npa/${room}`, title)));
  }
  expect(findings).toEqual([]);
}, 120_000);

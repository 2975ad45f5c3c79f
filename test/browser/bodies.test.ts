import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { enter, faultsHere, follow, goTo, heading, openPortal, type Portal, press, settled } from '../support/browser.ts';

/** Bodies, meetings, commitments and persons in the portal, with the printed lists of the city and its committee. */

const lead = 'lip-office-lead';
const editor = 'lip-office-editor';
const manager = 'lip-group-manager';
const auditor = 'npa-auditor';
const committee = 'internationaler-ausschuss';
const held = `gremien/${committee}/sitzungen/inta-37`;

let portal: Portal;
let neutralBody: string;

beforeAll(async () => {
  portal = await openPortal();
  neutralBody = 'ag-sprachfoerderung';
  const person = { title: null, givenName: 'Ada', familyName: 'Yılmaz', isPublicFunction: false, source: null };
  const { id: personId } = await portal.send('npa-office-editor', 'POST', '/persons', person);
  const holding = { personId, from: '2016-01-01', to: null, dated: true, as: 'HOLDER', wording: null };
  const seat = { order: 1, label: 'Kammern', side: 'EXTERNAL', group: 'VOTING', isYouthDelegate: false, delegatedFromBodyId: null };
  const open = { validFrom: null, validTo: null, source: null };
  await portal.send('npa-office-editor', 'POST', '/seats', { ...seat, ...open, bodyId: neutralBody, holdings: [holding] });
}, 120_000);
afterAll(async () => {
  await portal?.stop();
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

async function faultsOf(page: Page, hash: string, title: string): Promise<string[]> {
  await enter(page, hash);
  await heading(page, title);
  return await faultsHere(page, hash);
}

/** Who holds a seat of the room, as its row says. */
const seatRow = (page: Page, name: string | RegExp) => page.getByRole('table', { name: /^Sitze/ }).getByRole('row', { name });

describe('a body', () => {
  test('is shown as of a day, with vacancies, rules it does not keep, and successions without a day', async () => {
    const { page } = await portal.as(lead, '#/lip/gremien');
    await heading(page, 'Gremien');
    await page.getByRole('row', { name: /AG 6.*8 innen, 1 außen/ }).waitFor();
    await follow(page, 'AG 3 Demokratie');
    await heading(page, 'AG 3 Demokratie');
    for (const [day, shown] of [
      ['2020-03-31', /Arzu Altuğ bis 31\.03\.2020/],
      ['2020-12-31', /n\. n\. seit 01\.04\.2020/],
      ['2021-01-01', /Swana Anders seit 01\.01\.2021/],
    ] as const) {
      await page.getByLabel('Stand').fill(day);
      await page.getByLabel('Stand').blur();
      await seatRow(page, shown).waitFor();
    }
    await page.getByText('Innen und außen nicht gleich viele Sitze').waitFor();
    await page.getByRole('link', { name: '01.08.2020', exact: true }).click();
    await seatRow(page, /Ariane Brantzko seit 01\.08\.2020/).waitFor();
    await goTo(page, '#/lip/gremien/ag-7');
    await seatRow(page, /Olga Wenzel Reihenfolge bekannt, Tag unbekannt/).waitFor();
  });

  test('gets a successor on a seat from a day, whom the register did not know before', async () => {
    const { page } = await portal.as(editor, '#/lip/gremien/ag-2');
    await heading(page, 'AG 2 Soziales');
    await page
      .getByRole('link', { name: /^Wechsel auf dem Sitz/ })
      .first()
      .click();
    await heading(page, 'Wechsel auf einem Sitz');
    await page.getByLabel('Wer').selectOption('Neue Person …');
    await page.getByLabel('Vorname').fill('Probe');
    await press(page, 'Wechsel festhalten');
    await page.getByRole('link', { name: 'Nachname: Bitte füllen Sie das Feld aus.' }).waitFor();
    await page.getByLabel('Nachname').fill('Nachfolge');
    await page.getByLabel('Erster Tag').fill('2030-05-01');
    await press(page, 'Wechsel festhalten');
    await seatRow(page, /Probe Nachfolge seit 01\.05\.2030/).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Probe Nachfolge' }).filter({ hasText: 'künftig' }).waitFor();
    await follow(page, 'Besetzung heute');
    await seatRow(page, /bis 30\.04\.2030/).waitFor();
    expect(page.url()).not.toMatch(/nachfolge/i);
  });

  test('counts its members by every rule side by side', async () => {
    const { page } = await portal.as(lead, '#/lip/gremien/zaehlung?art=WORKING_GROUP');
    await heading(page, 'Mitglieder zählen');
    await page.getByRole('row', { name: /^Sitze;.* \d+ \d+ \d+$/ }).waitFor();
    expect(await page.getByRole('table', { name: 'Anzahl nach jeder Regel' }).getByRole('row').count()).toBe(6);
  });

  test('lets a group’s managing staff see the own group only', async () => {
    const { page } = await portal.as(manager, '#/lip/gremien');
    await heading(page, 'Gremien');
    await settled(page);
    expect(await page.getByRole('table').getByRole('link').allTextContents()).toEqual(['AG 1 Bildung']);
    expect(await page.getByRole('link', { name: 'Personen' }).count()).toBe(0);
    await goTo(page, '#/lip/gremien/ag-2');
    await page.getByText('Gremium nicht gefunden').waitFor();
    await goTo(page, `#/lip/${held}`);
    await page.getByText(/nicht gefunden/).waitFor();
    await goTo(page, '#/lip/gremien/ag-1');
    await heading(page, 'AG 1 Bildung');
    await seatRow(page, /Stephan Kaps/).waitFor();
    expect(await page.getByRole('link', { name: /Wechsel|Sitz aufnehmen|Funktion übertragen/ }).count()).toBe(0);
  });

  test('shows an auditor seats without names and nothing to change', async () => {
    const { page } = await portal.as(auditor, `#/npa/gremien/${neutralBody}`);
    await seatRow(page, /Kammern Person 1 seit 01\.01\.2016/).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/Yılmaz|Sitzung planen|aufnehmen|übertragen/);
  });
});

describe('a meeting', () => {
  test('of the past shows times, counts, outcomes, what changed since the invitation, and its promises', async () => {
    const { page } = await portal.as(lead, `#/lip/${held}`);
    await page.getByText('10 stimmberechtigt, 9 beratend, 8 Verwaltung: 27 Personen').waitFor();
    await page.getByText('i. V. für Ratsfrau Dr. Matz').waitFor();
    const shown = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
    for (const sentence of ['11 Minuten später', '80 Minuten', '9 Tage', 'mit 9 gegen 1 Stimme']) expect(shown).toContain(sentence);
    expect(shown).toMatch(/wird nachgereicht → 0108\/2021/);
    expect(await page.getByRole('table', { name: 'Zusagen nach ihrer Frist' }).getByRole('row').count()).toBe(14);
    await goTo(page, `#/lip/gremien/${committee}/sitzungen`);
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Kalender')]);
    expect(await readFile(await file.path(), 'utf8')).toContain('BEGIN:VEVENT');
  });

  test('is planned, invited, held, decided, minuted, and approved by somebody else', async () => {
    const { page } = await portal.as(editor, `#/lip/gremien/${committee}/sitzungen/neu`);
    await page.getByLabel('Titel').fill('38. Sitzung');
    await page.getByLabel('Tag', { exact: true }).fill('2021-02-18');
    await page.getByLabel('Beginn').fill('17:30');
    await page.locator('[name="/agenda/0/title"]').fill('Bericht');
    await press(page, 'Punkt hinzufügen');
    await page.locator('[name="/agenda/1/title"]').fill('Eröffnung');
    await press(page, 'Punkt 2 nach oben');
    await press(page, 'Sitzung planen');
    await heading(page, '38. Sitzung');
    await page.getByRole('row', { name: '1 Eröffnung –' }).waitFor();
    await page.getByLabel('Eingeladen am').fill('2021-02-19');
    await press(page, 'Eingeladen');
    await page.getByRole('link', { name: 'Eingeladen am: Eingeladen wird vor der Sitzung oder an ihrem Tag.' }).waitFor();
    await page.getByLabel('Eingeladen am').fill('2021-02-09');
    await press(page, 'Eingeladen');
    await page.getByText('Seit der Einladung vom 09.02.2021 ist nichts geändert.').waitFor();

    await follow(page, 'Anwesenheit festhalten');
    await press(page, 'Alle als anwesend markieren');
    await page.getByRole('group', { name: 'Ratsfrau Jeschke' }).getByLabel('Vertretung').check();
    await page.getByLabel('In Vertretung').selectOption('Ratsfrau Iri');
    await page.getByLabel('Ende').fill('19:00');
    await press(page, 'Anwesenheit festhalten');
    await page.getByRole('link', { name: 'Ratsfrau Iri: Diese Person steht schon in der Liste.' }).waitFor();
    await page.getByLabel('In Vertretung').selectOption('Ratsherr Wolf');
    await press(page, 'Anwesenheit festhalten');
    await page.getByText('i. V. für Ratsfrau Jeschke').waitFor();

    await follow(page, 'Beschlüsse festhalten');
    await page.getByLabel('Gegenstand').fill('Dringlichkeit');
    await page.getByLabel('Ergebnis', { exact: true }).selectOption('mit Stimmen');
    await page.getByLabel('Ja').fill('9');
    await page.getByLabel('Nein').fill('2');
    await page.getByText('11 Stimmen sind mehr als 10 Anwesende mit Stimme.').waitFor();
    await press(page, 'Beschlüsse festhalten');
    await page.getByText('Es sind 11 Stimmen angegeben').first().waitFor();
    await page.getByLabel('Nein').fill('1');
    await press(page, 'Beschlüsse festhalten');
    await page.getByRole('row', { name: /Dringlichkeit Beschluss mit 9 gegen 1 Stimme/ }).waitFor();

    await follow(page, 'Niederschrift schreiben');
    await page.getByLabel('TOP 1: Eröffnung').fill('Die Sitzung wird eröffnet.');
    await page.getByLabel('Datum der Niederschrift').fill('2021-03-01');
    await press(page, 'Entwurf speichern');
    await press(page, 'Genehmigen');
    await page.getByText('Sie haben an der Niederschrift mitgeschrieben.').waitFor();
    const { page: other } = await portal.as(lead, new URL(page.url()).hash);
    await press(other, 'Genehmigen');
    await other
      .getByText(/^genehmigt/)
      .first()
      .waitFor();
    await follow(other, 'Journal');
    await heading(other, 'Journal der Sitzung');
    await other.getByRole('heading', { name: 'Niederschrift genehmigt' }).waitFor();
  });
});

test('a promise is read as it is worded, goes overdue on its day, and is stated done', async () => {
  const { page } = await portal.as(editor, `#/lip/zusagen/neu?gremium=${committee}&sitzung=inta-37`);
  await page.getByLabel('Was ist zugesagt').fill('Bericht nachreichen');
  const wording = page.getByLabel('Wortlaut');
  await wording.fill('demnächst');
  await page.getByText('Der Wortlaut lässt sich nicht als Zeitraum lesen.').waitFor();
  await wording.fill('im März');
  await page.getByText('Gelesen als: auf den Monat, 01.03.2021 – 31.03.2021').waitFor();
  await press(page, 'Zusage aufnehmen');
  await heading(page, 'Zusagen');
  await page.getByLabel('Stand', { exact: true }).selectOption('überfällig');
  const row = page.getByRole('row', { name: /Bericht nachreichen.*„im März“.*überfällig ?seit 01\.04\.2021/ });
  await page.getByRole('row', { name: /nach der Sommerpause/ }).waitFor({ state: 'detached' });
  await row.waitFor();
  await press(page, 'Stand angeben: Bericht nachreichen');
  await page.getByLabel('Anmerkung').fill('Drs. 0200/2021');
  await press(page, 'Stand festhalten');
  await page.getByText('Der Stand ist festgehalten: Bericht nachreichen').waitFor();
  await row.waitFor({ state: 'detached' });
});

test('persons are merged with a reason that names nobody, told apart again, and erased by the head of the office only', async () => {
  const { page } = await portal.as(editor, '#/lip/gremien/personen');
  await page.getByRole('link', { name: /Vergleichen.*Faridi/ }).click();
  await heading(page, 'Dieselbe Person?');
  await page.getByLabel('dieselbe Person, geführt als Ali Faridi').check();
  await page.getByLabel('Begründung').fill('Faridi steht in beiden Listen');
  await press(page, 'Entscheidung festhalten');
  await page.getByText('Bitte begründen Sie ohne Namen').first().waitFor();
  await page.getByLabel('Begründung').fill('Dieselbe Organisation');
  await press(page, 'Entscheidung festhalten');
  await page.getByText('Die Datensätze gelten jetzt als eine Person').waitFor();
  await page.getByRole('link', { name: 'Dipl.-Ing. Faridi' }).click();
  await page.getByRole('button', { name: 'Wieder trennen' }).waitFor();
  await settled(page);
  expect(await page.getByText('Namen löschen').count()).toBe(0);
  await page.getByLabel('Begründung').fill('Irrtum');
  await press(page, 'Wieder trennen');
  // busy, the button says something else
  await settled(page);
  expect(await page.getByRole('button', { name: 'Wieder trennen' }).count()).toBe(0);

  const { page: head } = await portal.as(lead, '#/lip/gremien/personen');
  await head.getByLabel('Suche (Name)').fill('matthias zyzik');
  await head.getByLabel('Suche (Name)').blur();
  await head.getByText('1 Person', { exact: true }).waitFor();
  expect(head.url()).not.toMatch(/zyzik/i);
  await head.getByRole('link', { name: 'Matthias Zyzik' }).click();
  await head.getByText('Namen löschen').click();
  await press(head, 'Namen endgültig löschen');
  await head.getByText('Bitte bestätigen Sie, wessen Name gelöscht wird.').first().waitFor();
  await head.getByLabel('Der Name von Matthias Zyzik soll gelöscht werden').check();
  await press(head, 'Namen endgültig löschen');
  await head.getByText('Der Name ist gelöscht').waitFor();
  await settled(head);
  expect(await head.getByText('Matthias Zyzik').count()).toBe(0);
});

const rooms = [
  ['gremien', 'Gremien'],
  ['gremien/ag-3?am=2020-12-31', 'AG 3 Demokratie'],
  ['gremien/ag-1/sitzungen/neu', 'Sitzung planen'],
  [held, '37. Sitzung des Ausschusses für Integration, Europa und Internationale Kooperation'],
  [`${held}/anwesenheit`, 'Anwesenheit'],
  [`${held}/beschluesse`, 'Beschlüsse und Anträge'],
  ['zusagen', 'Zusagen'],
  ['gremien/personen', 'Personen in Gremien'],
  ['gremien/neu', 'Gremium aufnehmen'],
  ['gremien/zaehlung', 'Mitglieder zählen'],
  ['gremien/ag-1/angaben', 'AG 1 Bildung'],
  ['gremien/ag-1/bearbeiten', 'Gremium bearbeiten'],
  ['gremien/ag-1/sitze/neu', 'Sitz aufnehmen'],
  ['gremien/ag-1/sitze/ag-1-innen-1', 'Wechsel auf einem Sitz'],
  ['gremien/ag-1/funktionen/neu', 'Funktion übertragen'],
  [`gremien/${committee}/sitzungen`, 'Ausschuss für Integration, Europa und Internationale Kooperation'],
  [`${held}/niederschrift`, 'Niederschrift'],
  [`${held}/absagen`, 'Sitzung absagen'],
  ['zusagen/neu', 'Zusage aufnehmen'],
  ['gremien/personen/neu', 'Person aufnehmen'],
  ['gremien/personen/lip-person-039', 'Ariane Brantzko'],
  ['gremien/personen/inta-person-15?mit=lip-person-019', 'Dieselbe Person?'],
] as const;

test('every room is free of findings and fits the width of a desk and of a tablet', async () => {
  const { page } = await portal.as(lead, '#/lip/gremien');
  const findings: string[] = [];
  for (const [room, title] of rooms) findings.push(...(await faultsOf(page, `#/lip/${room}`, title)));
  expect(findings).toEqual([]);
}, 120_000);

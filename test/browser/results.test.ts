import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf, follow, goTo, heading, openPortal, type Portal, press, settled } from '../support/browser.ts';

/*
 * Proposals, measures, indicators, reports and the search, as each role finds them. The tests share one machine with the
 * results of 2016 as the first run holds them; what a test changes is its own.
 */
let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
}, 180_000);
afterAll(async () => {
  await portal?.stop();
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

const [lead, editor, manager, member, region] = [
  'npa-office-lead',
  'npa-office-editor',
  'npa-group-manager',
  'npa-parliament-reader',
  'npa-regional-editor-lg',
];
const language = 'konferenz-sprache-2016-03-16';
const report = '#/npa/berichte/ag-arbeitsmarktintegration--2016';

const said = async (page: Page): Promise<string> => ((await page.locator('main').innerText()) ?? '').replace(/\s+/g, ' ');
const tile = async (page: Page, name: string): Promise<string> =>
  (await page.locator('.tile', { has: page.getByText(name, { exact: true }) }).innerText()).replace(/\s+/g, ' ');
const rowOf = (page: Page, name: RegExp | string) => page.getByRole('row', { name });
async function opened(user: string, hash: string): Promise<Page> {
  const { page } = await portal.as(user, hash);
  await settled(page);
  return page;
}

const rooms: readonly (readonly [user: string, hash: string])[] = [
  [lead, '#/npa/ergebnisse'],
  [lead, '#/npa/ergebnisse/tafel'],
  [lead, '#/npa/ergebnisse/verknuepfungen'],
  [lead, '#/npa/ergebnisse/aehnliche'],
  [lead, '#/npa/ergebnisse/kennzahlen'],
  [lead, '#/npa/ergebnisse/massnahmen/m-intg-4'],
  [lead, '#/npa/ergebnisse/massnahmen/m-intg-4/bearbeiten'],
  [lead, '#/npa/ergebnisse/massnahmen/m-intg-4/verknuepfen'],
  [lead, '#/npa/ergebnisse/massnahmen/m-intg-4/journal'],
  [lead, '#/npa/ergebnisse/vorschlaege/p-sprache-03'],
  [lead, '#/npa/ergebnisse/vorschlaege/neu'],
  [lead, '#/npa/ergebnisse/kennzahlen/neu?massnahme=m-intg-4'],
  [lead, '#/npa/berichte'],
  [lead, report],
  [lead, '#/npa/berichte/erstellen'],
  [lead, '#/npa/suche?q=sprache'],
  [manager, '#/npa/ergebnisse/freigabe'],
  [region, '#/npa/ergebnisse'],
  ['lip-office-editor', '#/lip/ergebnisse/massnahmen/integrationskonzept-fluechtlinge'],
];

test('every room is free of findings of axe and fits the width of a desk and of a tablet', async () => {
  const findings: string[] = [];
  for (const [user, theirs] of Map.groupBy(rooms, ([one]) => one)) {
    const { page } = await portal.as(user, theirs[0]?.[1]);
    for (const [, hash] of theirs) findings.push(...(await faultsOf(page, hash)));
  }
  expect(findings).toEqual([]);
}, 120_000);

describe('the office', () => {
  test('counts proposals and measures of a conference with the open ends on both sides', async () => {
    const page = await opened(lead, '#/npa/ergebnisse');
    expect([await tile(page, 'Vorschläge'), await tile(page, 'Maßnahmen')]).toEqual([
      'Vorschläge 56 26 ohne Maßnahme',
      'Maßnahmen 35 6 ohne Vorschlag',
    ]);
    await page.getByLabel('Konferenz', { exact: true }).selectOption(language);
    await page.waitForURL(/konferenz=/);
    await settled(page);
    expect(await tile(page, 'Vorschläge')).toBe('Vorschläge 19 10 ohne Maßnahme');
    await page.getByRole('link', { name: '4 ohne Vorschlag' }).click();
    await page.getByRole('heading', { name: '4 Maßnahmen' }).waitFor();
    await follow(page, 'Verknüpfungen');
    await heading(page, 'Ergebnisse: Verknüpfungen');
    await page.getByRole('heading', { name: '10 Vorschläge ohne Maßnahme' }).waitFor();
  });

  test('moves a card of the board by stating a new status, by keyboard alone; what was stated before stays', async () => {
    const page = await opened(editor, `#/npa/ergebnisse/tafel?konferenz=${language}`);
    const before = page.getByRole('region', { name: /^läuft/ });
    await before.getByRole('link', { name: /^Neuer Stand.*Kinderbetreuung/ }).focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Neuer Stand');
    await page.getByLabel('Stand', { exact: true }).selectOption('abgeschlossen');
    await page.getByLabel('Stand vom').fill('2099-01-01');
    await press(page, 'Stand festhalten');
    await page.getByText('Der Stand liegt in der Zukunft').first().waitFor();
    await page.getByLabel('Stand vom').fill('2018-03-31');
    await press(page, 'Stand festhalten');
    await heading(page, 'Kinderbetreuung');
    await settled(page);
    expect(await page.getByRole('table', { name: 'Stände, der jüngste zuerst' }).getByRole('row').count()).toBe(3);
    await goTo(page, `#/npa/ergebnisse/tafel?konferenz=${language}`);
    await page
      .getByRole('region', { name: /^abgeschlossen/ })
      .getByRole('link', { name: 'Kinderbetreuung', exact: true })
      .waitFor();
  });

  test('reads 2.137 of 10.000, and sees a line once there is a second value', async () => {
    const page = await opened(lead, '#/npa/ergebnisse/massnahmen/m-intg-4');
    expect(await said(page)).toContain('2.137 von 10.000, 21,4 %, Stand 06.02.2017');
    expect(await page.locator('svg.trend-chart').count()).toBe(0);
    await page.getByRole('link', { name: /^Neuer Wert.*Arbeitsgelegenheiten in Niedersachsen/ }).click();
    await heading(page, 'Neuer Wert');
    await page.getByLabel('Wert optional', { exact: true }).fill('viele');
    await page.getByLabel('Stand', { exact: true }).fill('2018-02-01');
    await press(page, 'Wert festhalten');
    await page.getByRole('link', { name: /Bitte geben Sie eine Zahl an/ }).waitFor();
    await page.getByLabel('Wert optional', { exact: true }).fill('10.250');
    await press(page, 'Wert festhalten');
    await heading(page, 'Arbeitsgelegenheiten');
    await settled(page);
    expect(await said(page)).toContain('10.250 von 10.000, 102,5 %, Stand 01.02.2018 übertroffen');
    expect(await page.getByRole('img', { name: /Verlauf/ }).count()).toBe(1);
  });

  test('keeps figures of the state and of the federation in tables of their own, without a total', async () => {
    const page = await opened(lead, '#/npa/ergebnisse/kennzahlen');
    expect(await page.getByRole('table', { name: 'Deutschland (Bund): Ohne Ziel' }).getByRole('row').count()).toBe(2);
    expect(await page.locator('tfoot, .total').count()).toBe(0);
    await page.getByLabel('Ziel', { exact: true }).selectOption('Ziel überfällig');
    await page.waitForURL(/ziel=vorbei/);
    await rowOf(page, /Lehramtsstudierende mit Basisqualifikation/).waitFor();
  });

  test('says of a pair that both mean the same; both stay, each with the other beside it', async () => {
    const page = await opened(editor, '#/npa/ergebnisse/aehnliche');
    await page.getByRole('button', { name: /^Beurteilen.*Basismodul Sprachförderung/ }).click();
    await page.getByLabel('Begründung').fill('Beide fordern ein Basismodul');
    await press(page, 'Festhalten');
    await page.getByText('Festgehalten: Beide meinen dasselbe').waitFor();
    await goTo(page, '#/npa/ergebnisse/vorschlaege/p-sprache-17');
    await heading(page, 'Bildungsclearing, Basissprachkurse und Basismodul');
    await settled(page);
    expect(await said(page)).toContain('Dasselbe wie Basismodul Sprachförderung');
  });

  test('records a measure for a proposal, and links a second one to it', async () => {
    const page = await opened(editor, '#/npa/ergebnisse/vorschlaege/p-sprache-01');
    await follow(page, 'Maßnahme dazu aufnehmen');
    await heading(page, 'Maßnahme aufnehmen');
    await page.getByLabel('Titel', { exact: true }).fill('Anerkennung der Lehrbefähigung');
    await page.getByLabel('Stand vom').fill('2017-05-01');
    await press(page, 'Betrag hinzufügen');
    await page.getByLabel('Wofür').fill('Fortbildung');
    await page.getByLabel('Genauigkeit').selectOption('bis zu');
    await page.getByLabel('Betrag in Euro').fill('960.000,00');
    await page.getByLabel('Wie oft').selectOption('jährlich');
    await press(page, 'Aufnehmen');
    await heading(page, 'Anerkennung der Lehrbefähigung');
    await settled(page);
    const text = await said(page);
    expect(text).toContain('Fortbildung: bis zu 960.000,00 € jährlich');
    expect(text).toContain('Lehrkräftequalifizierung des BAMF entbürokratisieren');
    await follow(page, 'Vorschläge verknüpfen');
    await press(page, 'Vorschlag hinzufügen');
    await page.getByRole('group', { name: 'Vorschlag 2' }).getByLabel('Titel des Vorschlags').selectOption('p-sprache-05');
    await press(page, 'Speichern');
    await heading(page, 'Anerkennung der Lehrbefähigung');
    await page.getByRole('link', { name: 'Organigramme zu Verantwortlichkeiten' }).waitFor();

    await follow(page, 'Bearbeiten');
    await press(page, 'Verzeichnis hinzufügen');
    await press(page, 'Speichern');
    await page.getByRole('link', { name: /^Name des Verzeichnisses: / }).waitFor();
    await page.getByLabel('Name des Verzeichnisses').fill('Liste der Lehrkräfte');
    await page.getByLabel('Wird geführt von').fill('Landesschulbehörde');
    await page.getByLabel('Zweck').fill('Fortbildung planen');
    await page.getByLabel('Wer es lesen darf').fill('Fachdezernat\nReferat Fortbildung');
    await press(page, 'Speichern');
    await rowOf(
      page,
      /Liste der Lehrkräfte.* Landesschulbehörde Fortbildung planen nicht angegeben nicht angegeben Fachdezernat; Referat Fortbildung/,
    ).waitFor();
  });
});

test('the managing staff of a group sees its own results alone, holds one back and releases the others', async () => {
  const page = await opened(manager, '#/npa/ergebnisse');
  expect(await tile(page, 'Vorschläge')).toContain('Vorschläge 19');
  expect(await said(page)).not.toContain('SPRINT-Dual');
  await goTo(page, '#/npa/ergebnisse/massnahmen/m-arbeit-1');
  await page.getByText('Maßnahme nicht gefunden').waitFor();
  await portal.send(manager, 'POST', '/measures/m-sprache-ea-2/statuses', aStatus, 1);
  await portal.send(manager, 'POST', '/measures/m-sprache-ea-4/statuses', aStatus, 1);
  await goTo(page, '#/npa/ergebnisse/freigabe?gremium=ag-sprachfoerderung');
  await heading(page, 'Ergebnisse: Freigabe');
  await page.getByLabel('Zurückhalten: Interkulturelle Lernwerkstatt').check();
  await page.getByLabel('Anmerkung zur Freigabe').fill('Ohne die Lernwerkstatt');
  await press(page, 'Für den Bericht freigeben');
  await page.getByText('Die Ergebnisse sind freigegeben').waitFor();
  await rowOf(page, /Interkulturelle Lernwerkstatt Maßnahme zurückgehalten/).waitFor();
  expect(await rowOf(page, /WLAN/).count()).toBe(0);
  expect(await rowOf(page, /1.Eintrag Ohne die Lernwerkstatt/).count()).toBe(1);
});
const aStatus = { status: 'DONE', asOf: '2018-12-31', wording: null, source: null };

test('the lead compiles a period by hand, twice without doing it twice, and publishes; the Landtag reads what is published', async () => {
  const page = await opened(lead, '#/npa/berichte/erstellen');
  await page.getByLabel('Jahr', { exact: true }).fill('2017');
  await press(page, 'Berichte erstellen');
  await page.getByText('Alle Berichte liegen vor').waitFor();
  expect(await said(page)).toMatch(/Erstellt AG Sprachförderung|Erstellt Runder Tisch/);
  await press(page, 'Berichte erstellen');
  await page.getByText(/Erstellt\s*keiner/).waitFor();
  await goTo(page, '#/npa/berichte?zeitraum=2017');
  await rowOf(page, /Runder Tisch Fluchtursachen nichts zu berichten/).waitFor();

  await goTo(page, report);
  await page.getByText('vom Gremium freigegeben').waitFor();
  await rowOf(page, /Erfolgreicher Start von SPRINT-Dual/)
    .getByRole('link', { name: /^Maßnahme/ })
    .first()
    .waitFor();
  await press(page, 'Veröffentlichen');
  expect(await said(page)).toContain('das lässt sich nicht zurücknehmen');
  await press(page, 'Jetzt veröffentlichen');
  await page.getByText('Der Bericht ist veröffentlicht').waitFor();
  await page.getByRole('button', { name: 'Veröffentlichen' }).waitFor({ state: 'detached' });

  const reader = await opened(member, '#/npa/berichte');
  await reader.getByText(/^1.Bericht$/).waitFor();
  await goTo(reader, report);
  await rowOf(reader, /Erfolgreicher Start von SPRINT-Dual/).waitFor();
  expect(await reader.getByRole('link', { name: /^Maßnahme/ }).count()).toBe(0);
  const [file] = await Promise.all([reader.waitForEvent('download'), press(reader, 'DOCX')]);
  expect(file.suggestedFilename()).toMatch(/\.docx$/);
  await portal.send(lead, 'POST', '/reports/ag-wohnen-und-leben--2017/publication', {}, 1);
  await goTo(reader, '#/npa/berichte/ag-wohnen-und-leben--2017');
  await heading(reader, 'AG „Wohnen und Leben“: 2017');
  await goTo(reader, '#/npa/berichte/ag-sprachfoerderung--2016');
  await reader.getByText('Bericht nicht gefunden').waitFor();
  await goTo(reader, '#/npa/ergebnisse');
  await heading(reader, 'Diese Seite gibt es nicht');
}, 180_000);

test('a region records proposals of its own conferences and sees no other', async () => {
  const page = await opened(region, '#/npa/ergebnisse');
  expect(await said(page)).not.toContain('Lehrkräftequalifizierung');
  expect(await page.getByRole('link', { name: 'Tafel' }).count()).toBe(0);
  await follow(page, 'Vorschlag aufnehmen');
  await heading(page, 'Vorschlag aufnehmen');
  await page.getByLabel('Art', { exact: true }).selectOption('Hemmnis');
  await page.getByLabel('Titel', { exact: true }).fill('Fahrtwege zum Kurs');
  await settled(page);
  const offered = await page.getByLabel('Konferenz', { exact: false }).first().locator('option').allInnerTexts();
  expect(offered.join()).not.toContain('Hildesheim');
  await page.getByLabel('Konferenz', { exact: false }).first().selectOption('regional-arbeit-lueneburg-2016-08-31');
  await press(page, 'Aufnehmen');
  await heading(page, 'Fahrtwege zum Kurs');
  await settled(page);
  expect(await said(page)).toContain('ArL Lüneburg');
});

describe('the search in the head', () => {
  test('finds by any spelling, in groups with their numbers, and leads into the rooms', async () => {
    const page = await opened(lead, '#/npa/berichte');
    await page.getByRole('searchbox', { name: 'Suche im Register' }).fill('sprachfoerderung');
    await page.keyboard.press('Enter');
    await heading(page, 'Suche');
    await page.getByRole('heading', { name: /^Gremien \(\d+\)$/ }).waitFor();
    await page.getByRole('link', { name: /^Bessere Sprachförderung/ }).click();
    await heading(page, 'Bessere Sprachförderung für nicht mehr schulpflichtige Jugendliche bis 21 Jahre');
  });

  test('says what is too short and what is not there, and shows a manager nothing of others', async () => {
    const page = await opened(manager, '#/npa/suche?q=a');
    expect(await said(page)).toContain('Das ist zu kurz');
    await goTo(page, '#/npa/suche?q=SPRINT-Dual');
    await page.getByText('Zu „SPRINT-Dual“ ist nichts zu finden.').waitFor();
  });
});

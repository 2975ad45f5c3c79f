import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { enter, faultsHere, faultsOf, follow, goTo, heading, openPortal, type Portal, press, settled } from '../support/browser.ts';

/*
 * Papers of the council, the strategy, findings and the reading of a paper's text, as each role finds them. The tests share
 * one machine with the city's papers as the first run holds them; what a test changes is its own.
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

const [lead, editor, budget, manager, stateLead] = [
  'lip-office-lead',
  'lip-office-editor',
  'lip-budget-officer',
  'lip-group-manager',
  'npa-office-lead',
];
const strategyPaper = '#/lip/drucksachen/drs-0108-2021';

const said = async (page: Page): Promise<string> => ((await page.locator('main').innerText()) ?? '').replace(/\s+/g, ' ');
const rowOf = (page: Page, name: RegExp | string) => page.getByRole('row', { name });
async function opened(user: string, hash: string): Promise<Page> {
  const { page } = await portal.as(user, hash);
  await settled(page);
  return page;
}

const rooms: readonly (readonly [user: string, hash: string])[] = [
  [lead, '#/lip/drucksachen'],
  [lead, strategyPaper],
  [lead, `${strategyPaper}/bearbeiten`],
  [lead, `${strategyPaper}/ergebnis`],
  [lead, `${strategyPaper}/journal`],
  [lead, '#/lip/drucksachen/drs-1249-2017-n1'],
  [lead, '#/lip/drucksachen/drs-1249-2017-n1/neufassung'],
  [lead, '#/lip/drucksachen/neu'],
  [lead, '#/lip/drucksachen/strategien/lip-2-0'],
  [lead, '#/lip/drucksachen/strategien/lip-2-0/bearbeiten'],
  [lead, '#/lip/drucksachen/strategien/lip-2-0/journal'],
  [lead, '#/lip/drucksachen/strategien/neu'],
  [lead, '#/lip/ergebnisse/massnahmen/integrationskonzept-fluechtlinge/bearbeiten'],
  [lead, '#/lip/befunde'],
  [lead, '#/lip/einlesen'],
  [stateLead, '#/npa/befunde'],
];

test('every room is free of findings of axe and fits the width of a desk and of a tablet', async () => {
  const findings: string[] = [];
  for (const [user, theirs] of Map.groupBy(rooms, ([one]) => one)) {
    const { page } = await portal.as(user, theirs[0]?.[1]);
    for (const [, hash] of theirs) findings.push(...(await faultsOf(page, hash)));
  }
  const { page } = await portal.as(editor, '#/lip/einlesen');
  await readText(page);
  findings.push(...(await faultsHere(page, 'a text that was read')));
  await page.getByRole('button', { name: /^Alle 3 ankreuzen/ }).click();
  await press(page, 'Als Anträge übernehmen');
  await page.getByLabel('Haushaltsjahr').waitFor();
  findings.push(...(await faultsHere(page, 'applications from it')));
  expect(findings).toEqual([]);
}, 120_000);

const TEXT = `Förderungen im Jahr 2020
Nr.  Organisation  Projekt  Bewilligt
1.  Nachbarn am Markt e. V.  Sprachcafé im Stadtteil  5.000,00 €
2.  Kulturtreff Nord e. V.  Offene Werkstatt  4.910,00 €
3.  Bildungswerk Süd gGmbH  Lesepatenschaften  1.500
Gesamtsumme 12.410,00 €
Der Bericht ist vom 11.01.2021, die nächste Sitzung am 21. Januar.
`;
async function readText(page: Page): Promise<void> {
  await page.getByLabel('Text der Drucksache').fill(TEXT);
  await press(page, 'Text lesen');
  await page.getByRole('heading', { name: /^Tabelle 1/ }).waitFor();
}

describe('a paper', () => {
  test('stands in the list by number, with what it is and how far it has come', async () => {
    const page = await opened(budget, '#/lip/drucksachen');
    expect(
      await page.getByRole('table', { name: 'Drucksachen nach Jahr, Nummer und Fassung' }).getByRole('row').allInnerTexts(),
    ).toHaveLength(6);
    await rowOf(page, /1249\/2017 N1 .* ohne Datum noch nicht behandelt/).waitFor();
    await rowOf(page, /1249\/2017 10.* ohne Datum ersetzt durch N1/).waitFor();
    await rowOf(page, /0025\/2021 .* 11\.01\.2021 zur Kenntnis genommen/).waitFor();
    expect(await page.getByRole('link', { name: 'Drucksache aufnehmen' }).count()).toBe(0);
    await page.getByLabel('Art', { exact: true }).selectOption('Informationsdrucksache');
    await page.getByRole('heading', { name: /^1.Drucksache$/ }).waitFor();
  });

  test('shows its route, its chain of papers and what its table of finances gets wrong', async () => {
    const page = await opened(lead, strategyPaper);
    const text = await said(page);
    expect(text).toContain('Jahre in der Tabelle vermischt');
    expect(text).toContain('23 Empfänger');
    const chain = await page.getByRole('list', { name: 'Gang der Sache' }).locator('li').allInnerTexts();
    expect(chain.map((one) => one.split(/\s/)[0])).toEqual(['2136/2018', '0509/2020', '2925/2020', '0108/2021']);
    expect(chain[0]).toContain('nicht erfasst, nur genannt');
    await rowOf(page, /Internationaler Ausschuss.* 21\.01\.2021 einstimmig/).waitFor();
    await page.getByRole('link', { name: '21.01.2021' }).first().click();
    await page.getByRole('heading', { level: 1, name: /37\. Sitzung/ }).waitFor();
  });

  test('that was replaced says so, and the new version says why', async () => {
    const page = await opened(lead, '#/lip/drucksachen/drs-1249-2017');
    await page.getByText('Diese Fassung ist ersetzt').waitFor();
    await rowOf(page, /Begründung fehlt/).waitFor();
    await page.getByRole('link', { name: '1249/2017 N1' }).first().click();
    await page.getByText('Geänderter Finanzierungsplan (Anlage 1)').waitFor();
    await rowOf(page, /Begründung vorhanden/).waitFor();
    await page.getByLabel('Geteilt durch das Ziel der Kennzahl').selectOption('Tandems 2017 (Tandems)');
    await page.getByText(/Beantragt sind 67\.000,00.€ \(2017\) für 200 Tandems, je Einheit 335,00.€/).waitFor();
  });

  test('is taken in only with its mandatory parts, gets its number later, is decided on and followed by a new version', async () => {
    const page = await opened(editor, '#/lip/drucksachen/neu');
    await page.getByLabel('Titel', { exact: true }).fill('Räume für Begegnung');
    await press(page, 'Aufnehmen');
    await page.getByRole('link', { name: /^Begründung: / }).waitFor();
    for (const part of [
      /^Berücksichtigung von Gender-Aspekten/,
      /^Tabelle der finanziellen/,
      /^Erläuterung der finanziellen/,
      /^Begründung/,
    ])
      await page.getByLabel(part).first().fill('Keine Auswirkungen.');
    await press(page, 'Gremium hinzufügen');
    await page.getByLabel('Wie es auf der Drucksache steht').fill('Sozialausschuss');
    await press(page, 'Betrag hinzufügen');
    await page.getByLabel('Wofür').fill('Miete');
    await page.getByLabel('Beantragter Betrag in Euro').fill('12.000,00');
    await press(page, 'Aufnehmen');
    await heading(page, 'Räume für Begegnung');
    await settled(page);
    expect(await said(page)).toContain('Nummer wird nachgereicht');
    await follow(page, 'Nummer nachreichen');
    await page.getByLabel('Nummer', { exact: true }).fill('0500/2021');
    await press(page, 'Nummer festhalten');
    await heading(page, 'Räume für Begegnung');
    await follow(page, 'Ergebnis festhalten');
    await heading(page, 'Ergebnis festhalten');
    await page.getByLabel('Behandelt am').fill('2021-03-01');
    await page.getByLabel('Ergebnis', { exact: true }).selectOption('mit Stimmen');
    await page.getByLabel('Ja', { exact: true }).fill('7');
    await page.getByLabel('Nein', { exact: true }).fill('2');
    await press(page, 'Ergebnis festhalten');
    await heading(page, 'Räume für Begegnung');
    await settled(page);
    expect(await said(page)).toContain('0500/2021 beschlossen');
    await follow(page, 'Bearbeiten');
    await page.getByText('Ein Gremium hat die Drucksache schon behandelt').waitFor();
    await follow(page, 'Abbrechen');
    await follow(page, 'Neufassung anlegen');
    await page.getByLabel('Grund der Neufassung').fill('Höhere Miete');
    await page.getByLabel('Beantragter Betrag in Euro').fill('13.000,00');
    await press(page, 'Neufassung anlegen');
    await page.getByText('0500/2021 N1').first().waitFor();
    await settled(page);
    expect(await said(page)).toContain('Höhere Miete');
    await rowOf(page, /Sozialausschuss entscheidet – offen, Ergebnis festhalten/).waitFor();
  }, 180_000);
});

test('the strategy counts what it lists against what its text says', async () => {
  const page = await opened(budget, '#/lip/drucksachen/strategien/lip-2-0');
  const counts = page.getByRole('table', { name: 'Was aufgezählt ist, gegen das, was der Text angibt' });
  await counts.getByRole('row', { name: /Stadtleben und Kultur: Unterthemen.* 6 7 weicht um 1 ab/ }).waitFor();
  await counts.getByRole('row', { name: /^Querschnittsthemen.* 3 3 stimmt/ }).waitFor();
  expect(await said(page)).toContain('Gilt 5 Jahre');
  await page.getByText('Bildung: 4 Unterthemen').click();
  await follow(page, '0108/2021');
  await heading(page, 'Verwaltungsentwurf „Wir sind Hannover – Zusammenleben in der Stadt. Strategien für Migration und Teilhabe“');
});

test('a strategy is taken in as it was resolved and changed without losing what others know its fields by', async () => {
  const page = await opened(lead, '#/lip/drucksachen');
  await follow(page, 'Strategie aufnehmen');
  await heading(page, 'Strategie aufnehmen');
  await page.getByLabel('Leitlinien').fill('Offenheit\nTeilhabe');
  await press(page, 'Ziel hinzufügen');
  await page.getByLabel('Was erreicht werden soll').fill('Mehr Tandems');
  await page.getByText('Kennzahlen (0)').click();
  await press(page, 'Kennzahl hinzufügen');
  await page.getByLabel('Woran sich das Ziel messen lässt').selectOption('Tandems insgesamt (Tandems)');
  await press(page, 'Handlungsfeld hinzufügen');
  await page.getByLabel('Name des Handlungsfelds').fill('Nachbarschaft');
  await page.getByLabel(/^Unterthemen optional/).fill('- Feste\nBegegnung');
  await page.getByLabel('Unterthemen laut Text').fill('3');
  await press(page, 'Phase hinzufügen');
  await page.getByLabel('Name der Phase').fill('Beginn');
  await press(page, 'Meilenstein hinzufügen');
  await page.getByLabel('Was bis dahin geschieht').fill('Auftakt');
  await page.getByText('Wer handelt: 0').click();
  await press(page, 'Organisation hinzufügen');
  await page.getByLabel('Name der Organisation').selectOption('Asphalt');
  await page.getByLabel('Wortlaut dazu').first().fill('halbjährlich');
  await press(page, 'Strategie aufnehmen');
  await page.getByRole('link', { name: 'Titel: Bitte füllen Sie das Feld aus.' }).waitFor();
  await page.getByLabel('Titel', { exact: true }).fill('Nachbarschaftsplan');
  await press(page, 'Strategie aufnehmen');
  await page.getByRole('link', { name: /^Unterthemen: Vor dem ersten Schwerpunkt fehlt das Unterthema/ }).waitFor();
  await page.getByLabel(/^Unterthemen optional/).fill('Begegnung\n- Feste\nWohnen');
  await press(page, 'Strategie aufnehmen');
  await page.getByRole('link', { name: /^Begleitet von: Bitte wählen Sie das Gremium/ }).waitFor();
  await page.getByLabel(/^Begleitet von/).selectOption('Begleitgremium');
  await page.getByLabel(/^Tagt mindestens/).fill('6');
  await page.getByLabel(/^Gilt wie viele Jahre/).fill('5');
  await press(page, 'Strategie aufnehmen');
  await heading(page, 'Nachbarschaftsplan');
  await settled(page);
  const text = await said(page);
  expect(text).toContain('Nachbarschaft, Unterthemen: Der Text nennt 3, es sind 2.');
  expect(text).toContain('gemessen an: Tandems insgesamt (Tandems)');
  expect(text).toMatch(/Handelnde \(1\) Asphalt Auftakt/);
  const hash = new URL(page.url()).hash;
  const read = async () => {
    const headers = { authorization: `Bearer ${await portal.machine.tokenFor(lead)}` };
    const answer = await fetch(`${portal.machine.origin}/alliances/lip/strategies/${hash.split('/').at(-1)}`, { headers });
    return (await answer.json()) as Record<'guidelines' | 'fields', { id: string; label: string; subtopics: { id: string }[] }[]>;
  };
  const before = await read();
  await follow(page, 'Bearbeiten');
  await page.getByLabel('Leitlinien').fill('Teilhabe\nOffenheit\nVielfalt');
  await page.getByLabel('Name des Handlungsfelds').fill('Nachbarschaften');
  await page.getByLabel(/^Gilt ab/).fill('2021-03-01');
  await press(page, 'Speichern');
  await heading(page, 'Nachbarschaftsplan');
  await page.getByText('28.02.2026').waitFor();
  const after = await read();
  expect(after.guidelines.slice(0, 2).map(({ id }) => id)).toEqual(before.guidelines.map(({ id }) => id).toReversed());
  expect(after.fields.map(({ id, label }) => [id, label])).toEqual([[before.fields[0]?.id, 'Nachbarschaften']]);
  expect(after.fields[0]?.subtopics).toEqual(before.fields[0]?.subtopics);
  await follow(page, 'Journal');
  await heading(page, 'Journal der Strategie');
  await page.getByText('Strategie geändert').waitFor();
  expect(await page.locator('.journal li').first().locator('dt').allInnerTexts()).toEqual(['Gilt ab', 'Handlungsfelder', 'Leitlinien']);
}, 120_000);

test('the card of a project is corrected in a form, and what it says beyond stays', async () => {
  const page = await opened(editor, '#/lip/ergebnisse/massnahmen/integrationskonzept-fluechtlinge');
  const before = (await page.getByText('Vorhabenkarte').locator('xpath=ancestor::section').innerText()).replace(/\s+/g, ' ');
  expect(before).toContain('kein Tag angegeben');
  await follow(page, 'Bearbeiten');
  await page.getByLabel(/^Zuletzt aktualisiert/).fill('2018-05-02');
  await page.getByLabel(/^Jahresziele/).fill('Zwei neue Standorte');
  await press(page, 'Speichern');
  await page.getByRole('link', { name: /^Jahresziele: Bitte beginnen Sie jede Zeile mit dem Jahr/ }).waitFor();
  await page.getByLabel(/^Jahresziele/).fill('2018: Zwei neue Standorte');
  await press(page, 'Speichern');
  await heading(page, 'Integrationskonzept Flüchtlinge - von der Unterkunft in die Stadtteile');
  await page.getByText('2018: Zwei neue Standorte').waitFor();
  await page.getByText('02.05.2018').waitFor();
  expect(await page.getByRole('table', { name: 'Anlaufstellen' }).locator('tbody tr').count()).toBe(5);
}, 120_000);

describe('findings', () => {
  test('are accepted with a reason by the lead alone, and opened again', async () => {
    const hash = '#/lip/befunde?regel=PAPER_TABLE_MIXES_YEARS';
    const reader = await opened(editor, hash);
    expect(await reader.getByRole('button', { name: /^Annehmen/ }).count()).toBe(0);
    const page = await opened(lead, hash);
    await page.getByText('offen', { exact: false }).first().waitFor();
    await page
      .getByRole('button', { name: /^Annehmen/ })
      .first()
      .click();
    await press(page, 'Annehmen');
    await page.getByText('Bitte prüfen Sie Ihre Angaben').waitFor();
    await page.getByLabel('Begründung').fill('Steht so in der Drucksache');
    await press(page, 'Annehmen');
    await page.getByText('Der Befund ist angenommen').waitFor();
    await page.getByText('Zu diesen Angaben gibt es keinen Befund').waitFor();
    await page.getByLabel('Stand', { exact: true }).selectOption('angenommene');
    await page.waitForURL(/stand=angenommen/);
    await settled(page);
    expect(await said(page)).toContain('„Steht so in der Drucksache“');
    await page.getByRole('button', { name: /^Annahme zurücknehmen/ }).click();
    await page.getByLabel('Begründung').fill('Doch zu klären');
    await press(page, 'Annahme zurücknehmen');
    await page.getByText('Zu diesen Angaben gibt es keinen Befund').waitFor();
    await goTo(page, hash);
    await page
      .getByRole('link', { name: /0108\/2021/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /^Verwaltungsentwurf/ }).waitFor();
  });
});

test('findings stand by area of work, so that one person can go through their own', async () => {
  const page = await opened(editor, '#/lip/befunde');
  const areas = page.getByRole('navigation', { name: 'Befunde nach Bereich' });
  await areas.getByRole('link', { name: /^Drucksachen und Strategien/ }).click();
  await page.waitForURL(/bereich=drucksachen/);
  await page.getByRole('heading', { name: /^Drucksachen und Strategien \(\d+\)$/ }).waitFor();
  await page.getByRole('heading', { level: 3, name: 'Jahre in der Tabelle vermischt' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Personen mit ähnlichem Namen' }).count()).toBe(0);
});

test('a text file is read, and the ticked rows can be copied', async () => {
  const { page, context } = await portal.as(editor, '#/lip/einlesen');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const file = page.getByLabel('Textdatei auswählen');
  await file.setInputFiles({ name: 'bild.txt', mimeType: 'text/plain', buffer: Buffer.from([0, 1, 0, 2]) });
  await page.getByText('Diese Datei ließ sich nicht lesen').waitFor();
  // As old word processors of an office save it: Windows-1252.
  await file.setInputFiles({ name: 'drucksache.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXT.replace(/€/g, 'EUR'), 'latin1') });
  await page.getByText('Diese Datei ließ sich nicht lesen').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('Bildungswerk Süd gGmbH'));
  await press(page, 'Text lesen');
  await page.getByLabel('Übernehmen: Offene Werkstatt').check();
  await press(page, 'Kopieren');
  await page.getByText('Die angekreuzten Zeilen sind kopiert.').waitFor();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(copied).toHaveLength(2);
  expect(copied[1]?.split('\t').slice(0, 5)).toEqual(['2', 'Offene Werkstatt', 'Kulturtreff Nord e. V.', '', '4.910,00']);
});

test('a text is read, nothing is stored before somebody ticks it, and each row is answered by itself', async () => {
  const page = await opened(editor, '#/lip/einlesen');
  await readText(page);
  const text = await said(page);
  expect(text).toContain('Gespeichert ist noch nichts');
  expect(text).toContain('der Unterschied ist 2.500,00');
  await rowOf(page, /Lesepatenschaften.* 1\.500,00.€ oder 1,50.€/).waitFor();
  await page.getByLabel('Übernehmen: Sprachcafé im Stadtteil').check();
  await page.getByLabel('Übernehmen: Lesepatenschaften').check();
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Als CSV herunterladen')]);
  expect(file.suggestedFilename()).toBe('tabelle-1.csv');
  await press(page, 'Als Anträge übernehmen');
  await page.getByLabel('Fonds', { exact: true }).selectOption('Integrationsfonds');
  await page.getByLabel('Haushaltsjahr').fill('2020');
  await page
    .getByRole('group', { name: /^Handlungsfelder/ })
    .getByLabel('Bildung', { exact: true })
    .first()
    .check();
  await press(page, '2\u00a0Anträge aufnehmen');
  await page.getByRole('link', { name: /^Betrag in Euro: / }).waitFor();
  await page.getByRole('group', { name: 'Nr. 3: Lesepatenschaften' }).getByLabel('Betrag in Euro').fill('1.500,00');
  await press(page, '2\u00a0Anträge aufnehmen');
  await page.getByText(/^2 von 2.Zeilen übernommen/).waitFor();
  await rowOf(page, /Lesepatenschaften aufgenommen/).waitFor();
  await goTo(page, '#/lip/organisationen?suche=Nachbarn am Markt');
  await page.getByText('Nachbarn am Markt e. V.').first().waitFor();
}, 120_000);

test('a state user sees none of the city’s papers, and who reads no papers has no door to them', async () => {
  const page = await opened(stateLead, '#/npa/drucksachen');
  await page.getByText('Zu diesen Angaben gibt es keine Drucksache').waitFor();
  await goTo(page, '#/npa/drucksachen/drs-0108-2021');
  await page.getByText('Drucksache nicht gefunden').waitFor();
  await enter(page, '#/npa/befunde');
  expect(await said(page)).not.toContain('0108/2021');
  const other = await opened(manager, '#/lip/drucksachen');
  await heading(other, 'Diese Seite gibt es nicht');
  expect(await other.getByRole('navigation', { name: 'Bereiche' }).getByText('Befunde').count()).toBe(0);
});

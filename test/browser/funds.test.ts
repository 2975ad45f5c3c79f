import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf, follow, goTo, heading, openPortal, type Portal, press, saved, settled } from '../support/browser.ts';

/*
 * Funds, grants and organisations of the city, as each role finds them. The tests share one machine with the fund of 2020
 * as the first run holds it; the book is read before anything is entered.
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

const [lead, editor, budget, stateLead] = ['lip-office-lead', 'lip-office-editor', 'lip-budget-officer', 'npa-office-lead'];
const book = '#/lip/foerderung/integrationsfonds?jahr=2020';
const review = '#/lip/foerderung/integrationsfonds/pruefung?jahr=2020';
const report = '#/lip/foerderung/integrationsfonds/bericht?jahr=2020';
const laptops = '#/lip/foerderung/zuwendungen/integrationsfonds-2020-15';

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const said = async (page: Page): Promise<string> => plain(await page.locator('main').innerText());
const rowOf = (page: Page, name: RegExp | string) => page.getByRole('row', { name });
async function opened(user: string, hash: string): Promise<Page> {
  const { page } = await portal.as(user, hash);
  await settled(page);
  return page;
}
/** A table as lines of text. */
const linesOf = async (page: Page, caption: RegExp): Promise<string[]> =>
  (await page.getByRole('table', { name: caption }).locator('tbody tr').allInnerTexts()).map(plain);

const rooms = [
  '#/lip/foerderung',
  '#/lip/foerderung/neu',
  book,
  '#/lip/foerderung/innovationsfonds/angaben',
  '#/lip/foerderung/integrationsfonds/journal',
  '#/lip/foerderung/integrationsfonds/buchungen?jahr=2020',
  '#/lip/foerderung/integrationsfonds/buchungen/neu?jahr=2020',
  '#/lip/foerderung/integrationsfonds/buchungen/integrationsfonds-2020-rueckgabe',
  review,
  report,
  '#/lip/foerderung/zuwendungen/neu?fonds=integrationsfonds',
  laptops,
  `${laptops}/bearbeiten`,
  `${laptops}/ziele`,
  `${laptops}/nachweis`,
  `${laptops}/rueckgabe`,
  '#/lip/foerderung/zuwendungen/freunde-2018/zurueckziehen',
  `${laptops}/journal`,
  '#/lip/foerderung/zuwendungen/freunde-2017/entscheiden',
  '#/lip/foerderung/zuwendungen/freunde-2017/ablehnen',
  '#/lip/organisationen',
  '#/lip/organisationen/neu',
  '#/lip/organisationen/unter-einem-dach',
  '#/lip/organisationen/unter-einem-dach/rollen',
];

test('every room is free of findings of axe and fits the width of a desk and of a tablet', async () => {
  const findings: string[] = [];
  const { page } = await portal.as(lead, rooms[0]);
  for (const hash of rooms) findings.push(...(await faultsOf(page, hash)));
  expect(findings).toEqual([]);
}, 120_000);

describe('the book of a fund', () => {
  test('reads as a sum from top to bottom, with the return and its cause', async () => {
    const page = await opened(lead, book);
    expect(await linesOf(page, /verfügbar, bewilligt und Rest/)).toEqual([
      'Haushaltstitel 128.900,00 €',
      expect.stringMatching(/Rückgabe.*Verein 2019 aufgelöst.*aus 2019 15\.000,00 €/),
      'Verfügbar 143.900,00 €',
      expect.stringMatching(/Bewilligt.*18 Zuwendungen.*110,3 % des Haushaltstitels.* 142\.200,00 €/),
      'Rest des Fonds 1.700,00 €',
      expect.stringMatching(/nicht abgerufen.*ohne Aufteilung auf Zuwendungen 8\.407,69 €/),
      expect.stringMatching(/10\.107,69 €$/),
    ]);
    expect((await linesOf(page, /bewilligt, abgerufen und offen/))[2]).toBe('Bewilligt abzüglich nicht abgerufen 133.792,31 €');
    await page.getByText('Die Aufteilung fehlt').waitFor();
    expect(await linesOf(page, /^Zuwendungen 2020/)).toHaveLength(18);
    await rowOf(page, /ADV Nord e\.V\. Schulunterstützung 4\.860,00.€ – bewilligt durch Verwaltung/).waitFor();
  });

  test('stands as of a day that was chosen', async () => {
    const page = await opened(lead, book);
    await page.getByLabel('Stand vom', { exact: true }).fill('2020-06-30');
    await page.keyboard.press('Enter');
    await page.waitForURL(/stand=2020-06-30/);
    await page.getByText('Stand 30.06.2020').waitFor();
    await settled(page);
    expect((await linesOf(page, /verfügbar, bewilligt und Rest/)).slice(0, 2)).toEqual([
      'Haushaltstitel 128.900,00 €',
      'Verfügbar 128.900,00 €',
    ]);
  });

  test('shows where two limits of a fund claim the same amount', async () => {
    const page = await opened(lead, '#/lip/foerderung/innovationsfonds');
    await page.getByText('„Kleinstprojekte“ und „Projekte mit einem Volumen“ beanspruchen beide 5.000,00 Euro.').waitFor();
  });
});

test('the review names splitting, twins and proofs, and keeps money of others apart', async () => {
  const page = await opened(lead, review);
  const text = await said(page);
  expect(text).toContain('4.960,00 + 4.950,00 = 9.910,00 Euro');
  expect(text).toMatch(/753,00 € .*500,00 €/);
  expect(text).toContain('26 von 60, 43,3 %');
  expect(text).toContain('18 ausstehende Nachweise');
  expect(text).toContain('sie zählen nicht zum Bewilligten');
  await rowOf(page, /durch Beschluss eines Gremiums 6/).waitFor();
});

test('whoever applies does not decide; the amount says who does; nothing is drawn under a reservation', async () => {
  const page = await opened(editor, book);
  await follow(page, 'Antrag aufnehmen');
  await heading(page, 'Antrag aufnehmen');
  await page.getByLabel('Organisation', { exact: true }).selectOption('blickpunkte');
  await page.getByLabel('Projekt', { exact: true }).fill('Lesepaten');
  await page.getByLabel(/^Beantragt \(Euro\)/).fill('5.001,00');
  await page.getByText(/Über 5\.001,00.€ entscheidet: Internationaler Ausschuss.*Nötig ist eine Beschlussdrucksache/).waitFor();
  await page.getByLabel('Dient dem Handlungsfeld').selectOption('feld-demokratie');
  for (const label of [/^Projektinformationen/, /^Finanzierungsplan/, /^Bezug zu einem/, /^Keine Dauerförderung/])
    await page.getByLabel(label).selectOption('erfüllt');
  await press(page, 'Ziel hinzufügen');
  await page.getByLabel('Was erreicht werden soll').fill('Patenschaften');
  await page.getByLabel('Einheit').fill('Patenschaften');
  await page.getByRole('group', { name: 'geplant' }).getByLabel('Wert').fill('60');
  await press(page, 'Antrag aufnehmen');
  await heading(page, 'Lesepaten');
  await page.getByText('Über ihn entscheidet eine andere Person').waitFor();
  expect(await page.getByRole('link', { name: 'Bewilligen' }).count()).toBe(0);
  const grant = new URL(page.url()).hash;

  const decider = await opened(lead, grant);
  await follow(decider, 'Bewilligen');
  await heading(decider, 'Zuwendung bewilligen');
  await press(decider, 'Bewilligen');
  await decider.getByRole('link', { name: /Beschlussdrucksache: Bitte wählen/ }).waitFor();
  await decider.getByLabel('Bewilligt (Euro)').fill('5.000,99');
  await decider.getByText(/Über 5\.000,99.€ entscheidet: Verwaltung.*nur noch 1\.700,00.€ frei/).waitFor();
  await decider.getByLabel('Bewilligt (Euro)').fill('1.500,00');
  await decider.getByLabel('Entschieden am').fill('2020-12-30');
  await decider.getByLabel(/^Vorbehalt/).fill('vorbehaltlich der Rechtskraft des Haushalts');
  await press(decider, 'Bewilligen');
  await heading(decider, 'Lesepaten');
  await decider.getByText('Unter Vorbehalt bewilligt').waitFor();

  const id = grant.split('/').at(-1) ?? '';
  await goTo(page, `#/lip/foerderung/integrationsfonds/buchungen/neu?jahr=2020&zuwendung=${id}`);
  await heading(page, 'Buchung erfassen');
  await page.getByLabel('Betrag in Euro').fill('1.500,00');
  await page.getByLabel('Wirksam am').fill('2020-12-31');
  await press(page, 'Erfassen');
  await page.getByText('Ausgezahlt wird erst, wenn der Vorbehalt entfallen ist').first().waitFor();
  await follow(decider, 'Vorbehalt aufheben');
  await decider.getByLabel('Entfallen am').fill('2020-12-31');
  await press(decider, 'Vorbehalt aufheben');
  await heading(decider, 'Lesepaten');
  await decider.getByText('entfallen am 31.12.2020').waitFor();
  await follow(decider, 'Abruf erfassen');
  await heading(decider, 'Buchung erfassen');
  await decider.getByLabel('Betrag in Euro').fill('1.500,00');
  await decider.getByLabel('Wirksam am').fill('2020-12-31');
  await press(decider, 'Erfassen');
  await decider.getByText('Sie zählt, sobald eine andere Person sie bestätigt').waitFor();
  expect(await decider.getByRole('button', { name: 'Bestätigen' }).count()).toBe(0);

  const other = await opened(budget, new URL(decider.url()).hash);
  await press(other, 'Bestätigen');
  await press(other, 'Jetzt bestätigen');
  await saved(other);
  await goTo(decider, book);
  await settled(decider);
  await rowOf(decider, /Lesepaten 1\.500,00.€ 1\.500,00.€/).waitFor();

  await goTo(page, `${grant}/bearbeiten`);
  await page.getByText('bleiben, wie sie bei der Entscheidung waren').waitFor();
  await page.getByLabel('Merkmale').fill('Ehrenamt; Lesen');
  await press(page, 'Speichern');
  await heading(page, 'Lesepaten');
  await goTo(page, `${grant}/ziele`);
  await page.getByRole('group', { name: 'erreicht' }).getByLabel('Wert').fill('26');
  await press(page, 'Speichern');
  await heading(page, 'Lesepaten');
  await page.getByText('26 von 60, 43,3 %').waitFor();
  await page.getByText('Ehrenamt; Lesen').waitFor();

  await goTo(decider, `${grant}/nachweis`);
  await decider.getByLabel(/^Geprüft am/).fill('2021-02-01');
  await press(decider, 'Speichern');
  await decider.getByRole('link', { name: /^Fällig am: / }).waitFor();
  await decider.getByLabel(/^Fällig am/).fill('2021-03-31');
  await press(decider, 'Speichern');
  await decider.getByRole('link', { name: /^Geprüft am: Geprüft wird, was eingegangen ist/ }).waitFor();
  await decider.getByLabel(/^Nachweis eingegangen/).fill('2021-01-15');
  await decider.getByLabel(/^Sachbericht eingegangen/).fill('2021-01-15');
  await press(decider, 'Speichern');
  await heading(decider, 'Lesepaten');
  await follow(decider, 'Abschließen');
  await heading(decider, 'Zuwendung abschließen');
  await press(decider, 'Abschließen');
  await heading(decider, 'Lesepaten');
  await decider.getByText('abgeschlossen', { exact: true }).waitFor();
  expect(await decider.getByRole('link', { name: 'Bearbeiten' }).count()).toBe(0);
}, 180_000);

test('an application is refused or withdrawn with a reason, and what a grant gives back waits for another hand', async () => {
  const page = await opened(lead, '#/lip/foerderung/zuwendungen/freunde-2017');
  const project = '10.000 Freunde/Pro Integration in Hannover – für Hannover';
  await follow(page, 'Ablehnen');
  await heading(page, 'Antrag ablehnen');
  await press(page, 'Ablehnen');
  await page.getByRole('link', { name: 'Grund: Bitte füllen Sie das Feld aus.' }).waitFor();
  await page.getByLabel('Grund').fill('Keine Mittel im Haushalt');
  await press(page, 'Ablehnen');
  await heading(page, project);
  await page.getByText('Grund: Keine Mittel im Haushalt').waitFor();
  expect(await page.getByRole('link', { name: /^(Bewilligen|Ablehnen|Bearbeiten)$/ }).count()).toBe(0);
  await goTo(page, '#/lip/foerderung/zuwendungen/freunde-2018');
  await follow(page, 'Antrag zurückgezogen');
  await page.getByLabel('Grund').fill('Der Träger verzichtet');
  await press(page, 'Festhalten');
  await heading(page, project);
  await page.getByText('Grund: Der Träger verzichtet').waitFor();

  await goTo(page, laptops);
  await follow(page, 'Rückgabe erfassen');
  await heading(page, 'Rückgabe erfassen');
  await page.getByLabel('Betrag in Euro').fill('5.000,00');
  await page.getByLabel('Ursache', { exact: true }).fill('Weniger Leih-Laptops');
  await press(page, 'Rückgabe erfassen');
  await page.getByRole('link', { name: /^Betrag in Euro: Von der Zuwendung sind noch 4\.860,00 Euro offen/ }).waitFor();
  await page.getByLabel('Betrag in Euro').fill('860,00');
  await press(page, 'Rückgabe erfassen');
  await heading(page, 'Schulunterstützung');
  await rowOf(page, /nicht abgerufen 860,00.€ wartet auf Bestätigung/).waitFor();
  const other = await opened(budget, laptops);
  await other.getByRole('link', { name: 'nicht abgerufen' }).click();
  await press(other, 'Bestätigen');
  await press(other, 'Jetzt bestätigen');
  await saved(other);
  await goTo(other, laptops);
  await heading(other, 'Schulunterstützung');
  await settled(other);
  expect(await said(other)).toMatch(/Offen 4\.000,00/);
}, 120_000);

test('a fund is set up, and its movements are withdrawn, confirmed by another hand and reversed', async () => {
  const page = await opened(editor, '#/lip/foerderung/neu');
  const fund = page.getByRole('heading', { level: 1, name: /^Nachbarschaftsfonds \d{4}$/ });
  await press(page, 'Wertgrenze hinzufügen');
  await page.getByLabel('Bezeichnung').fill('Alle Vorhaben');
  await press(page, 'Voraussetzung hinzufügen');
  await page.getByLabel('Was vorliegen muss').fill('Finanzierungsplan');
  await page.getByLabel(/^Nachweis fällig/).fill('90');
  await press(page, 'Anlegen');
  await page.getByRole('link', { name: 'Name: Bitte füllen Sie das Feld aus.' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Nachbarschaftsfonds');
  await press(page, 'Anlegen');
  await fund.waitFor();
  await page.getByText('90 Tage nach Ende des Projekts').waitFor();
  await page.getByText('Zu diesen Angaben ist nichts gebucht').waitFor();
  const hash = new URL(page.url()).hash;
  const enter = async (amount: string) => {
    await goTo(page, `${hash}/buchungen/neu`);
    await page.getByLabel('Betrag in Euro').fill(amount);
    await press(page, 'Erfassen');
    await heading(page, `Haushaltstitel: ${amount}\u00a0€`);
  };
  await enter('1.000,00');
  await press(page, 'Zurückziehen');
  await press(page, 'Zurückziehen');
  await page.getByRole('link', { name: 'Begründung: Bitte füllen Sie das Feld aus.' }).waitFor();
  await page.getByLabel('Begründung').fill('Betrag verwechselt');
  await press(page, 'Zurückziehen');
  await page.getByText('zurückgezogen', { exact: true }).waitFor();

  await enter('2.000,00');
  const confirmer = await opened(lead, new URL(page.url()).hash);
  await press(confirmer, 'Bestätigen');
  await press(confirmer, 'Jetzt bestätigen');
  await press(confirmer, 'Stornieren');
  await confirmer.getByLabel('Begründung').fill('Der Haushalt ist nicht beschlossen');
  await press(confirmer, 'Storno erfassen');
  await heading(confirmer, 'Storno: Haushaltstitel: −2.000,00\u00a0€');
  await confirmer.getByText('Hier braucht es eine andere Person').waitFor();
  const other = await opened(budget, new URL(confirmer.url()).hash);
  await press(other, 'Bestätigen');
  await press(other, 'Jetzt bestätigen');
  await saved(other);
  await goTo(other, hash);
  await other
    .getByText('Zu diesen Angaben ist nichts gebucht')
    .or(rowOf(other, /^Haushaltstitel 0,00/))
    .first()
    .waitFor();
  await goTo(other, `${hash}/buchungen`);
  await other.getByRole('heading', { name: /^3.Buchungen$/ }).waitFor();
  expect(await linesOf(other, /^Buchungen/)).toEqual([
    expect.stringMatching(/Haushaltstitel 1\.000,00 € Fonds insgesamt zurückgezogen$/),
    expect.stringMatching(/Haushaltstitel 2\.000,00 € Fonds insgesamt bestätigt$/),
    expect.stringMatching(/Storno: Haushaltstitel −2\.000,00 € Fonds insgesamt bestätigt$/),
  ]);
}, 120_000);

test('whoever froze the figures of the yearly report does not issue it', async () => {
  const page = await opened(lead, report);
  expect(await said(page)).toContain('noch nicht festgehalten');
  await press(page, 'Zahlen festhalten');
  await press(page, 'Jetzt festhalten');
  await page.getByText('Eine andere Person gibt den Bericht aus').waitFor();
  expect(await page.getByRole('button', { name: 'Bericht ausgeben' }).count()).toBe(0);
  const issuer = await opened(budget, report);
  await press(issuer, 'Bericht ausgeben');
  expect(await said(issuer)).toContain('Das lässt sich nicht zurücknehmen');
  await press(issuer, 'Jetzt ausgeben');
  await issuer.getByText('ausgegeben', { exact: true }).waitFor();
  expect(await issuer.getByRole('button', { name: /festhalten|ausgeben/ }).count()).toBe(0);
  const [file] = await Promise.all([issuer.waitForEvent('download'), press(issuer, 'DOCX')]);
  expect(file.suggestedFilename()).toMatch(/\.docx$/);
});

test('an organisation is found by another spelling and shows all its roles, each with the name of what it belongs to', async () => {
  const page = await opened(lead, '#/lip/organisationen');
  await page.getByLabel('Name oder Schreibweise').fill('afrikanischer dachverband');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^1.Organisation$/ }).waitFor();
  await follow(page, 'ADV Nord e.V.');
  await heading(page, 'ADV Nord e.V.');
  await rowOf(page, /2020 Schulunterstützung Integrationsfonds 4\.860,00.€/).waitFor();
  await follow(page, 'Rolle festhalten');
  await page.getByLabel('Rolle', { exact: true }).selectOption('Partner');
  await page.getByLabel(/^Bezug/).selectOption('Drucksache');
  await press(page, 'Festhalten');
  await page.getByRole('link', { name: 'Drucksache: Bitte wählen Sie einen Eintrag aus.' }).waitFor();
  await page.getByLabel(/^Bezug/).selectOption('Maßnahme');
  await page.getByLabel('Maßnahme', { exact: true }).selectOption('Schulunterstützung');
  await press(page, 'Festhalten');
  await heading(page, 'ADV Nord e.V.');
  await rowOf(page, /^Partner Schulunterstützung Maßnahme/).waitFor();
});

test('nobody of the state sees anything of the city', async () => {
  const page = await opened(stateLead, '#/npa/foerderung');
  await page.getByText('In diesem Bündnis gibt es noch keinen Fonds').waitFor();
  await goTo(page, '#/npa/foerderung/integrationsfonds');
  await page.getByText('Fonds nicht gefunden').waitFor();
  await goTo(page, '#/npa/foerderung/zuwendungen/integrationsfonds-2020-15');
  await page.getByText('Zuwendung nicht gefunden').waitFor();
  await goTo(page, '#/lip/foerderung');
  // led back to the first room of the own alliance
  await heading(page, 'Ausgabenaufstellung');
  await settled(page);
  expect(await said(page)).not.toContain('Integrationsfonds');
});

import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { enter, faultsHere, follow, goTo, heading, openPortal, type Portal, press, saved, settled } from '../support/browser.ts';
import { aBooking, anExpense } from '../support/builders.ts';

/*
 * Peculiar: the tests share one machine with the imported figures of 2016, the issued answer to 17/7349 and one draft.
 * Each opens an inquiry of its own where it changes something.
 */
let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
}, 180_000);
afterAll(async () => {
  await portal.stop();
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

const [editor, lead, member] = ['npa-office-editor', 'npa-office-lead', 'npa-parliament-reader'];
const golden = '#/npa/anfragen/anfrage-17-7349';
const example = '#/npa/anfragen/anfrage-beispiel';
const today = berlinDayOf(new Date().toISOString());
const main = async (page: Page): Promise<string> => ((await page.locator('main').textContent()) ?? '').replaceAll('\u00a0', ' ');
const rowOf = (page: Page, name: RegExp | string) => page.getByRole('row', { name });
const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
};

const anInquiry = (title: string) => ({
  kind: 'MINOR_WRITTEN',
  term: 19,
  title,
  questionPaper: '19/1000',
  receivedOn: '2026-01-05',
  forwardedOn: '2026-01-07',
  questions: [{ no: 1, text: 'Welche Konferenzen gab es?', parts: [] }],
  askersPreamble: [],
  deadlineRule: null,
  askers: [{ name: 'Beispiel Abgeordnete', faction: 'Beispielfraktion' }],
});
const aPart = { disposition: 'FULL', ground: null, reasoning: null, notOursEventId: null, prose: ['Zwölf.'], blocks: [] };

/** One question, answered in prose, in draft. */
async function drafted(title: string): Promise<{ id: string; version: number }> {
  const { id } = await portal.send(editor, 'POST', '/inquiries', anInquiry(title));
  await portal.send(editor, 'POST', `/inquiries/${id}/assignment`, { leadUnit: 'Geschäftsstelle' }, 1);
  const { version } = await portal.send(editor, 'POST', `/inquiries/${id}/draft`, {}, 2);
  await portal.send(editor, 'PUT', `/inquiries/${id}/parts/1`, aPart, 0);
  return { id, version };
}

describe('an issued answer', () => {
  test('17/7349 shows its figures, their queries and their bookings', async () => {
    const { page } = await portal.as(editor, golden);
    await heading(page, 'Packt Niedersachsen an?');
    await page.getByText('ausgegeben', { exact: true }).first().waitFor();
    await rowOf(page, /Summe 403\.858,76/).waitFor();
    const head = await main(page);
    for (const said of ['17/7349', '17/7539', '06.02.2017', '28.02.2017', 'Sylvia Bruns', '(FDP)']) expect(head).toContain(said);
    await rowOf(page, /Integrationskonferenz „Werkstatt Sprache“ 29\.536,03|29\.536,03/)
      .getByRole('link', { name: /^Buchung/ })
      .first()
      .click();
    await page.getByText('Wertstellung').waitFor();
    await page.goBack();
    await heading(page, 'Packt Niedersachsen an?');
    await page.getByRole('link', { name: 'Vergleich mit heute' }).click();
    await heading(page, 'Vergleich mit heute');
    await page.getByText('Heute ergäbe sich keine andere Zahl.').waitFor();
    await page.getByRole('link', { name: 'Integrationskonferenz „Werkstatt Bürgerschaftliches Engagement“' }).waitFor();
  });

  test('is all a reader in parliament sees, and can be downloaded', async () => {
    const { page } = await portal.as(member, '#/npa/anfragen');
    await heading(page, 'Anfragen');
    await rowOf(page, /17\/7349/).waitFor();
    expect(await main(page)).not.toContain('19/99999');
    await follow(page, 'Packt Niedersachsen an?');
    await rowOf(page, /Summe 403\.858,76/).waitFor();
    expect(await page.getByRole('link', { name: /^Buchung/ }).count()).toBe(0);
    for (const [name, start] of [
      ['PDF', '%PDF'],
      ['XLSX', 'PK'],
    ] as const) {
      const [file] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
      expect(file.suggestedFilename()).toContain('17-7539');
      expect((await readFile(await file.path())).toString('latin1').startsWith(start)).toBe(true);
    }
    await goTo(page, example);
    await page.getByText('Anfrage nicht gefunden').waitFor();
  });

  test('the inbox filters by status and hands out the deadlines', async () => {
    await drafted('Was lange liegt');
    const { page } = await portal.as(editor, '#/npa/anfragen');
    expect(await rowOf(page, /Was lange liegt/).textContent()).toContain('überschritten');
    await page.getByLabel('Stand').selectOption('ausgegeben');
    await page.waitForURL(/status=ISSUED/);
    await rowOf(page, /Was lange liegt/).waitFor({ state: 'detached' });
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Fristen als Kalender')]);
    expect(await readFile(await file.path(), 'utf8')).toContain('BEGIN:VCALENDAR');
  });
});

/** As the first line of the printed list names it. */
const openingLine = {
  section: 'EVENTS',
  label: 'Auftaktveranstaltung',
  date: '2016-01-07',
  order: 1,
  allocationRule: 'WITH_PUBLICATIONS',
} as const;
const title = 'Ausgaben des Bündnisses für Veranstaltungen';

async function opensAndAsks(page: Page): Promise<string> {
  await follow(page, 'Anfrage aufnehmen');
  await heading(page, 'Anfrage aufnehmen');
  await press(page, 'Frage hinzufügen');
  await press(page, 'Teilfrage zu 2 hinzufügen');
  await press(page, 'Frage 2 entfernen');
  await fill(page, {
    Titel: title,
    Drucksache: '19/4711',
    Wahlperiode: '19',
    'Eingegangen am': '2026-11-02',
    'Name 1': 'Beispiel Abgeordneter',
  });
  await fill(page, { 'Fraktion 1': 'Beispielfraktion', 'Wortlaut der Frage 1': 'Welche Ausgaben gab es je Veranstaltung?' });
  await press(page, 'Anfrage aufnehmen');
  await heading(page, title);
  await follow(page, 'Federführung zuweisen');
  await fill(page, { Federführung: 'Geschäftsstelle' });
  await press(page, 'Zuweisen');
  await follow(page, 'Abfrage der Ämter beginnen');
  await press(page, 'Abfrage beginnen');
  await page.getByText('Abfrage läuft', { exact: true }).first().waitFor();
  await follow(page, 'Beiträge der Ämter');
  await page.getByRole('button', { name: /^Anfragen.*Lüneburg/ }).click();
  await page.getByRole('button', { name: /^Erinnern.*Lüneburg/ }).click();
  await page.getByText('erinnert', { exact: true }).waitFor();
  return new URL(page.url()).hash.replace('/beitraege', '');
}

async function reportsNil(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Beitragen/ }).click();
  await page.getByLabel('Fehlanzeige: Es gibt nichts zu berichten').check();
  await press(page, 'Abgeben');
  await heading(page, 'Beiträge der Ämter');
  await page.getByText('Fehlanzeige', { exact: true }).waitFor();
}

async function draftsAndFreezes(page: Page, hash: string): Promise<void> {
  await goTo(page, hash);
  await follow(page, 'Mit dem Entwurf beginnen');
  await press(page, 'Entwurf beginnen');
  await page.getByRole('link', { name: /^Antwort auf Frage 1/ }).click();
  await fill(page, { 'Text der Antwort optional': 'Die Ausgaben im Einzelnen:' });
  await press(page, 'Tabelle hinzufügen');
  await press(page, 'Antwort speichern');
  await page.getByText('Überschrift: Bitte füllen Sie das Feld aus.').waitFor();
  await page.getByLabel('Überschrift', { exact: true }).fill('Ausgaben je Veranstaltung');
  await page.getByLabel('Stand optional', { exact: true }).fill('2017-02-27');
  await page.getByLabel('Abschnitt').selectOption('Veranstaltungen');
  await press(page, 'Antwort speichern');
  await rowOf(page, /Summe 403\.858,76/).waitFor();
  await follow(page, 'Zur Anfrage');
  await follow(page, 'Prüfung');
  await page.getByText('Differenz 922,32').waitFor();
  await page.getByRole('button', { name: /^Alle \d+ annehmbaren auswählen/ }).click();
  await page.getByLabel('Begründung für die ausgewählten Befunde').fill('Wie in der Drucksache 17/7539 ausgewiesen');
  await press(page, 'Ausgewählte annehmen');
  await page.getByText('Nichts ist offen').waitFor();
  await follow(page, 'Zahlen festhalten');
  await press(page, 'Zahlen festhalten');
  await page.getByText('Sie haben die Zahlen festgehalten.').waitFor();
}

test('five roles lead an inquiry from receipt to an issued answer', async () => {
  const { page } = await portal.as(editor, '#/npa/anfragen');
  const hash = await opensAndAsks(page);
  await reportsNil((await portal.as('npa-regional-editor-lg', `${hash}/beitraege`)).page);
  await draftsAndFreezes(page, hash);
  const budget = (await portal.as('npa-budget-officer', hash)).page;
  await follow(budget, 'Prüfen und mitzeichnen');
  await press(budget, 'Mitzeichnen');
  await budget.getByText('mitgezeichnet', { exact: true }).first().waitFor();
  const approver = (await portal.as('npa-answer-approver', hash)).page;
  await follow(approver, 'Antwort billigen');
  await press(approver, 'Billigen');
  await approver.getByText('Als Nächstes geht die Antwort an den Landtag.').waitFor();
  const reader = (await portal.as(member, hash)).page;
  await reader.getByText('Anfrage nicht gefunden').waitFor();
  await goTo(page, '#/npa/anfragen');
  await follow(page, title);
  await follow(page, 'Versand festhalten');
  await fill(page, { 'Datum der Antwort': today });
  await press(page, 'Versand festhalten');
  await follow(page, 'Ausgabe festhalten');
  await fill(page, { 'Drucksache der Antwort': '19/4712', 'Ausgegeben am': today });
  await press(page, 'Ausgabe festhalten');
  await follow(page, 'Berichtigen');
  await goTo(reader, '#/npa/anfragen');
  await follow(reader, title);
  await rowOf(reader, /Summe 403\.858,76/).waitFor();
  await settled(reader);
  expect(await main(reader)).toContain('Antwort Drs. 19/4712');
}, 180_000);

describe('four eyes and two hands', () => {
  test('who froze the figures cannot co-sign them, and is told so', async () => {
    const { id, version } = await drafted('Vier Augen');
    await portal.send(lead, 'POST', `/inquiries/${id}/freeze`, {}, version);
    const { page } = await portal.as(lead, `#/npa/anfragen/${id}`);
    await page.getByText('Sie haben die Zahlen festgehalten. Nach dem Vier-Augen-Prinzip prüft sie eine andere Person.').waitFor();
    await follow(page, 'Prüfen und mitzeichnen');
    await press(page, 'Mitzeichnen');
    await page.getByText('Sie haben die Zahlen festgehalten. Bitte lassen Sie sie von einer anderen Person prüfen.').waitFor();
    await follow(page, 'Abbrechen');
    await follow(page, 'Journal');
    await page.getByRole('heading', { name: 'Zahlen festgehalten' }).waitFor();
  });

  test('an answer that someone else changed meanwhile is not overwritten; a table typed by hand keeps what it is worth', async () => {
    const { id } = await drafted('Zwei Hände');
    const { page } = await portal.as(editor, `#/npa/anfragen/${id}/fragen/1`);
    const prose = page.getByLabel('Text der Antwort');
    await prose.fill('Elf.');
    await portal.send(lead, 'PUT', `/inquiries/${id}/parts/1`, { ...aPart, prose: ['Dreizehn.'] }, 1);
    await press(page, 'Antwort speichern');
    await page.getByText('Der Datensatz wurde inzwischen geändert').waitFor();
    await press(page, 'Aktuellen Stand laden');
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Dreizehn.');
    await press(page, 'Tabelle hinzufügen');
    await page.getByLabel('Abfrage', { exact: true }).selectOption('Freie Tabelle');
    await fill(page, { Überschrift: 'Gezählt', 'Spalte 1': 'Ort', 'Spalte 2': 'Anwesende', Quelle: 'Einlassliste' });
    await page.getByLabel('Inhalt von Spalte 2').selectOption('Anzahl');
    await fill(page, {
      'Zeile 1, Spalte 1': 'Goslar',
      'Zeile 1, Spalte 2': 'viele',
      'Zeile 2, Spalte 1': 'Peine',
      'Zeile 2, Spalte 2': '< 5',
    });
    await press(page, 'Antwort speichern');
    await page.getByText('Zeile 1, Spalte 2: Bitte eine Zahl').waitFor();
    await page.getByLabel('Zeile 1, Spalte 2').fill('rund 670');
    await press(page, 'Antwort speichern');
    await saved(page);
    await page.getByRole('cell', { name: 'rund 670' }).waitFor();
    await page.getByRole('cell', { name: '< 5' }).waitFor();
    await page.locator('details.block > summary').click();
    await page.getByRole('button', { name: 'Tabelle 1 entfernen' }).click();
    await page.getByLabel('Umfang der Antwort').selectOption('verweigert');
    await press(page, 'Antwort speichern');
    await page.getByText('Grund: Bitte wählen Sie einen Eintrag aus.').waitFor();
  });
});

const inGoslar = 'npa-regional-editor-bs';
const rooms: readonly (readonly [string, string])[] = [
  ['#/npa/anfragen', editor],
  ['#/npa/anfragen/neu', editor],
  [golden, editor],
  [`${golden}/vergleich`, editor],
  [`${golden}/berichtigen`, editor],
  [example, editor],
  [`${example}/fragen/2a`, editor],
  [`${example}/beitraege`, editor],
  [`${example}/pruefung`, editor],
  [`${example}/festhalten`, editor],
  [`${example}/rahmen`, editor],
  [`${example}/mitteilen`, editor],
  [`${golden}/journal`, lead],
  [`${example}/beitraege`, inGoslar],
  [`${example}/beitraege/1/BS`, inGoslar],
];

async function faultsOf(page: Page, hash: string): Promise<string[]> {
  await enter(page, hash);
  for (const block of await page.locator('details.block > summary').all()) await block.click();
  const text = (await page.locator('body').innerText()).replaceAll('keine Kosten- und Leistungsrechnung', '');
  return [...(await faultsHere(page, hash)), ...(/\bkosten/i.test(text) ? [`${hash}: says „Kosten“`] : [])];
}

test('every room is free of findings of axe, fits the width of a desk and of a tablet, and says „Ausgaben“', async () => {
  await portal.send(editor, 'POST', '/inquiries/anfrage-beispiel/contributions/1/BS/request', {});
  const findings: string[] = [];
  for (const [person, theirs] of Map.groupBy(rooms, ([, one]) => one)) {
    const { page } = await portal.as(person, theirs[0]?.[0]);
    for (const [hash] of theirs) findings.push(...(await faultsOf(page, hash)));
  }
  expect(findings).toEqual([]);
}, 60_000);

test('a booking of last year changes nothing of an issued answer, and the comparison names old and new to the cent', async () => {
  const { id } = await portal.send(editor, 'POST', '/expenses', anExpense({ amountCents: 5_000, reportingLine: openingLine }));
  await portal.send('npa-certifier', 'POST', `/expenses/${id}/certification`, { checks: ['FACTUAL', 'ARITHMETIC'] }, 1);
  await portal.send('npa-authoriser', 'POST', `/expenses/${id}/booking`, aBooking(), 2);
  const { page } = await portal.as(editor, golden);
  await rowOf(page, /Summe 403\.858,76/).waitFor();
  await follow(page, 'Vergleich mit heute');
  await rowOf(page, /Summe .*403\.858,76 403\.908,76/).waitFor();
});

/** `PORTAL_PICTURES=docs/images npx jest test/browser/inquiries` draws the picture of the documentation anew. */
const folder = process.env.PORTAL_PICTURES;
if (folder !== undefined)
  test('picture for the documentation', async () => {
    const { page } = await portal.as(editor, golden);
    await page.setViewportSize({ width: 1280, height: 1240 });
    await rowOf(page, /Summe 403\.858,76/).waitFor();
    await writeFile(`${folder}/anfrage.png`, await page.screenshot());
  });

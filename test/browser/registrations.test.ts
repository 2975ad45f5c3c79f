import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { berlinDayOf } from '../../shared/domain/calendar.ts';
import { atBothSizes, faultsAt, follow, goTo, heading, openPortal, type Portal, press } from '../support/browser.ts';

/** What staff do before and after an event, through the rooms. */
let portal: Portal;
let folder: string;
beforeAll(async () => {
  portal = await openPortal();
  folder = join(tmpdir(), `lists-${process.pid}`);
  await mkdir(folder, { recursive: true });
}, 180_000);
afterAll(async () => {
  await portal?.stop();
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

const editor = 'npa-office-editor';
const today = berlinDayOf(new Date().toISOString());

const anEvent = async (title: string, day = today): Promise<string> =>
  (
    await portal.send(editor, 'POST', '/events', {
      title,
      kind: 'REGIONAL_CONFERENCE',
      theme: null,
      ownership: 'OWN',
      ownershipReason: null,
      place: { name: 'Hildesheim', districtKey: '03254', facility: 'Rathaus' },
      organisers: [],
      guests: [],
      facts: [],
      followsEventId: null,
      campaignId: null,
      note: null,
      source: null,
      officeOverride: null,
      dates: { from: day, to: day, startTime: null, endTime: null, wording: null },
    })
  ).id;

const offer = {
  isOpen: true,
  isPublic: true,
  opensAt: null,
  closesAt: null,
  capacity: 4,
  largestParty: 3,
  description: 'Ein Nachmittag zu Sprachkursen in der Region.',
  contact: 'Geschäftsstelle',
  questions: [{ id: 'essen', label: 'Möchten Sie mit uns essen?', kind: 'YES_NO', choices: [], required: false }],
  asksNeeds: true,
  consents: ['LIST', 'PHOTO'],
  doors: ['Haupteingang'],
  noticeText: 'Wer verantwortlich ist und welche Rechte Sie haben.',
};
const anEventTaking = async (title: string, more: object = {}): Promise<string> => {
  const id = await anEvent(title);
  await portal.send(editor, 'PUT', `/events/${id}/registration-offer`, { ...offer, ...more }, 0);
  return id;
};
const register = async (eventId: string, more: object = {}): Promise<string> =>
  (
    await portal.send(editor, 'POST', `/events/${eventId}/registrations`, {
      title: null,
      givenName: 'Ayşe',
      familyName: 'Yılmaz',
      email: null,
      organisation: 'Flüchtlingshilfe Musterstadt e. V.',
      function: null,
      companions: [],
      answers: [],
      needs: null,
      consents: ['LIST'],
      noticeVersion: 1,
      ...more,
    })
  ).id;

/** Set while somebody looks at the rooms; nothing depends on it. */
const shots = process.env.SCREENSHOTS;
async function sound(page: Page, name: string): Promise<void> {
  const findings = await atBothSizes(page, async ({ width }) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
    return await faultsAt(page);
  });
  expect({ name, findings }).toEqual({ name, findings: [] });
}

const room = (eventId: string, ...rest: string[]): string => `#/npa/veranstaltungen/${[eventId, ...rest].join('/')}`;

describe('setting up registration', () => {
  test('from the event, with a question of its own; placeholders of the notice are refused', async () => {
    const id = await anEvent('Regionalkonferenz Sprache');
    const { page } = await portal.as(editor, room(id));
    await page.getByText('Für diese Veranstaltung ist keine Anmeldung eingerichtet.').waitFor();
    await follow(page, 'Anmeldung einrichten');
    await heading(page, 'Anmeldung einrichten');
    await page.getByLabel('Anmeldungen werden angenommen').check();
    await page.getByLabel('Plätze optional').fill('120');
    await page.getByText(/sie werden 14\u00a0Tage danach gelöscht/).waitFor();
    await page.getByLabel('Ende: Tag').fill('2099-06-20');
    await page.getByLabel('Ansprechstelle').fill('Geschäftsstelle des Bündnisses');
    await press(page, 'Eigene Frage hinzufügen');
    await press(page, 'Eigene Frage hinzufügen');
    await page.getByLabel('Wortlaut').first().fill('Woher haben Sie von uns erfahren?');
    await page.getByLabel('Wortlaut').last().fill('Welchen Workshop möchten Sie besuchen?');
    await page.getByLabel('Art der Antwort').last().selectOption('Auswahl');
    await page.getByLabel('Antworten zur Wahl').fill('Sprache\nArbeit');
    await press(page, 'Frage 1 entfernen');
    expect(await page.getByLabel('Wortlaut').inputValue()).toBe('Welchen Workshop möchten Sie besuchen?');
    await sound(page, 'einrichten');
    await press(page, 'Anmeldung einrichten');
    await page.getByRole('link', { name: /Platzhalter in eckigen Klammern/ }).waitFor();
    await page.getByLabel('Hinweis nach Artikel 13 DSGVO').fill('Verantwortlich ist die Geschäftsstelle.');
    await press(page, 'Anmeldung einrichten');
    await page.getByText('Die Anmeldung ist eingerichtet').waitFor();
    // Saved again without loading the page: the form knows its new version.
    const [kept] = await Promise.all([
      page.waitForResponse((answer) => answer.request().method() === 'PUT'),
      press(page, 'Änderungen speichern'),
    ]);
    expect(kept.status()).toBe(200);
    await page.getByText('Die Anmeldung ist eingerichtet').waitFor();
    expect(await page.getByRole('link', { name: 'Öffentliche Seite ansehen' }).first().getAttribute('href')).toBe(`/termine/npa/${id}`);
    // A day without a time means its end, and comes back as that day.
    await page.reload();
    await page.getByRole('button', { name: 'Änderungen speichern' }).waitFor();
    const closes = [await page.getByLabel('Ende: Tag').inputValue(), await page.getByLabel('Ende: Uhrzeit').inputValue()];
    expect(closes).toEqual(['2099-06-20', '']);
    await goTo(page, room(id));
    await page.getByRole('heading', { name: 'Anmeldung und Einlass' }).waitFor();
    await page.getByText('120', { exact: true }).waitFor();
    await sound(page, 'veranstaltung');
  });

  test('fewer places than are taken: the field says how many', async () => {
    const id = await anEventTaking('Zu klein');
    await register(id);
    await register(id);
    const { page } = await portal.as(editor, room(id, 'anmeldung'));
    await page.getByLabel('Plätze optional').fill('1');
    await press(page, 'Änderungen speichern');
    await page.getByRole('link', { name: /Plätze: Vergeben oder freigehalten sind schon 2 Plätze/ }).waitFor();
  });
});

describe('parties', () => {
  test('registered by telephone, found by a folded name, withdrawn; the next one moves up', async () => {
    const id = await anEventTaking('Telefon', { capacity: 2 });
    const { page, requests } = await portal.as(editor, room(id, 'angemeldete'));
    await follow(page, 'Am Telefon anmelden');
    await heading(page, 'Am Telefon anmelden');
    await page.getByLabel('Vorname').fill('Jörg');
    await page.getByLabel('Nachname').fill('Köroğlu-Groß');
    await page.getByLabel('Wie viele kommen mit').fill('1');
    await page.getByLabel('Ihre Namen').fill('Eva; Klein');
    await page.getByLabel('Name in der Liste').check();
    await sound(page, 'telefon');
    await press(page, 'Anmelden');
    await page.getByText('Die Anmeldung ist erfasst').waitFor();
    await register(id);
    await page.reload();
    await page.getByText('Platz 1', { exact: true }).waitFor();
    await sound(page, 'angemeldete');
    await page.getByLabel('Suche (Name, Organisation)').fill('koeroglu-gross');
    await page.getByLabel('Suche (Name, Organisation)').press('Enter');
    await page.getByText('1 Anmeldung für 2 Personen').waitFor();
    expect(page.url()).not.toMatch(/gross/i);
    await page.getByRole('button', { name: 'Absagen für Jörg Köroğlu-Groß' }).click();
    await page.getByText('Anmeldung von Jörg Köroğlu-Groß absagen?').waitFor();
    await sound(page, 'absagen');
    await press(page, 'Anmeldung absagen');
    await page.getByText('Die Anmeldung ist abgesagt').waitFor();
    await page.getByLabel('Suche (Name, Organisation)').fill('');
    await page.getByLabel('Suche (Name, Organisation)').press('Enter');
    await goTo(page, room(id, 'angemeldete?status=REGISTERED'));
    await page.getByRole('rowheader', { name: 'Ayşe Yılmaz' }).waitFor();
    expect(requests.filter((request) => /gro%C3%9F|gross|k%C3%B6ro/i.test(request))).toEqual([]);
  });

  test('who may only read is offered nothing to change', async () => {
    const id = await anEventTaking('Nur lesen');
    await register(id);
    const { page } = await portal.as('npa-office-lead', room(id, 'angemeldete'));
    await page.getByRole('rowheader', { name: 'Ayşe Yılmaz' }).waitFor();
    expect(await page.getByRole('button', { name: /Absagen|Berichtigen|Excel/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Am Telefon anmelden' }).count()).toBe(0);
  });

  test('a wrong name is put right, the answers are shown, the confirmation is sent again', async () => {
    const id = await anEventTaking('Berichtigen');
    const companions = [null, null].map((familyName) => ({ title: null, givenName: null, familyName }));
    await register(id, { email: 'ayse@example.org', companions, answers: [{ questionId: 'essen', answer: 'Ja' }] });
    const { page } = await portal.as(editor, room(id, 'angemeldete'));
    await page.getByText('mit 2 Personen ohne Namen').waitFor();
    await page.getByText('Antworten', { exact: true }).click();
    await page.getByText('Möchten Sie mit uns essen?').waitFor();
    await page.getByRole('button', { name: 'Berichtigen für Ayşe Yılmaz' }).click();
    await page.getByLabel('Nachname').first().fill('Yıldız');
    await page.getByLabel('Nachname').nth(1).fill('Begleitung');
    await sound(page, 'berichtigen');
    await press(page, 'Berichtigung speichern');
    await page.getByText('Die Angaben sind berichtigt').waitFor();
    await page.getByText('mit Begleitung, einer Person ohne Namen').waitFor();
    await page.getByRole('button', { name: 'Berichtigen für Ayşe Yıldız' }).click();
    await press(page, 'Bestätigung erneut senden');
    await page.getByText('Die Bestätigung wird noch einmal gesendet').waitFor();
    expect(await page.getByText('Die Angaben sind berichtigt').count()).toBe(0);
  });

  test('who came without a registration is put right as well', async () => {
    const id = await anEventTaking('An der Tür');
    const person = { givenName: 'Eva', familyName: 'Falsch', email: null, organisation: null };
    const scan = { scanId: crypto.randomUUID(), door: 'Haupteingang', scannedAt: new Date().toISOString() };
    const entries = [{ kind: 'WALK_IN', ticketId: crypto.randomUUID(), person, ...scan }];
    await portal.send(editor, 'POST', `/events/${id}/door/scans`, { deviceId: crypto.randomUUID(), sentAt: scan.scannedAt, entries });
    const { page } = await portal.as(editor, room(id, 'angemeldete'));
    await page.getByRole('button', { name: 'Berichtigen für Eva Falsch' }).click();
    await page.getByLabel('Nachname').fill('Richtig');
    await sound(page, 'an-der-tuer');
    await press(page, 'Berichtigung speichern');
    await page.getByRole('rowheader', { name: 'Eva Richtig' }).waitFor();
  });

  test('an event that is not found offers nothing', async () => {
    const { page } = await portal.as(editor, room('gibt-es-nicht', 'angemeldete'));
    await page.getByText('Veranstaltung nicht gefunden').waitFor();
    expect(await page.getByRole('button', { name: /Excel|CSV/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /Am Telefon|Einladungen/ }).count()).toBe(0);
  });

  test('special needs are read when asked for, and the reading is shown', async () => {
    const id = await anEventTaking('Bedarfe');
    await register(id, { needs: 'Rollstuhlplatz' });
    const { page, requests } = await portal.as(editor, room(id, 'bedarfe'));
    await page.getByRole('button', { name: 'Bedarfe anzeigen' }).waitFor();
    expect(requests.filter((request) => request.includes('special-needs'))).toEqual([]);
    await press(page, 'Bedarfe anzeigen');
    await page.getByRole('cell', { name: 'Rollstuhlplatz' }).waitFor();
    await page.getByRole('cell', { name: 'Geschäftsstelle, Sachbearbeitung' }).waitFor();
    await sound(page, 'bedarfe');
  });
});

test('invitations keep places, show their code and give back what was not used', async () => {
  const id = await anEventTaking('Einladungen', { capacity: 10 });
  const { page } = await portal.as(editor, room(id, 'einladungen'));
  await page.getByLabel('Für wen').fill('Landesverband Beispiel e. V.');
  await page.getByLabel('Plätze', { exact: true }).fill('12');
  await press(page, 'Plätze freihalten');
  await page.getByRole('link', { name: /Frei sind noch 10 Plätze/ }).waitFor();
  await page.getByLabel('Plätze', { exact: true }).fill('6');
  await press(page, 'Plätze freihalten');
  await page.getByText('0 von 6').waitFor();
  const [link = '', code = ''] = await page.locator('code').allTextContents();
  expect(code).toMatch(/^[0-9a-f-]{36}\.[\w-]{22}$/);
  expect(link).toBe(`${new URL(page.url()).origin}/termine/npa/${id}#einladung=${code}`);
  await page.getByText('Plätze für Landesverband Beispiel e. V. sind freigehalten').waitFor();
  await page.getByLabel('Für wen').fill('Zu viele');
  await page.getByLabel('Plätze', { exact: true }).fill('12');
  await press(page, 'Plätze freihalten');
  await page.getByRole('link', { name: /Frei sind noch 4 Plätze/ }).waitFor();
  expect(await page.getByText(/sind freigehalten/).count()).toBe(0);
  await sound(page, 'einladungen');
  await page.getByRole('button', { name: 'Beenden für Landesverband Beispiel e. V.' }).click();
  await press(page, 'Einladung beenden');
  await page.locator('.kern-badge', { hasText: 'beendet' }).waitFor();
  expect(await page.locator('code').count()).toBe(0);
});

describe('reading a list', () => {
  const choose = async (page: Page, name: string, lines: readonly string[]): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, lines.join('\n'));
    await page.getByLabel('Liste auswählen').setInputFiles(path);
  };
  const head = 'Kennung;Vorname;Nachname;E-Mail;Organisation;Schuhgröße';

  test('faults by row and column, a correction file, the import, and nothing new the second time', async () => {
    const id = await anEventTaking('Liste', { capacity: 2 });
    const { page } = await portal.as(editor, room(id, 'liste-einlesen'));
    const lines = [head, '1;Ayşe;Yılmaz;ayse@example.org;Verein', '2;Jörg;;kein-at', '3;Eva;Klein', '4;Tim;Groß'];
    await choose(page, 'liste.csv', lines);
    await page.getByText('4 Zeilen: 1 fehlerhaft, 3 neu. Gespeichert ist noch nichts.').waitFor();
    await page.getByText('1\u00a0neue Zeile kommt auf die Warteliste; frei sind 2\u00a0Plätze.').waitFor();
    await page.getByRole('rowheader', { name: 'Jörg' }).waitFor();
    await page.getByText('Spalte C (Nachname): Der Nachname fehlt.').waitFor();
    await page.getByText('Nicht gelesen werden: F (Schuhgröße).').waitFor();
    await sound(page, 'vorschau');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Fehlerhafte Zeilen als Korrekturdatei')]);
    expect(download.suggestedFilename()).toBe('korrektur.csv');
    expect(await readFile(await download.path(), 'utf8')).toContain('Nachname: Der Nachname fehlt.');
    await press(page, '3\u00a0Zeilen einlesen');
    await page.getByText('Die Liste ist eingelesen').waitFor();
    await page.getByText('3\u00a0Anmeldungen neu, davon 1 auf der Warteliste').waitFor();
    expect(await page.getByText('Gespeichert ist noch nichts').count()).toBe(0);
    expect(await page.getByLabel('Liste auswählen').inputValue()).toBe('');
    await sound(page, 'eingelesen');
    await choose(page, 'liste.csv', lines);
    await page.getByText('4 Zeilen: 1 fehlerhaft, 3 unverändert.').waitFor();
    expect(await page.getByRole('button', { name: /einlesen$/ }).count()).toBe(0);
  });

  test('600 rows with a bar, at most two batches on their way; stopped and gone on with, all are there once', async () => {
    const id = await anEventTaking('Lange Liste', { capacity: null });
    const { page } = await portal.as(editor, room(id, 'liste-einlesen'));
    let [onTheWay, most] = [0, 0];
    await page.route('**/participant-lists/rows', async (route) => {
      most = Math.max(most, ++onTheWay);
      const response = await route.fetch({ timeout: 0 });
      onTheWay -= 1;
      await route.fulfill({ response });
    });
    await choose(page, 'lang.csv', ['Kennung;Nachname', ...Array.from({ length: 600 }, (_, index) => `${index};Name ${index}`)]);
    await press(page, '600\u00a0Zeilen einlesen');
    await page.locator('progress').waitFor();
    await press(page, 'Anhalten');
    await page.getByText('Angehalten. Was eingelesen ist, bleibt').waitFor({ timeout: 60_000 });
    await sound(page, 'angehalten');
    const sent = Number(await page.locator('progress').getAttribute('value'));
    expect(sent).toBeLessThan(600);
    await press(page, 'Fortsetzen');
    await page.getByText('600\u00a0Anmeldungen neu').waitFor({ timeout: 60_000 });
    expect(most).toBe(2);
    await page.unrouteAll();
    await goTo(page, room(id));
    await page.getByText('600', { exact: true }).waitFor();
  }, 120_000);
});

describe('presence afterwards', () => {
  test('ticked from paper; the list stands beside the statement and becomes one only when somebody says so', async () => {
    const id = await anEventTaking('Papierliste');
    for (const givenName of ['Ayşe', 'Eva', 'Jörg']) await register(id, { givenName });
    await portal.send(editor, 'POST', '/attendance-figures', {
      eventIds: [id],
      subject: 'PERSONS',
      value: 40,
      qualifier: 'ABOUT',
      basis: 'ESTIMATED',
      asOf: today,
      source: 'Protokoll',
      printed: null,
    });
    const { page } = await portal.as(editor, room(id, 'anwesenheit'));
    await page.getByLabel('Ayşe Yılmaz').check();
    await page.getByLabel('Suche (Name, Organisation)').fill('joerg');
    await page.getByLabel('Suche (Name, Organisation)').press('Tab');
    await press(page, 'Alle gefundenen ankreuzen');
    await page.getByText('2 von 3 angekreuzt').waitFor();
    await sound(page, 'anwesenheit');
    await press(page, 'Anwesenheit festhalten');
    await page.getByText('2\u00a0Personen sind als anwesend vermerkt').waitFor();
    await portal.machine.drained();
    await goTo(page, room(id));
    await page.getByRole('cell', { name: '2\u00a0Personen anwesend' }).waitFor();
    await page.getByRole('cell', { name: 'rund 40 Teilnehmende' }).waitFor();
    await sound(page, 'nebeneinander');
    await follow(page, 'Als Angabe übernehmen');
    await heading(page, 'Angabe zu Teilnehmenden festhalten');
    expect(await page.getByLabel('Anzahl').inputValue()).toBe('2');
    expect(await page.getByLabel('Grundlage').inputValue()).toBe('PRESENT');
    await press(page, 'Angabe festhalten');
    await page.getByRole('rowheader', { name: 'rund 40 Teilnehmende' }).waitFor();
    await page.getByRole('rowheader', { name: '2 Teilnehmende', exact: true }).waitFor();
  });

  test('before it has begun there is a warning, and no figure of a day to come', async () => {
    const id = await anEvent('Kommt noch', '2099-06-20');
    await portal.send(editor, 'PUT', `/events/${id}/registration-offer`, offer, 0);
    const { page } = await portal.as(editor, room(id, 'anwesenheit'));
    await page.getByText('Diese Veranstaltung hat noch nicht begonnen').waitFor();
    await page.getByLabel('Gezählt').fill('150');
    await page.getByLabel('Stand').fill('2099-06-20');
    await sound(page, 'noch-nicht-begonnen');
    await press(page, 'Zahl festhalten');
    await page.getByRole('link', { name: /Stand: Der Stand liegt in der Zukunft/ }).waitFor();
  });

  test('only a counted number, with what it is worth', async () => {
    const id = await anEventTaking('Nur gezählt');
    const { page } = await portal.as(editor, room(id, 'anwesenheit'));
    await page.getByLabel('Genauigkeit').selectOption('mehr als');
    await page.getByLabel('Gezählt').fill('150');
    await press(page, 'Zahl festhalten');
    await page.getByText('Die gezählte Zahl ist als Angabe festgehalten').waitFor();
    await page.getByRole('cell', { name: 'mehr als 150 Teilnehmende' }).waitFor();
    await page.getByRole('cell', { name: 'gezählt, Papierliste' }).waitFor();
  });
});

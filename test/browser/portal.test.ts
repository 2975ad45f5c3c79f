import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { getPortal, getPortalAsset } from '../../functions/portal/routes.ts';
import { axeFindings, follow, goTo, heading, openPortal, type Portal, press, settled, signInAs } from '../support/browser.ts';

/*
 * Peculiar: the tests share one machine with the imported figures of 2016. What they book is reversed again, or is
 * never booked, so that every test finds the printed sums.
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

const editor = 'npa-office-editor';
const main = async (page: Page): Promise<string> => ((await page.locator('main').textContent()) ?? '').replaceAll('\u00a0', ' ');
const hashOf = (page: Page): string => new URL(page.url()).hash;

describe('the page and its files', () => {
  const of = (path: string, headers: Record<string, string> = {}) => fetch(`${portal.machine.origin}${path}`, { headers });

  test('the page holds no data, no inline script and a strict policy; its files keep for ever under names with a checksum', async () => {
    const answer = await of(getPortal.path);
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'|default-src 'self'/);
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    const [name = ''] = /(?<=src="\/assets\/)[^"]+/.exec(html) ?? [];
    const script = await of(getPortalAsset.path.replace('{fileName}', name), { 'accept-encoding': 'br' });
    expect([script.status, script.headers.get('content-encoding'), script.headers.get('cache-control')]).toEqual([
      200,
      'br',
      'public, max-age=31536000, immutable',
    ]);
    for (const other of ['gibt-es-nicht.js', 'manifest.json', '..%2Findex.mjs'])
      expect((await of(`/assets/${other}`)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('signing in', () => {
  test('leads from the door through the provider to the first room and, after signing out, back', async () => {
    const { page } = await portal.as(editor, '');
    await heading(page, 'Ausgabenaufstellung');
    expect(page.url()).toBe(`${portal.machine.origin}/#/npa/ausgabenaufstellung`);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    await press(page, 'Abmelden');
    await page.getByRole('button', { name: 'Ja, abmelden' }).click();
    await page.waitForURL(`${portal.machine.origin}/**`);
    await page.getByRole('button', { name: 'Anmelden' }).waitFor();
  });

  test('returns to the room in the address, filters included', async () => {
    const visit = await portal.stranger();
    await signInAs(visit, portal.machine.origin, editor, '#/npa/veranstaltungen?search=Goslar');
    const { page } = visit;
    await heading(page, 'Veranstaltungen');
    await page.getByText('1\u00a0Veranstaltung', { exact: true }).waitFor();
  });

  test('a token the API no longer accepts leads to the door and back to the same room', async () => {
    const { page } = await portal.as(editor, '#/npa/veranstaltungen');
    await page.route('**/alliances/npa/expenses*', (route) =>
      route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"title":"Bitte melden Sie sich an","status":401}' }),
    );
    await follow(page, 'Ausgaben');
    await page.getByText('Ihre Anmeldung ist abgelaufen').waitFor();
    await page.unroute('**/alliances/npa/expenses*');
    await press(page, 'Anmelden');
    await heading(page, 'Ausgaben');
    await page.locator('tbody tr').first().waitFor();
  });

  test('a return that was not asked for signs nobody in', async () => {
    const { page } = await portal.stranger();
    await page.goto(`${portal.machine.origin}/?code=abc&state=forged`);
    await page.getByText('Die Anmeldung wurde nicht abgeschlossen').waitFor();
  });
});

const total = (page: Page) => page.locator('tr.total td.amount').textContent();

describe('the expenditure breakdown', () => {
  test('shows the printed sums and, before everything else, the 922,32 Euro nobody itemised', async () => {
    const { page } = await portal.as('npa-answer-approver');
    const banner = page.getByRole('region', { name: 'Abgleich mit der Gesamtsumme' });
    await banner.waitFor();
    await settled(page);
    expect(await banner.textContent()).toContain(
      '922,32 Euro der mitgeteilten Gesamtsumme von 545.510,98 Euro sind keiner Position zugeordnet.',
    );
    expect(await page.locator('tr.sum-0 td.amount').allTextContents()).toEqual(['403.858,76', '1.320,52', '139.409,38']);
    expect(await total(page)).toBe('544.588,66');
    expect(await page.locator('tbody tr').nth(1).textContent()).toContain('29.536,03');
    expect(await main(page)).toContain('höchstens 121,45 €');
    expect(await page.getByRole('row', { name: /^2016 / }).textContent()).toContain('461.032,05');
  });

  test('is divided by another dimension, and the address says so', async () => {
    const { page } = await portal.as(editor);
    await page.getByLabel('Gliederung').selectOption('nach Amt');
    await page.getByRole('rowheader', { name: 'Amt für regionale Landesentwicklung Leine-Weser' }).waitFor();
    expect(page.url()).toContain('groupBy=office');
    await page.getByLabel('Gliederung').selectOption('eigene Gliederung …');
    await page.getByLabel('2. Ebene').selectOption('Thema');
    await page.waitForURL(/groupBy=office%2Ctheme/);
    await page.locator('tr.sum-0').first().waitFor();
    await page.goBack();
    await page.waitForURL(/groupBy=office$/);
  });

  test('of an earlier day says what nobody can decide for that day', async () => {
    const { page } = await portal.as(editor);
    const asOf = page.getByLabel('Stand (Wertstellung bis)');
    await asOf.fill('2016-12-31');
    await asOf.blur();
    await page.getByText('Stand: 31. Dezember 2016').waitFor();
    await settled(page);
    expect(await main(page)).toContain('ob sie bis zum 31.12.2016 gehören');
    expect(await main(page)).toContain('Nicht vergleichbar: bei 544.588,66 € steht der Stand nicht fest');
    expect(await main(page)).not.toMatch(/sind nicht zugeordnet|nichts gebucht/);
    await asOf.fill('2017-02-27');
    await asOf.blur();
    await page.getByText('Stand: 27. Februar 2017').waitFor();
    await settled(page);
    expect(await total(page)).toBe('544.588,66');
  });

  test.each([
    ['CSV (Excel)', 'csv', '\ufeff'],
    ['CSV (maschinenlesbar)', 'csv', ''],
    ['XLSX', 'xlsx', 'PK'],
  ])('is downloaded as %s', async (name, ending, start) => {
    const { page } = await portal.as(editor);
    await page.locator('tr.total').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^ausgaben-npa-stand-\\d{4}-\\d{2}-\\d{2}\\.${ending}$`));
    const content = (await readFile(await download.path())).toString('utf8');
    expect(content.length).toBeGreaterThan(1_000);
    expect(content.startsWith(start)).toBe(true);
    await page.getByText('wurde heruntergeladen').waitFor({ state: 'attached' });
  });

  test('and issued answers are all a reader in parliament finds, with the day it is released through', async () => {
    const { page } = await portal.as('npa-parliament-reader', '');
    await heading(page, 'Ausgabenaufstellung');
    await page.getByText('für den Landtag freigegeben bis 27. Februar 2017').waitFor();
    expect(await page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link').allTextContents()).toEqual([
      'Ausgabenaufstellung',
      'Teilnahme',
      'Berichte',
      'Anfragen',
    ]);
    await goTo(page, '#/npa/veranstaltungen');
    await heading(page, 'Diese Seite gibt es nicht');
    await goTo(page, '#/npa/ausgabenaufstellung?asOf=2017-03-31');
    await page.getByText('Freigegeben ist bis 27.02.2017. Bitte wählen Sie einen Tag bis dahin.').waitFor();
  });
});

const inPeine = {
  title: 'Gespräch am Runden Tisch',
  kind: 'OTHER',
  theme: null,
  ownership: 'OWN',
  ownershipReason: null,
  place: { name: 'Peine', districtKey: '03157', facility: null },
  organisers: [],
  guests: [],
  facts: [],
  followsEventId: null,
  campaignId: null,
  note: null,
  source: null,
  officeOverride: null,
};
const dates = { from: '2026-10-01', to: '2026-10-01', startTime: null, endTime: null, wording: null };
const kindOf = (page: Page) => page.locator('[name="/kind"]');

describe('events', () => {
  test('are registered, edited, moved and cancelled, and the journal tells it', async () => {
    const { page } = await portal.as('npa-office-lead', '#/npa/veranstaltungen/neu');
    await page.getByLabel('Titel').fill('Werkstatt Ehrenamt');
    await kindOf(page).selectOption('Workshop');
    await page.getByLabel('Beginn').fill('2026-12-01');
    await page.locator('[name="/place/name"]').fill('Göttingen');
    await page.getByLabel('Landkreis oder kreisfreie Stadt').selectOption('Göttingen');
    await page.getByText('Zuständig wird: Amt für regionale Landesentwicklung Braunschweig').waitFor();
    await press(page, 'Registrieren');
    await heading(page, 'Werkstatt Ehrenamt');
    await follow(page, 'Bearbeiten');
    await page.getByLabel('Titel').fill('Werkstatt Ehrenamt und Vielfalt');
    await press(page, 'Änderungen speichern');
    await heading(page, 'Werkstatt Ehrenamt und Vielfalt');
    await follow(page, 'Verlegen');
    await page.getByLabel('Beginn').fill('2026-12-08');
    await page.getByLabel('Ende').fill('2026-12-09');
    await page.getByLabel('Grund der Verlegung').fill('Saal nicht frei');
    await press(page, 'Verlegen');
    await heading(page, 'Werkstatt Ehrenamt und Vielfalt');
    await settled(page);
    expect(await main(page)).toContain('Verlegt vom01.12.2026');
    await follow(page, 'Absagen');
    await press(page, 'Absagen');
    await page.getByRole('link', { name: 'Grund der Absage: Bitte füllen Sie das Feld aus.' }).click();
    await page.keyboard.type('Zu wenige Anmeldungen');
    await press(page, 'Absagen');
    await page.getByText('abgesagt', { exact: true }).waitFor();
    await follow(page, 'Journal');
    await page.getByRole('heading', { name: 'Veranstaltung abgesagt' }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Veranstaltung abgesagt',
      'Veranstaltung verlegt',
      'Beschreibung geändert',
      'Veranstaltung registriert',
    ]);
    expect(await main(page)).toContain('npa-office-lead');
    expect(await page.locator('.changes dd').allTextContents()).toContain('vorher: geplant → jetzt: abgesagt');
  });

  test('a day decides which districts there were', async () => {
    const { page } = await portal.as(editor, '#/npa/veranstaltungen/neu');
    const names = () => page.getByLabel('Landkreis oder kreisfreie Stadt').locator('option').allTextContents();
    await page.getByLabel('Beginn').fill('2016-10-31');
    await page.getByText('Kreise am 31.10.2016').waitFor();
    expect(await names()).toContain('Osterode am Harz');
    await page.getByLabel('Beginn').fill('2016-11-01');
    await page.getByText('Kreise am 01.11.2016').waitFor();
    expect(await names()).not.toContain('Osterode am Harz');
  });

  test('a form overtaken by somebody else keeps what was typed and offers the newer version', async () => {
    const { id, version } = await portal.send(editor, 'POST', '/events', { ...inPeine, dates });
    const { page } = await portal.as(editor, `#/npa/veranstaltungen/${id}/bearbeiten`);
    await page.getByLabel('Titel').fill('Mein Titel');
    await portal.send('npa-office-lead', 'PUT', `/events/${id}`, { ...inPeine, title: 'Der andere Titel' }, version);
    await press(page, 'Änderungen speichern');
    await page.getByText('Der Datensatz wurde inzwischen geändert').waitFor();
    expect(await page.getByLabel('Titel').inputValue()).toBe('Mein Titel');
    await press(page, 'Aktuellen Stand laden');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name="/title"]')?.value === 'Der andere Titel');
    await page.getByLabel('Titel').fill('Beide einig');
    await press(page, 'Änderungen speichern');
    await heading(page, 'Beide einig');
  });

  test('a refused field is named at the field and in the summary', async () => {
    const { page } = await portal.as(editor, '#/npa/veranstaltungen/neu');
    await page.getByLabel('Titel').fill('Nachtveranstaltung');
    await kindOf(page).selectOption('Sonstige Veranstaltung');
    await page.getByLabel('Beginn').fill('2026-12-08');
    await page.getByLabel('Ende').fill('2026-12-07');
    await press(page, 'Registrieren');
    await page.getByRole('link', { name: 'Ende: Das Ende liegt vor dem Beginn.' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('kern-alert--danger');
    const end = page.getByLabel('Ende');
    expect(await end.getAttribute('aria-invalid')).toBe('true');
    const describedBy = (await end.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${describedBy.split(' ').at(-1)}`).textContent()).toContain('Das Ende liegt vor dem Beginn.');
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a figure is stated with what it is worth', async () => {
    const { id } = await portal.send(editor, 'POST', '/events', { ...inPeine, dates });
    const { page } = await portal.as(editor, `#/npa/veranstaltungen/${id}/teilnehmende`);
    await page.getByLabel('Genauigkeit').selectOption('mehr als');
    await page.getByLabel('Anzahl').fill('1.200');
    await page.getByLabel('Quelle').fill('Protokoll');
    await press(page, 'Angabe festhalten');
    await page.getByRole('rowheader', { name: 'mehr als 1.200 Teilnehmende' }).waitFor();
  });

  test('a regional editor finds and makes only what lies in the own office’s area', async () => {
    const { page } = await portal.as('npa-regional-editor-bs', '#/npa/veranstaltungen');
    await page.getByText('Nur im Bereich: Amt für regionale Landesentwicklung Braunschweig').waitFor();
    await page.locator('tbody tr').first().waitFor();
    const offices = await page.locator('tbody tr td:nth-of-type(3)').allTextContents();
    expect(new Set(offices)).toEqual(new Set(['ArL Braunschweig']));
    await goTo(page, '#/npa/veranstaltungen/konferenz-sprache-2016-03-16');
    await page.getByText('Veranstaltung nicht gefunden').waitFor();
    await goTo(page, '#/npa/veranstaltungen/neu');
    await page.getByLabel('Titel').fill('Jenseits der Grenze');
    await kindOf(page).selectOption('Workshop');
    await page.getByLabel('Landkreis oder kreisfreie Stadt').selectOption('Celle');
    await page.locator('[name="/place/name"]').fill('Celle');
    await press(page, 'Registrieren');
    await page.getByText('Die Veranstaltung liegt nicht im Bereich Ihres Amtes').waitFor();
  });

  test('one form from the list to the saved record without a mouse', async () => {
    const { page } = await portal.as(editor, '#/npa/initiativen');
    await page.getByText('Einzelne Initiativen sind noch nicht aufgenommen.', { exact: false }).waitFor();
    const tabTo = async (wanted: string) => {
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return;
      }
      throw new Error(`no way to ${wanted} by keyboard`);
    };
    await tabTo('a[href$="initiativen/neu"]');
    await page.keyboard.press('Enter');
    await heading(page, 'Initiative aufnehmen');
    await tabTo('[name="/name"]');
    await page.keyboard.type('Café Grenzenlos');
    await tabTo('button[type="submit"]');
    expect(await page.evaluate(() => document.activeElement && getComputedStyle(document.activeElement).outlineStyle)).toBe('solid');
    await page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Café Grenzenlos' }).waitFor();
  });
});

/** Fills the form of a new expense for an occasion. */
async function fillExpense(page: Page, amount: string, invoice: string): Promise<void> {
  await page.getByLabel('Betrag in Euro').fill(amount);
  await page.getByLabel('Verwendungszweck').fill('Druck der Faltblätter');
  await page.getByLabel('ohne Veranstaltung, für einen Anlass').check();
  await page.locator('[name="/occasion"]').selectOption('Sonstiges');
  await page.getByLabel('Zahlungsempfänger').fill('Druckerei am Wall');
  await page.getByLabel('Rechnungsnummer').fill(invoice);
  await page.getByLabel('Kapitel').fill('0201');
  await page.locator('[name="/budgetLine/item"]').fill('53101');
  await page.getByLabel('Haushaltsjahr').fill('2026');
}

async function certify(hash: string): Promise<void> {
  const { page } = await portal.as('npa-certifier', hash);
  await follow(page, 'Feststellen');
  await page.getByLabel('sachlich richtig').check();
  await page.getByLabel('rechnerisch richtig').check();
  await press(page, 'Feststellen');
  await page.getByText('festgestellt', { exact: true }).waitFor();
}

async function book(hash: string, reference: string): Promise<void> {
  const { page } = await portal.as('npa-budget-officer', hash);
  await follow(page, 'Buchen');
  await page.getByLabel('HVS-Beleg').fill(reference);
  await press(page, 'Buchen');
  await page.getByText('gebucht', { exact: true }).waitFor();
}

/** What is booked for other occasions, as the breakdown shows it. */
async function booked(): Promise<string> {
  const { page } = await portal.as('npa-auditor', '#/npa/ausgabenaufstellung?groupBy=occasion&occasion=OTHER');
  await settled(page);
  return ((await page.locator('.result-head strong').textContent()) ?? '').replaceAll('\u00a0', ' ');
}

describe('expenses', () => {
  test('an expense counts when booked, and a reversal takes exactly its amount away again', async () => {
    const before = await booked();
    const { page } = await portal.as(editor, '#/npa/ausgaben/neu');
    await fillExpense(page, '1.234,5', 'R-1');
    await page.getByText('Noch kein eindeutiger Betrag').waitFor();
    await press(page, 'Erfassen');
    await page.getByRole('link', { name: /Bitte geben Sie den Betrag mit Komma/ }).waitFor();
    await page.getByLabel('Betrag in Euro').fill('1.234,56');
    await page.getByText('Gelesen als 1.234,56').waitFor();
    await press(page, 'Erfassen');
    await heading(page, 'Druck der Faltblätter');
    const entered = hashOf(page);
    await page.getByText('Sie haben diese Ausgabe erfasst oder geändert.').waitFor();
    expect(await page.getByRole('link', { name: 'Feststellen' }).count()).toBe(0);
    await certify(entered);
    expect(await booked()).toBe(before);
    await book(entered, 'HVS-4711');
    expect([before, await booked()]).toEqual(['0,00 €', '1.234,56 €']);

    await goTo(page, `${entered}/berichtigen`);
    await page.getByLabel('Begründung').fill('Doppelt bezahlt');
    await press(page, 'Berichtigung erfassen');
    await page.getByText('Doppelt bezahlt').waitFor();
    const reversal = hashOf(page);
    await certify(reversal);
    await book(reversal, 'HVS-4712');
    expect(await booked()).toBe(before);
  }, 180_000);

  test('the same invoice twice is warned about, with the way to the first', async () => {
    const { page } = await portal.as(editor, '#/npa/ausgaben/neu');
    await fillExpense(page, '87,65', 'R-doppelt');
    await press(page, 'Erfassen');
    await heading(page, 'Druck der Faltblätter');
    const first = hashOf(page);
    await goTo(page, '#/npa/ausgaben/neu');
    await heading(page, 'Ausgabe erfassen');
    await fillExpense(page, '87,65', 'R-doppelt');
    await press(page, 'Erfassen');
    await page.getByText('Möglicherweise doppelt erfasst').waitFor();
    await page.locator('.kern-alert--warning a').click();
    await page.waitForURL((url) => url.hash === first);
  });

  test('whoever certified does not book', async () => {
    const { id } = await portal.send(editor, 'POST', '/expenses', {
      amountCents: 500,
      eventId: null,
      occasion: 'DESIGN',
      reportingLine: null,
      fiscalYear: 2026,
      budgetLine: { section: '02', chapter: '0201', item: '53101', itemGroup: null },
      text: 'Muster',
      invoiceReference: null,
      supplier: null,
    });
    const { page } = await portal.as('npa-certifier-authoriser', `#/npa/ausgaben/${id}/feststellen`);
    await press(page, 'Feststellen');
    await page.getByRole('link', { name: /Bitte wählen Sie „sachlich richtig“/ }).waitFor();
    await page.getByLabel('sachlich richtig').check();
    await page.getByLabel('rechnerisch richtig').check();
    await press(page, 'Feststellen');
    await page.getByText('Sie haben diese Ausgabe festgestellt.').waitFor();
    await follow(page, 'Buchen');
    await page.getByLabel('HVS-Beleg').fill('HVS-1');
    await press(page, 'Buchen');
    await page.getByText('Das Vier-Augen-Prinzip verlangt eine andere Person').waitFor();
  });
});

test('a release with a gap is refused until the gap is named to the cent', async () => {
  const { page } = await portal.as('npa-office-lead', '#/npa/haushalt/freigabe');
  await page.getByLabel('Freigegeben bis').fill('2017-02-27');
  await page.getByLabel('Anlass').fill('Nachfrage');
  await press(page, 'Freigeben');
  await page.getByRole('link', { name: /weichen Gesamtsumme und Einzelbeträge um 922,32 Euro voneinander ab/ }).waitFor();
  await page.getByLabel('Betrag der Differenz in Euro').fill('922,32');
  await page.getByLabel('Erläuterung').fill('Auf Nachfrage ungeklärt');
  await press(page, 'Freigeben');
  await heading(page, 'Haushalt');
  await page.getByRole('cell', { name: /922,32.*Auf Nachfrage ungeklärt/ }).waitFor();
});

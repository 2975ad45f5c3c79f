import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings, goTo, heading, openPortal, type Portal, press, tablet } from '../support/browser.ts';

/** What people type by mistake, and what is longer than expected. */
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
const long = 'Donaudampfschifffahrtsgesellschaftskapitaensmuetzenausstellungseroeffnungsfeierlichkeiten'.repeat(2);

const post = async (path: string, body: object): Promise<string> => (await portal.send(editor, 'POST', path, body)).id;

const anEvent = (title: string, place: string): Promise<string> =>
  post('/events', {
    title,
    kind: 'OTHER',
    theme: null,
    ownership: 'OWN',
    ownershipReason: null,
    place: { name: place, districtKey: '03157', facility: null },
    organisers: [],
    guests: [],
    facts: [],
    followsEventId: null,
    campaignId: null,
    note: null,
    source: null,
    officeOverride: null,
    dates: { from: '2026-10-01', to: '2026-10-03', startTime: null, endTime: null, wording: null },
  });

const faults = (page: Page): Promise<string[]> => page.locator('.kern-alert--danger li').allTextContents();
const writes = (requests: readonly string[]): string[] =>
  requests.filter((request) => /^(POST|PUT) /.test(request) && request.includes('/alliances/'));

describe('numbers', () => {
  test.each(['1.5', 'viele', '1.57', '-3', '0x10', '1,5', '1.570 2'])(
    '„%s“ is refused as a number of people, and nothing is sent',
    async (typed) => {
      const { page, requests } = await portal.as(editor, '#/npa/veranstaltungen/konferenz-sprache-2016-03-16/teilnehmende');
      await page.getByLabel('Anzahl').fill(typed);
      await press(page, 'Angabe festhalten');
      await page.getByRole('link', { name: 'Anzahl: Bitte geben Sie eine ganze Zahl an, zum Beispiel 1570.' }).waitFor();
      expect(await faults(page)).toContain('Quelle: Bitte füllen Sie das Feld aus.');
      expect(await page.getByLabel('Anzahl').inputValue()).toBe(typed);
      expect(writes(requests)).toEqual([]);
    },
  );

  test.each(['1.570', '1\u00a0570', '1 570', '1570'])('„%s“ is 1.570', async (typed) => {
    const id = await anEvent('Gezählt', 'Peine');
    const { page } = await portal.as(editor, `#/npa/veranstaltungen/${id}/teilnehmende`);
    await page.getByLabel('Anzahl').fill(typed);
    await page.getByLabel('Quelle').fill('Protokoll');
    await press(page, 'Angabe festhalten');
    await page.getByRole('rowheader', { name: '1.570 Teilnehmende' }).waitFor();
  });

  test('everything the page can see is said at once, and an expense is over 0 in a year of four digits', async () => {
    const { page, requests } = await portal.as(editor, '#/npa/ausgaben/neu');
    await page.getByLabel('Betrag in Euro').fill('-3,10');
    await page.getByLabel('Haushaltsjahr').fill('zwanzig');
    await press(page, 'Erfassen');
    await page.locator('.kern-alert--danger li').first().waitFor();
    expect(await faults(page)).toEqual([
      'Betrag in Euro: Bitte geben Sie einen Betrag über 0 an. Minderungen sind Berichtigungen.',
      'Verwendungszweck: Bitte füllen Sie das Feld aus.',
      'Veranstaltung: Bitte wählen Sie einen Eintrag aus.',
      'Haushaltsjahr: Bitte geben Sie das Jahr vierstellig an.',
    ]);
    expect(writes(requests)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  });
});

test('a day or time that does not exist is not taken for none', async () => {
  const { page, requests } = await portal.as(editor, '#/npa/veranstaltungen/neu');
  await page.getByLabel('Titel').fill('Am 31. Februar');
  await page.locator('[name="/kind"]').selectOption('Sonstige Veranstaltung');
  await page.getByLabel('Beginn').focus();
  await page.keyboard.type('31022017');
  await page.getByLabel('Uhrzeit von').focus();
  await page.keyboard.type('12');
  expect(await page.getByLabel('Beginn').inputValue()).toBe('');
  await press(page, 'Registrieren');
  await page.locator('.kern-alert--danger li').first().waitFor();
  expect(await faults(page)).toEqual([
    'Beginn: Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum.',
    'Uhrzeit von: Diese Uhrzeit gibt es nicht.',
  ]);
  expect(writes(requests)).toEqual([]);
});

/** What of the right column lies outside the box of its table. */
const hiddenOf = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.kern-table-responsive')].map((box) => {
      const right = box.getBoundingClientRect().right;
      const last = [...box.querySelectorAll('tr > :last-child')].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect().right;
      });
      return Math.max(0, Math.ceil(Math.max(...last) - right), box.scrollWidth - box.clientWidth);
    }),
  );

describe('at 834 px long words push nothing out', () => {
  test('of the list of events', async () => {
    await anEvent(long, long.slice(0, 90));
    const { page } = await portal.as(editor, '#/npa/veranstaltungen?from=2026-09-30', tablet);
    await page.getByRole('link', { name: long }).waitFor();
    expect(await hiddenOf(page)).toEqual([0]);
    await goTo(page, '#/npa/veranstaltungen');
    await page.getByText('Integrationskonferenz „Werkstatt Sprache“').waitFor();
    expect(await hiddenOf(page)).toEqual([0]);
    expect(await page.locator('.kern-badge').evaluateAll((all) => all.every((badge) => badge.clientHeight < 40))).toBe(true);
  });

  test('of an expense and the list of expenses', async () => {
    const eventId = await anEvent(long, 'Peine');
    const id = await post('/expenses', {
      amountCents: 123_456_789,
      eventId,
      occasion: null,
      reportingLine: null,
      fiscalYear: 2026,
      budgetLine: { section: '02', chapter: '0201', item: '53101', itemGroup: '61' },
      text: long,
      invoiceReference: null,
      supplier: long,
    });
    const { page } = await portal.as(editor, `#/npa/ausgaben/${id}`, tablet);
    await heading(page, long);
    expect(await hiddenOf(page)).toEqual([0]);
    await goTo(page, '#/npa/ausgaben');
    await heading(page, 'Ausgaben');
    await page.getByRole('link', { name: long }).waitFor();
    expect(await hiddenOf(page)).toEqual([0]);
  });
});

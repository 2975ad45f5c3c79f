import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  getOwnRegistrationPage,
  getPublicEvent,
  getPublicEvents,
  getPublicNotes,
  getRegistrationAsset,
} from '../../functions/registration/routes.ts';
import { usualPeriods } from '../../shared/domain/retention.ts';
import { axeFindings, desktop, openPortal, type Portal, tablet } from '../support/browser.ts';

/** The public's pages in a real browser, on the real machine: from the announcement to the mail and the own registration. */

const editor = 'npa-office-editor';
const phone = { width: 390, height: 844 } as const;
const sizes = [
  ['phone', phone],
  ['tablet', tablet],
  ['desktop', desktop],
] as const;
type AnySize = (typeof sizes)[number][1];

let portal: Portal;
const output: string[] = [];
const quiet = { LOG_LEVEL: process.env.LOG_LEVEL, POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL };
beforeAll(async () => {
  // What the functions log is part of what is proved here.
  Object.assign(process.env, { LOG_LEVEL: 'INFO', POWERTOOLS_LOG_LEVEL: 'INFO' });
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((chunk: string | Uint8Array) => output.push(String(chunk)) > 0);
  portal = await openPortal();
}, 180_000);
afterAll(async () => {
  await portal?.stop();
  jest.restoreAllMocks();
  Object.assign(process.env, quiet);
});
afterEach(async () => {
  expect(await portal.leave()).toEqual([]);
});

const conference = {
  title: 'Landesweite Integrationskonferenz „Werkstatt Sprache“',
  kind: 'STATE_CONFERENCE',
  theme: null,
  ownership: 'OWN',
  ownershipReason: null,
  place: { name: 'Hannover', districtKey: '03241', facility: 'Haus der Wirtschaft' },
  organisers: [],
  guests: [],
  facts: [],
  followsEventId: null,
  campaignId: null,
  note: null,
  source: null,
  dates: { from: '2099-03-16', to: '2099-03-16', startTime: '09:30', endTime: '16:00', wording: null },
  officeOverride: null,
};
const offer = {
  isOpen: true,
  isPublic: true,
  opensAt: null,
  closesAt: null,
  capacity: 120 as number | null,
  largestParty: 4,
  description: 'Einen Tag lang geht es um Sprachförderung vor Ort.\n\nAm Nachmittag zeigen Initiativen ihre Arbeit.',
  contact: 'Geschäftsstelle des Bündnisses, Telefon 0511 120-0000',
  questions: [
    { id: 'werkstatt', label: 'An welcher Werkstatt möchten Sie teilnehmen?', kind: 'CHOICE', choices: ['Beruf', 'Kita'], required: true },
  ],
  asksNeeds: true,
  consents: ['LIST', 'PHOTO'],
  doors: ['Haupteingang'],
  noticeText: 'Verantwortlich ist die Niedersächsische Staatskanzlei.\n\nRechtsgrundlage ist Art. 6 Abs. 1 Buchst. e DSGVO.',
};

async function anAnnouncement(more: Partial<typeof offer> = {}): Promise<string> {
  const { id } = await portal.send(editor, 'POST', '/events', conference);
  await portal.send(editor, 'PUT', `/events/${id}/registration-offer`, { ...offer, ...more }, 0);
  return id;
}
const address = (row: { path: string }, eventId = ''): string =>
  `${portal.machine.origin}${row.path.replace('{allianceId}', 'npa').replace('{eventId}', eventId)}`;
const visitOf = async (url: string, size: AnySize = desktop) => {
  const visit = await portal.stranger(size as typeof desktop);
  await visit.page.goto(url);
  return visit;
};
const submit = (page: Page) => page.locator('form [type=submit]').click();
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function fill(page: Page, email: string): Promise<void> {
  await page.getByLabel('Vorname').first().fill('Amira');
  await page.getByLabel('Nachname').first().fill('Köroğlu');
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('An welcher Werkstatt').selectOption('Kita');
}
async function linkFor(email: string): Promise<string> {
  await portal.machine.drained();
  const mail = portal.machine.mails().find(({ to }) => to === email);
  return /http\S+\/anmeldung#\S+/.exec(mail?.text ?? '')?.[0] ?? '';
}

describe('the page of an event', () => {
  test('needs nothing from elsewhere, allows no inline code, and says the event in schema.org’s words', async () => {
    const eventId = await anAnnouncement();
    const answer = await fetch(address(getPublicEvent, eventId));
    const html = await answer.text();
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toContain('unsafe');
    const structured = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? '{}');
    expect(structured).toMatchObject({
      '@type': 'Event',
      name: conference.title,
      startDate: '2099-03-16T08:30:00.000Z',
      eventStatus: 'https://schema.org/EventScheduled',
      location: { name: 'Haus der Wirtschaft', address: { addressLocality: 'Hannover' } },
      remainingAttendeeCapacity: 120,
    });
    const [script = ''] = /\/termine-dateien\/[^"]+\.js/.exec(html) ?? [];
    const file = await fetch(`${portal.machine.origin}${script}`, { headers: { 'accept-encoding': 'br' } });
    expect([file.status, file.headers.get('content-encoding'), file.headers.get('cache-control')]).toEqual([
      200,
      'br',
      'public, max-age=31536000, immutable',
    ]);
    expect((await fetch(address(getRegistrationAsset).replace('{fileName}', 'manifest.json'))).status).toBe(404);
  });

  test('that is moved, cancelled, full or closed says so', async () => {
    const eventId = await anAnnouncement({ capacity: 1 });
    const { page } = await visitOf(address(getPublicEvent, eventId));
    const structured = async () => JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '{}');
    await fill(page, 'eins@example.org');
    await submit(page);
    await page.getByText('Vielen Dank').waitFor();
    await page.reload();
    await page.getByText('Alle Plätze sind vergeben').waitFor();
    expect(await structured()).not.toHaveProperty('offers');
    expect(await structured()).not.toHaveProperty('remainingAttendeeCapacity');
    const dates = { ...conference.dates, from: '2099-04-01', to: '2099-04-01' };
    await portal.send(editor, 'POST', `/events/${eventId}/move`, { dates, place: conference.place, reason: 'Umbau' }, 1);
    await page.reload();
    await page.getByText('Termin oder Ort haben sich geändert').waitFor();
    expect(await structured()).toMatchObject({
      eventStatus: 'https://schema.org/EventRescheduled',
      previousStartDate: '2099-03-16T08:30:00.000Z',
    });
    await portal.send(editor, 'POST', `/events/${eventId}/cancellation`, { reason: 'Umbau' }, 2);
    await page.reload();
    await page.getByText('Diese Veranstaltung ist abgesagt').waitFor();
    expect(await page.locator('form').count()).toBe(0);
    expect(await structured()).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled' });
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(address(getPublicEvent, await anAnnouncement({ isOpen: false })));
    await page.getByText('Die Anmeldung ist zurzeit nicht geöffnet').waitFor();
  });

  test('says when needs are erased as the office has set it', async () => {
    const eventId = await anAnnouncement();
    const set = async (days: number, version: number) => {
      const periods = { ...usualPeriods, SPECIAL_NEEDS: { months: 0, days, archive: 'NONE' } };
      return await portal.send('npa-office-lead', 'PUT', '/retention-settings', { periods }, version);
    };
    const html = async () => await (await fetch(address(getPublicEvent, eventId))).text();
    expect(await html()).toContain('es wird 14 Tage nach ihr gelöscht');
    const { version } = await set(30, 0);
    expect(await html()).toContain('es wird 30 Tage nach ihr gelöscht');
    await set(14, version);
  });

  test('leads to who answers for it, how data are kept and how barriers are reported; the office may name its own pages', async () => {
    const eventId = await anAnnouncement();
    const { page } = await visitOf(address(getPublicEvent, eventId), phone);
    await page.getByRole('link', { name: 'Barrierefreiheit' }).click();
    await page.getByRole('heading', { name: 'Barrierefreiheit' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(getPublicNotes.path.replace('{allianceId}', 'npa'));
    expect(await page.getByText('Entwurf').count()).toBe(3);
    await page.getByText(offer.contact).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    process.env.IMPRINT_ADDRESS = 'https://amt.example.org/impressum';
    try {
      await page.reload();
      const link = page.getByRole('contentinfo').getByRole('link', { name: 'Impressum' });
      expect(await link.getAttribute('href')).toBe('https://amt.example.org/impressum');
      expect(await page.getByText('Entwurf').count()).toBe(2);
    } finally {
      delete process.env.IMPRINT_ADDRESS;
    }
  });

  test('that is not public is the same page as one that is not there', async () => {
    const hidden = await anAnnouncement({ isPublic: false });
    const paths = [hidden, 'gibt-es-nicht', 'Ä%20'].map((id) => address(getPublicEvent, id));
    const seen = await Promise.all(
      [...paths, `${portal.machine.origin}/termine/nirgends`].map(async (url) => {
        const answer = await fetch(url, { headers: { accept: 'text/html' } });
        return `${answer.status} ${await answer.text()}`;
      }),
    );
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toContain('404 <!doctype html>');
    const { page } = await visitOf(address(getPublicEvents));
    expect(await page.locator('main').innerHTML()).not.toContain(hidden);
  });
});

describe.each(sizes)('on a %s', (name, size) => {
  test('pages and form have no findings, fit the width, and lead to what is wrong', async () => {
    const eventId = await anAnnouncement();
    const { page } = await visitOf(address(getPublicEvent, eventId), size);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Weitere Person hinzufügen' }).click();
    await submit(page);
    const summary = page.locator('#meldung .kern-alert');
    await summary.waitFor();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await summary.getByRole('link').count()).toBe(4);
    expect(await axeFindings(page)).toEqual([]);
    await summary.getByRole('link', { name: 'E-Mail-Adresse' }).click();
    const email = page.getByLabel('E-Mail-Adresse');
    expect(await email.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await email.getAttribute('aria-invalid')).toBe('true');

    await fill(page, 'amira@');
    await submit(page);
    await page.locator('.kern-error', { hasText: 'vollständige E-Mail-Adresse' }).waitFor();
    const own = `amira.${name}@example.org`;
    await email.fill(own);
    await submit(page);
    await page.getByText('Vielen Dank').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.goto(await linkFor(own));
    await page.getByText('Ihre Gruppe mit 2 Personen ist angemeldet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

describe('the own registration', () => {
  test('is changed, loses a companion and is called off, all without an address in any URL or log', async () => {
    const eventId = await anAnnouncement();
    const { page, requests } = await visitOf(`${address(getPublicEvent, eventId)}#einladung=abc`);
    const code = page.getByLabel('Einladungscode');
    expect([await code.inputValue(), await code.isVisible()]).toEqual(['abc', true]);
    await page.getByLabel('Einladungscode').fill('');
    await fill(page, 'amira.koroglu@example.org');
    await page.getByLabel('Besondere Bedarfe').fill('Gebärdensprache');
    await page.getByLabel('Auf Fotos').check();
    for (const _ of [1, 2, 3]) await page.getByRole('button', { name: 'Weitere Person hinzufügen' }).click();
    expect(await page.getByRole('button', { name: 'Weitere Person hinzufügen' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Person 2 entfernen' }).click();
    await submit(page);
    await page.getByText('Vielen Dank').waitFor();
    const link = await linkFor('amira.koroglu@example.org');

    await page.goto(link);
    await page.getByText('Ihre Gruppe mit 3 Personen ist angemeldet.').waitFor();
    expect(await page.getByLabel('Besondere Bedarfe').inputValue()).toBe('Gebärdensprache');
    await page.getByText('Ihre Gruppe kann hier kleiner werden').waitFor();
    await page.getByText(`mit einer anderen E-Mail-Adresse neu an, oder wenden Sie sich an: ${offer.contact}`).waitFor();
    expect([await page.getByLabel('Auf Fotos').isChecked(), await page.getByLabel('Mein Name darf').isChecked()]).toEqual([true, false]);
    await page.getByLabel('Nachname').first().fill('Köroğlu-Meyer');
    await page.getByLabel('Auf Fotos').uncheck();
    await page.getByRole('button', { name: 'Person 1 entfernen' }).click();
    await submit(page);
    await page.getByText('Gespeichert. Ihre Gruppe mit 2 Personen ist angemeldet.').waitFor();
    await page.reload();
    await page.getByText('Ihre Gruppe mit 2 Personen ist angemeldet.').waitFor();
    expect(await page.getByLabel('Nachname').first().inputValue()).toBe('Köroğlu-Meyer');
    expect(await page.getByLabel('Auf Fotos').isChecked()).toBe(false);

    await page.getByRole('button', { name: 'Anmeldung absagen' }).click();
    await page.getByRole('button', { name: 'Ja, endgültig absagen' }).click();
    await page.getByText('Ihre Anmeldung ist abgesagt.').waitFor();
    expect(await page.getByRole('link', { name: 'Zur Seite der Veranstaltung' }).getAttribute('href')).toBe(`/termine/npa/${eventId}`);
    expect(await page.locator('form').count()).toBe(0);
    await portal.machine.drained();
    const subjects = portal.machine.mails().filter(({ to }) => to === 'amira.koroglu@example.org');
    expect(subjects.map(({ subject }) => subject.split(':')[0])).toEqual([
      'Abmeldung bestätigt',
      'Anmeldung geändert',
      'Anmeldung bestätigt',
    ]);
    expect(portal.machine.deadLetters()).toEqual([]);

    const token = link.split('#')[1] ?? 'none';
    const sent = requests.map((request) => request.split('#')[0] ?? '').join('\n');
    expect(sent).not.toContain(token);
    const logs = output.join('');
    expect(logs).toContain('REGISTRATION_MAIL_SENT');
    expect(logs.match(/amira|K(?:ö|o)ro(?:ğ|g)lu|Gebärden/gi)).toBeNull();
    expect(logs).not.toContain(token);
    expect(JSON.stringify(portal.machine.published()).match(/amira|Köroğlu|Gebärden/gi)).toBeNull();
  });

  test('with a broken link says what to do, and the page is the same for every address', async () => {
    const eventId = await anAnnouncement();
    const { page } = await visitOf(`${address(getOwnRegistrationPage, eventId)}#falsch.falsch`, phone);
    await page.getByText('Dieser Link ist ungültig').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const pages = await Promise.all(
      [eventId, 'gibt-es-nicht'].map(async (id) => await (await fetch(address(getOwnRegistrationPage, id))).text()),
    );
    expect(pages[0]).toBe(pages[1]);
  });
});

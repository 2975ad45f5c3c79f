import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings, heading, openPortal, type Portal, press, tablet } from '../support/browser.ts';
import { aPerson, enterParty, openDoor } from '../support/door.ts';
import {
  described,
  doorRoom,
  dump,
  editor,
  line,
  lookAgain,
  on,
  people,
  scan,
  status,
  today,
  unsealed,
  walkIn,
} from '../support/door-room.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
}, 180_000);
afterAll(async () => {
  await portal?.stop();
});
afterEach(async () => {
  // what a cut network breaks off is the network's, everything else is a fault
  expect((await portal.leave()).filter((complaint) => !/net::ERR_(?:INTERNET_DISCONNECTED|FAILED)/.test(complaint))).toEqual([]);
});

const { anEventWithADoor, atTheDoor, countsOf, get } = doorRoom(() => portal);
const field = (page: Page) => page.getByLabel('Name, Organisation oder Code');
const hits = (page: Page) => page.getByRole('list', { name: 'Personen auf der Liste' });
const counted = (page: Page) => page.locator('p.door-small[role="status"]');
const room = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

/** As the office does it when somebody has asked for it. */
async function ask(kind: 'ERASURE' | 'OBJECTION', eventId: string, ticketId: string | undefined): Promise<void> {
  const participants = [{ eventId, ticketId }];
  const one = await portal.send(editor, 'POST', '/privacy-cases', { kind, receivedOn: today, email: null, participants });
  const step = kind === 'ERASURE' ? 'erasure' : 'masking';
  await portal.send(editor, 'POST', `/privacy-cases/${one.id}/${step}`, { participants }, one.version);
}

/** The register is asked, not the tablet: that had nothing to send before the scan either. */
async function untilIn(eventId: string, ticketId: string | undefined): Promise<void> {
  for (;;) {
    const { heads } = await get<{ heads: { ticketId: string; present: boolean }[] }>(`/events/${eventId}/door`);
    if (heads.some((head) => head.ticketId === ticketId && head.present)) return;
    await pause(100);
  }
}

describe('who was erased or objected', () => {
  test('is named nowhere on the tablet after its next look, nor in anything it keeps', async () => {
    const guests = await anEventWithADoor();
    const { page } = await atTheDoor(guests);
    // as it was loaded, so that the second scan turns out to be a duplicate
    await page.route(/\/door(?:\?|$)/, (route) => route.abort());
    const other = await atTheDoor(guests);
    await scan(other.page, guests.tickets[1]);
    await untilIn(guests.eventId, guests.tickets[1]);
    await scan(page, guests.tickets[1]);
    await scan(page, guests.tickets[0]);
    await walkIn(page, 'Nowak-Planted');
    await status(page, 'Nicht gesendet: 0');
    await page.getByText('Doppelt: Jürgen Weiß').waitFor();
    await page.unroute(/\/door(?:\?|$)/);
    await press(page, 'Jetzt senden');
    await status(page, 'Verbunden');
    await page.getByRole('button', { name: /^Nowak-Planted/ }).waitFor();
    expect(await unsealed(page)).toContain('Köroğlu');
    const { heads } = await get<{ heads: { ticketId: string; origin: string }[] }>(`/events/${guests.eventId}/door`);
    await ask('ERASURE', guests.eventId, guests.tickets[0]);
    await ask('ERASURE', guests.eventId, heads.find(({ origin }) => origin === 'WALK_IN')?.ticketId);
    await ask('OBJECTION', guests.eventId, guests.tickets[1]);
    await press(page, 'Jetzt senden');
    const recent = page.locator('.door-recent');
    await recent.getByText('Angaben gelöscht').first().waitFor();
    const names = /Köroğlu|Ayşe|Elternverein|Weiß|Jürgen|Sportring|Nowak/;
    const look = async () => {
      expect(await recent.locator('.door-name').allTextContents()).toEqual([
        expect.stringMatching(/^Angaben gelöscht …\w{4}$/),
        expect.stringMatching(/^Angaben gelöscht …\w{4}$/),
        'Teilnahme ohne Namensnennung',
      ]);
      await page.getByText('Doppelt: Teilnahme ohne Namensnennung').waitFor();
      expect(await room(page)).not.toMatch(names);
      expect(await page.evaluate(() => document.body.innerHTML)).not.toMatch(names);
      expect(`${await unsealed(page)}${await dump(page)}`).not.toMatch(names);
    };
    await look();
    expect(await unsealed(page)).toContain('Yılmaz');
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await recent.getByText('Angaben gelöscht').first().waitFor();
    await look();
  }, 180_000);
});

describe('a tablet nobody touches', () => {
  test('sees by itself who registered and who came in elsewhere', async () => {
    const guests = await anEventWithADoor();
    const { page } = await atTheDoor(guests);
    await page.clock.install();
    // from here on its clock is ours
    await press(page, 'Jetzt senden');
    await page.getByRole('button', { name: 'Jetzt senden', disabled: false }).waitFor();
    await enterParty(guests.eventId, [aPerson({ givenName: 'Hanne', familyName: 'Brandes' })]);
    const came = page.getByRole('button', { name: /^Hanne Brandes/ });
    for (let round = 0; round < 40 && (await came.count()) === 0; round++) await page.clock.runFor(5_000);
    await came.waitFor();
    await enterParty(guests.eventId, [aPerson({ givenName: 'Tesfaye', familyName: 'Abebe' })]);
    await page.clock.runFor(6_000);
    await lookAgain(page);
    await page.getByRole('button', { name: /^Tesfaye Abebe/ }).waitFor();
  }, 180_000);
});

describe('the list', () => {
  test('has companions behind whom they came with, found by that name, and the numbers agree', async () => {
    const guests = await anEventWithADoor();
    const lead = aPerson({ givenName: 'Bodo', familyName: 'Anders', organisation: null });
    await enterParty(guests.eventId, [lead, null, null], { origin: 'OFFICE' });
    const { page } = await atTheDoor(guests);
    await counted(page).getByText('7 angemeldet', { exact: true }).waitFor();
    expect(await page.locator('.door-counts dd').allTextContents()).toEqual(['0', '0', '7']);
    await field(page).fill('anders');
    await page.getByText('3 Treffer', { exact: true }).waitFor();
    expect(await hits(page).locator('.door-name').allTextContents()).toEqual([
      'Bodo Anders',
      'Begleitung von Bodo Anders',
      'Begleitung von Bodo Anders',
    ]);
    expect(await hits(page).textContent()).toContain('Foto: nicht gefragt');
    await hits(page)
      .getByRole('button', { name: /^Begleitung/ })
      .first()
      .click();
    await line(page).getByText('Anwesend: Begleitung von Bodo Anders').waitFor();
    await page.locator('.door-recent').getByText('Begleitung von Bodo Anders').waitFor();
    await press(page, 'Spontane Teilnahme');
    await press(page, 'Anwesenheit erfassen');
    await counted(page).getByText('7 angemeldet, 1 spontan', { exact: true }).waitFor();
    await status(page, 'Nicht gesendet: 0');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 2, walkIns: 1 });
  }, 180_000);

  test('says who may not be photographed and who was not asked', async () => {
    const guests = await anEventWithADoor('Foto', [people[0]]);
    const asked = aPerson({ givenName: 'Ida', familyName: 'Gefragt' });
    const consent = { kind: 'PHOTO', noticeVersion: 1, givenAt: `${today}T00:00:00.000Z`, revokedAt: null } as const;
    await enterParty(guests.eventId, [asked]);
    await enterParty(guests.eventId, [{ ...asked, givenName: 'Udo' }], { consents: [consent] });
    const { page } = await atTheDoor(guests);
    const photoOf = async (name: RegExp) =>
      /kein Foto|Foto: nicht gefragt/.exec((await hits(page).getByRole('button', { name }).textContent()) ?? '')?.[0];
    expect([await photoOf(/^Ayşe/), await photoOf(/^Ida/), await photoOf(/^Udo/)]).toEqual(['Foto: nicht gefragt', 'kein Foto', undefined]);
  });

  test('is worked by keys: Enter takes the only hit, the arrow goes into the list, half a code is refused', async () => {
    const guests = await anEventWithADoor();
    const { page } = await atTheDoor(guests);
    await field(page).fill(`NPA:${guests.tickets[0]?.slice(0, 10)}`);
    await field(page).press('Enter');
    await line(page).getByText('Code unvollständig').waitFor();
    await field(page).fill('NPA:0d0feedb-e000-4000-8000-00000000abcd');
    await field(page).press('Enter');
    await line(page).getByText('Wird noch geprüft: Karte …abcd').waitFor();
    await page.getByText('Abgewiesen: Karte …abcd').waitFor();
    await field(page).fill('yilmaz');
    await field(page).press('Enter');
    await line(page).getByText('Anwesend: Dr. Zeynep Yılmaz').waitFor();
    expect(await field(page).inputValue()).toBe('');
    await field(page).press('Enter');
    await field(page).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await line(page).getByText('Anwesend: Christa von Below-Neufeldt').waitFor();
    await status(page, 'Nicht gesendet: 0');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 2, refused: 1 });
  });

  test('what was searched for is already in the form of who was not found', async () => {
    const { page } = await atTheDoor(await anEventWithADoor());
    for (const [typed, given, family] of [
      ['Olga Anna Stern', 'Olga Anna', 'Stern'],
      ['Kai von der Heide', 'Kai', 'von der Heide'],
      ['Stern', '', 'Stern'],
    ] as const) {
      await field(page).fill(typed);
      await press(page, 'Spontane Teilnahme');
      expect([await page.getByLabel('Vorname').inputValue(), await page.getByLabel('Nachname').inputValue()]).toEqual([given, family]);
      expect(await room(page)).toContain('Wer eine E-Mail-Adresse angibt, bekommt die Information nach Art. 13 DSGVO per E-Mail.');
      await press(page, 'Zurück zur Liste');
    }
  });
});

test('on another day than the event’s it says so once and lets in all the same', async () => {
  const { id } = await portal.send(editor, 'POST', '/events', { ...described, title: 'Später', dates: on('2031-12-07') });
  await openDoor(id);
  const { tickets } = await enterParty(id, [people[0]]);
  const { page } = await atTheDoor({ eventId: id, tickets, parties: [] });
  const said = page.getByText(/^Die Veranstaltung ist am 07\.12\.2031, heute ist der \d\d\.\d\d\.\d{4}\.$/);
  await scan(page, tickets[0]);
  await line(page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
  expect(await said.count()).toBe(1);
  expect(await axeFindings(page)).toEqual([]);
});

test('another office’s event is said not to be there at once, and no list is offered', async () => {
  const guests = await anEventWithADoor();
  const { page } = await portal.as('npa-regional-editor-lg', `#/npa/einlass/${guests.eventId}`, tablet);
  await heading(page, 'Einlass');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('button', { name: 'Liste laden' }).count()).toBe(0);
  expect(await room(page)).not.toContain('Werkstatt Ehrenamt');
});

test('a duplicate that was withdrawn here is shown as withdrawn, also when the person came in again', async () => {
  const guests = await anEventWithADoor();
  const elsewhere = await atTheDoor(guests);
  const { page, context } = await atTheDoor(guests);
  await context.setOffline(true);
  await scan(page, guests.tickets[0]);
  await line(page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
  await line(page).locator('..').getByRole('button', { name: 'Zurücknehmen' }).click();
  await line(page).getByText('Zurückgenommen: Ayşe Köroğlu').waitFor();
  await page.getByRole('button', { name: /^Ayşe Köroğlu/ }).click();
  await line(page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
  await scan(elsewhere.page, guests.tickets[0]);
  await untilIn(guests.eventId, guests.tickets[0]);
  await context.setOffline(false);
  await status(page, 'Nicht gesendet: 0');
  const notices = page.getByRole('region', { name: 'Abgewiesene und doppelte Erfassungen' });
  await notices.getByText('Doppelt: Ayşe Köroğlu').waitFor();
  expect(await notices.locator('strong').allTextContents()).toEqual(['Zurückgenommen: Ayşe Köroğlu', 'Doppelt: Ayşe Köroğlu']);
  await status(page, 'Doppelt: 1');
  const states = await page.locator('.door-recent .door-small').allTextContents();
  expect(states.map((text) => text.split(' · ')[1])).toEqual(['gesendet, doppelt', 'zurückgenommen']);
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { heading, openPortal, type Portal, press } from '../support/browser.ts';
import { cancel, comeBack, doorRoom, dump, line, newTab, offline, scan, status, walkIn } from '../support/door-room.ts';

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

describe('two tablets without a network', () => {
  test.each([
    ['the first comes back first', false],
    ['the second comes back first', true],
  ])(
    'scan one same ticket and add one walk-in each: three are present and one duplicate is listed, when %s',
    async (_, turned) => {
      const guests = await anEventWithADoor();
      const [ticket] = guests.tickets;
      const first = await atTheDoor(guests);
      const second = await atTheDoor(guests);
      await Promise.all([offline(first.context), offline(second.context)]);

      await scan(first.page, ticket);
      await line(first.page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
      await first.page.reload();
      await first.page.getByText('Ohne Verbindung: 1 nicht gesendet.').waitFor();
      await walkIn(first.page, 'Dąbrowska');
      await status(first.page, 'Nicht gesendet: 2');

      await scan(second.page, ticket);
      await line(second.page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
      await second.page.close();
      const crashed = await newTab(second);
      await crashed.goto(portal.machine.origin);
      await heading(crashed, 'Werkstatt Ehrenamt');
      await walkIn(crashed, 'Okonkwo');
      await status(crashed, 'Nicht gesendet: 2');
      await crashed.reload();
      await crashed.getByText('Ohne Verbindung: 2 nicht gesendet.').waitFor();

      const back = [
        [first, first.page],
        [second, crashed],
      ] as const;
      for (const [visit, page] of turned ? back.toReversed() : back) await comeBack(visit, page);

      expect(await countsOf(guests.eventId)).toMatchObject({ present: 3, walkIns: 2, duplicates: 1 });
      const { items } = await get<{ items: { ticketId: string }[] }>(`/events/${guests.eventId}/door/scans?outcome=DUPLICATE`);
      expect(items.map(({ ticketId }) => ticketId)).toEqual([ticket]);
      const late = turned ? first.page : crashed;
      await late.getByText('Doppelt: Ayşe Köroğlu').waitFor();
      await late.getByText(/^Doppelt: 1$/).waitFor();
      await late.getByRole('button', { name: 'Erledigt: Ayşe Köroğlu' }).click();
      await late.getByText('Doppelt: Ayşe Köroğlu').waitFor({ state: 'detached' });
      expect(await dump(late)).not.toContain('QUEUED');
    },
    120_000,
  );
});

const spellings = [
  ['koroglu', 'Ayşe Köroğlu'],
  ['Köroğlu', 'Ayşe Köroğlu'],
  ['weiss jur', 'Jürgen Weiß'],
  ['juergen', 'Jürgen Weiß'],
  ['neufeldt', 'Christa von Below-Neufeldt'],
  ['yilmaz', 'Dr. Zeynep Yılmaz'],
  ['sportring', 'Jürgen Weiß'],
] as const;

describe('at the door', () => {
  test('a hand scanner, a typed code and a card of something else', async () => {
    const guests = await anEventWithADoor();
    const { page } = await atTheDoor(guests);
    await scan(page, guests.tickets[0]);
    await line(page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
    const field = page.getByLabel('Name, Organisation oder Code');
    await field.fill(`npa:${guests.tickets[1]}`);
    await field.press('Enter');
    await line(page).getByText('Anwesend: Jürgen Weiß').waitFor();
    expect(await field.inputValue()).toBe('');
    // American keys on a German keyboard
    await page.locator('h1').focus();
    await page.evaluate(
      (keys) => {
        for (const key of keys) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      },
      [...`NPAÖ${guests.tickets[2]?.replaceAll('-', 'ß')}`, 'Enter'],
    );
    await line(page).getByText('Anwesend: Christa von Below-Neufeldt').waitFor();
    await page.keyboard.type('https://example.org/karte');
    await page.keyboard.press('Enter');
    await line(page).getByText('Das ist keine Eintrittskarte dieses Registers.').waitFor();
    await status(page, 'Nicht gesendet: 0');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 3, duplicates: 0, refused: 0 });
  });

  test('people are found however their names are typed', async () => {
    const { page } = await atTheDoor(await anEventWithADoor());
    const field = page.getByLabel('Name, Organisation oder Code');
    const found: [string, string[]][] = [];
    for (const [typed] of spellings) {
      await field.fill(typed);
      await page.getByText('1 Treffer', { exact: true }).waitFor();
      found.push([typed, await page.getByRole('list', { name: 'Personen auf der Liste' }).locator('.door-name').allTextContents()]);
      await field.fill('');
      await page.getByText('1 Treffer', { exact: true }).waitFor({ state: 'detached' });
    }
    expect(found).toEqual(spellings.map(([typed, name]) => [typed, [name]]));
  }, 60_000);
});

describe('what the register says later', () => {
  test('a cancelled ticket is refused with its reason and stays listed until somebody has seen it', async () => {
    const guests = await anEventWithADoor();
    const { page, context } = await atTheDoor(guests);
    await cancel(guests.eventId, guests.parties[1] ?? '');
    await offline(context);
    await scan(page, guests.tickets[1]);
    await line(page).getByText('Anwesend: Jürgen Weiß').waitFor();
    await status(page, 'Nicht gesendet: 1');
    await context.setOffline(false);
    await status(page, 'Abgewiesen: 1');
    const notices = page.getByRole('region', { name: 'Abgewiesene und doppelte Erfassungen' });
    expect(await notices.textContent()).toContain('Die Anmeldung wurde abgesagt.');
    await page.reload();
    await notices.waitFor();
    await page.getByRole('button', { name: 'Erledigt: Jürgen Weiß' }).click();
    await status(page, 'Abgewiesen: 0');
    // by now the list knows
    await page.getByRole('button', { name: /Weiß/ }).first().click();
    await line(page).getByText('Abgesagt: Jürgen Weiß').waitFor();
    await press(page, 'Als spontane Teilnahme erfassen');
    expect([await page.getByLabel('Vorname').inputValue(), await page.getByLabel('Nachname').inputValue()]).toEqual(['Jürgen', 'Weiß']);
    await press(page, 'Anwesenheit erfassen');
    await line(page).getByText('Spontan erfasst: Jürgen Weiß').waitFor();
    await status(page, 'Nicht gesendet: 0');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 1, walkIns: 1, refused: 1 });
  });

  test('a duplicate says when and where it was first, and what is undone is gone again', async () => {
    const guests = await anEventWithADoor();
    const { page } = await atTheDoor(guests);
    await page.getByLabel('Eingang').selectOption('Nebeneingang');
    await scan(page, guests.tickets[0]);
    await line(page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
    await status(page, 'Nicht gesendet: 0');
    await scan(page, guests.tickets[0]);
    await line(page)
      .getByText(/^Zuerst erfasst um \d\d:\d\d Uhr, Nebeneingang$/)
      .waitFor();
    await page.getByRole('button', { name: 'Zurücknehmen: Ayşe Köroğlu' }).click();
    await line(page).getByText('Zurückgenommen: Ayşe Köroğlu').waitFor();
    await status(page, 'Nicht gesendet: 0');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 0, duplicates: 0 });
  });

  test('an entry the register cannot read is refused alone, and the others get through', async () => {
    const guests = await anEventWithADoor();
    const { page } = await atTheDoor(guests);
    let first = true;
    await page.route('**/door/scans', async (route) => {
      if (!first) return await route.continue();
      first = false;
      const errors = [{ pointer: '/entries/0/person/email', detail: 'Diese Adresse ist nicht lesbar.' }];
      await route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        body: JSON.stringify({ title: 'Bitte prüfen', errors }),
      });
    });
    await walkIn(page, 'Nowak');
    await page.getByText('Diese Adresse ist nicht lesbar.').waitFor();
    await walkIn(page, 'Berg');
    await status(page, 'Nicht gesendet: 0');
    await status(page, 'Abgewiesen: 1');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 1, walkIns: 1 });
  });
});

describe('nothing lost, nothing twice', () => {
  test('when an answer is lost on the way, and the page is loaded anew before it is asked for again', async () => {
    const guests = await anEventWithADoor();
    const { page, context } = await atTheDoor(guests);
    const sent: string[][] = [];
    await page.route('**/door/scans', async (route) => {
      const { entries } = route.request().postDataJSON() as { entries: { scanId: string }[] };
      sent.push(entries.map(({ scanId }) => scanId));
      await route.fetch().catch(() => undefined);
      await route.abort().catch(() => undefined);
    });
    await Promise.all([page.waitForRequest('**/door/scans'), scan(page, guests.tickets[0])]);
    await status(page, 'Ohne Verbindung');
    await scan(page, guests.tickets[2]);
    await status(page, 'Nicht gesendet: 2');
    await offline(context);
    await page.unroute('**/door/scans');
    await page.reload();
    await page.getByText('Ohne Verbindung: 2 nicht gesendet.').waitFor();
    await context.setOffline(false);
    await press(page, 'Anmelden und senden');
    await status(page, 'Nicht gesendet: 0');
    expect(sent[0]).toHaveLength(1);
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 2, duplicates: 0, refused: 0 });
  });

  test('with two tabs of one tablet, of which one sends', async () => {
    const guests = await anEventWithADoor();
    const visit = await atTheDoor(guests);
    const other = await newTab(visit);
    await other.goto(visit.page.url());
    await status(other, 'Verbunden');
    await offline(visit.context);
    await scan(visit.page, guests.tickets[0]);
    await scan(other, guests.tickets[1]);
    await scan(visit.page, guests.tickets[2]);
    await Promise.all([status(visit.page, 'Nicht gesendet: 3'), status(other, 'Nicht gesendet: 3')]);
    const batches: number[] = [];
    visit.context.on('request', (request) => {
      if (request.url().endsWith('/door/scans')) batches.push((request.postDataJSON() as { entries: unknown[] }).entries.length);
    });
    await visit.context.setOffline(false);
    await Promise.all([status(visit.page, 'Nicht gesendet: 0'), status(other, 'Nicht gesendet: 0')]);
    expect(batches.reduce((sum, one) => sum + one, 0)).toBe(3);
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 3, duplicates: 0 });
  });

  test('with more than one request may hold, in order', async () => {
    const guests = await anEventWithADoor();
    const { page, context } = await atTheDoor(guests);
    await offline(context);
    await page.evaluate(async () => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '+1');
      for (let tap = 0; tap < 505; tap++) {
        button?.click();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
    await page.getByText('Nicht gesendet: 505', { exact: true }).waitFor({ timeout: 40_000 });
    const batches: number[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/door/scans')) batches.push((request.postDataJSON() as { entries: unknown[] }).entries.length);
    });
    await context.setOffline(false);
    await page.getByText('Nicht gesendet: 0', { exact: true }).waitFor({ timeout: 40_000 });
    expect(batches).toEqual([500, 5]);
    expect(Object.values((await countsOf(guests.eventId)).heads)).toEqual([505]);
    expect(await page.getByLabel('Auf diesem Gerät gezählt').textContent()).toBe('505');
  }, 120_000);
});

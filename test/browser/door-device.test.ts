import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import encodeQR from 'qr';
import { getServiceWorker, getWebManifest } from '../../functions/portal/routes.ts';
import {
  atBothSizes,
  axeFindings,
  desktop,
  faultsAt,
  goTo,
  heading,
  openPortal,
  type Portal,
  press,
  settled,
  signInAs,
  tablet,
} from '../support/browser.ts';
import { aPerson } from '../support/door.ts';
import {
  cancel,
  comeBack,
  described,
  doorRoom,
  dump,
  editor,
  line,
  offline,
  on,
  people,
  scan,
  status,
  today,
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

const { anEventWithADoor, atTheDoor, countsOf } = doorRoom(() => portal);

describe('what a device keeps', () => {
  const planted = people
    .flatMap(({ givenName, familyName, organisation }) => [givenName ?? '', familyName, organisation ?? ''])
    .filter(Boolean);
  const leaks = (text: string): string[] => [...planted, 'Nowak', 'Werkstatt Ehrenamt', 'eyJ'].filter((name) => text.includes(name));

  test('is readable by nobody, and nothing is left of it after signing out, which asks when something is unsent', async () => {
    const guests = await anEventWithADoor();
    const { page, context } = await atTheDoor(guests);
    await offline(context);
    await scan(page, guests.tickets[0]);
    await walkIn(page, 'Nowak');
    await status(page, 'Nicht gesendet: 2');
    const before = await dump(page);
    expect(leaks(before)).toEqual([]);
    expect(before).toContain('key, readable: false');
    expect(before.match(/QUEUED/g)).toHaveLength(2);
    expect(before).not.toMatch(/cached \w+ [^"]*\/alliances\//);
    await press(page, 'Abmelden');
    await page.getByText('2\u00a0Erfassungen sind noch nicht gesendet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await context.setOffline(false);
    await press(page, 'Jetzt senden');
    await page.getByText('Alles ist gesendet').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Abmelden' }).click();
    await page.getByRole('button', { name: 'Ja, abmelden' }).click();
    await page.getByRole('button', { name: 'Anmelden' }).waitFor();
    const after = await dump(page);
    expect(leaks(after)).toEqual([]);
    expect(after).not.toMatch(/key, readable|QUEUED|DONE/);
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 2, walkIns: 1 });
  });

  test('goes at the end of its time, also without a network, and what is unsent stays and is said', async () => {
    const guests = await anEventWithADoor();
    const { page, context } = await atTheDoor(guests);
    await offline(context);
    await scan(page, guests.tickets[0]);
    await status(page, 'Nicht gesendet: 1');
    await page.clock.setFixedTime(new Date(Date.now() + 25 * 3_600_000));
    await page.reload();
    await page.getByText('1\u00a0Erfassung nicht gesendet, bitte anmelden').waitFor();
    expect(
      await page.evaluate(async () => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const asked = indexedDB.open('einlass');
          asked.onsuccess = () => resolve(asked.result);
        });
        return await new Promise((resolve) => {
          const asked = db.transaction('lists').objectStore('lists').count();
          asked.onsuccess = () => resolve(asked.result);
        });
      }),
    ).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  test.each([
    [401, 'nicht gesendet, bitte anmelden'],
    [403, 'Ihr Zugang darf an dieser Tür nicht mehr erfassen.'],
    [404, 'Die Veranstaltung gibt es nicht mehr'],
  ])('goes when the register answers %d, but for what is unsent', async (refusal, said) => {
    const guests = await anEventWithADoor();
    const { page, context } = await atTheDoor(guests);
    await offline(context);
    await scan(page, guests.tickets[0]);
    await status(page, 'Nicht gesendet: 1');
    await page.route('**/door**', (route) =>
      route.fulfill({ status: refusal, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Nein', status: refusal }) }),
    );
    await context.setOffline(false);
    await page.getByText(said).waitFor();
    const text = await dump(page);
    expect(text).toContain('QUEUED');
    expect(text).not.toContain('usableUntil');
    await page.unroute('**/door**');
    if (refusal === 401) await press(page, 'Anmelden');
    else await press(page, 'Jetzt senden');
    await status(page, 'Nicht gesendet: 0');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 1 });
  });

  test('is not shown to somebody else, who is told that something waits', async () => {
    const guests = await anEventWithADoor();
    const visit = await atTheDoor(guests);
    const { page, context } = visit;
    await offline(context);
    await scan(page, guests.tickets[0]);
    await status(page, 'Nicht gesendet: 1');
    await page.goto('about:blank');
    await context.setOffline(false);
    await context.clearCookies();
    await signInAs(visit, portal.machine.origin, 'npa-regional-editor-bs', `#/npa/einlass/${guests.eventId}`);
    await page.getByText('1\u00a0Erfassung einer anderen Person nicht gesendet').waitFor();
    await page.getByRole('button', { name: 'Liste laden' }).waitFor();
    expect(await page.locator('main').textContent()).not.toContain('Köroğlu');
    await status(page, 'Nicht gesendet: 0');
    await press(page, 'Abmelden');
    await page.getByRole('button', { name: 'Ja, abmelden' }).click();
    await page.getByText('1\u00a0Erfassung nicht gesendet, bitte anmelden').waitFor();
    await context.clearCookies();
    await page.goto('about:blank');
    const sent = page.waitForResponse((answer) => answer.url().endsWith('/door/scans'));
    await signInAs(visit, portal.machine.origin, editor, '#/npa/veranstaltungen');
    expect((await sent).status()).toBe(200);
    await page.getByText('vom Einlass noch nicht gesendet').waitFor({ state: 'detached' });
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 1 });
  });
});

/** Fingers need 44 px. */
const smallOnes = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.door button, .door select, .door input')]
      .filter((one) => one.offsetHeight < 44)
      .map(({ textContent, id }) => `${textContent || id} is small`),
  );

describe('the room', () => {
  test('lists what takes place from today on, and says where no registration is set up', async () => {
    const guests = await anEventWithADoor('Fest der Nachbarn');
    const bare = await portal.send(editor, 'POST', '/events', { ...described, title: 'Ohne Anmeldung', dates: on(today) });
    expect(bare.id).not.toBe(guests.eventId);
    const { page } = await portal.as(editor, '#/npa/einlass', tablet);
    await page.getByRole('link', { name: 'Zur Tür: Fest der Nachbarn' }).waitFor();
    const entry = page.getByRole('listitem').filter({ hasText: 'Ohne Anmeldung' });
    expect(await entry.textContent()).toContain('keine Anmeldung eingerichtet');
    expect(await entry.getByRole('link').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('is not there for who may not record', async () => {
    const { page } = await portal.as('npa-auditor', '#/npa/einlass');
    await heading(page, 'Diese Seite gibt es nicht');
    expect(await page.getByRole('link', { name: 'Einlass' }).count()).toBe(0);
  });

  test('is free of findings of axe in all its states, fits the width of a desk and of a tablet, and its targets are large', async () => {
    const guests = await anEventWithADoor();
    await cancel(guests.eventId, guests.parties[3] ?? '');
    const { page, context } = await portal.as(editor, `#/npa/einlass/${guests.eventId}`);
    const findings: string[] = [];
    const look = async (state: string): Promise<void> => {
      const faults = await atBothSizes(page, async () => [...(await faultsAt(page)), ...(await smallOnes(page))]);
      findings.push(...faults.map((fault) => `${state}: ${fault}`));
    };
    await page.getByRole('button', { name: 'Liste laden' }).waitFor();
    await look('before');
    await press(page, 'Liste laden');
    await status(page, 'Öffnet auch ohne Verbindung');
    await look('loaded');
    await scan(page, guests.tickets[0]);
    await line(page).getByText('Anwesend: ').waitFor();
    await status(page, 'Nicht gesendet: 0');
    await look('good');
    await scan(page, guests.tickets[0]);
    await line(page).getByText('Schon da: ').waitFor();
    await look('duplicate');
    await page.getByRole('button', { name: /Yılmaz/ }).click();
    await line(page).getByText('Abgesagt: ').waitFor();
    await look('cancelled');
    await press(page, 'Spontane Teilnahme');
    await page.getByLabel('E-Mail').fill('kein@ort');
    await press(page, 'Anwesenheit erfassen');
    await page.getByRole('link', { name: /vollständige E-Mail-Adresse/ }).waitFor();
    await look('walk-in');
    await press(page, 'Zurück zur Liste');
    await cancel(guests.eventId, guests.parties[1] ?? '');
    await offline(context);
    await scan(page, guests.tickets[1]);
    await status(page, 'Nicht gesendet: 1');
    await page.reload();
    await page.getByText('Ohne Verbindung: 1 nicht gesendet.').waitFor();
    await look('offline');
    await context.setOffline(false);
    await press(page, 'Anmelden und senden');
    await page.getByText('Abgewiesen: Jürgen Weiß').waitFor();
    await look('refused');
    await page.emulateMedia({ colorScheme: 'dark' });
    await look('dark');
    expect(findings).toEqual([]);
  }, 120_000);

  test('reads cards with the camera, and says what to do where there is none', async () => {
    const guests = await anEventWithADoor();
    const { page } = await atTheDoor(guests);
    await press(page, 'Kamera einschalten');
    await page.getByText('Keine Kamera', { exact: true }).waitFor();
    await press(page, 'Schließen');
    const card = `data:image/svg+xml,${encodeURIComponent(encodeQR(`NPA:${guests.tickets[0]}`, 'svg', { border: 4, scale: 8 }))}`;
    // a camera that looks at a card
    await page.evaluate(async (picture) => {
      const image = new Image(480, 480);
      image.src = picture;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 480;
      const context = canvas.getContext('2d');
      if (!context) return;
      context.fillStyle = '#fff';
      setInterval(() => {
        context.fillRect(0, 0, 480, 480);
        context.drawImage(image, 0, 0, 480, 480);
      }, 100);
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
    }, card);
    await press(page, 'Kamera einschalten');
    await line(page).getByText('Anwesend: Ayşe Köroğlu').waitFor();
    await press(page, 'Kamera ausschalten');
    await status(page, 'Nicht gesendet: 0');
    expect(await countsOf(guests.eventId)).toMatchObject({ present: 1, duplicates: 0 });
  });
});

describe('the files of the app', () => {
  const of = async (path: string) => await fetch(`${portal.machine.origin}${path}`);

  test('the worker is asked for anew each time, names the page it keeps and keeps no answer of the API', async () => {
    const answer = await of(getServiceWorker.path);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'no-cache',
    ]);
    const [, revision, program = ''] = /pageRevision="([0-9a-f]{16})";importScripts\("([^"]+)"\)/.exec(await answer.text()) ?? [];
    expect(revision).toBeDefined();
    const worker = await of(program);
    expect(worker.headers.get('cache-control')).toContain('immutable');
    const kept = (await worker.text()).match(/\/assets\/[\w.-]+/g) ?? [];
    expect(kept.length).toBeGreaterThan(5);
    expect(await Promise.all(kept.map(async (file) => (await of(file)).status))).toEqual(kept.map(() => 200));
  });

  test('the manifest makes the page installable, and the page allows both and nothing more', async () => {
    const answer = await of(getWebManifest.path);
    expect(answer.headers.get('content-type')).toBe('application/manifest+json; charset=utf-8');
    const { start_url, scope, display, icons } = (await answer.json()) as Record<'start_url' | 'scope' | 'display', string> & {
      icons: { src: string; type: string }[];
    };
    expect([start_url, scope, display]).toEqual(['/', '/', 'standalone']);
    for (const { src, type } of icons) {
      const icon = await of(src);
      expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type]);
    }
    const policy = (await of('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("worker-src 'self'; manifest-src 'self'");
  });

  test('who never goes to a door gets no worker and keeps nothing', async () => {
    const { page } = await portal.as(editor, '#/npa/veranstaltungen');
    await heading(page, 'Veranstaltungen');
    await settled(page);
    const left = await page.evaluate(async () => [
      (await navigator.serviceWorker.getRegistrations()).length,
      (await indexedDB.databases()).length,
    ]);
    expect(left).toEqual([0, 0]);
  });
});

/** `DOOR_PICTURES=<folder> npx jest test/browser/door-device -t pictures` draws the room as it looks. */
const folder = process.env.DOOR_PICTURES;
if (folder !== undefined)
  test.each([
    ['desktop', desktop],
    ['tablet', tablet],
  ])(
    'pictures at %s size',
    async (name, size) => {
      const guests = await anEventWithADoor(`Werkstatt Ehrenamt`, [
        ...people,
        aPerson({ givenName: 'Hanne', familyName: 'Brandes', organisation: 'Kirchenkreis Peine' }),
        aPerson({ givenName: 'Tesfaye', familyName: 'Abebe', organisation: 'Verein Neue Nachbarn' }),
        aPerson({ givenName: 'Mareike', familyName: 'Ohlendorf', organisation: 'Volkshochschule Peine' }),
        aPerson({ givenName: 'Olena', familyName: 'Kowalenko', organisation: null }),
        aPerson({
          givenName: 'Heinz-Günther',
          familyName: 'Freiherr von und zu Löwenstein-Wertheim',
          organisation: 'Arbeitsgemeinschaft der Wohlfahrtsverbände',
        }),
      ]);
      await cancel(guests.eventId, guests.parties[3] ?? '');
      const list = await portal.as(editor, '#/npa/einlass', size);
      const { page } = list;
      const draw = async (what: string) => await writeFile(`${folder}/${name}-${what}.png`, await page.screenshot());
      await page
        .getByRole('link', { name: /^Zur Tür/ })
        .first()
        .waitFor();
      await draw('1-events');
      await goTo(page, `#/npa/einlass/${guests.eventId}`);
      await heading(page, 'Werkstatt Ehrenamt');
      await page.getByRole('button', { name: 'Liste laden' }).waitFor();
      await draw('2-before');
      await press(page, 'Liste laden');
      await status(page, 'Verbunden');
      await draw('3-loaded');
      await page.getByRole('button', { name: /Brandes/ }).click();
      await line(page).getByText('Anwesend: ').waitFor();
      await status(page, 'Nicht gesendet: 0');
      await draw('4-good');
      await scan(page, guests.tickets[4]);
      await line(page).getByText('Schon da').waitFor();
      await draw('5-duplicate');
      await page.getByRole('button', { name: /Yılmaz/ }).click();
      await line(page).getByText('Abgesagt: ').waitFor();
      await draw('6-cancelled');
      await press(page, 'Als spontane Teilnahme erfassen');
      await draw('7-walk-in');
      await page.getByRole('button', { name: 'Zurück zur Liste' }).click();
      await cancel(guests.eventId, guests.parties[1] ?? '');
      await offline(list.context);
      await scan(page, guests.tickets[1]);
      await walkIn(page, 'Nowak');
      await press(page, '+5');
      await press(page, '+1');
      await press(page, '+1');
      await status(page, 'Nicht gesendet: 5');
      await page.getByRole('button', { name: /Below/ }).click();
      await status(page, 'Nicht gesendet: 6');
      await draw('8-unsent');
      await press(page, 'Abmelden');
      await page.getByText('noch nicht gesendet').waitFor();
      await draw('9-leaving');
      await press(page, 'Angemeldet bleiben');
      await page.reload();
      await page.getByText('Ohne Verbindung: ').waitFor();
      await draw('10-offline');
      await comeBack(list, page);
      await page.getByText('Abgewiesen: Jürgen Weiß').waitFor();
      await draw('11-refused');
      await page.emulateMedia({ colorScheme: 'dark' });
      await draw('12-dark');
    },
    120_000,
  );

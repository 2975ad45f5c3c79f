import { expect } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import type { Person } from '../../shared/domain/participant.ts';
import { type Portal, press, type Size, tablet, type Visit } from './browser.ts';
import { anAuthor } from './builders.ts';
import { aPerson, doorStores, enterParty, openDoor } from './door.ts';

/** The room „Einlass“ as a person uses it, and what stands behind it. */

export const editor = 'npa-office-editor';
export const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());

/** Planted names: none of them may be readable where the browser keeps things. */
export const people = [
  aPerson({ givenName: 'Ayşe', familyName: 'Köroğlu', organisation: 'Türkischer Elternverein' }),
  aPerson({ givenName: 'Jürgen', familyName: 'Weiß', organisation: 'Sportring Peine' }),
  aPerson({ givenName: 'Christa', familyName: 'von Below-Neufeldt', organisation: null }),
  aPerson({ title: 'Dr.', givenName: 'Zeynep', familyName: 'Yılmaz', organisation: 'Stadt Peine' }),
] as const;

export const described = {
  kind: 'WORKSHOP',
  theme: null,
  ownership: 'OWN',
  ownershipReason: null,
  place: { name: 'Peine, Forum', districtKey: '03157', facility: null },
  organisers: [],
  guests: [],
  facts: [],
  followsEventId: null,
  campaignId: null,
  note: null,
  source: null,
  officeOverride: null,
};
export const on = (day: string) => ({ from: day, to: day, startTime: null, endTime: null, wording: null });

export type Guests = { readonly eventId: string; readonly tickets: readonly string[]; readonly parties: readonly string[] };

export async function cancel(eventId: string, registrationId: string): Promise<void> {
  const { parties, registrations } = doorStores();
  const read = await registrations.get('npa', registrationId);
  expect(read.state.eventId).toBe(eventId);
  await parties.withdraw('npa', read, read.version, 'OFFICE', anAuthor());
}

export const line = (page: Page) => page.locator('.door-result [role="status"]');
export const status = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Stand der Übertragung' }).getByText(text, { exact: true }).waitFor();

/** As a hand scanner does: keys anywhere on the page, then Enter. */
export async function scan(page: Page, ticketId: string | undefined): Promise<void> {
  await page.locator('h1').focus();
  await page.keyboard.type(`NPA:${ticketId}`);
  await page.keyboard.press('Enter');
}

export async function walkIn(page: Page, familyName: string): Promise<void> {
  await press(page, 'Spontane Teilnahme');
  await page.getByLabel('Nachname').fill(familyName);
  await press(page, 'Anwesenheit erfassen');
  await line(page).getByText(`Spontan erfasst: ${familyName}`).waitFor();
}

/** Everything the browser keeps in IndexedDB and its caches for this origin, as text; bytes as the letters they would be. */
export const dump = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const read = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value as ArrayBuffer);
      if (value instanceof CryptoKey) return `key, readable: ${value.extractable}`;
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, read(inner)]));
    };
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store);
        found.push(store, await asked(all.getAllKeys()), (await asked(all.getAll())).map(read));
      }
      db.close();
    }
    for (const cache of await caches.keys())
      for (const request of await (await caches.open(cache)).keys()) found.push(`cached ${request.method} ${request.url}`);
    return JSON.stringify([...found, { ...localStorage }, { ...sessionStorage }]);
  });

/** What the sealed items of the door say when they are opened with the device's own key. */
export const unsealed = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await asked(indexedDB.open('einlass'));
    const rows = async (name: string) => await asked(db.transaction(name).objectStore(name).getAll());
    const key = (await asked(db.transaction('settings').objectStore('settings').get('key'))) as CryptoKey;
    const places = [
      ...(await rows('lists')).map(({ id, sealed }) => ({ place: id, sealed })),
      ...(await rows('entries')).map(({ list, scanId, sealed }) => ({ place: `${list}/${scanId}`, sealed })),
    ];
    db.close();
    const texts = places.map(async ({ place, sealed }) => {
      const bound = { name: 'AES-GCM', iv: sealed.iv, additionalData: new TextEncoder().encode(place) };
      return new TextDecoder().decode(await crypto.subtle.decrypt(bound, key, sealed.data));
    });
    return (await Promise.all(texts)).join('\n');
  });

/** The tab is looked at again. */
export const lookAgain = (page: Page): Promise<boolean> => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

export const offline = async (context: BrowserContext): Promise<void> => await context.setOffline(true);

/** The network returns; the tab that lost its sign-in with a reload asks for a new one. */
export async function comeBack({ context }: Visit, page: Page): Promise<void> {
  await context.setOffline(false);
  await page.getByText('Die Verbindung ist wieder da: ').waitFor();
  await press(page, 'Anmelden und senden');
  await status(page, 'Nicht gesendet: 0');
  await status(page, 'Verbunden');
}

/** Complaints of a second tab count as well. */
export async function newTab({ context, complaints }: Visit): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}

type Counted = { readonly counts: { present: number; walkIns: number; duplicates: number; heads: Record<string, number> } };

/** What needs the running portal; asked for late, because a test file opens it before its first test. */
export function doorRoom(open: () => Portal) {
  async function anEventWithADoor(title = 'Werkstatt Ehrenamt', guests: readonly Person[] = people): Promise<Guests> {
    const { id } = await open().send(editor, 'POST', '/events', { ...described, title, dates: on(today) });
    await openDoor(id);
    const entered = [];
    for (const person of guests)
      entered.push(await enterParty(id, [person], { origin: person.familyName === 'Kowalenko' ? 'PUBLIC' : 'OFFICE' }));
    return {
      eventId: id,
      tickets: entered.flatMap(({ tickets }) => tickets),
      parties: entered.map(({ registrationId }) => registrationId),
    };
  }

  /** A tablet at the door with its list loaded and the page kept for a day without a network. */
  async function atTheDoor({ eventId }: Guests, size: Size = tablet, who = editor): Promise<Visit> {
    const visit = await open().as(who, `#/npa/einlass/${eventId}`, size);
    await press(visit.page, 'Liste laden');
    await line(visit.page).waitFor();
    await status(visit.page, 'Öffnet auch ohne Verbindung');
    await status(visit.page, 'Verbunden');
    return visit;
  }

  async function countsOf(eventId: string): Promise<Counted['counts']> {
    await open().machine.drained();
    return (await get<Counted>(`/events/${eventId}/door/counts`)).counts;
  }
  async function get<T>(path: string): Promise<T> {
    const response = await fetch(`${open().machine.origin}/alliances/npa${path}`, {
      headers: { authorization: `Bearer ${await open().machine.tokenFor(editor)}` },
    });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  }

  return { anEventWithADoor, atTheDoor, get, countsOf };
}
